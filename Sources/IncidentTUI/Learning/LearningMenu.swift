internal import IncidentModel

/// The page of what is learnt: surprises, experiments, drills, risks.
package struct LearningMenu: Equatable, Sendable {
  package var rows: [LearningRow]
  package var selected = 0

  package init(rows: [LearningRow]) { self.rows = rows }
}

/// What the page shows of one thing that is learnt.
package struct LearningRow: Hashable, Sendable {
  package enum Sort: String, Hashable, Sendable, CaseIterable {
    case surprise
    case experiment
    case drill
    case risk

    /// What stands above those of the sort.
    var heading: String {
      switch self {
      case .surprise: "Surprises that nobody has tested"
      case .experiment: "Experiments"
      case .drill: "Drills"
      case .risk: "Risks, by bad minutes a year"
      }
    }
  }

  package enum Urgency: Hashable, Sendable {
    case calm
    case soon
    case overdue
  }

  package var sort: Sort
  /// How it is named: `EXP-7k3f`, the short id of a surprise.
  package var name: String
  /// How it stands: its state, its verdict.
  package var state: String
  /// When it is due, or what it costs.
  package var due: String
  package var urgency: Urgency
  package var title: String

  package init(
    _ sort: Sort, name: String, state: String, due: String = "", urgency: Urgency = .calm,
    title: String
  ) {
    self.sort = sort
    self.name = name
    self.state = state
    self.due = due
    self.urgency = urgency
    self.title = title
  }

  /// The command that shows all of it.
  var showing: [String] {
    switch sort {
    case .surprise: ["surprise", "show", name]
    case .experiment: ["experiment", "show", name]
    case .drill: ["drill", "show", name]
    case .risk: ["risk", "list"]
    }
  }

  /// What `:` begins with from there: what is most often done next.
  var next: String {
    switch sort {
    case .surprise: "surprise explain \(name) "
    case .experiment: "experiment export \(name) -o \(name).json"
    case .drill: "drill start \(name)"
    case .risk: "risk estimate \(name) "
    }
  }
}

extension AppState {
  /// Shows the page; an answer that comes when something else is done is too late.
  mutating func take(_ rows: [LearningRow]) {
    var menu = LearningMenu(rows: rows)
    if case .learning(let old) = mode {
      let name = old.rows.indices.contains(old.selected) ? old.rows[old.selected].name : ""
      menu.selected = rows.firstIndex { $0.name == name } ?? 0
      mode = .learning(menu)
    } else if mode == .browsing {
      enter(.learning(menu))
    }
  }

  mutating func choose(_ key: Key, _ menu: LearningMenu) -> [Effect] {
    var menu = menu
    let last = max(0, menu.rows.count - 1)
    switch key {
    case .up, .character("k"): menu.selected = max(0, menu.selected - 1)
    case .down, .character("j"): menu.selected = min(last, menu.selected + 1)
    case .pageUp: menu.selected = max(0, menu.selected - dialogHeight)
    case .pageDown: menu.selected = min(last, menu.selected + dialogHeight)
    case .home, .character("g"): menu.selected = 0
    case .end, .character("G"): menu.selected = last
    case .character("p"): return propose()
    case .character(":"):
      let row = menu.rows.indices.contains(menu.selected) ? menu.rows[menu.selected] : nil
      leaveMode()
      let effects = perform(.command)
      command.editor = LineEditor(row?.next ?? "experiment ")
      return effects
    case .enter:
      guard menu.rows.indices.contains(menu.selected) else { return [] }
      let row = menu.rows[menu.selected]
      leaveMode()
      return run(row.showing, then: row.next)
    case .escape, .control("c"), .character("q"):
      leaveMode()
      return []
    default: break
    }
    mode = .learning(menu)
    return []
  }

  /// Drafts an experiment from each surprise of the incident that is open.
  private mutating func propose() -> [Effect] {
    if let reason = setting.readOnly {
      say("p: \(reason)")
      return []
    }
    guard incident.isDeclared else {
      say("no incident is open, of which experiments could be drafted")
      return []
    }
    leaveMode()
    return run(["experiment", "propose", setting.ref], then: "experiment edit ")
  }

  /// The rows of the page: a heading above those of each sort.
  func learningText(_ menu: LearningMenu, _ width: Int) -> DialogText {
    guard !menu.rows.isEmpty else {
      return DialogText([
        DialogRow("Nothing yet: a surprise is written down with !, and p drafts experiments."),
        DialogRow(":drill plan --from REGION --to REGION plans a drill.", role: .hintKey),
      ])
    }
    // Where each row stands; only those in sight are made.
    var places: [Place] = []
    for (index, row) in menu.rows.enumerated() {
      if index == 0 || menu.rows[index - 1].sort != row.sort {
        if index > 0 { places.append(.gap) }
        places.append(.heading(row.sort))
      }
      places.append(.row(index))
    }
    return DialogText(count: places.count) { place in
      switch places[place] {
      case .gap: DialogRow("")
      case .heading(let sort): DialogRow(sort.heading, role: .title)
      case .row(let index): learningRow(menu.rows[index], index == menu.selected, width)
      }
    }
  }

  private enum Place {
    case gap
    case heading(LearningRow.Sort)
    case row(Int)
  }

  private func learningRow(_ row: LearningRow, _ isSelected: Bool, _ width: Int) -> DialogRow {
    // A sign of its own: reversed text cannot be seen everywhere.
    let sign = isSelected ? setting.glyphs.selected : " "
    let left =
      "\(sign) \(TextWidth.padded(row.name, to: 9))  \(TextWidth.padded(row.state, to: 14))"
    let due = row.due.isEmpty ? "" : "  \(row.due)"
    let room = max(10, width - TextWidth.columns(of: due))
    return DialogRow(
      TextWidth.padded(clipped("\(left)  \(row.title)", to: room), to: room) + due,
      role: row.urgency.role, isSelected: isSelected)
  }
}

extension LearningRow.Urgency {
  fileprivate var role: Role {
    switch self {
    case .calm: .text
    case .soon: .warning
    case .overdue: .overdue
    }
  }
}
