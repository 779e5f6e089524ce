/// One of the eight things that a drill is judged by, with the evidence for it.
package struct DrillCheck: Hashable, Sendable {
  package enum Name: String, Hashable, Sendable, CaseIterable {
    case recoveryTime
    case recoveryPoint
    case detectedByMonitoring
    case decidedOnDuty
    case runbookFollowed
    case failoverVerified
    case stateVerifiedBeforeFailback
    case failbackDone

    package var words: String {
      switch self {
      case .recoveryTime: "recovered within the RTO"
      case .recoveryPoint: "lost no more than the RPO allows"
      case .detectedByMonitoring: "detected by monitoring"
      case .decidedOnDuty: "decided by the role on duty"
      case .runbookFollowed: "runbook followed without improvising"
      case .failoverVerified: "failover verified"
      case .stateVerifiedBeforeFailback: "state verified before failback"
      case .failbackDone: "failback done"
      }
    }
  }

  package let name: Name
  package let outcome: DrillOutcome
  /// One sentence.
  package let evidence: String

  init(_ name: Name, _ outcome: DrillOutcome, _ evidence: String) {
    self.name = name
    self.outcome = outcome
    self.evidence = evidence
  }
}

extension DrillRun {
  /// The eight checks, in their order.
  ///
  /// - Parameter now: a mark after it is no measurement.
  /// - Returns: one check for each name; what is not known is not measured.
  package func checks(at now: Instant) -> [DrillCheck] {
    guard hasHappened else {
      let reason = plan.isTableTop == true ? "only talked through" : "nothing was done"
      return DrillCheck.Name.allCases.map {
        DrillCheck($0, .notMeasured, "Not measured: \(reason).")
      }
    }
    return DrillCheck.Name.allCases.map { name in
      switch name {
      case .recoveryTime: objectiveCheck(.recoveryTime, [.rto], "RTO", now)
      case .recoveryPoint: objectiveCheck(.recoveryPoint, [.rpo, .rpoRecords], "RPO", now)
      case .detectedByMonitoring: detectionCheck
      case .decidedOnDuty: decisionCheck
      case .runbookFollowed: runbookCheck
      case .failoverVerified: verificationCheck
      case .stateVerifiedBeforeFailback: stateCheck
      case .failbackDone: failbackCheck
      }
    }
  }

  private func objectiveCheck(
    _ name: DrillCheck.Name, _ objectives: [DrillObjectiveResult.Name], _ term: String,
    _ now: Instant
  ) -> DrillCheck {
    let results = objectiveResults(at: now).filter { objectives.contains($0.name) }
    guard !results.isEmpty else {
      return DrillCheck(name, .notMeasured, "The plan sets no \(term).")
    }
    let outcomes = results.map(\.outcome)
    let outcome: DrillOutcome =
      if outcomes.contains(.missed) { .missed } else {
        outcomes.allSatisfy { $0 == .met } ? .met : .notMeasured
      }
    let parts = results.map { result in
      "objective \(result.objectiveWords), actual \(result.actual.words)"
        + (result.caveat.map { " (\($0.words))" } ?? "")
    }
    return DrillCheck(name, outcome, "\(term): \(parts.joined(separator: "; ")).")
  }

  private var detectionCheck: DrillCheck {
    let name = DrillCheck.Name.detectedByMonitoring
    guard let mark = marks[.detected] else {
      return isOver && marks[.verified] != nil
        ? DrillCheck(name, .notMeasured, "Nobody has marked when it was detected.")
        : DrillCheck(name, .notMeasured, "It is not marked as detected.")
    }
    switch mark.by {
    case .monitor: return DrillCheck(name, .met, "Monitoring noticed it.")
    case .human: return DrillCheck(name, .missed, "A person noticed it, and no monitor.")
    case .injector:
      return DrillCheck(
        name, .notMeasured, "Whoever injected the fault reported it, which shows nothing.")
    case nil: return DrillCheck(name, .notMeasured, "It is not said by what it was noticed.")
    }
  }

