internal import FoundationEssentials
internal import GRDB
internal import IncidentModel

/// The queries that reading and writing share.
extension Database {
  func n(of id: EntryID) throws -> Int64? {
    try one("SELECT n FROM entry WHERE id = ?", [id.data]) { try $0.integer(0) }
  }

  func hash(of id: EntryID) throws -> [UInt8]? {
    try one("SELECT ohash FROM entry WHERE id = ?", [id.data]) { try $0.bytes(0) }
  }

  func stored(_ id: EntryID) throws -> StoredEntry? {
    try one(
      """
      SELECT \(StoredEntry.columns) FROM entry e LEFT JOIN body b ON b.n = e.n WHERE e.id = ?
      """, [id.data], StoredEntry.init)
  }

  /// The corrections, retractions and redactions that name an entry.
  func amendments(of id: EntryID) throws -> [StoredEntry] {
    try all(
      """
      SELECT \(StoredEntry.columns) FROM entry e LEFT JOIN body b ON b.n = e.n
      WHERE e.target = ? AND e.kind IN ('correction', 'retraction', 'redaction') ORDER BY e.n
      """, [id.data], StoredEntry.init)
  }

  func line(_ id: EntryID) throws -> TimelineLine? {
    guard let stored = try stored(id), stored.entry.event.kind?.isAmendment != true else {
      return nil
    }
    return TimelineLine(stored.entry, amendments: try amendments(of: id).map(\.entry))
  }

  func people() throws -> People {
    People(
      try all("SELECT id, handle, name FROM person") { row in
        Person(
          id: PersonID(rawValue: try row.text(0)), handle: try row.text(1),
          name: try row.optionalText(2))
      })
  }

  /// The fold of an incident, from the few entries that shape it.
  ///
  /// With `forScreen`, hypotheses and follow-ups stay out: there may be many, and the screen shows none.
  func incident(
    _ id: IncidentID, _ policies: SeverityPolicies, forScreen: Bool = false
  ) throws -> Incident {
    var entries = try all(
      """
      SELECT \(StoredEntry.columns) FROM entry AS e INDEXED BY entry_shapes
      LEFT JOIN body b ON b.n = e.n WHERE e.incident = ? AND e.shapes = 1
        AND NOT (? AND e.kind IN ('hypothesis', 'followup'))
      """, [id.data, forScreen]
    ) { try StoredEntry($0).entry }
    if entries.isEmpty, try summary(of: id) == nil { throw LogbookError.noSuchIncident(id) }
    // A correction can turn an observation into a task, so what is corrected shapes it too.
    var known = Set(entries.map(\.id))
    for target in entries.compactMap({ $0.event.kind == .correction ? $0.event.target : nil })
    where known.insert(target).inserted {
      if let stored = try stored(target) { entries.append(stored.entry) }
    }
    var incident = Incident(id: id, replaying: entries)
    incident.policies = policies
    return incident
  }

  func summary(of id: IncidentID) throws -> IncidentSummary? {
    try one(
      "SELECT \(IncidentSummary.columns) FROM incident WHERE id = ?", [id.data],
      IncidentSummary.init)
  }
}

extension IncidentSummary {
  static let columns = """
    id, ref, title, severity, status, mode, declaredAt, lastAt, entries, surprises
    """

  init(_ row: Row) throws {
    self.init(
      id: try row.identifier(0), ref: try row.text(1), title: try row.text(2),
      severity: Severity(rawValue: try row.text(3)) ?? .unknown,
      status: Status(rawValue: try row.text(4)) ?? .triage,
      mode: Mode(rawValue: try row.text(5)) ?? .live,
      declaredAt: Instant(milliseconds: try row.integer(6)),
      lastAt: Instant(milliseconds: try row.integer(7)), entries: Int(try row.integer(8)),
      surprises: Int(try row.integer(9)))
  }
}
