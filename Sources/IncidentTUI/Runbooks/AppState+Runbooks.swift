internal import IncidentModel

/// Opening runbooks, and what becomes of their steps without running anything.
extension AppState {
  /// Shows a runbook; the step that is next is under the eye, or those below a heading.
  mutating func take(_ runbook: Runbook, heading: String?) -> [Effect] {
    let isAnother = book.runbook?.name != runbook.name
    let before = selectedStep?.id
    book.runbook = runbook
    if isAnother {
      book.values = incident.walk(of: runbook.name)?.values ?? [:]
      let section = heading.flatMap { slug in runbook.sections.firstIndex { $0.slug == slug } }
      let below = section.flatMap { section in
        runbook.steps.firstIndex { ($0.section ?? -1) >= section }
      }
      selections[Panel.runbook.id] = below ?? nextStep ?? 0
    } else if let before, let index = runbook.steps.firstIndex(where: { $0.id == before }) {
      selections[Panel.runbook.id] = index
    }
    if isAnother, mode == .browsing, !isOpeningQuietly {
      say("\(runbook.name): \(runbook.steps.count) steps; 2 goes there")
    }
    return []
  }

  /// Whether the incident has only just been opened: its runbook comes with it and is no news.
  private var isOpeningQuietly: Bool { notice != nil }

  /// Goes to the panel of the runbook.
  mutating func showRunbookPanel() {
    focus = Panel.runbook.id
    if !isZoomed, layout(size).rect(of: focus).map({ $0.height < 4 }) ?? true { isZoomed = true }
  }

  /// Where a runbook could be found by what is selected; nil where nothing says one.
  var runbookLead: RunbookLead? {
    if isAboutHealth {
      if case .advice(let advice)? = selectedHealthItem { return advice.runbook.map { .name($0) } }
      guard let row = selectedHealthRow else { return nil }
      if let name = row.runbook { return .name(name) }
      switch row.subject {
      case .service(let name), .cell(let name, _): return .service(name)
      case .capability, .region: return nil
      }
    }
    guard let line = selectedLine, case .alert(let alert) = line.entry.event else { return nil }
    let labels = alert.labels ?? [:]
    let first = alert.text.prefix { !$0.isWhitespace && $0 != ":" }
    return .alert(labels["alertname"] ?? String(first), labels: labels)
  }

  /// Goes to the next step that wants something, as one is done with.
  mutating func advance(from step: Runbook.Step) {
    guard let steps = book.runbook?.steps, let index = steps.firstIndex(where: { $0.id == step.id })
    else {
      return
    }
    let next = steps.indices.dropFirst(index + 1).first {
      steps[$0].id != step.id && (progress(of: steps[$0])?.state.isOpen ?? true)
    }
    if let next { selections[Panel.runbook.id] = next }
  }

  /// Why nothing can be done about a step; nil when something can.
  var stepRefusal: String? {
    if let reason = setting.readOnly { return reason }
    guard incident.isDeclared else { return "no incident is open: I shows the list" }
    return selectedStep == nil ? "no runbook is open here: o chooses one" : nil
  }

  /// A step was done by hand.
  mutating func tickStep() -> [Effect] {
    guard let step = selectedStep else { return [] }
    if case .waiting(let until)? = progress(of: step)?.state, until > now {
      say("\(clockText(until.seconds(since: now))) are left: x leaves the rest of the wait out")
      return []
    }
    switch progress(of: step)?.state {
    case .failed, .started: return openForm(.tickStep(step.id))
    case .done, .byHand:
      say("\(step.number) is done already; W walks the runbook once more")
      return []
    case nil, .open, .waiting, .skipped: break
    }
    let effects = saveStep(.byHand, step, text: nil, what: "done: \(step.number)")
    if !effects.isEmpty { advance(from: step) }
    return effects
  }

  /// Writes what became of a step.
  mutating func saveStep(
    _ act: RunbookStep.Act, _ step: Runbook.Step, text: String?, what: String,
    until: Instant? = nil,
    form: Form? = nil
  ) -> [Effect] {
    guard let runbook = book.runbook else { return [] }
    var event = RunbookStep(
      act: act, runbook: runbook.name, step: label(of: step), text: text,
      key: step.id)
    event.until = until
    let facts = step.attributes.facts + step.blocks.flatMap(\.attributes.facts)
    if act == .byHand, !facts.isEmpty { event.facts = facts.map(\.rawValue) }
    if case .started? = progress(of: step)?.state { event.of = progress(of: step)?.started?.id }
    return save(.walk(event, origin: runbook.origin(), again: false), what: what, form: form)
  }

  // MARK: The list

  /// Asks for the list of runbooks.
  mutating func listRunbooks() -> [Effect] {
    book.wantsList = true
    return [.listRunbooks("")]
  }

  /// Shows the list; an answer that comes when it is left again, or about other words, is too late.
  mutating func take(_ rows: [RunbookRow], for words: String) {
    if case .shelf(var menu) = mode {
      guard menu.query.text == words else { return }
      menu.rows = rows
      menu.selected = min(menu.selected, max(0, rows.count - 1))
      mode = .shelf(menu)
    } else if mode == .browsing, book.wantsList {
      enter(.shelf(RunbookMenu(rows: rows)))
    }
    book.wantsList = false
  }

  mutating func choose(_ key: Key, _ menu: RunbookMenu) -> [Effect] {
    var menu = menu
    switch key {
    case .up: menu.selected = max(0, menu.selected - 1)
    case .down: menu.selected = min(max(0, menu.rows.count - 1), menu.selected + 1)
    case .escape, .control("c"):
      leaveMode()
      return []
    case .enter:
      guard menu.rows.indices.contains(menu.selected) else { return [] }
      leaveMode()
      showRunbookPanel()
      return [.openRunbook(menu.rows[menu.selected].name)]
    default:
      let before = menu.query.text
      _ = menu.query.handle(key)
      mode = .shelf(menu)
      return menu.query.text == before ? [] : [.listRunbooks(menu.query.text)]
    }
    mode = .shelf(menu)
    return []
  }

  func shelfText(_ menu: RunbookMenu, _ width: Int) -> DialogText {
    let shown = menu.query.display(width: max(1, width - 8))
    var head = DialogRow("\(setting.glyphs.prompt)\(shown.text)", label: "words", role: .input)
    head.labelWidth = 6
    head.cursorColumn = shown.cursorColumn + 1
    let none = DialogRow(
      menu.query.isEmpty
        ? "There are no runbooks: runbooks: [./runbooks] in incident.yaml names a folder of them."
        : "No runbook holds these words.", role: .dim)
    return DialogText(count: max(1, menu.rows.count) + 2) { index in
      if index < 2 { return index == 0 ? head : DialogRow("") }
      guard menu.rows.indices.contains(index - 2) else { return none }
      let row = menu.rows[index - 2]
      let count = walkedText(row)
      let right = row.warning.map { "\(row.exercised), \($0)" } ?? row.exercised
      let room = max(10, width - TextWidth.columns(of: right) - 2)
      // A sign of its own: reversed text cannot be seen everywhere.
      let sign = index - 2 == menu.selected ? setting.glyphs.selected : " "
      let left = clipped("\(sign) \(row.name)  \(count)  \(row.title)", to: room)
      return DialogRow(
        TextWidth.padded(left, to: room) + "  " + right,
        role: row.warning == nil ? .text : .warning,
        isSelected: index - 2 == menu.selected)
    }
  }

  private func walkedText(_ row: RunbookRow) -> String {
    incident.walk(of: row.name).map { "\($0.settled)/\(row.steps)" } ?? "\(row.steps) steps"
  }
}
