import Glibc
import IncidentModel
import Testing

@testable import Logbook

@Suite struct OpeningTests {
  let desk: Desk
  init() throws { desk = try Desk() }

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  @Test func `nobody else can read a new logbook`() throws {
    _ = try desk.declare()
    #expect(mode(Files.folder(of: desk.path)) == 0o700)
    for suffix in ["", "-journal", ".bell"] { #expect(mode(desk.path + suffix) == 0o600) }
  }

  @Test func `a newer logbook opens for reading and says why`() throws {
    let id = try desk.declare().id
    try SQL.run(desk.path, "PRAGMA user_version = 99")
    let book = try desk.open()
    let reason = ReadOnlyReason.newerSchema(found: 99, known: Schema.known)
    #expect(book.readOnlyReason == reason)
    #expect(try book.summary(of: id) != nil)
    #expect(throws: LogbookError.readOnly(reason, path: desk.path)) {
      try book.write { _ = try $0.person(handle: "bo") }
    }
  }

  @Test func `a logbook of the first form is brought to the newest, and nothing is lost`() throws {
    let id = try desk.declare().id
    try desk.pad(20, in: id)
    let step = RunbookStep(act: .byHand, runbook: "failover", step: "1 drain")
    _ = try desk.perform(.log(.runbook(step)), on: id)
    let before = (try desk.open().incident(id), try desk.open().allLines(of: id))
    try SQL.run(
      desk.path,
      """
      DROP INDEX line_reports;
      DROP INDEX entry_shapes;
      CREATE INDEX entry_shapes ON entry(incident, actor) WHERE shapes = 1;
      DROP INDEX line_runbooks;
      DROP INDEX line_learnt;
      DROP TRIGGER entry_is_fixed;
      UPDATE entry SET shapes = 0 WHERE kind = 'runbook';
      CREATE TRIGGER entry_is_fixed BEFORE UPDATE OF id ON entry BEGIN SELECT 1; END;
      DROP TABLE tombstone; DROP TABLE purged; DROP TRIGGER entry_stays;
      CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'no'); END;
      ALTER TABLE person DROP COLUMN erasedAt; ALTER TABLE person DROP COLUMN sum;
      PRAGMA user_version = 1
      """)
    let book = try desk.open()
    #expect(try SQL.number(desk.path, "PRAGMA user_version") == Int64(Schema.known))
    #expect(try book.incident(id) == before.0)
    #expect(try book.incident(id).walk(of: "failover")?.settled == 1)
    #expect(try book.check().allSatisfy { $0.grade == .ok })
    #expect(try book.allLines(of: id) == before.1)
  }

  @Test func `another program's database is refused and left alone`() throws {
    let path = "\(desk.folder)/foreign.db"
    try SQL.run(path, "PRAGMA journal_mode = WAL; CREATE TABLE t(x)")
    Shell.run("cp '\(path)' '\(path).before'")
    #expect(throws: LogbookError.notALogbook(path)) { try desk.open(path) }
    #expect(throws: LogbookError.notALogbook(path)) { try desk.open(path, .readOnly) }
    #expect(Shell.run("cmp -s '\(path)' '\(path).before'") == 0)
  }

  @Test func `a file that is no database is refused`() throws {
    let path = "\(desk.folder)/notes.txt"
    Shell.run("yes 'not a database, just a text' | head -n 500 > '\(path)'")
    #expect(throws: LogbookError.notALogbook(path)) { try desk.open(path) }
  }

  @Test func `a damaged file is reported, not shown`() throws {
    let id = try desk.declare().id
    try desk.pad(200, in: id)
    let pages = try SQL.number(desk.path, "PRAGMA page_count") ?? 0
    Shell.run(
      """
      dd if=/dev/urandom of='\(desk.path)' bs=4096 seek=2 count=\(pages - 2) conv=notrunc \
      2>/dev/null
      """)
    #expect {
      let book = try desk.open()
      _ = try book.lines(of: id, .last(10), filter: LineFilter())
    } throws: { error in
      guard case LogbookError.corrupt = error else { return false }
      return true
    }
  }

  @Test func `reading creates nothing`() throws {
    let id = try desk.declare().id
    let folder = Files.folder(of: desk.path)
    Shell.run("rm -f '\(desk.path)'[-.]*; chmod -R a-w '\(folder)'")
    let book = try desk.open(nil, .readOnly)
    #expect(book.readOnlyReason == .asked)
    #expect(try book.lines(of: id, .last(10), filter: LineFilter()).count == 3)
    #expect(Shell.run("test \"$(ls -A '\(folder)')\" = incident.db") == 0)
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
  func `a file that cannot be written opens for reading`() throws {
    let id = try desk.declare().id
    Shell.run("chmod -R a-w '\(Files.folder(of: desk.path))'")
    let book = try desk.open()
    #expect(book.readOnlyReason == .notWritable)
    #expect(try book.summary(of: id) != nil)
  }

  @Test func `an absent logbook is not made by reading`() throws {
    let path = "\(desk.folder)/absent.db"
    #expect(throws: LogbookError.self) { try desk.open(path, .readOnly) }
    #expect(!Files.exists(path))
  }

  @Test func `several processes may make the same logbook at once`() async throws {
    let desk = desk
    let origins = try await withThrowingTaskGroup(of: OriginID.self) { group in
      for _ in 0..<4 { group.addTask { try desk.open("\(desk.folder)/new/one.db").origin } }
      return try await group.reduce(into: Set<OriginID>()) { $0.insert($1) }
    }
    #expect(origins.count == 1)
  }
}
