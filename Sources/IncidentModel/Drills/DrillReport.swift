/// What a drill has shown: objectives beside actuals, eight checks, and earlier runs.
///
/// Computed and never stored. What was not measured never counts as met.
package struct DrillReport: Hashable, Sendable {
  package enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// Verified, every objective that can be shown is met, and nothing was missed.
    case passed
    /// An objective or a check was missed.
    case failed
    /// Too little is known.
    case inconclusive
    case tableTop

    package var words: String { self == .tableTop ? "table-top" : rawValue }

    /// Whether the time until the next drill begins anew.
    package var isEvidence: Bool { self == .passed || self == .failed }
  }

  /// Why a verdict is what it is.
  package enum Reason: Hashable, Sendable {
    case objectiveMissed(DrillObjectiveResult.Name)
    case checkMissed(DrillCheck.Name)
    case aborted
    case notOver
    case notRun
    /// There is nothing to judge it by.
    case noObjective
    case objectiveNotMeasured(DrillObjectiveResult.Name)
    case checkNotMeasured(DrillCheck.Name)
    /// Milestones contradict each other.
    case outOfOrder

    package var words: String {
      switch self {
      case .objectiveMissed(let name): "the objective to \(name.goal) was missed"
      case .checkMissed(let name): "\"\(name.words)\" was missed"
      case .aborted: "it was aborted"
      case .notOver: "it is not over"
      case .notRun: "nothing was injected and nothing switched"
      case .noObjective: "the plan sets no objective that this drill can show to be met"
      case .objectiveNotMeasured(let name): "the objective to \(name.goal) was not measured"
      case .checkNotMeasured(let name): "\"\(name.words)\" was not measured"
      case .outOfOrder: "milestones contradict each other"
      }
    }
  }

  package let run: DrillRun
  package let measures: [DrillMeasure]
  package let objectives: [DrillObjectiveResult]
  package let checks: [DrillCheck]
  package let violations: [DrillOrderViolation]
  package let verdict: Verdict
  /// Empty for a drill that passed, or was only talked through.
  package let reasons: [Reason]
  package let comparison: DrillComparison

  /// Judges a drill.
  ///
  /// - Parameters:
  ///   - run: what was marked.
  ///   - earlier: other runs, in any order; those that cannot be compared are passed over.
  ///   - now: marks more than a minute after it are no measurements.
  package init(run: DrillRun, earlier: [DrillRun], now: Instant) {
    self.run = run
    measures = run.measures(at: now)
    (verdict, reasons) = Self.judge(run, now)
    objectives = run.objectiveResults(at: now)
    checks = run.checks(at: now)
    violations = run.orderViolations
    comparison = DrillComparison(run, with: earlier, now: now)
  }

  /// Judges a drill by itself.
  ///
  /// - Parameters:
  ///   - run: what was marked.
  ///   - now: marks more than a minute after it are no measurements.
  /// - Returns: the verdict, and why it is not another one.
  package static func judge(_ run: DrillRun, _ now: Instant) -> (Verdict, [Reason]) {
    switch run.evidenceClass {
    case .tableTop: return (.tableTop, [])
    case .notRun: return (.inconclusive, [.notRun])
    case .real, .graceful: break
    }
    let objectives = run.objectiveResults(at: now)
    let checks = run.checks(at: now)
    let missed = missed(objectives, checks)
    let open = open(run, objectives, checks)
    // What was cut short shows nothing about the system, whatever was missed until then.
    let isCut = run.abortedBecause != nil || !run.isOver
    if isCut { return (.inconclusive, open + missed) }
    if !missed.isEmpty { return (.failed, missed) }
    return open.isEmpty ? (.passed, []) : (.inconclusive, open)
  }

  private static func missed(
    _ objectives: [DrillObjectiveResult], _ checks: [DrillCheck]
  ) -> [Reason] {
    let covered: [DrillCheck.Name] = [.recoveryTime, .recoveryPoint]
    return objectives.filter { $0.outcome == .missed }.map { .objectiveMissed($0.name) }
      + checks.filter { $0.outcome == .missed && !covered.contains($0.name) }
      .map { .checkMissed($0.name) }
  }

  /// What keeps a drill of which nothing was missed from having passed.
  private static func open(
    _ run: DrillRun, _ objectives: [DrillObjectiveResult], _ checks: [DrillCheck]
  ) -> [Reason] {
    var reasons: [Reason] = []
    if run.abortedBecause != nil {
      reasons.append(.aborted)
    } else if !run.isOver {
      reasons.append(.notOver)
    }
    if !run.orderViolations.isEmpty { reasons.append(.outOfOrder) }
    let provable = objectives.filter { !(run.plan.isGraceful && $0.name.isRecoveryPoint) }
    if provable.isEmpty { reasons.append(.noObjective) }
    reasons += provable.filter { $0.outcome == .notMeasured }.map { .objectiveNotMeasured($0.name) }
    var needed: [DrillCheck.Name] = [.failoverVerified]
    if run.plan.needsFailback { needed += [.stateVerifiedBeforeFailback, .failbackDone] }
    reasons += checks.filter { needed.contains($0.name) && $0.outcome == .notMeasured }
      .map { .checkNotMeasured($0.name) }
    return reasons
  }

  package func count(_ outcome: DrillOutcome) -> Int { checks.count { $0.outcome == outcome } }

  /// Such as `6 of 8 met, 1 not measured`.
  package var score: String {
    "\(count(.met)) of \(checks.count) met, \(count(.notMeasured)) not measured"
  }

  /// What the drill does not prove, one sentence each.
  package var limits: [String] {
    var limits: [String] = []
    switch run.evidenceClass {
    case .tableTop:
      limits.append("It was only talked through: it is evidence of nothing but the talk.")
    case .notRun: limits.append("Nothing was injected and nothing switched: it is no evidence.")
    case .graceful:
      limits.append(
        "It was graceful: both regions were well, so it proves nothing about the recovery point (RPO)."
      )
    case .real: break
    }
    if let extra = run.extraSwitches, extra > 0 {
      let times = extra == 1 ? "once" : "\(extra) times"
      limits.append(
        "Traffic was switched \(times) more than planned: times are of an unsteady system.")
    }
    return limits
  }
}

extension DrillObjectiveResult.Name {
  /// What is wanted, after "to".
  fileprivate var goal: String {
    switch self {
    case .detect: "detect it in time"
    case .decide: "decide in time"
    case .rto: "recover in time (RTO)"
    case .rpo, .rpoRecords: "lose little (RPO)"
    case .failback: "fail back in time"
    }
  }
}
