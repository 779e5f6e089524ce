internal import FoundationEssentials
internal import GRDB
internal import IncidentModel

extension Logbook {
  /// Makes everything that follows from the entries anew: lines, search, summaries.
  ///
  /// One transaction. Entries themselves stay as they are.
  package func rebuild() throws {
    try write { writer in try writer.database.rebuildDerived() }
  }
}

extension Database {
  fileprivate func rebuildDerived() throws {
    try execute(
      sql: "DELETE FROM line; DELETE FROM incident; DROP TABLE IF EXISTS words; \(Schema.words)")
    let written: [IncidentID] = try all("SELECT DISTINCT incident FROM entry") {
      try $0.identifier(0)
    }
    for id in written { try rebuild(id) }
  }

  private func rebuild(_ id: IncidentID) throws {
    let entries = try all(
      """
      SELECT \(StoredEntry.columns), e.shapes FROM entry e LEFT JOIN body b ON b.n = e.n
      WHERE e.incident = ? ORDER BY e.n
      """, [id.data]
    ) { (try StoredEntry($0), try $0.integer(8) != 0) }
    let wrong = DerivedCheck.wrongShapes(entries)
    if !wrong.isEmpty { try mark(wrong) }
    let rows = DerivedCheck.rows(of: entries.map(\.0))
    for row in rows { try row.insert(self) }
    let visible = rows.filter { !$0.isHidden }
    try run(
      """
      INSERT INTO incident(id, ref, title, severity, status, mode, declaredAt, lastAt, entries, surprises,
        firstN, lastN) VALUES (?, '', '', '', '', '', 0, ?, ?, ?, ?, ?)
      """,
      [
        id.data, max(0, visible.map(\.at).max() ?? 0), visible.count,
        visible.count { $0.kind == Kind.surprise.rawValue },
        entries.first?.0.n ?? 0, entries.last?.0.n ?? 0,
      ])
    try Summary.fold(id, self)
  }

  /// Turns the mark of entries round that are marked as shaping their incident, or not, against what they are.
  private func mark(_ wrong: [EntryID]) throws {
    let trigger = try one("SELECT sql FROM sqlite_schema WHERE name = 'entry_is_fixed'") {
      try $0.text(0)
    }
    try execute(sql: "DROP TRIGGER IF EXISTS entry_is_fixed")
    for id in wrong { try run("UPDATE entry SET shapes = 1 - shapes WHERE id = ?", [id.data]) }
    if let trigger { try execute(sql: trigger) }
  }
}
