internal import IncidentModel

extension Panel {
  /// Tasks, time-boxed actions and questions that are open.
  static let work = Panel(
    id: "work", number: 2, title: { _ in "Tasks and questions" },
    status: { state in state.workItems.isEmpty ? "" : "\(state.workItems.count) open" },
    draw: { state, canvas in
      let items = state.workItems
      if items.isEmpty {
        canvas.write("nothing open: # task, > action, ? question", column: 1, row: 0, role: .dim)
        return
      }
      let height = canvas.size.rows
      let isFocused = state.focus == "work"
      let selected = min(state.selectedWork, items.count - 1)
      let first = isFocused ? max(0, min(selected - height / 2, items.count - height)) : 0
      for (row, item) in items.dropFirst(first).prefix(height).enumerated() {
        let width = canvas.size.columns
        // Beside a wide timeline the minus sign has to do, so that the task can be read.
        let clockText = item.clock.map { width < 50 ? $0.short : $0.text }
        let right = clockText.map { TextWidth.columns(of: $0) + 2 } ?? 1
        canvas.write(String(item.sign), column: 1, row: row, role: item.role)
        canvas.write(
          state.clipped(item.text, to: width - 3 - right), column: 3, row: row, role: .text)
        if let clock = item.clock, let clockText {
          canvas.write(
            clockText, column: width - right + 1, row: row, role: clock.urgency.role)
        }
        if isFocused, first + row == selected {
          canvas.add(.selected, in: Rect(column: 0, row: row, width: width, height: 1))
        }
      }
    })
}

/// Something open that somebody has to do or answer.
struct WorkItem: Equatable, Sendable {
  var id: EntryID
  var sign: Character
  var role: Role
  var text: String
  var clock: Clock?

  /// The time that is left.
  struct Clock: Equatable, Sendable {
    var text: String
    /// With a minus sign when it is over.
    var short: String
    var urgency: IncidentTimer.Urgency
  }
}

extension AppState {
  /// Everything open: what has a clock first, the most urgent before the rest.
  var workItems: [WorkItem] {
    let incident = incident.state
    let timers = self.incident.timers(at: now)
    let glyphs = setting.glyphs
    func clock(_ purpose: IncidentTimer.Purpose) -> WorkItem.Clock? {
      guard let timer = timers.first(where: { $0.purpose == purpose }) else { return nil }
      return WorkItem.Clock(
        text: countdown(timer), short: clockText(timer.due.seconds(since: now)),
        urgency: timer.urgency(at: now))
    }
    func text(_ item: Assignment) -> String {
      (item.owner.map { "\(handle(of: $0)): " } ?? "") + people.showingMentions(in: item.text)
    }
    var items: [(due: Instant?, item: WorkItem)] = []
    for action in incident.actions where !action.isDone {
      items.append(
        (
          action.due,
          WorkItem(
            id: action.id, sign: glyphs.selected, role: .action, text: text(action),
            clock: clock(.timeBox(action.id)))
        ))
    }
    for task in incident.tasks where !task.isDone {
      items.append(
        (
          task.due,
          WorkItem(
            id: task.id, sign: glyphs.todo, role: .task, text: text(task),
            clock: clock(.task(task.id)))
        ))
    }
    for question in incident.questions where question.answer == nil {
      items.append(
        (
          nil,
          WorkItem(
            id: question.id, sign: "?", role: .question,
            text: people.showingMentions(in: question.text))
        ))
    }
    let timed = items.filter { $0.due != nil }.sorted {
      ($0.due ?? now, $0.item.id) < ($1.due ?? now, $1.item.id)
    }
    return (timed + items.filter { $0.due == nil }).map(\.item)
  }
}
