internal import ArgumentParser
internal import IncidentModel

/// Accepts a role that was offered.
struct HandoffAcceptCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: "Accept a role that was offered to you; now it is yours.",
    discussion: """
        incident handoff accept
        incident handoff accept --role scribe --by bo
      """)

  @OptionGroup var globals: GlobalOptions
  @Option(help: "Which role, when several are offered.") var role: RoleName?
  @OptionGroup var moment: MomentOptions

  func run(in session: Session) throws {
    try session.perform(at: moment) { _ in .accept(role) }
  }
}
