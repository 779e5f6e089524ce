/// One objective of a drill beside what was measured: two different things, under different words.
package struct DrillObjectiveResult: Hashable, Sendable {
  package enum Name: String, Hashable, Sendable, CaseIterable {
    case detect
    case decide
    /// Recovery time objective.
    case rto
    /// Recovery point objective, in seconds.
    case rpo
    /// Recovery point objective, in records.
    case rpoRecords
    case failback

    /// What is wanted, in words.
    package var words: String {
      switch self {
      case .detect: "detect"
      case .decide: "decide"
      case .rto: "recovery time (RTO)"
      case .rpo: "recovery point (RPO)"
      case .rpoRecords: "recovery point (RPO), records"
      case .failback: "fail back"
      }
    }

    /// What is measured for it.
    ///
    /// - Parameter start: where the clock of the recovery time starts.
    /// - Returns: the measure that the objective is compared with.
    package func measure(_ start: DrillPlan.RTOStart?) -> DrillMeasure.Name {
      switch self {
      case .detect: .detect
      case .decide: .decide
      case .rto: start == .decided ? .recoveryFromDecision : .recoveryFromInjection
      case .rpo: .recoveryPoint
      case .rpoRecords: .recoveryPointRecords
      case .failback: .failback
      }
    }

    /// Whether only a failure of the source can show that it is met.
    package var isRecoveryPoint: Bool { self == .rpo || self == .rpoRecords }
  }

  package let name: Name
  /// What is wanted at most: seconds, or records.
  package let objective: Int64
  /// What was measured.
  package let actual: DrillMeasure
  package let outcome: DrillOutcome
  /// Why what was measured does not settle it.
  package let caveat: Caveat?

  /// Why a measurement does not show that an objective is met.
  package enum Caveat: Hashable, Sendable {
    /// Both sides were well: nothing could be lost.
    case graceful
    /// It was only talked through.
    case tableTop
    /// Nothing was injected and nothing switched.
    case notRun

    package var words: String {
      switch self {
      case .graceful: "a graceful drill does not prove it: both regions were well"
      case .tableTop: "only talked through"
      case .notRun: "nothing was injected and nothing switched"
      }
    }
  }

  init(_ name: Name, _ objective: Int64, _ run: DrillRun, now: Instant) {
    self.name = name
    self.objective = objective
    actual = DrillMeasure(name.measure(run.plan.objectives.rtoStart), of: run, now: now)
    let isWithin = actual.amount.map { $0 <= objective }
    caveat =
      switch run.evidenceClass {
      case .tableTop: .tableTop
      case .notRun: .notRun
      case .graceful: name.isRecoveryPoint && isWithin == true ? .graceful : nil
      case .real: nil
      }
    outcome =
      if caveat != nil { .notMeasured } else {
        isWithin.map { $0 ? .met : .missed } ?? .notMeasured
      }
  }

  /// The objective in words, such as `at most 5m`.
  package var objectiveWords: String {
    "at most " + (actual.isTime ? exactDurationText(objective) : recordsText(objective))
  }
}

extension DrillPlan.Objectives {
  /// The objectives that are set, in seconds or records.
  package var all: [(name: DrillObjectiveResult.Name, amount: Int64)] {
    DrillObjectiveResult.Name.allCases.compactMap { name in
      self[name].map { (name, $0) }
    }
  }

  /// What is wanted at most, in seconds or records; nil when nothing is.
  package subscript(_ name: DrillObjectiveResult.Name) -> Int64? {
    switch name {
    case .detect: detectSeconds
    case .decide: decideSeconds
    case .rto: rtoSeconds
    case .rpo: rpoSeconds
    case .rpoRecords: rpoRecords.map { Int64($0) }
    case .failback: failbackSeconds
    }
  }
}

extension DrillRun {
  /// Each objective that is set, beside what was measured.
  package func objectiveResults(at now: Instant) -> [DrillObjectiveResult] {
    plan.objectives.all.map { DrillObjectiveResult($0.name, $0.amount, self, now: now) }
  }
}
