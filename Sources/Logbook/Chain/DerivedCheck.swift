internal import FoundationEssentials
internal import GRDB
internal import IncidentModel

/// Compares what is derived with what a rebuild from the entries gives.
enum DerivedCheck {
  static func findings(_ database: Database) throws -> [LogbookFinding] {
    var lines: [String] = []
    var summaries: [String] = []
    let written: [IncidentID] = try database.all("SELECT DISTINCT incident FROM entry") {
      try $0.identifier(0)
    }
    for id in written {
      let entries = try database.all(
        """
        SELECT \(StoredEntry.columns), e.shapes FROM entry e LEFT JOIN body b ON b.n = e.n
        WHERE e.incident = ? ORDER BY e.n
        """, [id.data]
      ) { (try StoredEntry($0), try $0.integer(8) != 0) }
      let expected = rows(of: entries.map(\.0))
      let found = try database.all(
        """
        SELECT \(LineRow.columns) FROM line l LEFT JOIN words w ON w.rowid = l.n
        WHERE l.incident = ? ORDER BY l.at, l.recordedAt, l.id
        """, [id.data], LineRow.init)
      if expected != found { lines.append("\(id): lines and entries differ") }
      lines += wrongShapes(entries).map { "\($0): not marked as shaping its incident" }
      if let problem = try difference(id, expected, entries.map(\.0.n), database) {
        summaries.append(problem)
      }
    }
    let known = Set(written)
    let listed: [IncidentID] = try database.all("SELECT id FROM incident") {
      try $0.identifier(0)
    }
    summaries += listed.filter { !known.contains($0) }.map { "\($0): has no entries" }
    let count = try database.one("SELECT count(*) FROM words") { Int(try $0.integer(0)) }
    let worded = try database.one(
      "SELECT count(*) FROM line l JOIN words w ON w.rowid = l.n"
    ) { Int(try $0.integer(0)) }
    if count != worded { lines.append("texts without a line") }
    let remedy = "`incident doctor --rebuild` makes it anew from the entries"
    return FileCheck.report(lines, "lines", ok: "equal to a rebuild", remedy: remedy)
      + FileCheck.report(summaries, "incidents", ok: "equal to a rebuild", remedy: remedy)
  }

  static func rows(of entries: [StoredEntry]) -> [LineRow] {
    let numbers = Dictionary(
      entries.map { ($0.entry.id, $0.n) }, uniquingKeysWith: { first, _ in first })
    return timeline(of: entries.map(\.entry)).filter {
      // An erased correction no longer says what it was about, and has no line all the same.
      $0.original.event.kind?.isAmendment != true
    }.map { LineRow($0, n: numbers[$0.id] ?? 0) }
  }

  /// Entries that are marked as shaping their incident, or not, against what they are.
  static func wrongShapes(_ entries: [(StoredEntry, Bool)]) -> [EntryID] {
    var seen: Set<Author> = []
    return entries.compactMap { stored, shapes in
      let entry = stored.entry
      let isAmendment = entry.event.kind?.isAmendment == true
      let isFirst =
        entry.author.person != nil && !isAmendment && seen.insert(entry.author).inserted
      if case .redacted = entry.event { return nil }
      return shapes == (entry.event.shapesState || isFirst) ? nil : entry.id
    }
  }

  private static func difference(
    _ id: IncidentID, _ lines: [LineRow], _ numbers: [Int64], _ database: Database
  ) throws -> String? {
    let visible = lines.filter { !$0.isHidden }
    let state = try Summary.state(of: id, database)
    let expected: [String] = [
      state.ref, state.title, state.severity, state.status, state.mode, "\(state.declaredAt)",
      "\(max(0, visible.map(\.at).max() ?? 0))", "\(visible.count)",
      "\(visible.count { $0.kind == Kind.surprise.rawValue })",
      "\(numbers.first ?? 0)", "\(numbers.last ?? 0)",
    ]
    let found = try database.one(
      """
      SELECT ref, title, severity, status, mode, declaredAt, lastAt, entries, surprises, firstN,
        lastN FROM incident WHERE id = ?
      """, [id.data]
    ) { row in
      try (0..<5).map { try row.text($0) } + (5..<11).map { String(try row.integer($0)) }
    }
    return found == expected ? nil : "\(id): summary and entries differ"
  }
}
