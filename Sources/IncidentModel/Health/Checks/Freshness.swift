/// When the last result was measured and when it is too old to be believed.
package struct Freshness: Hashable, Sendable {
  /// When it was measured by the source's clock, or asked where the source does not say.
  package private(set) var measuredAt: Instant
  /// Seconds by which the source's clock is ahead of ours; nil up to 60 s.
  package private(set) var skew: Int64?
  /// The first moment at which it is stale.
  package private(set) var staleAt: Instant
  /// Seconds between the last measurements, the newest first; at most two.
  private var cadence: [Int64] = []

  /// Seconds between measurements of a source that measures on its own, until two are seen.
  ///
  /// What FT's health checks use.
  private static let assumedCadence: Int64 = 60
  /// A longer pause between measurements is an outage and no habit; in seconds.
  private static let longestCadence: Int64 = 3600

  package init(_ reading: HealthReading, _ rules: CheckRules) {
    (measuredAt, skew) = Self.measured(reading)
    staleAt = measuredAt
    setLimit(reading, rules)
  }

  /// Takes over the next result.
  package mutating func take(_ reading: HealthReading, _ rules: CheckRules) {
    let (next, ahead) = Self.measured(reading)
    let passed = next.seconds(since: measuredAt)
    if reading.observedAt != nil, passed > 0 {
      cadence = Array(([passed] + cadence).prefix(2))
    }
    (measuredAt, skew) = (next, ahead)
    setLimit(reading, rules)
  }

  package func isStale(at now: Instant) -> Bool { now >= staleAt }

  /// A clock that is ahead by more than a minute says nothing about age: then our own counts.
  private static func measured(_ reading: HealthReading) -> (Instant, skew: Int64?) {
    guard let observed = reading.observedAt else { return (reading.fetchedAt, nil) }
    let ahead = observed.seconds(since: reading.fetchedAt)
    return (min(observed, reading.fetchedAt), ahead > 60 ? ahead : nil)
  }

  private mutating func setLimit(_ reading: HealthReading, _ rules: CheckRules) {
    let asked = reading.fetchedAt.advanced(bySeconds: rules.limit)
    let own = cadence.min() ?? (reading.observedAt == nil ? 0 : Self.assumedCadence)
    let interval = max(rules.every, min(own, Self.longestCadence))
    let limit = rules.staleAfter ?? rules.limit(every: interval)
    staleAt = min(asked, measuredAt.advanced(bySeconds: limit))
    // A limit is passed, not reached: a result that comes in time for it is fresh.
    staleAt.milliseconds += 1
  }
}
