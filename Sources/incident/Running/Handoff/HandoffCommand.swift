internal import ArgumentParser

/// Hands a role over in two acts.
struct HandoffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "handoff",
    abstract: "Hand a role over: one offers, the other accepts.",
    discussion: """
      The role moves only when it is accepted; the offer carries a brief.

        incident handoff offer bo --role scribe --because 'end of shift'
        incident handoff accept --by bo
      """,
    subcommands: [
      HandoffOfferCommand.self, HandoffAcceptCommand.self, HandoffDeclineCommand.self,
      HandoffWithdrawCommand.self, HandoffBriefCommand.self,
    ],
    defaultSubcommand: HandoffBriefCommand.self)
}
