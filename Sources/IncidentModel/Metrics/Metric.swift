/// A time between two milestones, computed and never stored, always with both endpoints.
package struct Metric: Hashable, Sendable {
  package enum Name: String, CaseIterable, Sendable {
    case timeToDetect
    case timeToAcknowledge
    case timeToEngage
    case timeToMitigate
    case timeToRecover
    case timeToResolve
    case outage

    /// From which milestone to which.
    package var endpoints: (from: Milestone, to: Milestone) {
      switch self {
      case .timeToDetect: (.impactStarted, .detected)
      case .timeToAcknowledge: (.detected, .acknowledged)
      case .timeToEngage: (.declared, .engaged)
      case .timeToMitigate: (.detected, .mitigated)
      case .timeToRecover: (.impactStarted, .recovered)
      case .timeToResolve: (.declared, .resolved)
      case .outage: (.impactStarted, .recovered)
      }
    }

    package var words: String {
      switch self {
      case .timeToDetect: "time to detect"
      case .timeToAcknowledge: "time to acknowledge"
      case .timeToEngage: "time to engage"
      case .timeToMitigate: "time to mitigate"
      case .timeToRecover: "time to recover"
      case .timeToResolve: "time to resolve"
      case .outage: "outage"
      }
    }
  }

  /// What can be said of it.
  package enum Value: Hashable, Sendable {
    case seconds(Int64)
    case missing([Milestone])
    case endBeforeStart
    case inTheFuture(Milestone)
  }

  package let name: Name
  package let start: Instant?
  package let end: Instant?
  package let value: Value

  init(_ name: Name, _ milestones: [Milestone: Instant], now: Instant) {
    self.name = name
    let (from, to) = name.endpoints
    start = milestones[from]
    end = milestones[to]
    guard let start, let end else {
      value = .missing([from, to].filter { milestones[$0] == nil })
      return
    }
    if let future = [(from, start), (to, end)].first(where: { $0.1.seconds(since: now) > 60 }) {
      value = .inTheFuture(future.0)
    } else if end < start {
      value = .endBeforeStart
    } else {
      value = .seconds(end.seconds(since: start))
    }
  }

  package var seconds: Int64? {
    if case .seconds(let seconds) = value { seconds } else { nil }
  }
}

/// Two milestones in the wrong order.
package struct OrderViolation: Hashable, Sendable {
  package var earlier: Milestone
  package var earlierAt: Instant
  package var later: Milestone
  package var laterAt: Instant
}

extension Incident {
  package func metrics(at now: Instant) -> [Metric] {
    Metric.Name.allCases.map { Metric($0, state.milestones, now: now) }
  }

  /// Every pair of milestones that contradicts the order in which things can happen.
  package var orderViolations: [OrderViolation] {
    Milestone.allCases.flatMap { later in
      later.predecessors.compactMap { earlier in
        guard let laterAt = state.milestones[later], let earlierAt = state.milestones[earlier],
          laterAt < earlierAt
        else { return nil }
        return OrderViolation(
          earlier: earlier, earlierAt: earlierAt, later: later, laterAt: laterAt)
      }
    }
  }

  /// Seconds spent in each severity, from the first one set until the resolution or `now`.
  package func timeInSeverity(at now: Instant) -> [(severity: Severity, seconds: Int64)] {
    let end = state.status.isActive ? now : state.milestones[.resolved] ?? now
    var totals: [Severity: Int64] = [:]
    for (index, change) in state.severities.enumerated() {
      let next = index + 1 < state.severities.count ? state.severities[index + 1].at : end
      totals[change.value, default: 0] += max(0, next.seconds(since: change.at))
    }
    return Severity.allCases.compactMap { severity in
      totals[severity].map { (severity, $0) }
    }
  }

  /// Updates that went out, and how many of them came after they were due.
  package var updatesSent: (count: Int, late: Int) {
    var due = state.declaredAt.flatMap { at in
      policy.updateEvery.map { at.advanced(bySeconds: $0) }
    }
    var (count, late) = (0, 0)
    for posted in state.updates {
      switch posted.update.act {
      case nil, .posted:
        count += 1
        if let due, posted.at > due { late += 1 }
        due = (posted.update.nextSeconds ?? policy.updateEvery)
          .map { posted.at.advanced(bySeconds: $0) }
      case .snoozed:
        due = posted.at.advanced(bySeconds: posted.update.nextSeconds ?? 600)
      case .skipped:
        due = policy.updateEvery.map { posted.at.advanced(bySeconds: $0) }
      }
    }
    return (count, late)
  }
}
