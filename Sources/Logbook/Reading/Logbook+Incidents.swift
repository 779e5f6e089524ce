internal import FoundationEssentials
internal import GRDB
package import IncidentModel

extension Logbook {
  package func people() throws -> People { try read { try $0.people() } }

  /// The incidents that pass a filter, the newest first.
  package func incidents(_ filter: IncidentFilter) throws -> [IncidentSummary] {
    var query = Conditions()
    query.add("id <> ?", IncidentID.register.data)
    switch filter.scope {
    case .all: break
    case .open: query.add("status", in: Status.allCases.filter { !$0.isEnded }.map(\.rawValue))
    case .active: query.add("status", in: Status.allCases.filter(\.isActive).map(\.rawValue))
    }
    if let since = filter.since { query.add("declaredAt >= ?", since.milliseconds) }
    if let severity = filter.severity { query.add("severity = ?", severity.rawValue) }
    if let mode = filter.mode { query.add("mode = ?", mode.rawValue) }
    return try read { database in
      try database.all(
        """
        SELECT \(IncidentSummary.columns) FROM incident WHERE \(query.sql)
        ORDER BY declaredAt DESC, id DESC LIMIT ?
        """, query.arguments + [filter.limit], IncidentSummary.init)
    }
  }

  /// The incidents that a text may mean: a ref, an id, or the beginning or end of either.
  ///
  /// - Returns: the one that matches exactly, else every candidate, the newest first.
  package func incidents(matching text: String) throws -> [IncidentSummary] {
    let ref = text.lowercased()
    guard !ref.isEmpty else { return [] }
    return try read { database in
      let id: IncidentID? = IncidentID(ref)
      let exact = try database.all(
        "SELECT \(IncidentSummary.columns) FROM incident WHERE id = ? OR ref = ?",
        [id?.data, ref], IncidentSummary.init)
      if !exact.isEmpty { return exact }
      let hex = ref.filter { $0 != "-" }.uppercased()
      let digits = hex.allSatisfy(\.isHexDigit) ? hex : ""
      return try database.all(
        """
        SELECT \(IncidentSummary.columns) FROM incident
        WHERE id <> ?3 AND (substr(ref, 1, length(?1)) = ?1 OR substr(ref, -length(?1)) = ?1
          OR (?2 <> '' AND (substr(hex(id), 1, length(?2)) = ?2
            OR substr(hex(id), -length(?2)) = ?2)))
        ORDER BY declaredAt DESC, id DESC LIMIT 50
        """, [ref, digits, IncidentID.register.data], IncidentSummary.init)
    }
  }

  package func summary(of id: IncidentID) throws -> IncidentSummary? {
    try read { try $0.summary(of: id) }
  }

  /// The incident as it stands, folded from the few entries that shape it.
  ///
  /// - Throws: ``LogbookError/noSuchIncident(_:)``
  package func incident(_ id: IncidentID, forScreen: Bool = false) throws -> Incident {
    try read { try $0.incident(id, policies, forScreen: forScreen) }
  }

  package func contains(_ id: EntryID) throws -> Bool { try read { try $0.n(of: id) != nil } }

  /// The incident that the commands of a login are about.
  package func chosen(by login: String) throws -> IncidentID? {
    try read { database in
      try database.one("SELECT incident FROM chosen WHERE login = ?", [login]) {
        try $0.identifier(0)
      }
    }
  }
}
