internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Actions: what is done to the system.
struct ActionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "action",
    abstract: "End an action that was logged.",
    discussion: """
      Actions are begun with `incident log '> @cy /10m restart the pods'`.

        incident action end 7k3f --result 'errors are gone'
      """,
    subcommands: [ActionEndCommand.self])
}

/// Ends an action.
struct ActionEndCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "end",
    abstract: "Say that an action has ended, and what came of it.",
    discussion: """
        incident action end 7k3f --result 'errors are gone'
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The id of the action, as `timeline` prints it.") var entry: String
  @Option(help: ArgumentHelp("What came of it.", valueName: "text")) var result: String?
  @OptionGroup var moment: MomentOptions

  func run(in session: Session) throws {
    let line = try session.line(entry, in: session.incident())
    guard line.entry.event.kind == .action, line.entry.event.target == nil else {
      throw Rejection.noSuch("action", line.id)
    }
    try session.perform(at: moment) { writer in
      .endAction(line.id, result: result.map { writer.people.storingMentions(in: $0) })
    }
  }
}
