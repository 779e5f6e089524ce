internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Prints the plans of drills.
struct DrillListCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Print the plans of drills with their last result.",
    discussion: """
        incident drill list
      """)

  @OptionGroup var globals: GlobalOptions
  @Flag(help: "Retired ones too.") var all = false

  func run(in session: Session) throws {
    let now = session.now
    let runs = try session.book.drillRuns()
    let listed = try session.book.register().drills.filter { all || !$0.isRetired }
    let people = try session.book.people()
    if session.options.json {
      return try session.output.document([
        "drills": .array(
          listed.map { planned in
            planned.json(people, runs: runs.filter { $0.planID == planned.id }, now: now)
          })
      ])
    }
    if listed.isEmpty {
      session.output.message("no drills; `incident drill plan --from REGION --to REGION` plans one")
    }
    try session.output.table(
      listed.map { planned in
        let last = runs.first { $0.planID == planned.id }
        return [
          "\(planned.name)", planned.isRetired ? "retired" : "",
          last.map { session.zone.civil($0.startedAt).dateText } ?? "-",
          last.map { $0.result(at: now) } ?? "never run",
          planned.plan.objectives.rtoSeconds.map { "RTO \(durationText($0))" } ?? "no RTO",
          planned.plan.title,
        ]
      })
  }
}

extension PlannedDrill {
  func json(_ people: People, runs: [DrillRun], now: Instant) -> JSON {
    .object([
      "id": .string(id.description), "name": .string("\(name)"), "isRetired": .bool(isRetired),
      "createdAt": .time(createdAt), "plan": plan.json(people),
      "problems": .list(plan.problems.map(\.words)),
      "runs": .array(
        runs.map { run in
          .object([
            "incident": .string(run.ref), "startedAt": .time(run.startedAt),
            "endedAt": .time(run.endedAt),
            "verdict": .string(DrillReport.judge(run, now).0.rawValue),
          ])
        }),
    ])
  }
}

extension DrillPlan {
  /// As it is stored, the owner by handle.
  func json(_ people: People) -> JSON {
    let step = Event.drill(DrillStep(act: .planned, plan: self)).body
    guard case .object(let members) = JSON(parsing: step),
      case .object(var stored)? = members["plan"]
    else { return .null }
    stored["owner"] = .optional(owner.map { people.handle(of: $0) })
    return .object(stored)
  }
}
