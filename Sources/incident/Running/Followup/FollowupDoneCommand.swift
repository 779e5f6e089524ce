internal import ArgumentParser
internal import IncidentModel

/// Finishes a follow-up.
struct FollowupDoneCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "done",
    abstract: "Say that a follow-up is done.",
    discussion: """
        incident followup done 7k3f
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The id of the follow-up, as `followup list` prints it.") var entry: String

  func run(in session: Session) throws {
    let followup = try session.entry(entry, in: session.incident())
    try session.perform { _ in .finishFollowup(followup) }
  }
}
