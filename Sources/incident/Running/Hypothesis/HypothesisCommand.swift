internal import ArgumentParser

/// Hypotheses: what may be going on.
struct HypothesisCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hypothesis",
    abstract: "Raise hypotheses, support them or rule them out.",
    discussion: """
        incident hypothesis add the DNS TTL is too long
        incident hypothesis rule-out 7k3f TTL is 30 s on every record
      """,
    subcommands: [
      HypothesisListCommand.self, HypothesisAddCommand.self, HypothesisSupportCommand.self,
      HypothesisRuleOutCommand.self,
    ],
    defaultSubcommand: HypothesisListCommand.self)
}

/// The entry that is judged and the evidence.
struct JudgementArguments: ParsableArguments {
  @Argument(help: "The id of the hypothesis, as `hypothesis list` prints it.") var entry: String
  @Argument(help: ArgumentHelp("The evidence.", valueName: "text")) var words: [String] = []
}
