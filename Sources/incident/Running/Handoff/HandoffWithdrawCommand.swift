internal import ArgumentParser
internal import IncidentModel

/// Takes an offer back.
struct HandoffWithdrawCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw",
    abstract: "Take back an offer that is not answered yet.",
    discussion: """
        incident handoff withdraw --role scribe
      """)

  @OptionGroup var globals: GlobalOptions
  @Option(help: "Which role, when several are offered.") var role: RoleName?
  @OptionGroup var moment: MomentOptions

  func run(in session: Session) throws {
    try session.perform(at: moment) { _ in .withdraw(role) }
  }
}
