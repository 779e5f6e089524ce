internal import FoundationEssentials
internal import GRDB
internal import IncidentModel

extension Logbook {
  /// The lines whose text matches, the newest first unless ranking is asked for.
  package func search(_ query: SearchQuery) throws -> [SearchHit] {
    try read { try $0.search(query) }
  }
}

extension Database {
  fileprivate func search(_ query: SearchQuery) throws -> [SearchHit] {
    let expression = try query.expression { word in
      let handle = word.hasPrefix("@") ? String(word.dropFirst()) : word
      return try one("SELECT id FROM person WHERE folded = ?", [handle.lowercased()]) {
        PersonID(rawValue: try $0.text(0))
      }
    }
    guard let expression else { return [] }
    var conditions = Conditions()
    conditions.add("words MATCH ?", expression)
    conditions.add("l.hidden = 0")
    if let incident = query.incident {
      // The index is in the order of arrival: an incident lies in a stretch of it.
      conditions.add(
        """
        w.rowid BETWEEN (SELECT firstN FROM incident WHERE id = ?)
          AND (SELECT lastN FROM incident WHERE id = ?)
        """, incident.data, incident.data)
      conditions.add("l.incident = ?", incident.data)
    }
    if !query.kinds.isEmpty {
      conditions.add("l.kind", in: query.kinds.map(\.rawValue).sorted())
    }
    if let since = query.since { conditions.add("l.at >= ?", since.milliseconds) }
    let ids: [EntryID] = try all(
      """
      SELECT l.id FROM words w CROSS JOIN line l ON l.n = w.rowid WHERE \(conditions.sql)
      ORDER BY \(query.isRanked ? "w.rank" : "w.rowid DESC") LIMIT ?
      """, conditions.arguments + [query.limit]
    ) { try $0.identifier(0) }
    var summaries: [IncidentID: IncidentSummary] = [:]
    return try ids.compactMap { id in
      guard let line = try line(id) else { return nil }
      let incident = line.entry.incident
      guard let summary = try summaries[incident] ?? summary(of: incident) else { return nil }
      summaries[incident] = summary
      return SearchHit(line: line, incident: summary)
    }
  }
}
