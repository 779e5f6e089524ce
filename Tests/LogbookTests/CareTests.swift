import GRDB
import Glibc
import IncidentModel
import Testing

@testable import Logbook

/// Backups, what is saved of a damaged file, and what is made anew.
@Suite struct CareTests {
  let desk: Desk
  let id: IncidentID
  var backup: String { "\(desk.folder)/backup.db" }

  init() throws {
    desk = try Desk()
    id = try desk.declare().id
    try desk.log("latency is up", in: id)
  }

  private func isSound(_ book: Logbook) throws -> Bool {
    try book.check().allSatisfy { $0.grade != .red }
  }

  // MARK: Backup

  @Test func `a backup is the logbook, for its owner alone`() throws {
    #expect(try desk.logbook.backUp(to: backup) == desk.logbook.newest())
    let copy = try desk.open(backup, .readOnly)
    #expect(try copy.allLines(of: id) == desk.logbook.allLines(of: id))
    #expect(Files.status(of: backup).map { $0.st_mode & 0o777 } == 0o600)
    #expect(Shell.run("test \"$(ls '\(desk.folder)')\" = \"$(printf 'backup.db\\nbook')\"") == 0)
  }

  @Test func `a backup that is written to has an origin of its own`() throws {
    _ = try desk.logbook.backUp(to: backup)
    #expect(try desk.open(backup).origin != desk.logbook.origin)
  }

  @Test func `a restore leaves open consoles at work, and no number is given twice`() throws {
    _ = try desk.logbook.backUp(to: backup)
    try desk.log("only here", in: id)
    let done = try Logbook.restore(desk.path, from: backup, stamp: "now")
    #expect(done == Restoration(entries: 4, missing: 1, aside: "\(desk.path).before-now"))
    let before = try desk.logbook.currentOrigin()
    _ = try desk.open()
    #expect(try desk.logbook.currentOrigin() != before)
    try desk.log("goes on", in: id)
    #expect(try desk.texts(of: id).suffix(2) == ["latency is up", "goes on"])
    let aside = try desk.open(done.aside, .readOnly)
    let records = try aside.records(of: nil, after: 0, limit: 100)
    _ = try desk.logbook.write { try $0.insert(records, people: []) }
    #expect(try desk.texts(of: id).contains("only here"))
    #expect(try desk.logbook.check().allSatisfy { $0.grade == .ok })
  }

