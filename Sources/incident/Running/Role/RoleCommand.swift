internal import ArgumentParser

/// Who does what.
struct RoleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "role",
    abstract: "See and set who holds which role.",
    discussion: """
        incident role
        incident role assign scribe bo
        incident role release scribe
      """,
    subcommands: [RoleListCommand.self, RoleAssignCommand.self, RoleReleaseCommand.self],
    defaultSubcommand: RoleListCommand.self)
}
