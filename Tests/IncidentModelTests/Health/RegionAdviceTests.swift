import Testing

@testable import IncidentModel

@Suite struct HealthRegionAdviceTests {
  private func shift(_ eu: HealthStatus, _ us: HealthStatus, tier: Int = 1) -> Shift {
    var shift = Shift([.init("a", in: ["eu", "us"], tier: tier)])
    shift.hears(eu, "a", "eu", at: 0)
    shift.hears(us, "a", "us", at: 0)
    return shift
  }

  @Test(arguments: [
    (HealthStatus.critical, HealthStatus.ok, ["eu is critical and us is ok: fail over eu -> us"]),
    (
      .critical, .critical,
      [
        "eu and us are both critical: do not fail over",
        "us and eu are both critical: do not fail over",
      ]
    ),
    (.critical, .unknown, ["eu is critical and us is unknown: cannot verify us"]),
    (.critical, .warning, ["eu is critical and us is warning: cannot verify us"]),
    (.warning, .ok, []), (.unknown, .ok, []), (.ok, .ok, []),
  ])
  func `advice follows both regions`(_ eu: HealthStatus, _ us: HealthStatus, _ told: [String]) {
    #expect(shift(eu, us).board(1).advice.map(\.text) == told)
  }

  @Test func `advice lasts as long as the trouble, and that to go back for a day`() {
    let day: Int64 = 86_400
    var (bad, good) = (shift(.critical, .ok), shift(.critical, .ok))
    for time in [day + 10, day + 20, day + 30] {
      bad.hears(.critical, "a", "eu", at: time)
      bad.hears(.ok, "a", "us", at: time)
      for region in ["eu", "us"] { good.hears(.ok, "a", region, at: time) }
    }
    #expect(bad.board(day + 30).advice.map(\.what) == [.failOver])
    #expect(good.board(day + 30).advice.isEmpty)
  }

  @Test func `what wakes nobody moves no traffic`() {
    #expect(shift(.critical, .ok, tier: 2).board(1).advice.isEmpty)
  }

  @Test func `a region that has recovered is gone back to, its state verified first`() {
    var shift = shift(.critical, .ok)
    for time: Int64 in [10, 20, 30] {
      shift.hears(.ok, "a", "eu", at: time)
      shift.hears(.ok, "a", "us", at: time)
    }
    let advice = shift.board(30).advice
    #expect(advice.map(\.what) == [.failBack(verifyingState: true)])
    #expect(advice.first?.runbook == "failover")
    shift.watch.settleFailover(of: "eu")
    #expect(shift.board(31).advice.isEmpty)
  }

  /// Eight probes, of which those of some regions go silent at a second each.
  private func silent(_ times: [(service: String, region: String, at: Int64)]) -> Shift {
    let names = ["a", "b", "c", "d"]
    var shift = Shift(names.map { .init($0, in: ["eu", "us"]) })
    for name in names {
      for region in ["eu", "us"] { shift.hears(.ok, name, region, at: 0) }
    }
    for (service, region, time) in times { shift.hearsNothing(service, region, at: time) }
    return shift
  }

  @Test func `half of everything silent at once is our own trouble`() {
    let shift = silent(["eu", "us"].flatMap { [("a", $0, 10), ("b", $0, 12)] })
    #expect(shift.board(13).blindness?.text == "this console is blind: 4 of 8 hosts are silent")
  }

  @Test func `a region that is down is not our own trouble`() {
    let shift = silent(["a", "b", "c", "d"].map { ($0, "eu", 10) })
    #expect(shift.board(13).blindness == nil)
  }

  @Test func `what fell silent one after the other is not our own trouble`() {
    let shift = silent([("a", "eu", 10), ("a", "us", 100), ("b", "eu", 200), ("b", "us", 300)])
    #expect(shift.board(301).blindness == nil)
  }

  @Test func `one host that is down is not our own trouble, however often it is asked`() {
    let services = (0..<8).map { index in
      Configuration.Service(
        "s\(index)",
        probe: Configuration.Probe(name: "http", target: .url("https://one.example/\(index)")))
    }
    var shift = Shift(services)
    for index in 0..<8 { shift.hearsNothing("s\(index)", at: 0) }
    #expect(shift.board(1).blindness == nil)
  }

  @Test func `a blind console sends nobody anywhere`() {
    var shift = silent([])
    for time: Int64 in [10, 20] { shift.hears(.critical, "a", "eu", at: time) }
    for name in ["b", "c", "d"] {
      for region in ["eu", "us"] { shift.hearsNothing(name, region, at: 20) }
    }
    #expect(shift.board(21).advice.map(\.what) == [.blind])
  }
}
