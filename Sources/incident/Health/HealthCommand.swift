internal import ArgumentParser

/// How everything is.
struct HealthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "health",
    abstract: "Ask every health check and print how things are; say who has what in hand.",
    discussion: """
      Without a subcommand it asks everything that incident.yaml says once, and prints the board. \
      No incident and no logbook are needed.

        incident health
        incident health --region eu --once
        incident health ack checkout-api/eu --because 'draining eu' --for 30m
        incident health check incident.yaml
      """,
    subcommands: [
      HealthShowCommand.self, HealthAckCommand.self, HealthCheckCommand.self,
      HealthSourcesCommand.self,
    ],
    defaultSubcommand: HealthShowCommand.self)
}
