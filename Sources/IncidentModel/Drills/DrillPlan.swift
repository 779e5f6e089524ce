/// What a failover drill is meant to show, and how it is done.
///
/// The names of the properties are stored: add, never rename. What is not there is nil and left out.
package struct DrillPlan: Hashable, Sendable, Codable {
  package var title: String
  package var service: String?
  package var topology: Topology
  package var from: String
  package var to: String
  /// Whether the source is well while traffic leaves it; then a lost record proves nothing.
  package var isGraceful: Bool
  /// Only talked through: evidence of nothing but the talk.
  package var isTableTop: Bool?
  package var environment: String?
  package var objectives: Objectives
  /// The name of the runbook that is walked.
  package var runbook: String?
  package var steps: [Step]?
  package var preChecks: [String]?
  /// What has to be seen before the failover counts as verified.
  package var verification: [String]?
  /// What has to hold before traffic goes back.
  package var failbackGate: [String]?
  package var safetyRules: [String]?
  package var stopNow: [String]?
  /// Roles whose holders are not to be asked.
  package var absentRoles: [RoleName]?
  /// When it may be run, such as `mon-fri 09:00-16:00 UTC`.
  package var windows: [String]?
  /// Dates on which it is not run: `2026-12-24`.
  package var blockedDates: [String]?
  package var owner: PersonID?
  package var seeds: [Experiment.Seed]?
  package var cadenceDays: Int?
  /// Whether traffic has to go back for the drill to be over.
  package var needsFailback: Bool

  package init(
    title: String, topology: Topology, from: String, to: String, isGraceful: Bool = false,
    objectives: Objectives = Objectives(), needsFailback: Bool = true
  ) {
    self.title = title
    self.topology = topology
    self.from = from
    self.to = to
    self.isGraceful = isGraceful
    self.objectives = objectives
    self.needsFailback = needsFailback
  }

  package enum Topology: String, Hashable, Sendable, Codable, CaseIterable {
    case activeActive
    case activePassive
    case backupRestore
  }

  /// What is wanted, in seconds; objectives, not measurements.
  package struct Objectives: Hashable, Sendable, Codable {
    /// T0 to T2.
    package var detectSeconds: Int64?
    /// T3 to T4.
    package var decideSeconds: Int64?
    /// Recovery time objective: T0 to T7, or T4 to T7, as ``rtoStart`` says.
    package var rtoSeconds: Int64?
    package var rtoStart: RTOStart?
    /// Recovery point objective: seconds of writes that may be lost.
    package var rpoSeconds: Int64?
    /// Recovery point objective: records that may be lost.
    package var rpoRecords: Int?
    /// T10 to T11.
    package var failbackSeconds: Int64?

    package init() {}
  }

  /// Where the clock of the recovery time starts; organisations differ.
  package enum RTOStart: String, Hashable, Sendable, Codable, CaseIterable {
    /// T0.
    case injected
    /// T4.
    case decided
  }

  package struct Step: Hashable, Sendable, Codable {
    package var phase: Phase
    package var text: String
    package var isManual: Bool
    package var expectedSeconds: Int64?

    package init(phase: Phase, text: String, isManual: Bool, expectedSeconds: Int64? = nil) {
      self.phase = phase
      self.text = text
      self.isManual = isManual
      self.expectedSeconds = expectedSeconds
    }
  }

  /// The part of the drill in which a step is done.
  package enum Phase: String, Hashable, Sendable, Codable, CaseIterable {
    case activate
    case deactivate
    case postRecovery
  }
}
