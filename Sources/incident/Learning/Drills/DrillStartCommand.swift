internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Begins a drill.
struct DrillStartCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "start",
    abstract: "Begin a drill: an incident in mode drill, by its plan; prints its ref.",
    discussion: """
      Look both ways: it is refused while a live incident is open, and outside of the plan's windows.

        incident drill start FD-7k3f
        incident drill start FD-7k3f --commander ana --scribe bo
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(
    help: ArgumentHelp("Which drill.", valueName: "id"),
    completion: .custom(CompletionLists.drills))
  var id: String
  @Option(
    help: ArgumentHelp("Who commands.", valueName: "name"),
    completion: .custom(CompletionLists.people))
  var commander: String?
  @Option(
    help: ArgumentHelp("Who keeps the log.", valueName: "name"),
    completion: .custom(CompletionLists.people))
  var scribe: String?
  @Flag(help: "Begin it all the same.") var force = false

  func run(in session: Session) throws {
    let planned = try session.drill(id)
    let plan = planned.plan
    if planned.isRetired { throw Rejection.learning(.isRetired(planned.name)) }
    if !force { try lookBothWays(planned, session) }
    var new = NewIncident(title: "Drill: \(plan.title)")
    new.mode = .drill
    new.services = [plan.service].compactMap(\.self)
    new.regions = [plan.from, plan.to]
    new.drill = DrillStep(act: .started, of: planned.id, plan: plan)
    let live = try session.liveIncidents()
    let now = session.now
    let summary = try session.write { writer, author in
      new.commander = try commander.map { try writer.person(handle: $0) }
      new.scribe = try scribe.map { try writer.person(handle: $0) }
      let summary = try writer.declare(new, Occasion(author: author, now: now))
      // While a live incident is open, commands stay about that.
      if live.isEmpty { try writer.choose(summary.id, by: session.login) }
      return summary
    }
    if session.options.json {
      return try session.output.document(["incident": summary.json])
    }
    try session.output.line(summary.ref)
    session.output.message(
      live.isEmpty
        ? "Commands are about it from here on; `incident use REF` goes back."
        : "Commands stay about what they were: name it with -i \(visible(summary.ref)).")
    session.output.message("Before anything is injected:")
    for check in plan.preChecks ?? [] { session.output.message("  □ \(visible(check))") }
    if let runbook = plan.runbook {
      session.output.message("The runbook: incident runbook run \(visible(runbook))")
    }
    session.output.message("Then: incident drill mark injected, or the key D in the console")
  }

  private func lookBothWays(_ planned: PlannedDrill, _ session: Session) throws {
    let open = try session.liveIncidents()
    if !open.isEmpty { throw Failure.learning(.liveIncidentOpen(open)) }
    let going = try session.book.drillRuns().first { $0.planID == planned.id && !$0.isOver }
    if let going, try session.book.summary(of: going.incident)?.status.isActive == true {
      throw Failure.learning(.notNow(planned.name, "it is under way already as \(going.ref)"))
    }
    let now = session.now
    guard let next = planned.plan.nextStart(from: now) else {
      throw Failure.learning(.notNow(planned.name, "its plan allows no day within two years"))
    }
    if next > now {
      let civil = Zone.utc.civil(next)
      throw Failure.learning(
        .notNow(
          planned.name, "its plan allows it from \(civil.dateText) \(civil.minuteText) UTC on"))
    }
  }
}

extension Session {
  /// The live incidents that go on.
  func liveIncidents() throws -> [IncidentSummary] {
    var filter = IncidentFilter()
    filter.scope = .active
    filter.mode = .live
    return try book.incidents(filter)
  }
}
