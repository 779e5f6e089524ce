/// What is known of the health of something, from the best to what hurts most.
///
/// The order is the one for sorting; how several make one is said by the aggregation, not by it.
package enum HealthStatus: String, CaseIterable, Hashable, Sendable, Codable {
  case ok
  /// Taken out on purpose.
  case maintenance
  /// Not measured, too old, or not to be understood; never taken for ok.
  case unknown
  case warning
  case critical

  /// The rank for sorting: 0 for ok, 4 for critical.
  package var rank: Int {
    switch self {
    case .ok: 0
    case .maintenance: 1
    case .unknown: 2
    case .warning: 3
    case .critical: 4
    }
  }
}

/// Whether it wakes somebody.
package enum HealthUrgency: Int, CaseIterable, Hashable, Sendable, Codable {
  /// Severity 1: wakes someone now.
  case page = 1
  /// Severity 2: the same day.
  case today = 2
  /// Severity 3: whenever there is time.
  case canWait = 3
}

/// One result of one check, as a source gave it; text in it is hostile and stored as it came.
package struct HealthReading: Hashable, Sendable {
  /// The name of the check within its source, such as the id of an FT check or the labels of a series.
  package var check: String
  package var status: HealthStatus
  package var urgency: HealthUrgency
  /// What the source says in words; at most 4 KiB are kept.
  package var output: String
  /// When the source measured; nil when the format does not say.
  package var observedAt: Instant?
  /// When it was asked.
  package var fetchedAt: Instant
  /// What it means for customers.
  package var impact: String?
  /// What to do: a link (http or https) or text; never fetched by the program.
  package var guide: String?
  /// An acknowledgement or silence that the source itself carries.
  package var acknowledgement: String?
  /// Since when it is so, when the source says.
  package var since: Instant?
  /// Whether there was nothing to measure, as a ratio of 0/0: not ok, but not broken either.
  package var isQuiet: Bool

  package init(
    check: String, status: HealthStatus, urgency: HealthUrgency = .page, output: String = "",
    observedAt: Instant? = nil, fetchedAt: Instant, impact: String? = nil, guide: String? = nil,
    acknowledgement: String? = nil, since: Instant? = nil, isQuiet: Bool = false
  ) {
    self.check = check
    self.status = status
    self.urgency = urgency
    self.output = output
    self.observedAt = observedAt
    self.fetchedAt = fetchedAt
    self.impact = impact
    self.guide = guide
    self.acknowledgement = acknowledgement
    self.since = since
    self.isQuiet = isQuiet
  }
}
