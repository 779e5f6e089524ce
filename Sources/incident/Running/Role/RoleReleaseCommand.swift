internal import ArgumentParser
internal import IncidentModel

/// Frees a role.
struct RoleReleaseCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "Free a role; the commander holds it then.",
    discussion: """
        incident role release scribe
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Which role.") var role: RoleName
  @OptionGroup var moment: MomentOptions

  func run(in session: Session) throws {
    try session.perform(at: moment) { _ in .release(role) }
  }
}
