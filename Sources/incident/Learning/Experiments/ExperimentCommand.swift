internal import ArgumentParser

/// Chaos experiments.
struct ExperimentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "experiment",
    abstract: "Turn surprises into chaos experiments, and take back what they show.",
    discussion: """
      A draft follows from each surprise. What it needs to be ready is said; then it is exported, run \
      with the Chaos Toolkit, and its journal recorded. Ids are EXP-xxxx.

        incident experiment propose 7k3f
        incident experiment edit EXP-2xq9
        incident experiment export EXP-2xq9 --format chaostoolkit -o experiment.json
        incident experiment record EXP-2xq9 journal.json
      """,
    subcommands: [
      ExperimentProposeCommand.self, ExperimentListCommand.self, ExperimentShowCommand.self,
      ExperimentEditCommand.self, ExperimentMoveCommand.self, ExperimentExportCommand.self,
      ExperimentRecordCommand.self,
    ])
}
