internal import GRDB
internal import Glibc
internal import IncidentModel

/// What a restore did.
package struct Restoration: Hashable, Sendable {
  /// Entries in the logbook now.
  package var entries: Int
  /// Entries that it had and that the backup has not; they are in ``aside``.
  package var missing: Int
  /// Where the logbook as it was is kept; nil when there was none.
  package var aside: String?
  /// What the chain of the backup's entries says against it.
  package var warnings: [String] = []
}

/// A mark in a logbook that is being restored: nobody writes entries between the moment at which it is copied
/// aside and the one at which the backup takes its place.
enum Restoring {
  static let message = "a backup is being restored"

  /// The file that the restoring process holds.
  static func lock(of logbook: String) -> String { "\(logbook).restoring" }

  static func begin(_ database: Database) throws {
    try database.execute(
      sql: """
        CREATE TRIGGER being_restored BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, '\(message)'); END
        """)
  }

  static func end(_ database: Database) throws {
    try database.execute(sql: "DROP TRIGGER IF EXISTS being_restored")
  }
}

extension Logbook {
  /// Makes a logbook what a backup of it is; what it was is kept beside it.
  ///
  /// It is written into the same file in one transaction, so that whoever has it open goes on with it. A logbook
  /// that cannot be read is moved aside whole.
  ///
  /// - Throws: ``LogbookError``; a backup that is damaged, newer than the program or no logbook is refused, and
  ///   nothing is changed then.
  package static func restore(
    _ path: String, from backup: String, stamp: String
  ) throws -> Restoration {
    guard let real = Files.status(of: backup), real.st_mode & S_IFMT == S_IFREG else {
      throw LogbookError.cannotOpen(path: backup, code: ENOENT, message: "no such file")
    }
    try Files.createFolder(Files.folder(of: path))
    let copy = "\(path).\(getpid()).restored"
    defer { for suffix in ["", "-journal"] { unsafe unlink(copy + suffix) } }
    var warnings: [String] = []
    _ = try placing(copy) { new in
      do {
        let source = try Connection.open(backup, readOnly: true)
        warnings = try source.inDatabase(refuseUnsound)
        try source.backup(to: new)
      } catch LogbookError.corrupt("", let detail) {
        throw LogbookError.corrupt(path: backup, detail: detail)
      } catch LogbookError.readOnly(let reason, path: "") {
        throw LogbookError.readOnly(reason, path: backup)
      } catch {
        throw Connection.error(error, path: backup)
      }
      return try settle(new)
    }
    var result = try put(copy, into: path, stamp: stamp)
    result.warnings = warnings
    return result
  }

  /// Refuses what SQLite cannot read; what the chain says of the entries is told, not refused: a backup of a
  /// logbook that somebody has tampered with is still the best there is.
  private static func refuseUnsound(_ database: Database) throws -> [String] {
    let found = try Schema.version(database)
    if found > Schema.known {
      throw LogbookError.readOnly(.newerSchema(found: found, known: Schema.known), path: "")
    }
    let red = try FileCheck.findings(database).first { $0.grade == .red }
    if let red { throw LogbookError.corrupt(path: "", detail: red.detail) }
    return try ChainCheck.findings(database, now: Instant(milliseconds: 0))
      .filter { $0.grade == .red }.map(\.detail)
  }

  private static func put(
    _ copy: String, into path: String, stamp: String
  ) throws -> Restoration {
    let source = try Connection.open(copy, readOnly: true)
    var result = Restoration(entries: try source.inDatabase(countEntries), missing: 0, aside: nil)
    guard Files.exists(path) else {
      try Files.create(path)
      try source.backup(to: Connection.open(path, readOnly: false))
      return result
    }
    let lock = Files.hold(Restoring.lock(of: path))
    guard lock >= 0 else { throw LogbookError.busy(path) }
    defer {
      unsafe unlink(Restoring.lock(of: path))
      close(lock)
    }
    let aside = freeName("\(path).before-\(stamp)")
    result.aside = aside
    do {
      let target = try Connection.open(path, readOnly: false)
      try target.inDatabase { try Restoring.begin($0) }
      do {
        _ = try placing(aside) { new in
          try target.backup(to: new)
          try new.writeWithoutTransaction { try Restoring.end($0) }
          return 0
        }
        result.missing = try missing(in: copy, of: target)
        // With the rest of it the mark goes, too.
        try source.backup(to: target)
      } catch {
        try? target.inDatabase { try Restoring.end($0) }
        throw error
      }
      Files.touch(Doorbell.path(of: path))
    } catch let error as DatabaseError
      where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode)
    {
      try replace(path, with: copy, aside: aside)
    } catch LogbookError.corrupt, LogbookError.notALogbook {
      try replace(path, with: copy, aside: aside)
    }
    return result
  }

  /// A name that nothing has: the copy of one restore is never written over by the next.
  private static func freeName(_ name: String) -> String {
    var number = 1
    var free = name
    while Files.exists(free) {
      number += 1
      free = "\(name)-\(number)"
    }
    return free
  }

  /// Moves a file that cannot be read away, its journal with it, and another one to its place.
  private static func replace(_ path: String, with copy: String, aside: String) throws {
    for suffix in ["-journal", ""] where Files.exists(path + suffix) {
      guard unsafe rename(path + suffix, aside + suffix) == 0 else {
        throw LogbookError.failed(path: path, code: errno, message: "rename")
      }
    }
    guard unsafe rename(copy, path) == 0 else {
      throw LogbookError.failed(path: path, code: errno, message: "rename")
    }
    try Files.sync(Files.folder(of: path))
  }

  static func countEntries(_ database: Database) throws -> Int {
    Int(try database.one("SELECT count(*) FROM entry") { try $0.integer(0) } ?? 0)
  }

  private static func missing(in copy: String, of target: DatabaseQueue) throws -> Int {
    try target.inDatabase { database in
      try database.execute(sql: "ATTACH ? AS copy", arguments: [copy])
      defer { try? database.execute(sql: "DETACH copy") }
      let sql = "SELECT count(*) FROM entry WHERE id NOT IN (SELECT id FROM copy.entry)"
      return Int(try Int64.fetchOne(database, sql: sql) ?? 0)
    }
  }
}
