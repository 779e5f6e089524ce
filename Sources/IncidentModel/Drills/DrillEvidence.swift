extension DrillRun {
  /// What a run is evidence of; the order is that of its weight, the weightiest first.
  package enum EvidenceClass: Int, Hashable, Sendable, CaseIterable {
    /// The source was made to fail.
    case real
    /// The source was well while traffic left it.
    case graceful
    /// Nothing was injected and nothing switched: a dry run, or a drill put off.
    case notRun
    /// It was only talked through.
    case tableTop

    package var words: String {
      switch self {
      case .real: "real failover"
      case .graceful: "graceful failover"
      case .notRun: "not run: nothing was injected and nothing switched"
      case .tableTop: "table-top"
      }
    }
  }

  package var evidenceClass: EvidenceClass {
    if plan.isTableTop == true { return .tableTop }
    let hasHappened = marks[.injected] != nil || marks[.switched] != nil || marks[.firstGood] != nil
    if !hasHappened { return .notRun }
    return plan.isGraceful ? .graceful : .real
  }

  /// Whether anything was done to the system, so that its times say something about it.
  package var hasHappened: Bool { evidenceClass == .real || evidenceClass == .graceful }

  /// Whether nothing more is to come.
  package var isOver: Bool { endedAt != nil || abortedBecause != nil }

  /// Whether both are runs of the same drill: what, from where to where, how, where and how real.
  ///
  /// The plan may have changed in between; ``planDigest`` tells that.
  func isSameDrill(as other: DrillRun) -> Bool {
    plan.service == other.plan.service && plan.from == other.plan.from
      && plan.to == other.plan.to && plan.isGraceful == other.plan.isGraceful
      && plan.environment == other.plan.environment && evidenceClass == other.evidenceClass
  }
}

/// What is known of a thing that was wanted.
package enum DrillOutcome: String, Hashable, Sendable, CaseIterable {
  case met
  case missed
  /// Never counted as met.
  case notMeasured

  package var words: String { self == .notMeasured ? "not measured" : rawValue }
}
