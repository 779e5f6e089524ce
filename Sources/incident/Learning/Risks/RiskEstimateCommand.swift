internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Changes the numbers of a risk.
struct RiskEstimateCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "estimate",
    abstract: "Give a risk other numbers, estimated or measured, and say what that changes.",
    discussion: """
      A drill or an experiment updates only what it measured. From incidents come the times they took and \
      how often there were any; with none in that time the numbers stay as they are.

        incident risk estimate RISK-7k3f --repair 9m
        incident risk estimate RISK-7k3f --from-drill drill-eu-to-us-2xq9
        incident risk estimate RISK-7k3f --from-incident 2xq9 --from-incident 46mr --since 2026-01-01
        incident risk estimate RISK-7k3f --repair 9m --dry-run
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(
    help: ArgumentHelp("Which risk.", valueName: "id"),
    completion: .custom(CompletionLists.risks))
  var id: String
  @OptionGroup var options: RiskOptions
  @Option(
    help: ArgumentHelp("A drill that measured it.", valueName: "id|ref"),
    completion: .custom(CompletionLists.refs))
  var fromDrill: String?
  @Option(
    help: ArgumentHelp("An experiment that measured it.", valueName: "id"),
    completion: .custom(CompletionLists.experiments))
  var fromExperiment: String?
  @Option(
    help: ArgumentHelp("An incident that it became; may be given again.", valueName: "ref"),
    completion: .custom(CompletionLists.refs))
  var fromIncident: [String] = []
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Since when those incidents are all there were.", valueName: "time"))
  var since: String?
  @Flag(inversion: .prefixedNo, help: "Whether it is lived with.") var accept: Bool?
  @Option(help: ArgumentHelp("Why.", valueName: "text")) var because: String?
  @Flag(help: "Only say what it would change.") var dryRun = false

  func validate() throws {
    if since != nil, fromIncident.isEmpty {
      throw ValidationError("--since says over which time --from-incident was all there was.")
    }
  }

  func run(in session: Session) throws {
    let known = try session.risk(id)
    let now = session.now
    var risk = known.risk
    let measured = try measured(session, now)
    for measured in measured { risk = risk.measured(by: measured) }
    for (quantity, value) in try options.inputs() { risk[quantity] = .init(value, at: now) }
    risk.isAccepted = accept ?? risk.isAccepted
    if risk == known.risk { throw Failure.learning(.nothingMeasured(known.name)) }
    let before = try? known.risk.figures()
    if !dryRun {
      try session.change { writer in
        .estimate(known.id, risk, because: because.map { writer.people.storingMentions(in: $0) })
      }
    }
    let after: RiskFigures
    do throws(RiskProblem) { after = try risk.figures() } catch {
      throw Rejection.learning(.badRisk(error))
    }
    let was = before?.badMinutesPerYear ?? .nan
    let saved = was - after.badMinutesPerYear
    try session.confirm(
      .risk, known.id,
      "\(significantText(was)) -> \(significantText(after.badMinutesPerYear)) bad minutes a year, "
        + (saved < 0 ? "costs \(significantText(-saved))" : "saves \(significantText(saved))")
        + (dryRun ? " (not written)" : ""))
  }

  private func measured(_ session: Session, _ now: Instant) throws -> [MeasuredInputs] {
    var all: [MeasuredInputs] = []
    if !fromIncident.isEmpty {
      let from = try session.since(since)
      let incidents = try fromIncident.map { try session.incident(matching: $0) }.uniqued()
      let evidence = try incidents.compactMap { summary in
        // One of before the time that is looked at says nothing about how often there is one in it.
        if let from, summary.declaredAt < from { return nil as MeasuredInputs.IncidentEvidence? }
        return MeasuredInputs.IncidentEvidence(
          try session.book.incident(summary.id), ref: summary.ref, now: now)
      }
      let days = from.map { Double(now.seconds(since: $0)) / 86_400 } ?? 0
      var measured = MeasuredInputs(incidents: evidence, windowDays: days, now: now)
      if from == nil { measured.inputs[.daysBetween] = nil }
      all.append(measured)
    }
    if let fromDrill {
      all.append(MeasuredInputs(drill: try session.run(of: fromDrill), now: now))
    }
    if let fromExperiment {
      let planned = try session.experiment(fromExperiment)
      all +=
        planned.lastEvidence.map {
          [MeasuredInputs(experiment: $0.value, ref: "\(planned.name)")]
        } ?? [MeasuredInputs()]
    }
    return all
  }
}
