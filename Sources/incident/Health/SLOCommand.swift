internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Prints how fast error budgets are spent.
struct SLOCommand: HealthDeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "slo",
    abstract: "Print how fast error budgets burn, what is left of them, and what an incident took.",
    discussion: """
      Asks the Prometheus of each objective. It pages when the budget is gone within four hours, by \
      the last hour and the last five minutes; then the status is 2. With an incident open, or -i \
      REF, it says what that incident took.

        incident slo
        incident slo checkout-availability -i 7k3f --json
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Which objective; all without one.", completion: .custom(CompletionLists.slos))
  var name: String?

  func run(at desk: HealthDesk) throws {
    let all = desk.configuration.slos
    guard !all.isEmpty else { throw HealthRefusal.noObjectives(path: desk.file?.path) }
    let names = all.map(\.name)
    if let name, !names.contains(name) {
      throw HealthRefusal.unknownName(
        name, noun: "objective", nearest: nearest(to: name, among: names), known: names)
    }
    let slos = all.filter { slo in name.map { $0 == slo.name } ?? true }
    let plan = HealthPlan(desk.configuration)
    let incident = try desk.openIncident()
    let windows = Set(BurnWindow.allCases.map(\.seconds))
    let counts = SLOQuestion(plan: plan).counts(
      of: slos,
      over: Dictionary(
        slos.map { ($0.name, windows.union([$0.objective.window])) },
        uniquingKeysWith: { first, _ in first }))
    var reports = slos.map { SLOReport($0, counts[$0.name] ?? SLOQuestion.Counts()) }
    if let incident { addSpent(by: incident, to: &reports, plan) }
    if globals.json {
      try desk.output.document([
        "incident": .optional(incident?.ref), "slos": .array(reports.map(\.json)),
      ])
    } else {
      try print(reports, desk.output)
    }
    if reports.contains(where: \.pages) { throw ExitCode(ExitStatus.findings) }
  }

  private func addSpent(
    by incident: HealthDesk.Impact, to reports: inout [SLOReport], _ plan: HealthPlan
  ) {
    let about = reports.filter { incident.concerns($0.slo) && $0.counts.problem == nil }.map(\.slo)
    let counts = SLOQuestion(plan: plan, end: incident.end).counts(
      of: about,
      over: Dictionary(
        about.map { ($0.name, [incident.seconds]) }, uniquingKeysWith: { first, _ in first }))
    for index in reports.indices {
      let slo = reports[index].slo
      guard let during = counts[slo.name]?.events[incident.seconds],
        let whole = reports[index].counts.events[slo.objective.window],
        let spent = BudgetSpent(slo.objective, during: during, whole: whole)
      else { continue }
      reports[index].spent = (incident.ref, spent)
    }
  }

  private func print(_ reports: [SLOReport], _ output: Output) throws {
    for (place, report) in reports.enumerated() {
      if place > 0 { try output.line() }
      let lines = report.lines
      let word = output.styled(TextWidth.padded(report.word, to: 8), report.state.status.style)
      for (index, line) in lines.enumerated() {
        try output.line(index == 0 ? "\(word)  \(line)" : "          \(line)")
      }
    }
  }
}

extension HealthDesk {
  /// The time for which an incident harmed somebody.
  struct Impact {
    var ref: String
    var services: [String]
    /// Seconds; at least a minute.
    var seconds: Int64
    /// Nil while it goes on.
    var end: Instant?

    /// Whether what the objective counts may have been harmed.
    func concerns(_ slo: Configuration.SLO) -> Bool {
      guard let service = slo.service, !services.isEmpty else { return true }
      return services.contains(service)
    }
  }

  /// The incident that is named, else the one that is meant; nil where there is none or several.
  func openIncident() throws -> Impact? {
    guard book != nil || options.incident != nil else { return nil }
    let session = try Session(options, makesLogbook: false)
    let summary: IncidentSummary
    do { summary = try session.incident() } catch  where options.incident == nil { return nil }
    let state = try session.book.incident(summary.id).state
    let now = Session.clock()
    let start = state.milestones[.impactStarted] ?? state.declaredAt ?? now
    let over = state.milestones[.recovered] ?? state.milestones[.resolved]
    let end = over ?? (state.status.isActive ? nil : summary.lastAt)
    return Impact(
      ref: summary.ref, services: state.services,
      seconds: max(60, (end ?? now).seconds(since: start)), end: end)
  }
}
