import Testing

@testable import IncidentModel

@Suite struct HealthWatchTests {
  private static let eu = HealthSubject.cell(service: "a", region: "eu")

  @Test func `a service is as bad as its worst region, and so are region and capability`() {
    var shift = Shift([
      .init("a", in: ["eu", "us"], capability: "buy"), .init("b", in: ["us"], capability: "read"),
    ])
    shift.hears(.critical, "a", "eu", at: 0)
    shift.hears(.ok, "a", "us", at: 0)
    shift.hears(.ok, "b", "us", at: 0)
    let board = shift.board(1)
    #expect(board.row(.service("a"))?.status == .critical)
    #expect(board.row(.region("eu"))?.status == .critical)
    #expect(board.row(.region("us"))?.status == .ok)
    #expect(board.row(.capability("buy"))?.output == "a critical: eu critical: critical")
    #expect(board.row(.capability("read"))?.status == .ok)
    #expect(board.summary == "1 critical, 1 ok")
    #expect(board.rows.first?.status == .critical)
    #expect(board.status.pluginStatus == 2)
  }

  @Test func `before the first answer nothing is known, and an empty answer says nothing`() {
    var shift = Shift([.init("a")])
    #expect(shift.row(.service("a"), 0)?.doubt == .never)
    shift.hears([], "a", at: 0)
    #expect(shift.row(.service("a"), 1)?.doubt == .empty)
    #expect(shift.status(.service("a"), 1) == .unknown)
  }

  @Test func `a service that nothing watches is not ok and wakes nobody`() {
    let shift = Shift([Configuration.Service(name: "a", capability: "buy")])
    #expect(shift.row(.service("a"), 9999)?.doubt == .unwatched)
    #expect(shift.row(.capability("buy"), 9999)?.status == .unknown)
    #expect(shift.row(.capability("buy"), 9999)?.urgency == nil)
  }

  @Test func `what grows old makes what it belongs to unknown`() {
    var shift = Shift([.init("a", in: ["eu"], capability: "buy")])
    shift.hears(.ok, "a", "eu", at: 0)
    #expect(shift.status(.capability("buy"), 30) == .ok)
    let row = shift.row(.capability("buy"), 31)
    #expect(row?.status == .unknown)
    #expect(row?.notes == ["was ok, 31s ago"])
    shift.hears(.ok, "a", "eu", at: 40)
    #expect(shift.status(.capability("buy"), 40) == .ok)
  }

  @Test func `a probe that is not required may be unknown`() {
    let extra = Configuration.Probe(
      name: "extra", target: .url("https://y.example"), isRequired: false)
    var service = Configuration.Service("a")
    service.health.append(extra)
    var shift = Shift([service])
    shift.hears(.ok, "a", at: 0)
    #expect(shift.status(.service("a"), 1) == .ok)
    shift.hears(.critical, "a", at: 1, probe: "extra")
    #expect(shift.status(.service("a"), 1) == .critical)
  }

  @Test func `no answer leaves what was known to grow old, and says why`() {
    var shift = Shift([.init("a")])
    shift.hears(.ok, "a", at: 0)
    shift.hearsNothing("a", at: 10)
    #expect(shift.row(.service("a"), 11)?.status == .ok)
    #expect(shift.row(.service("a"), 31)?.output == "no answer within 5 s")
    #expect(shift.status(.service("a"), 31) == .unknown)
  }

  @Test func `a check that turns up later was fine until then`() {
    var shift = Shift([.init("a")])
    let both = { (time: Int64) in
      [HealthReading(.ok, "x", at: time), HealthReading(.critical, "y", at: time)]
    }
    shift.hears([HealthReading(.ok, "x", at: 0)], "a", at: 0)
    shift.hears(both(10), "a", at: 10)
    #expect(shift.status(.service("a"), 10) == .ok)
    shift.hears(both(20), "a", at: 20)
    #expect(shift.status(.service("a"), 20) == .critical)
  }

  @Test func `it is critical since the first region was, whatever became of that one`() {
    var shift = Shift([.init("a", in: ["eu", "us"])])
    shift.hears(.critical, "a", "eu", at: 0)
    shift.hears(.critical, "a", "us", at: 20)
    for time: Int64 in [30, 40, 50] {
      shift.hears(.ok, "a", "eu", at: time)
      shift.hears(.critical, "a", "us", at: time)
    }
    #expect(shift.row(.service("a"), 50)?.failing == ["us"])
    #expect(shift.row(.service("a"), 50)?.since == start)
    #expect(shift.row(.region("us"), 50)?.since == second(20))
  }

  @Test func `a check that is no longer spoken of clears as a good one does`() {
    var shift = Shift([.init("a")])
    let fine = { HealthReading(.ok, "fine", at: $0) }
    shift.hears([fine(0), HealthReading(.critical, "alert", at: 0)], "a", at: 0)
    for time: Int64 in [10, 20] {
      shift.hears([fine(time)], "a", at: time)
      #expect(shift.status(.service("a"), time) == .critical)
    }
    shift.hears([fine(30)], "a", at: 30)
    #expect(shift.status(.service("a"), 30) == .ok)
    #expect(shift.watch.checks(of: .service("a"), at: second(30)).map(\.1.name) == ["fine"])
  }

  @Test func `one of redundant regions wakes nobody, none wakes somebody`() {
    var shift = Shift([.init("a", in: ["eu", "us"], members: .any)])
    shift.hears(.critical, "a", "eu", at: 0)
    shift.hears(.ok, "a", "us", at: 0)
    #expect(shift.row(.service("a"), 1)?.status == .warning)
    #expect(shift.row(Self.eu, 1)?.status == .critical)
    #expect(shift.row(Self.eu, 1)?.urgency == .today)
    shift.hears(.critical, "a", "us", at: 10)
    shift.hears(.critical, "a", "us", at: 20)
    #expect(shift.row(.service("a"), 20)?.urgency == .page)
    #expect(shift.row(.service("a"), 20)?.since == second(10))
    #expect(shift.row(Self.eu, 20)?.urgency == .page)
  }

  @Test(arguments: [(Int?.none, HealthUrgency.page), (1, .page), (2, .today), (3, .canWait)])
  func `a service is never more urgent than it is worth`(_ tier: Int?, _ urgency: HealthUrgency) {
    var shift = Shift([.init("a", tier: tier)])
    shift.hears(.critical, "a", at: 0)
    #expect(shift.row(.service("a"), 1)?.urgency == urgency)
    var filter = HealthBoard.Filter()
    filter.service = "a"
    filter.foldsWhatCanWait = true
    #expect(shift.board(1).rows(filter).isEmpty == (urgency == .canWait))
  }

  @Test func `a row can be found by region, service and words`() {
    var shift = Shift([.init("a", in: ["eu", "us"]), .init("b", in: ["eu"])])
    shift.hears([HealthReading(.critical, at: 0, output: "Disk FULL\nmore")], "b", "eu", at: 0)
    var filter = HealthBoard.Filter()
    filter.text = "disk full"
    filter.region = "eu"
    #expect(
      shift.board(1).rows(filter).map(\.subject)
        == [.region("eu"), .cell(service: "b", region: "eu")])
    filter = HealthBoard.Filter()
    filter.service = "a"
    #expect(shift.board(1).rows(filter).count == 3)
  }
}
