internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Gives a free role to somebody.
struct RoleAssignCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign",
    abstract: "Give a free role to somebody.",
    discussion: """
      A role that is held moves by a handoff, so that nobody holds it without knowing.

        incident role assign scribe bo
        incident role assign expert:postgres cy
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "A role, or expert:SERVICE.") var role: RoleName
  @Argument(help: "Who.", completion: .custom(CompletionLists.people)) var name: String
  @OptionGroup var moment: MomentOptions

  func run(in session: Session) throws {
    try session.perform(at: moment) { writer in .assign(role, try writer.person(handle: name)) }
  }
}
