internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Prints which drills are due.
struct DrillDueCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "due",
    abstract: "Print when each drill is due, the most urgent first.",
    discussion: """
      Due is the cadence of the topology after the last drill that counts, or 14 days after the incident \
      it follows from. A table-top, a drill that was aborted and one that showed nothing do not count.

        incident drill due
      """)

  @OptionGroup var globals: GlobalOptions

  func run(in session: Session) throws {
    let now = session.now
    let runs = try session.book.drillRuns()
    let due: [(planned: PlannedDrill, due: DrillDue)] = try session.book.register().drills
      .filter { !$0.isRetired }.map { ($0, try session.book.due($0, runs, now: now)) }
      .sorted { ($0.1.due.at, $0.0.id) < ($1.1.due.at, $1.0.id) }
    if session.options.json {
      return try session.output.document([
        "drills": .array(due.map { $0.due.json(of: $0.planned) })
      ])
    }
    if due.isEmpty {
      session.output.message("no drills; `incident drill plan --from REGION --to REGION` plans one")
    }
    try session.output.table(
      due.map { planned, due -> [String] in
        let last = due.due.lastQualifying.map { "last \(session.zone.civil($0).dateText)" }
        let others = due.notCounting > 0 ? "\(due.notCounting) that did not count" : ""
        return [
          "\(planned.name)", due.due.state.words, session.zone.civil(due.due.at).dateText,
          due.isStale ? "stale: the plan has changed" : "", last ?? "", others,
          planned.plan.title,
        ]
      })
  }
}

extension Logbook {
  /// When a drill is due.
  func due(_ planned: PlannedDrill, _ runs: [DrillRun], now: Instant) throws -> DrillDue {
    DrillDue(
      plan: planned.plan, planDigest: planned.plan.fingerprint, created: planned.createdAt,
      runs: runs.filter { $0.planID == planned.id },
      seededAt: try seededAt(planned.plan.seeds), now: now)
  }
}

extension DrillDue {
  fileprivate func json(of planned: PlannedDrill) -> JSON {
    .object([
      "name": .string("\(planned.name)"), "title": .string(planned.plan.title),
      "dueAt": .time(due.at), "state": .string(due.state.rawValue), "isStale": .bool(isStale),
      "lastAt": .time(due.lastQualifying), "lastIncident": .optional(last?.ref),
      "nextStartAt": .time(nextStart), "notCounting": .count(notCounting),
    ])
  }
}