  private var decisionCheck: DrillCheck {
    let name = DrillCheck.Name.decidedOnDuty
    if !absentButPresent.isEmpty {
      let roles = absentButPresent.map(\.words).joined(separator: ", ")
      return DrillCheck(name, .missed, "Was to be absent and took part: \(roles).")
    }
    guard marks[.decided] != nil else {
      return DrillCheck(name, .notMeasured, "No decision is marked.")
    }
    switch wasDecidedOnDuty {
    case true?: return DrillCheck(name, .met, "Whoever decided held the role that decides.")
    case false?:
      return DrillCheck(name, .missed, "Whoever decided did not hold the role that decides.")
    case nil: return DrillCheck(name, .notMeasured, "It is not known in which role it was decided.")
    }
  }

  private var runbookCheck: DrillCheck {
    let name = DrillCheck.Name.runbookFollowed
    let improvised = unrehearsedSteps ?? []
    if !improvised.isEmpty {
      let count = improvised.count == 1 ? "1 step was" : "\(improvised.count) steps were"
      return DrillCheck(name, .missed, "\(count) done that no runbook has.")
    }
    switch wasRunbookFollowed {
    case true?: return DrillCheck(name, .met, "The runbook was walked as it is written.")
    case false?: return DrillCheck(name, .missed, "Steps were skipped or done in another way.")
    case nil: return DrillCheck(name, .notMeasured, "No runbook was walked.")
    }
  }

  private var verificationCheck: DrillCheck {
    let name = DrillCheck.Name.failoverVerified
    if marks[.verified] != nil {
      return DrillCheck(name, .met, "The failover was verified.")
    }
    let wasSwitched = marks[.switched] != nil || marks[.firstGood] != nil
    guard wasSwitched, endedAt != nil, abortedBecause == nil else {
      return DrillCheck(
        name, .notMeasured,
        abortedBecause != nil
          ? "The drill was aborted before it was verified." : "It is not verified yet.")
    }
    return DrillCheck(name, .missed, "Traffic was switched, and nobody has verified it.")
  }

  private var stateCheck: DrillCheck {
    let name = DrillCheck.Name.stateVerifiedBeforeFailback
    switch (marks[.stateVerified]?.at, marks[.failbackStarted]?.at) {
    case (let verified?, let back?):
      return verified <= back
        ? DrillCheck(name, .met, "The state of the source was verified first.")
        : DrillCheck(name, .missed, "Traffic went back before the state was verified.")
    case (nil, _?):
      return DrillCheck(name, .missed, "Traffic went back, and nobody has verified the state.")
    case (_?, nil):
      return DrillCheck(name, .met, "The state is verified, and traffic is still away.")
    case (nil, nil):
      return DrillCheck(
        name, .notMeasured,
        plan.needsFailback ? "Neither is marked." : "The plan asks for no failback.")
    }
  }

  private var failbackCheck: DrillCheck {
    let name = DrillCheck.Name.failbackDone
    if marks[.failbackVerified] != nil {
      return DrillCheck(name, .met, "Traffic is back, and that is verified.")
    }
    let isCut = endedAt == nil || abortedBecause != nil
    if marks[.failbackStarted] != nil {
      return isCut
        ? DrillCheck(name, .notMeasured, "The way back is not verified yet.")
        : DrillCheck(name, .missed, "The way back was commanded, and nobody has verified it.")
    }
    guard plan.needsFailback else {
      return DrillCheck(name, .notMeasured, "The plan asks for no failback.")
    }
    let hasLeft = marks[.switched] != nil || marks[.firstGood] != nil || marks[.verified] != nil
    return isCut || !hasLeft
      ? DrillCheck(name, .notMeasured, "It is not begun.")
      : DrillCheck(name, .missed, "The drill ended with traffic still away.")
  }
}
