internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Prints the experiments.
struct ExperimentListCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Print the experiments, those that are due first.",
    discussion: """
      Due is the cadence after the last run that says something, or 14 days after the incident that \
      seeded it. A dry run, one that did not happen and one that shows nothing do not count.

        incident experiment list
        incident experiment list --all
      """)

  @OptionGroup var globals: GlobalOptions
  @Flag(help: "Retired ones too.") var all = false
  @Flag(help: "Only those that are overdue.") var overdue = false

  func run(in session: Session) throws {
    let people = try session.book.people()
    let now = session.now
    let listed = try session.book.register().experiments.filter { all || $0.state != .retired }
      .map { ($0, try session.book.due($0, now: now)) }
      .filter { !overdue || $0.1.state == .overdue }
      .sorted { ($0.1.at, $0.0.id) < ($1.1.at, $1.0.id) }
    if session.options.json {
      return try session.output.document([
        "experiments": .array(listed.map { $0.json(people, due: $1) })
      ])
    }
    if listed.isEmpty {
      session.output.message(
        overdue
          ? "no experiment is overdue" : "no experiments; `incident experiment propose` drafts some"
      )
    }
    try session.output.table(
      listed.map { planned, due in
        [
          "\(planned.name)",
          planned.scheduledOn.map { "scheduled \($0)" } ?? planned.state.rawValue,
          planned.state == .retired
            ? "-" : "\(session.zone.civil(due.at).dateText) \(due.state.words)",
          planned.runs.last.map(\.value.verdict.words) ?? "-",
          planned.experiment.sort.rawValue,
          planned.experiment.title,
        ]
      })
  }
}

extension Logbook {
  /// The latest moment at which an incident that something follows from was over, else was declared.
  func seededAt(_ seeds: [Experiment.Seed]?) throws -> Instant? {
    try Set((seeds ?? []).map(\.incident)).compactMap { id -> Instant? in
      guard try summary(of: id) != nil else { return nil }
      let state = try incident(id, forScreen: true).state
      return state.milestones[.resolved] ?? state.declaredAt
    }.max()
  }

  /// When an experiment is due.
  func due(_ planned: PlannedExperiment, now: Instant) throws -> Due {
    let last = planned.lastEvidence
    return Due(
      created: planned.createdAt, lastQualifying: last?.ranAt,
      cadenceDays: planned.experiment.cadenceDays ?? Experiment.usualCadenceDays,
      seededAt: try seededAt(planned.experiment.seeds), now: now)
  }
}

extension PlannedExperiment {
  func json(_ people: People, due: Due) -> JSON {
    .object([
      "id": .string(id.description), "name": .string("\(name)"), "state": .string(state.rawValue),
      "createdAt": .time(createdAt), "scheduledOn": .optional(scheduledOn),
      "dueAt": .time(due.at), "dueState": .string(due.state.rawValue),
      "missing": .list(experiment.missing.map(\.words)),
      "problems": .list(experiment.problems.map(\.words)),
      "experiment": experiment.json(people), "runs": .array(runs.map(\.value.json)),
    ])
  }
}

extension Experiment {
  /// As it is stored, the owner by handle.
  func json(_ people: People) -> JSON {
    let step = Event.experiment(ExperimentStep(act: .proposed, experiment: self)).body
    guard case .object(let members) = JSON(parsing: step),
      case .object(var stored)? = members["experiment"]
    else { return .null }
    stored["owner"] = .optional(owner.map { people.handle(of: $0) })
    return .object(stored)
  }
}

extension ExperimentRun {
  var json: JSON {
    .object([
      "verdict": .string(verdict.rawValue), "flags": .list(flags.map(\.rawValue)),
      "startedAt": .time(startedAt), "endedAt": .time(endedAt), "sha256": .string(digest),
      "status": .string(status), "deviated": .bool(isDeviated),
      "samples": .optional(samples.map(Int64.init)),
      "badSamples": .optional(badSamples.map(Int64.init)),
      "outageMilliseconds": .optional(outageMilliseconds), "findings": .list(findings ?? []),
      "milestones": .object((milestones ?? [:]).mapValues { .time($0) }),
    ])
  }
}
