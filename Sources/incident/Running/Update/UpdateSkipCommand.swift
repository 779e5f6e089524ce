internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Leaves out the next update.
struct UpdateSkipCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "skip",
    abstract: "Leave out the next update, and say why.",
    discussion: """
        incident update skip --because 'nothing has changed'
      """)

  @OptionGroup var globals: GlobalOptions
  @Option(help: ArgumentHelp("Why.", valueName: "text")) var because: String

  func run(in session: Session) throws {
    try session.perform { writer in
      .skipUpdate(because: writer.people.storingMentions(in: because))
    }
  }
}
