internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Prints what a drill has shown.
struct DrillReportCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write what a drill has shown: objective against actual, checks, earlier runs.",
    discussion: """
      Given the id of a plan it tells of its last run, given a ref of that drill. Recovery ends where the \
      failover was verified; what was not measured is said, and never counts as met.

        incident drill report FD-7k3f
        incident drill report drill-eu-to-us-2xq9 -o report.md
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(
    help: ArgumentHelp("Which drill, else the incident that is chosen.", valueName: "id|ref"),
    completion: .custom(CompletionLists.drills))
  var id: String?
  @Option(
    name: .shortAndLong, help: ArgumentHelp("Where to; else standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  func run(in session: Session) throws {
    let runs = try session.book.drillRuns()
    var run = try session.run(of: id)
    let now = session.now
    let lines = try session.book.allLines(of: run.incident)
    let cast = Cast(lines, people: try session.book.people(), as: .roles)
    run.unrehearsedSteps = lines.unrehearsed
    run = run.worded { cast.text($0) }
    let report = DrillReport(
      run: run,
      earlier: runs.filter { $0.incident != run.incident && $0.startedAt < run.startedAt },
      now: now)
    if session.options.json { return try session.output.document(["report": report.json]) }
    let text = DrillReportMarkdown(report) { cast.name($0) }.text
    guard let output, output != "-" else { return try session.output.write(text) }
    try writeFile(text, to: output)
    session.output.message("wrote \(visible(output))")
  }
}

extension Session {
  /// The last run of a plan, or the run that a ref means; without a text that of the chosen incident.
  func run(of text: String?) throws -> DrillRun {
    let runs = try book.drillRuns()
    if let text, let planned = try? drill(text) {
      guard let run = runs.first(where: { $0.planID == planned.id }) else {
        throw Failure.learning(.noRun("\(planned.name)"))
      }
      return run
    }
    let incident = try incident(text)
    guard let run = runs.first(where: { $0.incident == incident.id }) else {
      throw Rejection.learning(incident.mode == .drill ? .noDrillBegun : .notADrill)
    }
    return run
  }
}

extension [TimelineLine] {
  /// What was done that stands in no runbook: actions and commands that people wrote down.
  fileprivate var unrehearsed: [String] {
    filter { !$0.isHidden }.compactMap { line in
      switch line.entry.event {
      case .action(let action): action.act == .ended ? nil : action.text
      case .command(let run): run.argv.joined(separator: " ")
      default: nil
      }
    }
  }
}

extension DrillReport {
  var json: JSON {
    .object([
      "incident": .string(run.ref), "title": .string(run.plan.title),
      "from": .string(run.plan.from), "to": .string(run.plan.to),
      "startedAt": .time(run.startedAt), "endedAt": .time(run.endedAt),
      "verdict": .string(verdict.rawValue), "reasons": .list(reasons.map(\.words)),
      "checksMet": .count(count(.met)), "checksMissed": .count(count(.missed)),
      "checksNotMeasured": .count(count(.notMeasured)),
      "checks": .array(
        checks.map { check in
          .object([
            "name": .string(check.name.rawValue), "outcome": .string(check.outcome.rawValue),
            "evidence": .string(check.evidence),
          ])
        }),
      "objectives": .array(
        objectives.map { result in
          .object([
            "name": .string(result.name.rawValue), "objective": .number(result.objective),
            "actualSeconds": .optional(result.actual.amount),
            "outcome": .string(result.outcome.rawValue),
          ])
        }),
      "measures": .array(
        measures.map { measure in
          .object([
            "name": .string(measure.name.rawValue), "seconds": .optional(measure.amount),
            "startAt": .time(measure.start), "endAt": .time(measure.end),
          ])
        }),
      "milestones": .object(
        Dictionary(
          uniqueKeysWithValues: run.marks.map { ($0.key.rawValue, JSON.time($0.value.at)) })),
      "surprises": .count(run.surprises),
    ])
  }
}
