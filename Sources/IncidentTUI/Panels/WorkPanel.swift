internal import IncidentModel

extension Panel {
  /// Tasks, time-boxed actions and questions that are open.
  static let work: Panel = Panel(
    id: "work", number: 4, title: { _ in "Tasks and questions" },
    status: { state in state.work.isEmpty ? "" : "\(state.work.count) open" },
    wants: { max(1, $0.work.count) },
    items: { $0.work.count },
    entry: { state, index in state.work.indices.contains(index) ? state.work[index].id : nil },
    draw: { state, canvas in
      guard !state.work.isEmpty else {
        canvas.write("nothing open: # task, > action, ? question", column: 1, row: 0, role: .dim)
        return
      }
      let isWide = canvas.size.columns >= 50
      state.drawList(.work, &canvas) { index in
        let item = state.work[index]
        let (sign, role) = state.sign(of: item.sort)
        guard let due = item.due else {
          return PanelRow(sign: String(sign), role: role, text: item.text)
        }
        let left = due.seconds(since: state.now)
        // Beside a wide timeline the minus sign has to do, so that the task can be read.
        return PanelRow(
          sign: String(sign), role: role, text: item.text,
          right: isWide && left < 0 ? "\(clockText(-left)) overdue" : clockText(left),
          rightRole: (left < 0 ? .overdue : left <= 60 ? .soon : IncidentTimer.Urgency.calm).role)
      }
    })
}

/// Something open that somebody has to do or answer.
struct WorkItem: Equatable, Sendable {
  enum Sort: Equatable, Sendable {
    case action
    case task
    case question
  }
  var id: EntryID
  var sort: Sort
  var text: String
  var due: Instant?
}

extension AppState {
  /// Looks anew at what is open: what has a clock first, the most urgent before the rest.
  ///
  /// Done when the incident changes, not for each frame.
  mutating func findWork() {
    let incident = incident.state
    func text(_ item: Assignment) -> String {
      (item.owner.map { "\(handle(of: $0)): " } ?? "") + shown(item.text)
    }
    let items =
      incident.actions.filter { !$0.isDone }.map {
        WorkItem(id: $0.id, sort: .action, text: text($0), due: $0.due)
      }
      + incident.tasks.filter { !$0.isDone }.map {
        WorkItem(id: $0.id, sort: .task, text: text($0), due: $0.due)
      }
      + incident.questions.filter { $0.answer == nil }.map {
        WorkItem(id: $0.id, sort: .question, text: shown($0.text))
      }
    let timed = items.filter { $0.due != nil }.sorted { left, right in
      guard let first = left.due, let second = right.due else { return false }
      return (first, left.id) < (second, right.id)
    }
    work = timed + items.filter { $0.due == nil }
  }

  func sign(of sort: WorkItem.Sort) -> (sign: Character, role: Role) {
    switch sort {
    case .action: (setting.glyphs.selected, .action)
    case .task: (setting.glyphs.todo, .task)
    case .question: ("?", .question)
    }
  }
}
