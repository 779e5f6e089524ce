internal import ArgumentParser

/// Follow-ups: what to do after the incident.
struct FollowupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "followup",
    abstract: "Keep what is to be done after the incident.",
    discussion: """
        incident followup add lower the DNS TTL --type prevent --due 14d
        incident followup done 7k3f
      """,
    subcommands: [
      FollowupListCommand.self, FollowupAddCommand.self, FollowupDoneCommand.self,
      FollowupDeclineCommand.self,
    ],
    defaultSubcommand: FollowupListCommand.self)
}
