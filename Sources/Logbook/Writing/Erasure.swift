internal import GRDB

/// Removing text for good, from every place where SQLite keeps it.
enum Erasure {
  /// Deletes body and salt of an entry; what was derived from them is replaced by the caller.
  ///
  /// - Returns: whether there was something to delete.
  static func erase(_ n: Int64, _ database: Database) throws -> Bool {
    try database.run("INSERT INTO maintenance(act) VALUES ('erase')")
    try database.run("DELETE FROM body WHERE n = ?", [n])
    let isErased = database.changesCount > 0
    try database.run("DELETE FROM maintenance WHERE act = 'erase'")
    return isErased
  }

  /// Cleans the bytes out of where a deletion leaves them: the full-text index, which only marks a
  /// row as deleted until its segments are merged, and the journal, which keeps images of pages.
  ///
  /// Short transactions, so that other writers wait little. The last one takes the mark away at the
  /// moment at which the journal is truncated; killed before that, the next write begins again.
  static func purge(_ database: Database) throws {
    var pages = -mergePages
    while true {
      let before = database.totalChangesCount
      try database.inTransaction(.immediate) {
        try database.run("INSERT INTO words(words, rank) VALUES ('merge', ?)", [pages])
        return .commit
      }
      // "If the difference is less than 2, the merge was a no-op": the FTS5 documentation.
      if database.totalChangesCount - before < 2 { break }
      pages = mergePages
    }
    try database.execute(sql: "PRAGMA journal_mode = TRUNCATE")
    defer { try? database.execute(sql: "PRAGMA journal_mode = PERSIST") }
    try database.inTransaction(.immediate) {
      try database.run("UPDATE meta SET purgeDue = 0")
      return .commit
    }
  }

  /// Pages of the index that one transaction writes.
  private static let mergePages = 1000
}
