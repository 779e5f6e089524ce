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
    do {
      guard let real = Files.status(of: backup), real.st_mode & S_IFMT == S_IFREG else {
        throw LogbookError.cannotOpen(path: backup, code: ENOENT, message: "no such file")
      }
      let copy = "\(path).restored"
      _ = try placing(copy) { new in
        let source = try Connection.open(backup, readOnly: true)
        try source.inDatabase(refuseUnsound)
        try source.backup(to: new)
        return try settle(new)
      }
      defer { unsafe unlink(copy) }
      return try put(copy, into: path, stamp: stamp)
    } catch LogbookError.corrupt("", let detail) {
      throw LogbookError.corrupt(path: backup, detail: detail)
    } catch {
      throw Connection.error(error, path: backup)
    }
  }

  private static func refuseUnsound(_ database: Database) throws {
    let found = try Schema.version(database)
    if found > Schema.known {
      throw LogbookError.readOnly(.newerSchema(found: found, known: Schema.known), path: "")
    }
    let red = try
      (FileCheck.findings(database) + ChainCheck.findings(database, now: Instant(milliseconds: 0)))
      .first {
        $0.grade == .red
      }
    if let red { throw LogbookError.corrupt(path: "", detail: red.detail) }
  }

  private static func put(
    _ copy: String, into path: String, stamp: String
  ) throws -> Restoration {
    let source = try Connection.open(copy, readOnly: true)
    let count = try source.inDatabase(countEntries)
    var result = Restoration(entries: count, missing: 0, aside: nil)
    guard Files.exists(path) else {
      try Files.create(path)
      try source.backup(to: Connection.open(path, readOnly: false))
      return result
    }
    let aside = "\(path).before-\(stamp)"
    result.aside = aside
    do {
      let target = try Connection.open(path, readOnly: false)
      _ = try placing(aside) { new in
        try target.backup(to: new)
        return 0
      }
      result.missing = try missing(in: copy, of: target)
      try source.backup(to: target)
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

  private static func countEntries(_ database: Database) throws -> Int {
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
