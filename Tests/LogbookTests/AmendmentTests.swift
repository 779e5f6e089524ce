import IncidentModel
import Testing

@testable import Logbook

@Suite struct AmendmentTests {
  let desk: Desk
  let id: IncidentID

  init() throws {
    desk = try Desk()
    id = try desk.declare().id
  }

  @Test func `a corrected time moves the line`() throws {
    let first = try desk.log("first", in: id, ago: 20)
    let second = try desk.log("second", in: id, ago: 10)
    let line = try desk.line(second)
    let before = line.entry.happenedAt.advanced(bySeconds: -15)
    try desk.perform(.correct(line, text: "zeroth", at: before, kind: nil), on: id)
    let order = try desk.lines(of: id).map(\.id)
    #expect(order.firstIndex(of: second) ?? 9 < order.firstIndex(of: first) ?? 0)
    #expect(try desk.texts(of: id).contains("zeroth"))
    #expect(try desk.logbook.search(SearchQuery(text: "second")).isEmpty)
    #expect(try desk.logbook.search(SearchQuery(text: "zeroth")).count == 1)
  }

  @Test func `a retracted line is hidden and still there`() throws {
    let entry = try desk.log("wrong window", in: id)
    let count = try desk.logbook.summary(of: id)?.entries ?? 0
    try desk.perform(.retract(desk.line(entry), because: "other incident"), on: id)
    #expect(try !desk.lines(of: id).map(\.id).contains(entry))
    #expect(try desk.lines(of: id, LineFilter(showsHidden: true)).map(\.id).contains(entry))
    #expect(try desk.logbook.summary(of: id)?.entries == count - 1)
    #expect(try desk.logbook.search(SearchQuery(text: "window")).isEmpty)
  }

  @Test func `a corrected kind is what filters see`() throws {
    let entry = try desk.log("roll back", in: id)
    try desk.perform(.correct(desk.line(entry), text: nil, at: nil, kind: .task), on: id)
    #expect(try desk.lines(of: id, LineFilter(kinds: [.task])).map(\.id) == [entry])
    #expect(try desk.logbook.incident(id).state.tasks.map(\.id) == [entry])
  }

  @Test func `a redaction removes the bytes from every file`() throws {
    try desk.pad(50, in: id)
    let entry = try desk.log("password hunter2secret leaked", in: id)
    try desk.perform(
      .correct(desk.line(entry), text: "password hunter3secret leaked", at: nil, kind: nil),
      on: id)
    try desk.pad(50, in: id)
    #expect(Shell.run("grep -rqE 'hunter|[23]secret' '\(desk.folder)'") == 0)
    try desk.perform(.redact(desk.line(entry), because: "a password"), on: id)
    #expect(Shell.run("grep -rqE 'hunter|[23]secret' '\(desk.folder)'") == 1)
    #expect(try desk.line(entry).entry.event == .redacted(kind: "observation"))
    #expect(try desk.logbook.check().filter { $0.grade != .ok } == [])
  }

  @Test func `a redaction reaches what repeats the text`() throws {
    let task = try desk.perform(
      .log(.task(TaskStep(text: "rotate hunter2secret"))), on: id)
    let bo = try desk.logbook.write { try $0.person(handle: "bo") }
    try desk.perform(.offer(.commander, to: bo, because: nil), on: id)
    try desk.perform(.finishTask(task, result: nil), on: id)
    let other = try desk.log("another thing", in: id)
    #expect(
      try desk.logbook.records(of: id, after: 0, limit: 99).count {
        $0.body?.contains("hunter") == true
      } == 3)
    try desk.perform(.redact(desk.line(task), because: "a password"), on: id)
    #expect(Shell.run("grep -rq 'hunter2secret' '\(desk.folder)'") == 1)
    #expect(try desk.line(other).redaction == nil)
    #expect(try desk.logbook.check().allSatisfy { $0.grade == .ok })
  }

  @Test func `a redacted title leaves the list and the ref`() throws {
    let id = try desk.declare("Outage at hunter2secret").id
    let declared = try #require(try desk.lines(of: id).first { $0.entry.event.kind == .declared })
    try desk.perform(.redact(declared, because: "a customer's name"), on: id)
    #expect(Shell.run("grep -rq 'hunter2secret' '\(desk.folder)'") == 1)
    #expect(try desk.logbook.summary(of: id)?.title == "[redacted]")
    #expect(try desk.logbook.check().filter { $0.grade != .ok } == [])
  }

  @Test func `a correction that comes after a redaction is erased too`() throws {
    let entry = try desk.log("hunter2secret", in: id)
    try desk.perform(.redact(desk.line(entry), because: "a password"), on: id)
    let late = Proposal(.correction(Correction(of: entry, text: "hunter4secret")), at: desk.now)
    _ = try desk.logbook.write { try $0.append([late], to: id, by: .system("import")) }
    #expect(Shell.run("grep -rq 'hunter' '\(desk.folder)'") == 1)
  }

  @Test func `an interrupted clean-up is finished by the next write`() throws {
    try SQL.run(desk.path, "UPDATE meta SET purgeDue = 1")
    #expect(try desk.logbook.check().contains { $0.subject == "erasure" })
    try desk.log("next", in: id)
    #expect(try desk.logbook.check().allSatisfy { $0.grade == .ok })
  }
}
