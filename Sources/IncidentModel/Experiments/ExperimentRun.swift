/// One run of an experiment, as its journal tells it.
package struct ExperimentRun: Hashable, Sendable, Codable {
  package var verdict: Verdict
  package var flags: [Flag]
  package var startedAt: Instant?
  package var endedAt: Instant?
  /// SHA-256 of the journal, in hexadecimal digits.
  package var digest: String
  /// The words of the tool for what became of it: `completed`, `failed`, `aborted`, `interrupted`.
  package var status: String
  /// What the tool itself calls deviated.
  package var isDeviated: Bool
  /// Measurements during the method, and how many of them were out of tolerance.
  package var samples: Int?
  package var badSamples: Int?
  /// From the first to the last bad sample.
  package var outageMilliseconds: Int64?
  /// What was not as it should have been, one sentence each, the weightiest first.
  package var findings: [String]?
  /// The steps of the method whose names begin with a drill's milestone, by that name.
  package var milestones: [String: Instant]?

  package init(
    verdict: Verdict, flags: [Flag] = [], digest: String, status: String, isDeviated: Bool
  ) {
    self.verdict = verdict
    self.flags = flags
    self.digest = digest
    self.status = status
    self.isDeviated = isDeviated
  }

  /// What the run says about the hypothesis.
  package enum Verdict: String, Hashable, Sendable, Codable, CaseIterable {
    case held
    case weaknessFound
    case inconclusive
    /// The steady state was not met before, so nothing was done.
    case notRun
    /// A dry run is never evidence.
    case rehearsal
    /// There was no hypothesis.
    case observation
    /// Nothing was done to the system: only measured.
    case baseline

    /// Whether it says something about the system, so that the time until the next run begins anew.
    package var isEvidence: Bool { self == .held || self == .weaknessFound }
  }

  /// What has to be known besides.
  package enum Flag: String, Hashable, Sendable, Codable, CaseIterable {
    case methodCutShort
    case rollbacksNotRun
    /// The system may be left as the experiment made it.
    case rollbackFailed
    case methodProbeNotOK
    case duringDeviated
    case actionFailed
  }
}
