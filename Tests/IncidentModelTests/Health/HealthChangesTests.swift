import Testing

@testable import IncidentModel

@Suite struct HealthChangesTests {
  /// A shift with three services in both regions, all of them ok.
  private func calm() -> Shift {
    var shift = Shift(["a", "b", "c"].map { .init($0, in: ["eu", "us"]) })
    for name in ["a", "b", "c"] {
      for region in ["eu", "us"] { shift.hears(.ok, name, region, at: 0) }
    }
    return shift
  }

  private func entries(_ before: HealthBoard, _ after: HealthBoard) -> [HealthEntry] {
    var burst = HealthBurst()
    burst.take(after.changes(since: before), at: after.at)
    return burst.takeEntries(at: after.at.advanced(bySeconds: HealthBurst.pause))
  }

  @Test func `one change is one entry at the time it began`() {
    var shift = calm()
    let before = shift.board(1)
    shift.hears(.critical, "a", "eu", at: 10)
    #expect(shift.board(10).changes(since: before).isEmpty)
    shift.hears(.critical, "a", "eu", at: 20)
    let found = entries(before, shift.board(20))
    #expect(
      found.map(\.change)
        == [HealthChange(subject: "a eu", from: "ok", to: "critical", text: "critical")])
    #expect(found.map(\.at) == [second(10)])
  }

  @Test func `a burst is one entry for the worse and one for the better`() {
    var shift = calm()
    let before = shift.board(1)
    for time: Int64 in [10, 20] {
      shift.hears(.critical, "a", "eu", at: time)
      shift.hears(.warning, "b", "eu", at: time)
      shift.hears(.critical, "c", "eu", at: time)
    }
    let failing = shift.board(20)
    #expect(
      entries(before, failing).map(\.change) == [
        HealthChange(
          subject: "3 services in eu", from: "ok", to: "critical",
          text: "critical: a, c; warning: b")
      ])
    for time: Int64 in [30, 40, 50] {
      for name in ["a", "b"] { shift.hears(.ok, name, "eu", at: time) }
    }
    #expect(
      entries(failing, shift.board(30 + 20)).map(\.change.subject)
        == ["3 services in us", "2 services in eu"])
  }

  @Test func `what went back in time is no entry`() {
    var burst = HealthBurst()
    let change = HealthRowChange(
      subject: .service("a"), from: .ok, to: .critical, at: start, output: "")
    var back = change
    (back.from, back.to) = (.critical, .ok)
    burst.take([change], at: start)
    burst.take([back], at: second(5))
    #expect(burst.due == second(20))
    #expect(burst.takeEntries(at: second(19)).isEmpty)
    #expect(burst.takeEntries(at: second(20)).isEmpty)
    #expect(burst.due == nil)
  }

  @Test func `a burst that goes on is written down after a minute`() {
    var burst = HealthBurst()
    for time in stride(from: Int64(0), through: 60, by: 10) {
      let change = HealthRowChange(
        subject: .service("s\(time)"), from: .ok, to: .warning, at: second(time), output: "")
      burst.take([change], at: second(time))
    }
    #expect(burst.takeEntries(at: second(60)).map(\.change.subject) == ["7 services"])
  }

  @Test func `a first answer is no change`() {
    var shift = Shift([.init("a")])
    let before = shift.board(0)
    shift.hears(.critical, "a", at: 1)
    #expect(shift.board(1).changes(since: before).isEmpty)
  }

  @Test(arguments: [
    (["a"], [], true), (["b"], [], false), ([], ["eu"], true), ([], ["us"], false),
    (["a"], ["us"], true), (["b"], ["eu"], false), ([String](), [String](), false),
  ])
  func `an incident is about what it names`(
    _ services: [String], _ regions: [String], _ isAbout: Bool
  ) {
    let change = HealthRowChange(
      subject: .cell(service: "a", region: "eu"), from: .ok, to: .critical, at: start, output: "")
    #expect(change.subject.concerns(services: services, regions: regions) == isAbout)
  }

  @Test func `an acknowledgement is an entry, and is read back from it`() throws {
    var shift = calm()
    for time: Int64 in [10, 20] { shift.hears(.critical, "a", "eu", at: time) }
    let acknowledgement = shift.watch.acknowledge(
      .cell(service: "a", region: "eu"), by: .person(ana), because: "on it", at: after(1))
    let made = try #require(acknowledgement)
    var log = Log()
    let id = log.add(1, made.event)
    #expect(try log.line(id).entry.event.text(name: handle) == "a eu for 1h: on it")
    #expect(Acknowledgement.held(in: log.entries, at: after(2)) == [made])
    #expect(Acknowledgement.held(in: log.entries, at: after(61)).isEmpty)
    let withdrawn = shift.watch.withdrawAcknowledgement(of: made.subject, at: after(3))
    let ended = try #require(withdrawn)
    log.add(3, ended.event(of: id))
    #expect(Acknowledgement.held(in: log.entries, at: after(4)).isEmpty)
  }
}
