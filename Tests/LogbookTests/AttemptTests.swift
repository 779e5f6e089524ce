import GRDB
import Glibc
import IncidentModel
import Testing

@testable import Logbook

/// What a failing disk leaves undone is done again, and is there once.
@Suite struct AttemptTests {
  let desk: Desk
  let id: IncidentID

  init() throws {
    desk = try Desk()
    id = try desk.declare().id
  }

  private func log(_ text: String, _ writer: inout Writer) throws -> [EntryID] {
    let me = Author.person(try writer.person(handle: "ana"))
    return try writer.perform(
      .log(.note(Remark(text: text))), on: id, Occasion(author: me, now: desk.now)
    ).map(\.id)
  }

  /// Leaves the logbook no room to grow, as a full disk does.
  private func fill() throws {
    let pages = try SQL.number(desk.path, "PRAGMA page_count") ?? 0
    try SQL.run(desk.logbook, "PRAGMA max_page_count = \(pages)")
  }

  private static let long = String(repeating: "long ", count: 20_000)

  @Test func `what was written although its commit failed is not written again`() throws {
    var attempt = Attempt<[EntryID]>()
    let first = try desk.logbook.write(&attempt) { try log("one", &$0) }
    let again = try desk.logbook.write(&attempt) { try log("one", &$0) }
    #expect(first == again)
    #expect(try desk.texts(of: id).count { $0 == "one" } == 1)
    #expect(try desk.logbook.check().allSatisfy { $0.grade == .ok })
  }

  @Test func `what could not be written has the same ids when it can`() throws {
    var attempt = Attempt<[EntryID]>()
    try fill()
    #expect(throws: LogbookError.diskFull(desk.path)) {
      try desk.logbook.write(&attempt) { try log(Self.long, &$0) }
    }
    try SQL.run(desk.logbook, "PRAGMA max_page_count = 1000000")
    let rehearsal = try desk.logbook.rehearse(&attempt) { try log(Self.long, &$0) }
    #expect(rehearsal.entries.count == 1)
    #expect(try desk.logbook.line(rehearsal.entries[0].id) == nil)
    let written = try desk.logbook.write(&attempt) { try log(Self.long, &$0) }
    #expect(written == rehearsal.entries.map(\.id))
  }

  @Test func `a rehearsal leaves no trace`() throws {
    Shell.run("cp '\(desk.path)' '\(desk.path).before'")
    var attempt = Attempt<[EntryID]>()
    let rehearsal = try desk.logbook.rehearse(&attempt) { writer in
      _ = try writer.person(handle: "stranger")
      return try log("never", &writer)
    }
    #expect(rehearsal.people[handle: "stranger"] != nil)
    #expect(Shell.run("cmp -s '\(desk.path)' '\(desk.path).before'") == 0)
    #expect(try desk.logbook.people()[handle: "stranger"] == nil)
    try desk.log("after", in: id)
    #expect(Files.exists("\(desk.path)-journal"))
  }

  @Test func `who wrote it is known again by the handle`() throws {
    let zoe = Person(id: PersonID(rawValue: "pother0000000000"), handle: "zoe")
    let own = try desk.logbook.write { try $0.person(handle: "zoe") }
    let text = People([zoe]).storingMentions(in: "tell @zoe")
    let entry = Entry(
      id: EntryID(clock: 1 << 40, random: 1), incident: id, happenedAt: desk.now,
      recordedAt: desk.now,
      author: .person(zoe.id), event: .note(Remark(text: text)))
    for expected in [1, 0] {
      #expect(
        try desk.logbook.write { try $0.append(unsaved: [entry], people: [zoe]) } == expected)
    }
    let line = try desk.line(entry.id)
    #expect(line.entry.author == .person(own))
    #expect(line.entry.event.text(name: try desk.logbook.people().handle(of:)) == "tell @zoe")
    #expect(try desk.logbook.people().handles.filter { $0.hasPrefix("zoe") } == ["zoe"])
  }

  @Test func `a logbook that cannot even be read is rehearsed on a copy`() throws {
    let scratch = Scratch()
    let queue = try scratch.queue(of: desk.path, in: desk.folder)
    let count = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM entry") }
    #expect(count == Int(try desk.logbook.newest()))
    #expect(Shell.run("ls '\(desk.folder)' | grep -q rehearsal") == 1)
  }

  @Test func `a new logbook keeps a reserve, and a full disk takes it`() throws {
    #expect(Reserve.isThere(for: desk.path))
    try fill()
    #expect(throws: LogbookError.diskFull(desk.path)) { try desk.log(Self.long, in: id) }
    #expect(!Reserve.isThere(for: desk.path))
    _ = try desk.open()
    #expect(Reserve.isThere(for: desk.path))
  }

  @Test func `a logbook that was moved away is not written to`() throws {
    Shell.run("mv '\(desk.path)' '\(desk.path).away'")
    #expect(throws: LogbookError.moved(desk.path)) { try desk.log("lost?", in: id) }
  }

  @Test(arguments: [
    ("password=hunter2secret", "password=[masked]"),
    ("see https://app:hunter2secret@db.example/", "see https://app:[masked]@db.example/"),
  ])
  func `a secret is masked before it is stored`(typed: String, stored: String) throws {
    let entry = try desk.log(typed, in: id)
    #expect(try desk.texts(of: id).contains(stored))
    try desk.perform(
      .correct(desk.line(entry), text: "again \(typed)", at: nil, kind: nil), on: id)
    try desk.perform(.setSeverity(.sev1, because: typed), on: id)
    #expect(Shell.run("grep -rq 'hunter2secret' '\(desk.folder)'") == 1)
  }

  @Test func `a secret is stored as typed when that is wanted`() throws {
    let book = try Logbook(
      path: desk.path, access: .readWrite, now: { Instant(milliseconds: 1_800_000_900_000) },
      random: { UInt64.random(in: .min ... .max) }, secrets: nil)
    _ = try book.write { try log("password=hunter2secret", &$0) }
    #expect(try desk.texts(of: id).contains("password=hunter2secret"))
  }
}
