internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Declines a role that was offered.
struct HandoffDeclineCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "decline",
    abstract: "Decline a role that was offered to you; it stays where it is.",
    discussion: """
        incident handoff decline --because 'I am on call for storage'
      """)

  @OptionGroup var globals: GlobalOptions
  @Option(help: "Which role, when several are offered.") var role: RoleName?
  @OptionGroup var reason: ReasonOption
  @OptionGroup var moment: MomentOptions

  func run(in session: Session) throws {
    try session.perform(at: moment) { writer in
      .decline(role, because: reason.because.map { writer.people.storingMentions(in: $0) })
    }
  }
}
