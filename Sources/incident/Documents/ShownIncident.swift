internal import IncidentModel
internal import Logbook

/// What `show` shows: how an incident stands at a moment.
struct ShownIncident {
  let summary: IncidentSummary
  let incident: Incident
  let people: People
  let now: Instant
  let last: [TimelineLine]
  /// The last lines about health, in order.
  var reports: [TimelineLine] = []

  private var state: Incident.State { incident.state }
  private var openQuestions: [OpenQuestion] { state.questions.filter { $0.answer == nil } }
  private var openTasks: [Assignment] { (state.tasks + state.actions).filter { !$0.isDone } }

  /// The last word on each thing of which the timeline tells how it is, the newest first.
  private var health: [(change: HealthChange, at: Instant)] {
    var seen: Set<String> = []
    return reports.reversed().compactMap { line in
      guard case .health(let change) = line.entry.event, seen.insert(change.subject).inserted
      else { return nil }
      return (change, line.entry.happenedAt)
    }
  }

  var document: [String: JSON] {
    [
      "incident": summary.json, "title": .string(people.showingMentions(in: state.title)),
      "services": .list(state.services), "regions": .list(state.regions),
      "isBackfilled": .bool(state.isBackfilled),
      "exitCriteria": .optional(state.exitCriteria),
      "roles": .object(
        Dictionary(
          uniqueKeysWithValues: state.roles.map { ($0.name, .string(people.handle(of: $1))) })),
      "milestones": .object(
        Dictionary(uniqueKeysWithValues: state.milestones.map { ($0.rawValue, .time($1)) })),
      "timers": .array(incident.timers(at: now).map { $0.json(people, at: now) }),
      "updateDueAt": .time(incident.updateDue),
      "offers": .array(state.offers.map { $0.json(people) }),
      "questions": .array(openQuestions.map { $0.json(people) }),
      "tasks": .array(openTasks.map { $0.json(people) }),
      "hypotheses": .array(state.hypotheses.map { $0.json(people) }),
      "health": .array(
        health.map { health in
          .object([
            "subject": .string(health.change.subject), "status": .string(health.change.to),
            "at": .time(health.at), "text": .optional(health.change.text),
          ])
        }),
      "lastEntries": .array(last.map { $0.json(people) }),
    ]
  }

  func print(in session: Session) throws {
    let output = session.output
    let mode = state.mode == .live ? "" : "  [\(state.mode.rawValue.uppercased())]"
    try output.line(output.styled(visible(people.showingMentions(in: state.title)), .strong) + mode)
    var facts = [state.severity.rawValue, state.status.rawValue]
    if let declaredAt = state.declaredAt {
      let end = state.status.isActive ? now : state.milestones[.resolved] ?? summary.lastAt
      facts.append("declared \(session.clockTime(declaredAt))")
      facts.append(
        (state.status.isActive ? "for " : "took ") + durationText(end.seconds(since: declaredAt)))
    }
    facts.append(summary.ref)
    try output.line(visible(facts.joined(separator: " · ")))
    for (label, names) in [("services", state.services), ("regions", state.regions)]
    where !names.isEmpty {
      try output.line(visible("\(label): \(names.joined(separator: ", "))"))
    }
    if let criteria = state.exitCriteria {
      try output.line("exit criteria: \(shown(criteria))")
    }
    let roles = state.roles.sorted { $0.key < $1.key }
      .map { "\($0.key.name) \(people.handle(of: $0.value))" }
    try output.line(visible(roles.isEmpty ? "no roles" : roles.joined(separator: " · ")))
    let timers = incident.timers(at: now).map { timer in
      [
        countdown(to: timer.due, now), timer.person.map { people.handle(of: $0) } ?? "",
        people.showingMentions(in: timer.text),
      ]
    }
    try section("Timers", timers, output)
    try section(
      "Offers",
      state.offers.map { offer in
        [
          offer.id.shortText, offer.role.name,
          "\(offer.from.map { people.handle(of: $0) } ?? "-") -> \(people.handle(of: offer.to))",
        ]
      }, output)
    try section("Questions", openQuestions.map { [$0.id.shortText, mentions($0.text)] }, output)
    try section(
      "Tasks",
      openTasks.map { task in
        [
          task.id.shortText, task.owner.map { people.handle(of: $0) } ?? "-",
          task.due.map { countdown(to: $0, now) } ?? "", mentions(task.text),
        ]
      }, output)
    try section(
      "Hypotheses",
      state.hypotheses.map { [$0.id.shortText, $0.outcome.words, mentions($0.text)] }, output)
    try section(
      "Health, as last written down",
      health.map { health in
        [
          session.clockTime(health.at), health.change.to, health.change.subject,
          health.change.text ?? "",
        ]
      }, output)
    guard !last.isEmpty else { return }
    try output.line()
    var printer = TimelinePrinter(output: output, people: people, zone: session.zone)
    for line in last { try printer.print(line) }
  }

  private func section(_ title: String, _ rows: [[String]], _ output: Output) throws {
    guard !rows.isEmpty else { return }
    try output.line()
    try output.line(output.styled(title, .strong))
    try output.table(rows.map { [""] + $0 })
  }

  private func mentions(_ text: String) -> String { people.showingMentions(in: text) }
  private func shown(_ text: String) -> String { visible(mentions(text)) }
}
