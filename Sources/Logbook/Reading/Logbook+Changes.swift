internal import FoundationEssentials
internal import GRDB
package import IncidentModel

extension Logbook {
  /// The number of the entry that arrived last; 0 in an empty logbook.
  package func newest() throws -> Int64 {
    try read { database in
      try database.one("SELECT coalesce(max(n), 0) FROM entry") { try $0.integer(0) } ?? 0
    }
  }

  /// The origin under which the file is written now: another one than it was opened with once a backup was
  /// restored into it.
  package func currentOrigin() throws -> OriginID {
    try read { try Meta($0)?.origin ?? origin }
  }

  /// The entries that arrived after number `n`, in the order of arrival.
  package func changes(after n: Int64, limit: Int) throws -> [Change] {
    try read { database in
      try database.all(
        """
        SELECT \(StoredEntry.columns) FROM entry e LEFT JOIN body b ON b.n = e.n
        WHERE e.n > ? ORDER BY e.n LIMIT ?
        """, [n, limit]
      ) { row in
        let stored = try StoredEntry(row)
        return Change(n: stored.n, entry: stored.entry)
      }
    }
  }

  /// A number that changes when another connection has committed.
  package func dataVersion() throws -> Int64 {
    try queue.inDatabase { database in
      try database.one("PRAGMA data_version") { try $0.integer(0) } ?? 0
    }
  }

  /// The entries of an incident, or of all, as they are stored, in the order of arrival.
  package func records(
    of incident: IncidentID?, after n: Int64, limit: Int
  ) throws -> [EntryRecord] {
    try read { try $0.records(of: incident, after: n, limit: limit).map(\.1) }
  }
}

extension Database {
  func records(
    of incident: IncidentID?, after n: Int64, limit: Int
  ) throws -> [(Int64, EntryRecord)] {
    var query = Conditions()
    if let incident { query.add("e.incident = ?", incident.data) }
    query.add("e.n > ?", n)
    return try all(
      """
      SELECT \(EntryRecord.columns) FROM entry e LEFT JOIN body b ON b.n = e.n
      WHERE \(query.sql) ORDER BY e.n LIMIT ?
      """, query.arguments + [limit]
    ) { (try $0.integer(0), try EntryRecord($0)) }
  }
}
