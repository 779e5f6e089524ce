extension DrillMilestone {
  /// What is reached, in words.
  package var words: String {
    switch self {
    case .injected: "fault injected"
    case .impactSeen: "impact seen"
    case .detected: "detected"
    case .leadAssigned: "lead assigned"
    case .decided: "failover decided"
    case .switched: "switch commanded"
    case .firstGood: "first good answer from the target"
    case .verified: "failover verified"
    case .repaired: "source repaired"
    case .stateVerified: "state of the source verified"
    case .failbackStarted: "failback commanded"
    case .failbackVerified: "failback verified"
    }
  }

  /// Reads `t7`, `T7`, `verified` or `first-good`, in any case, with or without hyphens.
  package init?(_ text: String) {
    let folded = text.trimmingSpaces().lowercased().replacing("-", with: "")
      .replacing("_", with: "").replacing(" ", with: "")
    let match = Self.allCases.first {
      $0.rawValue.lowercased() == folded || $0.label.lowercased() == folded
    }
    guard let match else { return nil }
    self = match
  }

  /// Reads the name of a step that begins with a milestone, such as `t2-detect`, or is one.
  package init?(ofStep name: String) {
    let start = name.prefix { $0 != "-" && $0 != "_" && $0 != " " && $0 != ":" }
    guard let match = Self(name) ?? (start.count == name.count ? nil : Self(String(start))) else {
      return nil
    }
    self = match
  }

  /// The milestones that directly come before this one; another order contradicts itself.
  package var predecessors: [DrillMilestone] {
    switch self {
    case .injected: []
    // Somebody may lead before anything is seen, as in a drill that was announced.
    case .impactSeen, .detected, .leadAssigned, .repaired: [.injected]
    case .decided: [.detected, .leadAssigned]
    case .switched: [.decided]
    case .firstGood: [.impactSeen, .switched]
    case .verified: [.firstGood]
    case .stateVerified: [.repaired]
    case .failbackStarted: [.verified, .stateVerified]
    case .failbackVerified: [.failbackStarted]
    }
  }
}

extension DrillMark.Detector {
  /// What has noticed the fault, in words.
  package var words: String {
    switch self {
    case .monitor: "monitoring"
    case .human: "a person"
    case .injector: "whoever injected it"
    }
  }
}

/// Two milestones of a drill in the wrong order.
package struct DrillOrderViolation: Hashable, Sendable {
  package var earlier: DrillMilestone
  package var earlierAt: Instant
  package var later: DrillMilestone
  package var laterAt: Instant
}

extension DrillRun {
  /// Every milestone that was reached before one that has to come before it.
  package var orderViolations: [DrillOrderViolation] {
    DrillMilestone.allCases.flatMap { later -> [DrillOrderViolation] in
      guard let laterAt = marks[later]?.at else { return [] }
      return markedPredecessors(of: later).compactMap { earlier in
        guard let earlierAt = marks[earlier]?.at, laterAt < earlierAt else { return nil }
        return DrillOrderViolation(
          earlier: earlier, earlierAt: earlierAt, later: later, laterAt: laterAt)
      }
    }
  }

  /// The nearest milestones before one that were reached, in their order.
  private func markedPredecessors(of milestone: DrillMilestone) -> [DrillMilestone] {
    let found = milestone.predecessors.flatMap { earlier in
      marks[earlier] != nil ? [earlier] : markedPredecessors(of: earlier)
    }
    return DrillMilestone.allCases.filter(Set(found).contains)
  }
}
