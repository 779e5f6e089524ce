internal import ArgumentParser

/// Who takes part.
struct PeopleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "people",
    abstract: "Who is in which role over all open incidents; erase a person.",
    discussion: """
        incident people
        incident people erase ana --yes
      """,
    subcommands: [PeopleListCommand.self, PeopleEraseCommand.self],
    defaultSubcommand: PeopleListCommand.self)
}
