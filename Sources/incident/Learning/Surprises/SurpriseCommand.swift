internal import ArgumentParser

/// Surprises: writing them down, and what becomes of them.
struct SurpriseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "surprise",
    abstract: "Write down what was expected and what was found, and what came of it.",
    discussion: """
      Without a subcommand it writes one down.

        incident surprise --expected 'failover < 60 s' --found '9 min'
        incident surprise list --open
        incident surprise explain 7k3f --kind monitoring-gap --known none
      """,
    subcommands: [
      SurpriseAddCommand.self, SurpriseListCommand.self, SurpriseShowCommand.self,
      SurpriseExplainCommand.self,
    ],
    defaultSubcommand: SurpriseAddCommand.self)
}
