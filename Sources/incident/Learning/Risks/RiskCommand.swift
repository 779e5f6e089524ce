internal import ArgumentParser

/// The register of risks.
struct RiskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "risk",
    abstract: "Keep a register of risks, ranked against the error budget.",
    discussion: """
      Bad minutes a year are (detect + repair) x impact x 365.25 / days between. Each number says where it \
      comes from: estimated, incident, drill or experiment. Risks that overlap count twice. \
      Ids are RISK-xxxx.

        incident risk add 'EU region loss' --detect 14m --repair 47m --impact 40% --every 90d
        incident risk list --objective 99.9
        incident risk estimate RISK-7k3f --from-drill drill-eu-to-us-2xq9
        incident risk backlog
      """,
    subcommands: [
      RiskAddCommand.self, RiskListCommand.self, RiskEstimateCommand.self,
      RiskChangeCommand.self, RiskBacklogCommand.self, RiskFactorCommand.self,
      RiskExportCommand.self, RiskImportCommand.self, RiskRetireCommand.self,
    ])
}
