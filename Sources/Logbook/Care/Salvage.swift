internal import GRDB
internal import Glibc
package import IncidentModel

/// What can still be read of a damaged logbook.
package struct Salvage: Sendable {
  /// Entries that match their own hashes, in the order of arrival; they can be imported.
  package private(set) var records: [EntryRecord] = []
  package private(set) var people = People()
  /// What was found of entries that do not, in words: never lost, and never taken for sound.
  package private(set) var damaged: [String] = []
  /// Numbers of entries that cannot be read at all.
  package private(set) var unreadable: [ClosedRange<Int64>] = []

  /// Reads a copy of the file, made at `copy` and left there; the file itself is not touched.
  ///
  /// A header that was overwritten is put right in the copy.
  package init(of path: String, copyingTo copy: String) throws {
    do {
      try FileCopy.make(of: path, at: copy)
      let queue: DatabaseQueue
      do { queue = try Self.open(copy) } catch {
        try FileCopy.repairHeader(of: copy)
        queue = try Self.open(copy)
      }
      queue.inDatabase { read($0) }
    } catch {
      throw Connection.error(error, path: path)
    }
  }

  /// Without the usual settings, which look at more of the file than is needed here.
  private static func open(_ path: String) throws -> DatabaseQueue {
    let queue = try DatabaseQueue(path: path)
    _ = try queue.inDatabase { try Int64.fetchOne($0, sql: "SELECT n FROM entry LIMIT 1") }
    return queue
  }

  private mutating func read(_ database: Database) {
    people = (try? database.people()) ?? People()
    let last = Self.lastNumber(database)
    var n: Int64 = 1
    var gap: Int64?
    while n <= last {
      if let found = Self.nextNumber(database, from: n) {
        // Numbers that were never given or were purged are no loss.
        n = found
        if n > last { break }
      }
      let isRead = readEntry(n, database)
      if isRead, let start = gap {
        unreadable.append(start...n - 1)
        gap = nil
      } else if !isRead, gap == nil {
        gap = n
      }
      n += 1
    }
    if let start = gap { unreadable.append(start...last) }
  }

  /// Reads one entry; false when it cannot be read at all.
  private mutating func readEntry(_ n: Int64, _ database: Database) -> Bool {
    let sql = """
      SELECT e.n, e.id, e.incident, e.origin, e.counter, e.hlc, e.happenedAt, e.recordedAt, e.actor, e.kind,
        NULL, NULL, e.bodyHash, e.prev, e.ohash FROM entry e WHERE e.n = ?
      """
    guard var record = try? database.one(sql, [n], EntryRecord.init) else { return false }
    let body = try? database.all("SELECT body, salt FROM body WHERE n = ?", [n]) { row in
      (try row.text(0), try row.bytes(1))
    }
    (record.body, record.salt) = (body?.first?.0, body?.first?.1)
    if body != nil, record.isIntact {
      records.append(record)
      return true
    }
    let words =
      record.body
      ?? (try? database.one("SELECT c0 FROM words_content WHERE id = ?", [n]) { try $0.text(0) })
    damaged.append(
      "\(record.happenedAt.rfc3339)\t\(record.kind)\t\(words ?? "(its text cannot be read)")\t\(record.id)"
    )
    return true
  }

  /// The number of the first entry from one on; nil when the index cannot be walked there.
  private static func nextNumber(_ database: Database, from n: Int64) -> Int64? {
    try? database.one("SELECT n FROM entry WHERE n >= ? ORDER BY n LIMIT 1", [n]) {
      try $0.integer(0)
    } ?? .max
  }

  private static func lastNumber(_ database: Database) -> Int64 {
    let sources = [
      "SELECT max(n) FROM entry", "SELECT max(seq) FROM sqlite_sequence",
      "SELECT max(lastN) FROM incident", "SELECT max(n) FROM body",
    ]
    let found = sources.compactMap { sql in
      try? database.one(sql) { try $0.integer(0) }
    }
    // A damaged number must not make this endless.
    return min(found.max() ?? 1_000_000, 100_000_000)
  }
}
