import Testing

@testable import IncidentModel

@Suite struct HealthAcknowledgementTests {
  private let a = HealthSubject.service("a")

  /// One service with a failing check `x` that Ana has for ten minutes.
  private func held(_ status: HealthStatus = .warning) -> Shift {
    var shift = Shift([.init("a")])
    shift.hears([HealthReading(status, "x", at: 0)], "a", at: 0)
    let made = shift.watch.acknowledge(
      a, by: .person(ana), because: "on it", for: 600, at: second(1))
    #expect(made?.until == second(601))
    return shift
  }

  @Test func `it changes no colour and no count`() {
    let shift = held(.critical)
    let row = shift.row(a, 2)
    #expect(row?.status == .critical)
    #expect(row?.urgency == .page)
    #expect(row?.wakes == false)
    #expect(shift.board(2).summary == "1 critical (1 acked)")
    #expect(shift.board(2).acknowledged == 1)
  }

  @Test func `it ends when its time is over`() {
    var shift = held()
    for time in stride(from: Int64(10), through: 600, by: 10) {
      shift.hears([HealthReading(.warning, "x", at: time)], "a", at: time)
    }
    #expect(shift.row(a, 600)?.acknowledgement != nil)
    #expect(shift.row(a, 601)?.acknowledgement == nil)
    shift.watch.advance(to: second(601))
    #expect(shift.watch.takeEndedAcknowledgements().map(\.end) == [.expired])
    #expect(shift.watch.takeEndedAcknowledgements().isEmpty)
  }

  @Test func `it ends with the recovery, and stays ended`() {
    var shift = held()
    for time: Int64 in [10, 20] {
      shift.hears([HealthReading(.ok, "x", at: time)], "a", at: time)
      #expect(shift.row(a, time)?.acknowledgement != nil)
    }
    shift.hears([HealthReading(.ok, "x", at: 30)], "a", at: 30)
    #expect(shift.watch.takeEndedAcknowledgements().map(\.end) == [.recovered])
    for time: Int64 in [40, 50] {
      shift.hears([HealthReading(.warning, "x", at: time)], "a", at: time)
    }
    #expect(shift.row(a, 50)?.status == .warning)
    #expect(shift.row(a, 50)?.acknowledgement == nil)
  }

  @Test func `it ends when it gets worse`() {
    var shift = held()
    shift.hears([HealthReading(.critical, "x", at: 10)], "a", at: 10)
    #expect(shift.watch.takeEndedAcknowledgements().map(\.end) == [.worse])
    #expect(shift.row(a, 10)?.wakes == true)
  }

  @Test func `it ends when it gets more urgent`() {
    var shift = Shift([.init("a")])
    shift.hears([HealthReading(.critical, "x", at: 0, urgency: .canWait)], "a", at: 0)
    _ = shift.watch.acknowledge(a, by: .person(ana), because: "later", at: second(1))
    shift.hears([HealthReading(.critical, "x", at: 10, urgency: .page)], "a", at: 10)
    #expect(shift.watch.takeEndedAcknowledgements().map(\.end) == [.worse])
    #expect(shift.board(10).waking.map(\.subject) == [a])
  }

  @Test func `it ends when something new fails that is no worse`() {
    var shift = held()
    for time: Int64 in [10, 20] {
      let both = ["x", "y"].map { HealthReading(.warning, $0, at: time) }
      shift.hears(both, "a", at: time)
    }
    #expect(shift.watch.takeEndedAcknowledgements().map(\.end) == [.spread(["a http: y"])])
  }

  @Test func `it is taken back by hand`() {
    var shift = held()
    #expect(shift.watch.withdrawAcknowledgement(of: a, at: second(5))?.end == .withdrawn)
    #expect(shift.row(a, 5)?.acknowledgement == nil)
  }

  @Test func `nobody has what is well or not there`() {
    var shift = Shift([.init("a")])
    shift.hears(.ok, "a", at: 0)
    for subject in [a, .service("b")] {
      #expect(
        shift.watch.acknowledge(subject, by: .person(ana), because: "x", at: second(1)) == nil)
    }
  }

  @Test func `it holds for a day at most and warns before its end`() {
    var shift = held()
    let made = shift.watch.acknowledge(
      a, by: .person(ana), because: "x", for: 1_000_000, at: second(10))
    #expect(made?.until == second(86_410))
    #expect(made?.isAboutToExpire(at: second(86_109)) == false)
    #expect(made?.isAboutToExpire(at: second(86_110)) == true)
  }

  @Test(arguments: [HealthSubject.service("a"), .cell(service: "a", region: "eu"), .region("eu")])
  func `one taken over before anything has answered holds`(_ subject: HealthSubject) throws {
    var before = Shift([.init("a", in: ["eu"]), .init("b", in: ["eu"])])
    before.hears(.critical, "a", "eu", at: 0)
    before.hears(.ok, "b", "eu", at: 0)
    let made = before.watch.acknowledge(subject, by: .person(ana), because: "x", at: second(1))
    var shift = Shift([.init("a", in: ["eu"]), .init("b", in: ["eu"])])
    shift.watch.restore(try #require(made))
    shift.hears(.ok, "b", "eu", at: 2)
    #expect(shift.row(subject, 2)?.acknowledgement != nil)
    shift.hears(.critical, "a", "eu", at: 3)
    #expect(shift.row(subject, 3)?.acknowledgement != nil)
    #expect(shift.watch.takeEndedAcknowledgements().isEmpty)
  }

  @Test func `that of a service holds for its regions`() {
    var shift = Shift([.init("a", in: ["eu"])])
    shift.hears(.critical, "a", "eu", at: 0)
    _ = shift.watch.acknowledge(a, by: .person(ana), because: "x", at: second(1))
    #expect(shift.row(.cell(service: "a", region: "eu"), 2)?.wakes == false)
  }
}
