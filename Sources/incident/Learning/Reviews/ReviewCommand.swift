internal import ArgumentParser

/// How far postmortems are.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "See which postmortems are due, and move one on.",
    discussion: """
      Without a subcommand it lists those that are not closed. A postmortem is a draft, in review, \
      reviewed, closed.

        incident review
        incident review move in-review --on 2026-12-01 -i 7k3f
        incident review move closed -i 7k3f
      """,
    subcommands: [ReviewListCommand.self, ReviewMoveCommand.self],
    defaultSubcommand: ReviewListCommand.self)
}
