/// What is known by one probe: its checks, and what they make together.
package struct ProbeTrack: Hashable, Sendable {
  package let id: ProbeID
  let plan: Configuration.Probe
  let rules: CheckRules
  /// The most urgent it may be: what its service is worth.
  private let ceiling: HealthUrgency
  package private(set) var checks: [HealthCheck] = []
  private var places: [String: Int] = [:]
  /// When the first and the last answer were asked for; nil before the first.
  private(set) var firstAt: Instant?
  private(set) var lastAt: Instant?
  /// Why nothing is known, when the last answer was none.
  package private(set) var failure: String?
  /// Since when nothing is heard; nil while something is.
  package private(set) var silentSince: Instant?
  private(set) var missing = ExpectedResults.Missing(names: [], count: 0)
  package private(set) var verdict: Verdict
  /// The next moment at which it changes though nothing is heard of it.
  private(set) var nextChange: Instant?

  /// Whether an answer has come or should have.
  var isHeard: Bool { firstAt != nil }

  /// More checks than anybody reads are not kept.
  static let limit = 5001

  init(_ planned: PlannedProbe, tier: HealthUrgency, startingAt start: Instant) {
    id = planned.id
    plan = planned.probe
    var rules = plan.rules
    if let expect = plan.expect, rules.staleAfter == nil {
      rules.staleAfter = max(rules.limit, expect.within)
    }
    self.rules = rules
    ceiling = tier
    verdict = Verdict(status: .unknown, urgency: .canWait, since: start)
    settle(at: start)
  }

  /// Takes an answer; one that was asked for before the last is too late to count.
  mutating func take(_ answer: ProbeAnswer, at now: Instant) {
    if let lastAt, rules.isTooLate(answer.at, after: lastAt) { return }
    lastAt = answer.at
    firstAt = firstAt ?? answer.at
    silentSince = answer.isSilent ? silentSince ?? answer.at : nil
    switch answer.content {
    case .failure(let reason): failure = reason
    case .results(let readings, let freshSeconds):
      let isNew = failure != nil || !checks.isEmpty
      failure = nil
      var rules = rules
      if rules.staleAfter == nil, let freshSeconds {
        rules.staleAfter = max(rules.limit, freshSeconds)
      }
      take(readings, rules, isNew: isNew, at: answer.at)
    }
    settle(at: now)
  }

  private mutating func take(
    _ readings: [HealthReading], _ rules: CheckRules, isNew: Bool, at instant: Instant
  ) {
    var isSeen = Array(repeating: false, count: checks.count)
    for var reading in readings {
      if let urgency = plan.urgency { reading.urgency = urgency }
      if let place = places[reading.check] {
        checks[place].take(reading, rules)
        if place < isSeen.count { isSeen[place] = true }
      } else if checks.count < Self.limit {
        places[reading.check] = checks.count
        checks.append(HealthCheck(reading, name: reading.check, rules, isNew: isNew))
      }
    }
    for place in isSeen.indices where !isSeen[place] {
      checks[place].takeAbsence(at: instant, rules)
    }
    guard checks.contains(where: \.isGone) else { return }
    checks.removeAll(where: \.isGone)
    places = Dictionary(
      checks.indices.map { (checks[$0].name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Works out what counts at a moment.
  mutating func settle(at now: Instant) {
    let last = verdict
    if firstAt == nil || checks.isEmpty {
      verdict = unknown(last, at: now)
      let escalation = verdict.since.advanced(bySeconds: rules.unknownLimit)
      nextChange = now < escalation ? escalation : nil
    } else {
      nextChange = nil
      var members: [Verdict] = []
      members.reserveCapacity(checks.count)
      for index in checks.indices {
        var member = checks[index].verdict(at: now, rules)
        member.urgency = member.urgency.map { min($0, ceiling) }
        members.append(member)
        if let change = checks[index].nextChange(after: now, rules) {
          nextChange = nextChange.map { min($0, change) } ?? change
        }
      }
      verdict = Verdict(of: members, plan.members, last: last, at: now)
    }
    settleExpectation(last, at: now)
  }

  /// Without a single result nothing is known.
  private func unknown(_ last: Verdict, at now: Instant) -> Verdict {
    let since = last.status == .unknown ? last.since : now
    let isOverdue = now >= since.advanced(bySeconds: rules.unknownLimit)
    let urgency = min(plan.urgency ?? .page, ceiling)
    return Verdict(
      status: .unknown, urgency: urgency.limited(by: .unknown, isUnknownTooLong: isOverdue),
      since: since)
  }

  /// Looks whether everything that is expected has come in time.
  private mutating func settleExpectation(_ last: Verdict, at now: Instant) {
    guard let expect = plan.expect, let firstAt else { return }
    var measured: [String: Instant] = [:]
    for check in checks where check.latest.status != .unknown && !check.isAbsent {
      measured[check.name] = check.freshness.measuredAt
    }
    missing = expect.missing(at: now, measured: measured)
    // A limit is passed, not reached.
    let deadlines = ([firstAt] + measured.values).map {
      Instant(milliseconds: $0.advanced(bySeconds: expect.within).milliseconds + 1)
    }
    nextChange = ([nextChange].compactMap(\.self) + deadlines.filter { $0 > now }).min()
    // What has not come since the start may still come within its time.
    let isLate = now > firstAt.advanced(bySeconds: expect.within)
    let status: HealthStatus = missing.isEmpty ? .ok : isLate ? .critical : .unknown
    guard status.rank > verdict.status.rank else { return }
    verdict = Verdict(
      status: status, urgency: min(plan.urgency ?? .page, ceiling).limited(by: status),
      since: last.status == status ? last.since : now)
  }
}
