/// One check of one probe over time: what its results amount to.
package struct HealthCheck: Hashable, Sendable {
  package let name: String
  /// The last result as it came.
  package private(set) var latest: HealthReading
  package private(set) var freshness: Freshness
  private var hysteresis: Hysteresis
  /// Whether the last answer no longer spoke of it.
  package private(set) var isAbsent = false

  /// Starts with a first result.
  ///
  /// - Parameters:
  ///   - reading: the result.
  ///   - name: what tells it from the other checks of its probe.
  ///   - rules: how results are taken.
  ///   - isNew: whether the probe had answers before without this check; then it was fine until now
  ///     and one bad result is not enough.
  package init(_ reading: HealthReading, name: String, _ rules: CheckRules, isNew: Bool) {
    self.name = name
    latest = reading
    freshness = Freshness(reading, rules)
    let assumed: HealthStatus = isNew && reading.status.isBad ? .ok : reading.status
    hysteresis = Hysteresis(first: assumed, at: freshness.measuredAt)
    if assumed != reading.status {
      hysteresis.take(reading.status, at: freshness.measuredAt, rules)
    }
  }

  /// Takes the next result; one that was asked for earlier than the last is too late to count.
  package mutating func take(_ reading: HealthReading, _ rules: CheckRules) {
    if rules.isTooLate(reading.fetchedAt, after: latest.fetchedAt) { return }
    let wasStale = freshness.isStale(at: reading.fetchedAt)
    latest = reading
    freshness.take(reading, rules)
    hysteresis.take(
      reading.status, at: freshness.measuredAt, rules, worseApplies: wasStale)
    isAbsent = false
  }

  /// Takes an answer that no longer speaks of the check, as of an alert that has ended.
  package mutating func takeAbsence(at instant: Instant, _ rules: CheckRules) {
    latest.fetchedAt = max(latest.fetchedAt, instant)
    latest.observedAt = nil
    freshness.take(latest, rules)
    hysteresis.take(.ok, at: instant, rules)
    isAbsent = true
  }

  /// What the results amount to, whatever their age.
  package var believed: HealthStatus { hysteresis.status }

  /// Whether nothing is left of it: no answer speaks of it and it is believed to be fine.
  package var isGone: Bool { isAbsent && !hysteresis.status.isBad }

  /// What counts at a moment, without the words.
  package func verdict(at now: Instant, _ rules: CheckRules) -> Verdict {
    let isStale = freshness.isStale(at: now)
    let status = isStale ? .unknown : hysteresis.status
    let since =
      isStale
      ? freshness.staleAt
      : status.isBad && !isAbsent ? latest.since ?? hysteresis.since : hysteresis.since
    let isOverdue = now >= since.advanced(bySeconds: rules.unknownLimit)
    return Verdict(
      status: status,
      urgency: latest.urgency.limited(by: status, isUnknownTooLong: isOverdue),
      since: since, isQuiet: !isStale && status == .unknown && latest.isQuiet)
  }

  /// The next moment at which it changes though nothing is heard of it; nil when it does not.
  package func nextChange(after now: Instant, _ rules: CheckRules) -> Instant? {
    if !freshness.isStale(at: now) { return freshness.staleAt }
    let escalation = freshness.staleAt.advanced(bySeconds: rules.unknownLimit)
    return escalation > now ? escalation : nil
  }

  /// What counts at a moment, with all there is to say about it.
  package func state(at now: Instant, _ rules: CheckRules) -> CheckState {
    let isStale = freshness.isStale(at: now)
    return CheckState(
      name: name, verdict: verdict(at: now, rules), result: latest.status,
      doubt: isStale
        ? .stale(was: hysteresis.status, seconds: max(0, now.seconds(since: freshness.measuredAt)))
        : nil,
      progress: isStale ? nil : hysteresis.progress(rules), isFlapping: hysteresis.isFlapping,
      isAbsent: isAbsent, measuredAt: freshness.measuredAt, skew: freshness.skew,
      output: latest.output, impact: latest.impact, guide: latest.guide,
      acknowledgement: latest.acknowledgement)
  }
}
