import IncidentModel
import Testing

@testable import Logbook

@Suite struct ExchangeTests {
  let desk: Desk
  let id: IncidentID
  let records: [EntryRecord]

  init() throws {
    desk = try Desk()
    _ = try desk.declare("Another one")
    id = try desk.declare().id
    let first = try desk.log("a typo", in: id)
    _ = try desk.declare("In between")
    let second = try desk.log("hunter2secret", in: id)
    try desk.log("last", in: id)
    try desk.perform(.correct(desk.line(first), text: "no typo", at: nil, kind: nil), on: id)
    try desk.perform(.redact(desk.line(second), because: "a password"), on: id)
    records = try desk.logbook.records(of: id, after: 0, limit: 1000)
  }

  private func insert(_ records: [EntryRecord], into other: Logbook) throws -> Int {
    let people = try desk.logbook.people()
    return try other.write {
      try $0.insert(records, people: people.handles.compactMap { people[handle: $0] })
    }
  }

  @Test func `another logbook shows the same after an import`() throws {
    let other = try desk.open("\(desk.folder)/other.db")
    #expect(try insert(records, into: other) == records.count)
    let page = Page.first(1000)
    #expect(
      try other.lines(of: id, page, filter: LineFilter())
        == desk.logbook.lines(of: id, page, filter: LineFilter()))
    #expect(try other.incident(id) == desk.logbook.incident(id))
    #expect(try other.summary(of: id) == desk.logbook.summary(of: id))
    #expect(try other.check().filter { $0.grade != .ok } == [])
  }

  @Test func `any order of arrival gives the same`() throws {
    let other = try desk.open("\(desk.folder)/other.db")
    for record in records.reversed() { _ = try insert([record], into: other) }
    #expect(
      try other.lines(of: id, .first(1000), filter: LineFilter()) == desk.lines(of: id))
    #expect(try other.check().filter { $0.grade != .ok } == [])
  }

  @Test func `a second import adds nothing`() throws {
    #expect(try insert(records, into: desk.logbook) == 0)
  }

  @Test func `a changed record is refused`() throws {
    var record = records[3]
    record.happenedAt = record.happenedAt.advanced(bySeconds: 1)
    let other = try desk.open("\(desk.folder)/other.db")
    #expect(throws: LogbookError.damagedRecord(record.id)) { try insert([record], into: other) }
  }

  @Test func `another entry under a known id is refused`() throws {
    var record = records[3]
    record.chain[40] ^= 1
    #expect(throws: LogbookError.differentEntry(record.id)) {
      try insert([record], into: desk.logbook)
    }
  }

  @Test func `a copied file writes under an origin of its own`() throws {
    Shell.run("cp '\(desk.path)' '\(desk.folder)/copy.db'")
    let copy = try desk.open("\(desk.folder)/copy.db")
    #expect(copy.origin != desk.logbook.origin)
    #expect(try desk.open().origin == desk.logbook.origin)
    let proposal = Proposal(.note(Remark(text: "in the copy")), at: desk.now)
    _ = try copy.write { try $0.append([proposal], to: id, by: .system("test")) }
    #expect(try copy.check().filter { $0.grade != .ok } == [])
  }

  @Test func `two entries under one number are reported as a fork`() throws {
    Shell.run("cp '\(desk.path)' '\(desk.folder)/copy.db'")
    let identity = Files.identity(of: "\(desk.folder)/copy.db")
    try SQL.run("\(desk.folder)/copy.db", "UPDATE meta SET machine = '\(identity)'")
    let copy = try desk.open("\(desk.folder)/copy.db")
    let proposal = Proposal(.note(Remark(text: "in the copy")), at: desk.now)
    for _ in 0..<2 {
      _ = try copy.write { try $0.append([proposal], to: id, by: .system("test")) }
      try desk.log("in the first", in: id)
    }
    let newest = try copy.records(of: id, after: 0, limit: 1000)
    _ = try insert(newest, into: desk.logbook)
    let findings = try desk.logbook.check()
    #expect(findings.contains { $0.subject == "fork" && $0.grade == .warning })
    #expect(!findings.contains { $0.grade == .red })
  }
}
