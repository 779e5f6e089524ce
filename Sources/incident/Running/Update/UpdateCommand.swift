internal import ArgumentParser

/// Word to people outside the response.
struct UpdateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Tell people outside the response how things stand.",
    discussion: """
      Without a subcommand it records an update that went out.

        incident update --audience public 'We are failing over.' --next 30m
        incident update draft
        incident update due
      """,
    subcommands: [
      UpdatePostCommand.self, UpdateDraftCommand.self, UpdateDueCommand.self,
      UpdateSnoozeCommand.self, UpdateSkipCommand.self,
    ],
    defaultSubcommand: UpdatePostCommand.self)
}
