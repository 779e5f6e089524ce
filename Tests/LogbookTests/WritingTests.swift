import IncidentModel
import Testing

@testable import Logbook

@Suite struct WritingTests {
  let desk: Desk
  init() throws { desk = try Desk() }

  @Test func `what is written is read`() throws {
    let id = try desk.declare().id
    let entry = try desk.log("latency is up", in: id)
    #expect(try desk.lines(of: id).last?.id == entry)
    #expect(try desk.texts(of: id).last == "latency is up")
  }

  @Test func `a declaration is in the list with its state`() throws {
    let summary = try desk.declare("EU checkout errors")
    #expect(try desk.logbook.incidents(IncidentFilter()) == [summary])
    #expect(summary.title == "EU checkout errors")
    #expect(summary.status == .investigating)
    #expect(summary.entries == 3)
  }

  @Test func `a refused command writes nothing, not even a person`() throws {
    let id = try desk.declare().id
    let newest = try desk.logbook.newest()
    let now = desk.now
    #expect(throws: Rejection.emptyText) {
      try desk.logbook.write { writer in
        let person = try writer.person(handle: "bo")
        let occasion = Occasion(author: .person(person), now: now)
        try writer.perform(.log(.note(Remark(text: "fine"))), on: id, occasion)
        try writer.perform(.log(.note(Remark(text: " "))), on: id, occasion)
      }
    }
    #expect(try desk.logbook.newest() == newest)
    #expect(try desk.logbook.people()[handle: "bo"] == nil)
    #expect(try desk.log("next", in: id) != EntryID(bits: 0))
  }

  @Test func `an entry with a known id is written once`() throws {
    let id = try desk.declare().id
    let entry = EntryID(bits: 77)
    let proposal = Proposal(.note(Remark(text: "once")), at: desk.now)
    for expected in [1, 0] {
      let written = try desk.logbook.write {
        try $0.append([proposal], to: id, by: .system("import"), ids: [entry])
      }
      #expect(written.count == expected)
    }
    #expect(try desk.texts(of: id).count { $0 == "once" } == 1)
  }

  @Test func `ids only grow when the clock is set back`() throws {
    let id = try desk.declare().id
    let before = try desk.log("before", in: id)
    desk.jump(seconds: -7200)
    let after = try desk.log("after", in: id)
    #expect(before < after)
    #expect(after < (try desk.log("later", in: id)))
  }

  @Test func `a handle is one person whatever its case`() throws {
    let people = try desk.logbook.write {
      try [$0.person(handle: "Ana"), $0.person(handle: "ana"), $0.person(handle: "bo")]
    }
    #expect(people[0] == people[1])
    #expect(people[0] != people[2])
    #expect(people[0].rawValue.wholeMatch(of: /p[0-9a-hjkmnp-tv-z]{15}/) != nil)
  }

  @Test func `a handle that cannot be typed is refused`() throws {
    #expect(throws: LogbookError.badHandle("a b")) {
      try desk.logbook.write { _ = try $0.person(handle: "a b") }
    }
  }

  @Test func `two connections writing at once lose nothing`() async throws {
    let id = try desk.declare().id
    let books = try [desk.open(), desk.open()]
    let path = desk.path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for book in books {
        group.addTask {
          for number in 0..<50 {
            let proposal = Proposal(
              .note(Remark(text: "\(number)")), at: Instant(milliseconds: 1))
            _ = try book.write { try $0.append([proposal], to: id, by: .system("test")) }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try SQL.number(path, "SELECT count(*) FROM entry") == 103)
    #expect(try desk.logbook.check().allSatisfy { $0.grade == .ok })
  }

  @Test func `what a login chose is remembered and forgotten`() throws {
    let id = try desk.declare().id
    try desk.logbook.write { try $0.choose(id, by: "ana") }
    #expect(try desk.open().chosen(by: "ana") == id)
    try desk.logbook.write { try $0.choose(nil, by: "ana") }
    #expect(try desk.logbook.chosen(by: "ana") == nil)
  }

  @Test(arguments: [
    "UPDATE entry SET actor = 'x'", "DELETE FROM entry", "DELETE FROM body",
    "UPDATE body SET body = '{}'",
  ])
  func `the file refuses to change what was written`(sql: String) throws {
    _ = try desk.declare()
    #expect(throws: (any Error).self) { try SQL.run(desk.path, sql) }
  }

  @Test func `the brief of an offer repeats the last decisions`() throws {
    let desk = try Desk()
    let id = try desk.declare().id
    try desk.perform(.log(.decision(Decision(text: "drain eu"))), on: id)
    let person = try desk.logbook.write { try $0.person(handle: "cy") }
    let offer = try desk.perform(.offer(.commander, to: person, because: nil), on: id)
    guard case .handoff(let handoff) = try desk.line(offer).entry.event else {
      Issue.record("nothing was offered")
      return
    }
    #expect(handoff.brief?.contains("Decisions so far:\n- drain eu") == true)
  }
}
