import Testing

@testable import IncidentModel

/// What follows from what, what is expected, and what is quiet.
@Suite struct HealthCauseTests {
  @Test func `a consequence names its first cause and wakes nobody`() {
    var shift = Shift([
      .init("shop", in: ["eu"], dependsOn: ["pay"]), .init("pay", in: ["eu"], dependsOn: ["db"]),
      .init("db", in: ["eu"]),
    ])
    for name in ["shop", "pay", "db"] { shift.hears(.critical, name, "eu", at: 0) }
    let cause = HealthSubject.cell(service: "db", region: "eu")
    let row = shift.row(.cell(service: "shop", region: "eu"), 1)
    #expect(row?.because == cause)
    #expect(row?.status == .critical)
    #expect(row?.wakes == false)
    #expect(shift.row(.service("shop"), 1)?.because == cause)
    #expect(shift.row(cause, 1)?.wakes == true)
    var filter = HealthBoard.Filter()
    filter.foldsConsequences = true
    #expect(shift.board(1).rows(filter).allSatisfy { $0.because == nil })
  }

  @Test(arguments: [(20, true), (21, false)])
  func `what failed long after is no cause`(_ seconds: Int64, _ isCause: Bool) {
    var shift = Shift([.init("shop", dependsOn: ["db"]), .init("db")])
    shift.hears(.critical, "shop", at: 0)
    shift.hears(.critical, "db", at: seconds)
    #expect((shift.row(.service("shop"), seconds)?.because != nil) == isCause)
  }

  @Test func `a cause in another region is none`() {
    var shift = Shift([
      .init("shop", in: ["eu"], dependsOn: ["db"]), .init("db", in: ["eu", "us"]),
    ])
    shift.hears(.critical, "shop", "eu", at: 0)
    shift.hears(.ok, "db", "eu", at: 0)
    shift.hears(.critical, "db", "us", at: 0)
    #expect(shift.row(.service("shop"), 1)?.because == nil)
  }

  @Test func `a circle of services ends`() {
    var shift = Shift([.init("a", dependsOn: ["b"]), .init("b", dependsOn: ["a"])])
    shift.hears(.critical, "a", at: 0)
    shift.hears(.critical, "b", at: 0)
    #expect(shift.board(1).services.count == 2)
  }

  private static func expecting(_ expect: ExpectedResults) -> Shift {
    Shift([
      .init(
        "a",
        probe: Configuration.Probe(
          name: "http", target: .url("https://x.example"), expect: expect))
    ])
  }

  @Test func `what is expected and does not come in time is named`() {
    var shift = Self.expecting(ExpectedResults(names: ["x", "y", "z"], within: 120))
    shift.hears([HealthReading(.ok, "x", at: 0)], "a", at: 0)
    #expect(shift.row(.service("a"), 120)?.status == .unknown)
    shift.hears([HealthReading(.ok, "x", at: 115)], "a", at: 115)
    let row = shift.row(.service("a"), 121)
    #expect(row?.status == .critical)
    #expect(row?.output == "missing y, z")
    #expect(row?.urgency == .page)
    let all = { (time: Int64) in
      ["x", "y", "z"].map { HealthReading(.ok, $0, at: time, observed: 130) }
    }
    shift.hears(all(130), "a", at: 130)
    shift.hears(all(245), "a", at: 245)
    #expect(shift.status(.service("a"), 250) == .ok)
    #expect(shift.row(.service("a"), 251)?.output == "missing x, y, z")
  }

  @Test func `what comes in time may still be bad`() {
    var shift = Self.expecting(ExpectedResults(names: ["x"], within: 60))
    shift.hears([HealthReading(.critical, "x", at: 0)], "a", at: 0)
    #expect(shift.status(.service("a"), 1) == .critical)
  }

  @Test func `so many are expected`() {
    var shift = Self.expecting(ExpectedResults(count: 2, within: 60))
    shift.hears([HealthReading(.ok, "x", at: 0)], "a", at: 0)
    shift.hears([HealthReading(.ok, "x", at: 61)], "a", at: 61)
    #expect(shift.row(.service("a"), 61)?.output == "missing 1 results")
    shift.hears([HealthReading(.ok, "x", at: 70), HealthReading(.ok, "y", at: 70)], "a", at: 70)
    #expect(shift.status(.service("a"), 70) == .ok)
  }

  private func quiet(synthetic: HealthStatus?, probes: [Configuration.Probe.Traffic]) -> HealthRow?
  {
    var service = Configuration.Service("a")
    service.health = probes.map {
      Configuration.Probe(name: $0.rawValue, target: .url("https://x.example"), traffic: $0)
    }
    var shift = Shift([service])
    shift.hears(.unknown, "a", at: 0, probe: "organic", isQuiet: true)
    if let synthetic { shift.hears(synthetic, "a", at: 0, probe: "synthetic") }
    return shift.row(.service("a"), 1)
  }

  @Test func `synthetic traffic of the whole service tells quiet from dead in its regions`() {
    var service = Configuration.Service("a", in: ["eu"])
    service.health.append(
      Configuration.Probe(name: "all", target: .url("https://x.example"), traffic: .synthetic))
    var shift = Shift([service])
    shift.hears(.unknown, "a", "eu", at: 0, isQuiet: true)
    shift.hears(.ok, "a", at: 0, probe: "all")
    #expect(shift.row(.cell(service: "a", region: "eu"), 1)?.doubt == .quiet)
    #expect(shift.status(.service("a"), 1) == .ok)
  }

  @Test func `quiet is not ok, and dead is not quiet`() {
    let both: [Configuration.Probe.Traffic] = [.organic, .synthetic]
    #expect(quiet(synthetic: .ok, probes: both)?.doubt == .quiet)
    #expect(quiet(synthetic: .ok, probes: both)?.word == "quiet")
    #expect(quiet(synthetic: .critical, probes: both)?.status == .critical)
    #expect(quiet(synthetic: .unknown, probes: both)?.output.hasPrefix("dead:") == true)
    #expect(quiet(synthetic: nil, probes: both)?.doubt == .unproven)
    #expect(quiet(synthetic: nil, probes: [.organic])?.status == .unknown)
  }
}
