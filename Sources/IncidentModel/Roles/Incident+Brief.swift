extension Incident {
  /// What the next holder of a role needs to know, as lines of text; people are stored mentions.
  ///
  /// Conditions, actions, needs: the order in which responders report (CAN). `decisions` are the last
  /// ones, in order.
  package func brief(at now: Instant, decisions: [String] = []) -> String {
    var lines: [String] = []
    var conditions = "\(state.severity.rawValue), \(state.status.rawValue)"
    if let declaredAt = state.declaredAt {
      conditions += ", \(durationText(now.seconds(since: declaredAt))) since it was declared"
    }
    lines.append("Conditions: \(conditions)")
    let owner = { (person: PersonID?) in person.map { "@{\($0.rawValue)} " } ?? "" }
    add("Actions under way", &lines, (state.actions + state.tasks).filter { !$0.isDone }) {
      let left = $0.due.map { " (\(Self.timeLeft(until: $0, now)))" } ?? ""
      return "\(owner($0.owner))\($0.text)\(left)"
    }
    add("Needs: open questions", &lines, state.questions.filter { $0.answer == nil }, \.text)
    add("Open hypotheses", &lines, state.hypotheses.filter { $0.outcome == .raised }, \.text)
    add(
      "Hypotheses supported", &lines, state.hypotheses.filter { $0.outcome == .supported }, \.text)
    add("Decisions so far", &lines, decisions, \.self)
    if let due = updateDue {
      lines.append("Next update: \(due.rfc3339.prefix(16))Z (\(Self.timeLeft(until: due, now)))")
    }
    if let criteria = state.exitCriteria { lines.append("Exit criteria: \(criteria)") }
    return lines.joined(separator: "\n")
  }

  private func add<Item>(
    _ heading: String, _ lines: inout [String], _ items: [Item], _ text: (Item) -> String
  ) {
    guard !items.isEmpty else { return }
    lines.append("\(heading):")
    lines.append(contentsOf: items.map { "- \(text($0))" })
  }

  private static func timeLeft(until due: Instant, _ now: Instant) -> String {
    let left = due.seconds(since: now)
    return left >= 0 ? "\(durationText(left)) left" : "\(durationText(-left)) overdue"
  }
}
