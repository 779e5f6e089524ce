internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Prints when the next update is due.
struct UpdateDueCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "due",
    abstract: "Print when the next stakeholder update is due.",
    discussion: """
        incident update due
      """)

  @OptionGroup var globals: GlobalOptions

  func run(in session: Session) throws {
    let summary = try session.incident()
    let now = session.now
    let due = try session.book.incident(summary.id).updateDue
    if session.options.json {
      try session.output.document([
        "incident": .string(summary.ref), "dueAt": .time(due),
        "leftSeconds": .optional(due?.seconds(since: now)),
      ])
    } else if let due {
      try session.output.line("\(session.clockTime(due))  \(countdown(to: due, now))")
    } else {
      try session.output.line("no update is due")
    }
  }
}
