internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Decides against a follow-up.
struct FollowupDeclineCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "decline",
    abstract: "Decide against a follow-up, and say why.",
    discussion: """
        incident followup decline 7k3f --because 'the service is retired'
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The id of the follow-up, as `followup list` prints it.") var entry: String
  @Option(help: ArgumentHelp("Why.", valueName: "text")) var because: String

  func run(in session: Session) throws {
    let followup = try session.entry(entry, in: session.incident())
    try session.perform { writer in
      .declineFollowup(followup, because: writer.people.storingMentions(in: because))
    }
  }
}
