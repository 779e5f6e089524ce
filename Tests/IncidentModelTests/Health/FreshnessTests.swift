import Testing

@testable import IncidentModel

@Suite struct HealthFreshnessTests {
  private func check(_ reading: HealthReading, _ rules: CheckRules = .standard) -> HealthCheck {
    HealthCheck(reading, name: "c", rules, isNew: false)
  }

  @Test(arguments: [(10, 5, 30), (1, 5, 11), (60, 10, 180), (2, 30, 37)])
  func `three intervals, or one and its timeout, are the limit`(
    _ every: Int64, _ timeout: Int64, _ limit: Int64
  ) {
    let rules = CheckRules(every: every, timeout: timeout)
    let check = check(HealthReading(.ok, at: 0), rules)
    #expect(check.state(at: second(limit), rules).status == .ok)
    let stale = check.state(at: second(limit + 1), rules)
    #expect(stale.status == .unknown)
    #expect(stale.doubt == .stale(was: .ok, seconds: limit + 1))
  }

  @Test func `what the source measured long ago is stale however new the answer is`() {
    let check = check(HealthReading(.ok, at: 1000, observed: 0))
    #expect(check.state(at: second(1000), .standard).doubt == .stale(was: .ok, seconds: 1000))
  }

  @Test func `a source that measures once a minute is not stale in between`() {
    var check = check(HealthReading(.ok, at: 50, observed: 0))
    for time in stride(from: Int64(60), to: 400, by: 10) {
      check.take(HealthReading(.ok, at: time, observed: time / 60 * 60), .standard)
      #expect(check.state(at: second(time), .standard).status == .ok)
    }
  }

  @Test func `a source that measures as often as it is asked has three intervals`() {
    var check = check(HealthReading(.ok, at: 0, observed: 0))
    check.take(HealthReading(.ok, at: 10, observed: 10), .standard)
    check.take(HealthReading(.ok, at: 41, observed: 10), .standard)
    #expect(check.state(at: second(41), .standard).status == .unknown)
  }

  @Test(arguments: [
    // An outage of ten minutes is no habit, and nobody measures every two hours.
    (10, 610, 30), (7200, 14_400, 10_800),
  ])
  func `how often a source measures is learned with care`(
    _ middle: Int64, _ last: Int64, _ limit: Int64
  ) {
    var check = check(HealthReading(.ok, at: 0, observed: 0))
    for time in [middle, last] {
      check.take(HealthReading(.ok, at: time, observed: time), .standard)
    }
    for (passed, status) in [(limit, HealthStatus.ok), (limit + 1, .unknown)] {
      check.take(HealthReading(.ok, at: last + passed, observed: last), .standard)
      #expect(check.state(at: second(last + passed), .standard).status == status)
    }
  }

  @Test func `a clock that is ahead is shown and not believed`() {
    let ahead = check(HealthReading(.ok, at: 0, observed: 90))
    #expect(ahead.state(at: start, .standard).skew == 90)
    #expect(ahead.state(at: second(31), .standard).status == .unknown)
    #expect(check(HealthReading(.ok, at: 0, observed: 60)).state(at: start, .standard).skew == nil)
  }

  @Test func `after a time without results a bad one counts at once`() {
    var check = check(HealthReading(.ok, at: 0))
    check.take(HealthReading(.critical, at: 100), .standard)
    #expect(check.state(at: second(100), .standard).status == .critical)
  }

  @Test func `an answer that comes too late changes nothing`() {
    var check = check(HealthReading(.ok, at: 20))
    check.take(HealthReading(.critical, at: 10), .standard)
    #expect(check.state(at: second(20), .standard).progress == nil)
  }

  @Test func `unknown for long is as urgent as its failure`() {
    let check = check(HealthReading(.ok, at: 0))
    #expect(check.state(at: second(31), .standard).verdict.urgency == .today)
    #expect(check.state(at: second(121), .standard).verdict.urgency == .page)
  }

  @Test(arguments: [
    (HealthStatus.critical, HealthUrgency.page, HealthUrgency.page),
    (.critical, .canWait, .canWait),
    (.warning, .page, .today), (.warning, .canWait, .canWait),
  ])
  func `a warning wakes nobody`(
    _ status: HealthStatus, _ said: HealthUrgency, _ counted: HealthUrgency
  ) {
    let verdict = check(HealthReading(status, at: 0, urgency: said)).verdict(at: start, .standard)
    #expect(verdict.urgency == counted)
  }
}
