/// The part of a state that is counted: small, so that thousands are gone through in no time.
package struct Verdict: Hashable, Sendable {
  package var status: HealthStatus
  /// Whom it wakes; nil when nobody has to act.
  package var urgency: HealthUrgency?
  package var since: Instant
  /// Whether there is nothing to measure; such a member is left out of what it belongs to.
  package var isQuiet = false

  package init(
    status: HealthStatus, urgency: HealthUrgency?, since: Instant, isQuiet: Bool = false
  ) {
    self.status = status
    self.urgency = urgency
    self.since = since
    self.isQuiet = isQuiet
  }
}

extension HealthUrgency: Comparable {
  /// Orders from what can wait to what wakes somebody.
  package static func < (left: Self, right: Self) -> Bool { left.rawValue > right.rawValue }

  /// The word on the board.
  package var word: String {
    switch self {
    case .page: "page"
    case .today: "today"
    case .canWait: "can wait"
    }
  }

  /// The urgency that a failure of this urgency has in a status; nil when nobody has to act.
  ///
  /// Only what is critical, or has been unknown for too long, wakes somebody.
  func limited(by status: HealthStatus, isUnknownTooLong: Bool = false) -> HealthUrgency? {
    switch status {
    case .ok, .maintenance: nil
    case .critical: self
    case .warning: min(self, .today)
    case .unknown: isUnknownTooLong ? self : min(self, .today)
    }
  }
}
