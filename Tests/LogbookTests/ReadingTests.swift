import IncidentModel
import Testing

@testable import Logbook

@Suite struct ReadingTests {
  let desk: Desk
  let id: IncidentID

  init() throws {
    desk = try Desk()
    id = try desk.declare().id
  }

  /// Many entries with few distinct times, so that every part of a position counts.
  private func fill(_ count: Int) throws {
    let start = desk.now
    let kinds: [(String) -> Event] = [
      { .observation(Remark(text: $0)) }, { .note(Remark(text: $0)) },
      { .decision(Decision(text: $0)) },
    ]
    let proposals = (0..<count).map { number in
      Proposal(
        kinds[number % 3]("entry \(number)"),
        at: start.advanced(bySeconds: Int64(desk.random(below: 20))))
    }
    let recorded = proposals.map { _ in start.advanced(bySeconds: Int64(desk.random(below: 3))) }
    _ = try desk.logbook.write {
      try $0.append(proposals, to: id, by: .system("test"), recordedAt: recorded)
    }
  }

  @Test(arguments: [1, 7, 50])
  func `pages forward and backward are the whole timeline`(size: Int) throws {
    try fill(150)
    for filter in [LineFilter(), LineFilter(kinds: [.decision, .note])] {
      let all = try desk.lines(of: id, filter)
      #expect(all.map(\.entry.position) == all.map(\.entry.position).sorted())
      var forward = try desk.logbook.lines(of: id, .first(size), filter: filter)
      while let last = forward.last, forward.count < all.count {
        forward += try desk.logbook.lines(
          of: id, .after(last.entry.position, size), filter: filter)
      }
      #expect(forward == all)
      var backward = try desk.logbook.lines(of: id, .last(size), filter: filter)
      while let first = backward.first, backward.count < all.count {
        backward =
          try desk.logbook.lines(of: id, .before(first.entry.position, size), filter: filter)
          + backward
      }
      #expect(backward == all)
      #expect(try desk.logbook.count(of: id, filter: filter) == all.count)
    }
  }

  @Test func `the last reports are found among other lines, in order and without what is hidden`()
    throws
  {
    let change = HealthChange(subject: "eu", from: "ok", to: "critical")
    let first = try desk.perform(.log(.health(change)), on: id)
    try desk.pad(50, in: id)
    let step = RunbookStep(act: .byHand, runbook: "failover", step: "1 drain")
    let second = try desk.perform(.log(.runbook(step)), on: id)
    let book = try desk.open()
    #expect(try book.reports(of: id, limit: 10).map(\.id) == [first, second])
    #expect(try book.reports(of: id, limit: 1).map(\.id) == [second])
  }

  @Test func `a page around an entry has it in the middle`() throws {
    try fill(60)
    let all = try desk.lines(of: id)
    for place in [0, 3, 30, all.count - 1] {
      let page = try desk.logbook.lines(
        of: id, .around(all[place].id, 11), filter: LineFilter())
      #expect(page == Array(all[max(0, place - 5)..<min(all.count, place + 6)]))
    }
  }

  @Test func `filters choose by author, time and part of the system`() throws {
    try fill(9)
    let all = try desk.lines(of: id)
    let at = all[5].entry.happenedAt
    #expect(
      try desk.lines(of: id, LineFilter(since: at)) == all.filter { $0.entry.happenedAt >= at })
    #expect(
      try desk.lines(of: id, LineFilter(until: at)) == all.filter { $0.entry.happenedAt <= at })
    #expect(try desk.lines(of: id, LineFilter(hidesSystem: true)).count == 3)
    #expect(try desk.lines(of: id, LineFilter(authors: [.system("test")])).count == 9)
  }

  @Test func `the fold from a few entries is the fold from all`() throws {
    let other = try desk.occasion("bo")
    try fill(30)
    _ = try desk.logbook.write {
      try $0.perform(.log(.note(Remark(text: "here too"))), on: id, other)
    }
    try desk.perform(.setSeverity(.sev2, because: nil), on: id)
    let all = try desk.logbook.changes(after: 0, limit: 1000).map(\.entry)
    #expect(try desk.logbook.incident(id).state == Incident(id: id, replaying: all).state)
  }

  @Test func `an unknown incident is said to be unknown`() throws {
    let unknown = IncidentID(bits: 5)
    #expect(throws: LogbookError.noSuchIncident(unknown)) { try desk.logbook.incident(unknown) }
  }

  @Test func `the list keeps scope, severity and mode apart`() throws {
    try desk.perform(.setSeverity(.sev2, because: nil), on: id)
    try desk.perform(.setStatus(.resolved, because: nil, exitCriteria: nil), on: id)
    let occasion = try desk.occasion()
    var new = NewIncident(title: "A drill")
    new.mode = .drill
    let drill = try desk.logbook.write { try $0.declare(new, occasion) }.id
    func ids(_ filter: IncidentFilter) throws -> [IncidentID] {
      try desk.logbook.incidents(filter).map(\.id)
    }
    #expect(try ids(IncidentFilter()) == [drill, id])
    #expect(try ids(IncidentFilter(scope: .active)) == [drill])
    #expect(try ids(IncidentFilter(scope: .all, severity: .sev2)) == [id])
    #expect(try ids(IncidentFilter(mode: .drill)) == [drill])
    #expect(try ids(IncidentFilter(limit: 1)) == [drill])
  }

  @Test func `an incident is found by ref, id, and the ends of either`() throws {
    let ref = try #require(try desk.logbook.summary(of: id)?.ref)
    _ = try desk.declare("Login errors")
    for text in [ref, ref.uppercased(), id.description, "check", String(ref.suffix(4))] {
      #expect(try desk.logbook.incidents(matching: text).map(\.id) == [id])
    }
    #expect(try desk.logbook.incidents(matching: "errors").isEmpty)
    #expect(try desk.logbook.incidents(matching: "").isEmpty)
    _ = try desk.declare("Checkout slow")
    #expect(try desk.logbook.incidents(matching: "checkout").count == 2)
  }

  @Test func `an entry is found by its id and the ends of it`() throws {
    let entry = try desk.log("here", in: id)
    let text = entry.description
    for part in [text, String(text.suffix(8)), entry.shortText, text.uppercased()] {
      #expect(try desk.logbook.entries(matching: part, in: id) == [entry])
    }
    #expect(try desk.logbook.entries(matching: String(text.prefix(4)), in: id).count > 1)
    #expect(try desk.logbook.entries(matching: "zz", in: id).isEmpty)
  }

  @Test func `changes come in the order of arrival`() throws {
    let newest = try desk.logbook.newest()
    let late = try desk.log("late", in: id)
    let early = try desk.log("early", in: id, ago: 600)
    let changes = try desk.logbook.changes(after: newest, limit: 10)
    #expect(changes.map(\.entry.id) == [late, early])
  }
}