  @Test func `a damaged backup changes nothing`() throws {
    try desk.pad(400, in: id)
    _ = try desk.logbook.backUp(to: backup)
    Shell.run("dd if=/dev/urandom of='\(backup)' bs=4096 seek=5 count=3 conv=notrunc status=none")
    Shell.run("cp '\(desk.path)' '\(desk.path).copy'")
    #expect {
      try Logbook.restore(desk.path, from: backup, stamp: "now")
    } throws: { error in
      if case LogbookError.corrupt(backup, _) = error { true } else { false }
    }
    #expect(Shell.run("cmp -s '\(desk.path)' '\(desk.path).copy'") == 0)
  }

  @Test func `entries that were changed are restored with a warning`() throws {
    _ = try desk.logbook.backUp(to: backup)
    try SQL.run(
      backup, "DROP TRIGGER entry_is_fixed; UPDATE entry SET happenedAt = 1 WHERE n = 2")
    #expect(try Logbook.restore(desk.path, from: backup, stamp: "now").warnings.count == 1)
  }

  @Test func `two restores keep both of what was before`() throws {
    _ = try desk.logbook.backUp(to: backup)
    try desk.log("only here", in: id)
    let first = try Logbook.restore(desk.path, from: backup, stamp: "now")
    let second = try Logbook.restore(desk.path, from: backup, stamp: "now")
    #expect(first.missing == 1 && first.aside != second.aside)
    #expect(try desk.open(first.aside, .readOnly).newest() == 5)
  }

  @Test func `a restore does not undo an erasure`() throws {
    let secret = try desk.log("hunter2secret", in: id)
    let gone = try desk.declare("Another").id
    _ = try desk.logbook.write { try $0.person(handle: "bohumil") }
    _ = try desk.logbook.backUp(to: backup)
    try desk.perform(.redact(desk.line(secret), because: "a password"), on: id)
    let occasion = try desk.occasion()
    _ = try desk.logbook.write { try $0.purge(gone, because: "asked", occasion) }
    _ = try desk.logbook.write { try $0.erasePerson(handle: "bohumil", at: desk.now) }
    let done = try Logbook.restore(desk.path, from: backup, stamp: "now")
    let book = try desk.open()
    #expect(try book.eraseAgain(as: desk.open(done.aside, .readOnly)) == 3)
    Shell.run("rm '\(backup)'")
    #expect(Shell.run("grep -rqE 'hunter2|bohumil' '\(desk.folder)'") == 1)
    #expect(try book.summary(of: gone) == nil)
    #expect(try book.check().allSatisfy { $0.grade != .red })
  }

  @Test func `nobody writes while a backup takes the place of the logbook`() throws {
    try desk.logbook.queue.inDatabase { try Restoring.begin($0) }
    let lock = Files.hold(Restoring.lock(of: desk.path))
    #expect(throws: LogbookError.busy(desk.path)) { try desk.log("in between", in: id) }
    close(lock)
    _ = try desk.open()
    try desk.log("afterwards", in: id)
  }

  @Test func `what cannot be read is moved aside for a backup`() throws {
    _ = try desk.logbook.backUp(to: backup)
    Shell.run("head -c 4096 /dev/urandom > '\(desk.path)'")
    let done = try Logbook.restore(desk.path, from: backup, stamp: "now")
    #expect(done.entries == 4)
    #expect(try isSound(desk.open()))
    #expect(Files.exists("\(desk.path).before-now"))
  }

  // MARK: Salvage

  private func salvage() throws -> Salvage {
    try Salvage(of: desk.path)
  }

  @Test func `all of a sound logbook is salvaged`() throws {
    let salvage = try salvage()
    #expect(try salvage.records == desk.logbook.records(of: nil, after: 0, limit: 100))
    #expect(salvage.people[handle: "ana"] != nil)
    #expect(salvage.damaged.isEmpty && salvage.missing.isEmpty)
  }

  @Test func `an entry that was changed is told apart, with its text`() throws {
    let last = try desk.logbook.newest()
    try SQL.run(
      desk.path,
      "DROP TRIGGER body_is_fixed; UPDATE body SET body = '{\"text\":\"forged\"}' WHERE n = \(last)"
    )
    let salvage = try salvage()
    #expect(salvage.records.count == Int(last) - 1)
    #expect(salvage.damaged.first?.contains("forged") == true)
  }

  @Test(arguments: [0, 18, 40, 60])
  func `a header that was overwritten takes nothing`(place: Int) throws {
    Shell.run(
      "printf '\\377\\377\\377\\377' | dd of='\(desk.path)' bs=1 seek=\(place) conv=notrunc 2>/dev/null"
    )
    #expect(try salvage().records.count == 4)
  }

  @Test func `pages that are gone take only their entries with them`() throws {
    try desk.pad(400, in: id)
    let pages = try SQL.number(desk.path, "PRAGMA page_count") ?? 0
    Shell.run(
      "dd if=/dev/urandom of='\(desk.path)' bs=4096 seek=\(pages - 6) count=3 conv=notrunc 2>/dev/null"
    )
    let salvage = try salvage()
    let lost = salvage.missing.reduce(0) { $0 + $1.count }
    #expect(salvage.records.count > 200)
    let withoutText = salvage.damaged.count { $0.contains("was erased, or is lost") }
    #expect(salvage.records.count + salvage.damaged.count - withoutText + lost == 404)
  }

  @Test(arguments: [
    "truncate -s -40000", "truncate -s -99000",
    "dd if=/dev/zero bs=4096 count=1 conv=notrunc status=none of=",
  ])
  func `a file that is cut, or has lost its schema, still gives its entries`(damage: String) throws
  {
    try desk.pad(600, in: id)
    Shell.run(damage.hasSuffix("=") ? "\(damage)'\(desk.path)'" : "\(damage) '\(desk.path)'")
    #expect(throws: (any Error).self) { try desk.open(nil, .readOnly).check() }
    #expect(try salvage().records.count > 400)
  }

  @Test(arguments: 0..<12)
  func `six hundred bytes of noise take no more than their own page`(seed: Int) throws {
    try desk.pad(600, in: id)
    let pages = Int(try SQL.number(desk.path, "PRAGMA page_count") ?? 0)
    let place = (seed * 7 + 3) % pages * 4096 + seed * 250
    Shell.run(
      "head -c 600 /dev/urandom | dd of='\(desk.path)' bs=1 seek=\(place) conv=notrunc status=none")
    let salvage = try salvage()
    let told =
      salvage.records.count + salvage.damaged.count + salvage.missing.reduce(0) { $0 + $1.count }
    #expect(salvage.records.count > 560)
    #expect(told >= 604)
  }

  // MARK: Rebuild

  @Test(arguments: [
    "UPDATE line SET at = at + 1", "DELETE FROM words", "DELETE FROM incident",
    "UPDATE entry SET shapes = 0", "DELETE FROM line WHERE n = 2",
    "UPDATE incident SET title = 'x'", "DROP TABLE words",
  ])
  func `what follows from the entries is made anew`(damage: String) throws {
    let before = (try desk.logbook.allLines(of: id), try desk.logbook.incident(id))
    try SQL.run(desk.path, "DROP TRIGGER entry_is_fixed; \(damage)")
    let book = try desk.open()
    try book.rebuild()
    // The trigger that was dropped to do the damage is missed as well.
    #expect(try book.check().allSatisfy { $0.grade == .ok || $0.subject == "schema" })
    #expect(try book.allLines(of: id) == before.0)
    #expect(try book.incident(id) == before.1)
  }

  // MARK: Place

  @Test(arguments: [
    ("chmod 644", LogbookFinding.Grade.warning), ("chmod 640", .warning), ("chmod 666", .red),
    ("chmod 600", .ok),
  ])
  func `who can read it is told`(change: String, grade: LogbookFinding.Grade) throws {
    Shell.run("\(change) '\(desk.path)'")
    let finding = try desk.logbook.check().first { $0.subject == "access" }
    #expect(finding?.grade == grade)
  }

  @Test func `in a folder that was given to a group its members can write`() throws {
    let folder = "\(desk.folder)/shared"
    Shell.run("mkdir -m 2770 '\(folder)'")
    let book = try desk.open("\(folder)/incident.db")
    _ = try book.write { try $0.person(handle: "ana") }
    for suffix in ["", "-journal", ".bell", ".reserve"] {
      #expect(
        Files.status(of: book.path + suffix).map { $0.st_mode & 0o777 } == 0o660, "\(suffix)")
    }
    #expect(try book.check().first { $0.subject == "access" }?.grade == .ok)
  }

  @Test(arguments: [-7200, 86_400] as [Int64])
  func `a clock that jumped is shown, and ids grow all the same`(seconds: Int64) throws {
    desk.jump(seconds: seconds)
    try desk.log("after the jump", in: id)
    desk.jump(seconds: -2 * seconds)
    try desk.log("and back", in: id)
    let ids = try desk.logbook.records(of: nil, after: 0, limit: 100).map(\.id)
    #expect(ids == ids.sorted())
    #expect(try desk.logbook.check().contains { $0.subject == "clock" && $0.grade == .warning })
  }
}
