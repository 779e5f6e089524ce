internal import ArgumentParser

/// Runbooks: found, read, checked, walked.
struct RunbookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runbook",
    abstract: "Find, read and check runbooks; run a step of one safely, and record it.",
    discussion: """
      A runbook is a Markdown file, in the folders that `runbooks:` in incident.yaml names, else in \
      ./runbooks; those that came with the program are there as well. The console walks one: 2 goes \
      to its pane.

        incident runbook list
        incident runbook show regional-failover
        incident runbook run regional-failover --step 3 --dry-run
      """,
    subcommands: [
      RunbookListCommand.self, RunbookShowCommand.self, RunbookCheckCommand.self,
      RunbookRunCommand.self, RunbookDoneCommand.self, RunbookSkipCommand.self,
      RunbookApproveCommand.self, RunbookRejectCommand.self,
    ])
}
