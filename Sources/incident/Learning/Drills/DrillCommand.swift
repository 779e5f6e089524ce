internal import ArgumentParser

/// Failover drills.
struct DrillCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drill",
    abstract: "Plan failover drills, run them, and see what they measured.",
    discussion: """
      A drill is an incident in mode drill with a plan. Twelve milestones, T0 to T11, are marked; \
      recovery ends where the failover is verified (T7). Ids are FD-xxxx.

        incident drill plan --from eu --to us --rto 10m
        incident drill start FD-7k3f
        incident drill mark detected --noticed-by monitor
        incident drill report FD-7k3f
        incident drill due
      """,
    subcommands: [
      DrillPlanCommand.self, DrillListCommand.self, DrillShowCommand.self, DrillEditCommand.self,
      DrillStartCommand.self, DrillMarkCommand.self, DrillMeasureCommand.self,
      DrillAbortCommand.self, DrillReportCommand.self, DrillDueCommand.self,
      DrillRetireCommand.self,
    ])
}
