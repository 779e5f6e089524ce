internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Plans a drill.
struct DrillPlanCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Plan a drill from the regions and the runbook that are configured.",
    discussion: """
      Topology, runbook and steps come from the region's configuration; objectives are for you to say. \
      `drill edit` changes the rest.

        incident drill plan --from eu --to us --rto 10m --rpo 5s --detect 2m
        incident drill plan --from eu --to us --surprise 2xq9 --absent operations
      """)
  static let makesLogbook = true

  @OptionGroup var globals: GlobalOptions
  @Option(
    help: ArgumentHelp("The region that traffic leaves.", valueName: "region"),
    completion: .custom(CompletionLists.regions))
  var from: String
  @Option(
    help: ArgumentHelp("The region that takes it.", valueName: "region"),
    completion: .custom(CompletionLists.regions))
  var to: String
  @Option(
    help: ArgumentHelp("Whose traffic; else all of it.", valueName: "name"),
    completion: .custom(CompletionLists.services))
  var service: String?
  @Option(help: "How the regions stand to each other; else what is configured.")
  var topology: DrillPlan.Topology?
  @Option(
    help: ArgumentHelp("The runbook that is walked; else that of the region.", valueName: "name"),
    completion: .custom(CompletionLists.runbooks))
  var runbook: String?
  @Flag(help: "The source stays well; then a lost record proves nothing.") var graceful = false
  @Flag(help: "It is only talked through; evidence of nothing but the talk.") var tableTop = false
  @Option(
    help: ArgumentHelp("Recovery time objective, T0 to T7.", valueName: "duration"))
  var rto: String?
  @Option(
    help: ArgumentHelp("Recovery point objective: writes that may be lost.", valueName: "duration"))
  var rpo: String?
  @Option(help: ArgumentHelp("Objective to detect, T0 to T2.", valueName: "duration"))
  var detect: String?
  @Option(help: ArgumentHelp("Objective to decide, T3 to T4.", valueName: "duration"))
  var decide: String?
  @Option(help: ArgumentHelp("Objective to fail back, T10 to T11.", valueName: "duration"))
  var failback: String?
  @Option(
    help: ArgumentHelp(
      "A role whose holder is not to be asked; may be given again.", valueName: "role"))
  var absent: [RoleName] = []
  @Option(help: ArgumentHelp("A surprise it follows from; may be given again.", valueName: "entry"))
  var surprise: [String] = []
  @Option(help: ArgumentHelp("Where: production, staging, lab.", valueName: "name"))
  var environment: String?

  func run(in session: Session) throws {
    session.pointOutSlips(services: [service].compactMap(\.self), regions: [from, to])
    let regions = session.configuration.regions.map(\.name)
    for region in [from, to] where !regions.isEmpty && !regions.contains(region) {
      session.output.message("incident: no region '\(visible(region))' is configured")
    }
    var objectives = DrillPlan.Objectives()
    objectives.rtoSeconds = try rto.map { try parseDuration($0) }
    objectives.rpoSeconds = try rpo.map { try parseDuration($0) }
    objectives.detectSeconds = try detect.map { try parseDuration($0) }
    objectives.decideSeconds = try decide.map { try parseDuration($0) }
    objectives.failbackSeconds = try failback.map { try parseDuration($0) }
    var plan = try session.proposedPlan(
      from: from, to: to, service: service, isGraceful: graceful, topology: topology,
      runbook: runbook, objectives: objectives)
    plan.isTableTop = tableTop ? true : nil
    plan.absentRoles = absent.isEmpty ? nil : absent
    plan.environment = environment
    let known = try surprise.map { try session.surprise($0) }
    plan.seeds = known.isEmpty ? nil : known.map(\.seed)
    let now = session.now
    let name = try session.write { writer, author in
      let occasion = Occasion(author: author, now: now)
      let name = RegisterID(.drill, try writer.perform(.plan(plan), occasion)[0].id)
      try writer.mark(known, asSeeding: name, occasion)
      return name
    }
    try session.confirm(.drill, name.entry, plan.title)
    for problem in plan.problems { session.output.message("incident: \(visible(problem.words))") }
  }
}

extension KnownSurprise {
  /// Where something that follows from it comes from.
  var seed: Experiment.Seed { Experiment.Seed(incident: incident.id, surprise: line.id) }
}

extension Writer {
  /// Writes down what surprises have seeded.
  mutating func mark(
    _ surprises: [KnownSurprise], asSeeding name: RegisterID, _ occasion: Occasion
  ) throws {
    for known in surprises {
      var insight = Insight(of: known.line.id)
      insight.seeded = ["\(name)"]
      _ = try perform(.explain(known.line, insight), on: known.incident.id, occasion)
    }
  }
}

extension DrillPlan.Topology: ExpressibleByArgument {
  init?(argument: String) {
    guard let value = named(argument, among: Self.allCases) else { return nil }
    self = value
  }
  static var allValueStrings: [String] { allCases.map(\.rawValue.hyphenated) }
}
