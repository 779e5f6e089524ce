/// What counts of one check at a moment.
package struct CheckState: Hashable, Sendable {
  package var name: String
  package var verdict: Verdict
  /// The last result as it came, beside what counts.
  package var result: HealthStatus
  package var doubt: Doubt?
  /// How far the results have got towards another status.
  package var progress: Hysteresis.Progress?
  package var isFlapping: Bool
  /// Whether the last answer no longer spoke of it.
  package var isAbsent: Bool
  package var measuredAt: Instant
  /// Seconds by which the source's clock is ahead of ours, when that is more than a minute.
  package var skew: Int64?
  package var output: String
  package var impact: String?
  package var guide: String?
  /// An acknowledgement or silence that the source carries.
  package var acknowledgement: String?

  package var status: HealthStatus { verdict.status }
}

/// Why something is not known.
package enum Doubt: Hashable, Sendable {
  /// Nothing watches it.
  case unwatched
  /// No answer has come yet.
  case never
  /// The last result is that many seconds old, too old to be believed.
  case stale(was: HealthStatus, seconds: Int64)
  /// The answer held no result.
  case empty
  /// Nothing to measure, but synthetic traffic gets through.
  case quiet
  /// Nothing to measure, and no synthetic traffic to tell quiet from dead.
  case unproven

  package var text: String {
    switch self {
    case .unwatched: "nothing watches it"
    case .never: "no answer yet"
    case .stale(let was, let seconds): "was \(was.rawValue), \(durationText(seconds)) ago"
    case .empty: "no results"
    case .quiet: "quiet: no traffic, synthetic traffic gets through"
    case .unproven: "no traffic, and no synthetic traffic to tell quiet from dead"
    }
  }
}
