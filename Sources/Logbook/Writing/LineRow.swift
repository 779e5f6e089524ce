internal import FoundationEssentials
internal import GRDB
internal import IncidentModel

/// What the timeline's index knows of a line.
struct LineRow: Hashable {
  var n: Int64
  var incident: IncidentID
  var at: Int64
  var recordedAt: Int64
  var id: EntryID
  var kind: String
  var actor: String
  var isHidden: Bool
  var isSystem: Bool
  var isAmended: Bool
  /// What is searched; nil when it was erased.
  var words: String?

  init(_ line: TimelineLine, n: Int64) {
    let entry = line.entry
    self.n = n
    incident = entry.incident
    at = entry.happenedAt.milliseconds
    recordedAt = entry.recordedAt.milliseconds
    id = entry.id
    kind = entry.event.kindName
    actor = entry.author.stored
    isHidden = line.isHidden
    isSystem = entry.author.person == nil
    isAmended = line.isEdited || line.retraction != nil || line.redaction != nil
    if case .redacted = entry.event {
      words = nil
    } else {
      // People are found by their ids, so that erasing a person leaves no name here.
      // The index ends a text at a NUL.
      words = entry.event.text { $0.rawValue }.replacing("\0", with: " ")
    }
  }

  /// What `init(_:)` reads, of `line l LEFT JOIN words w`.
  static let columns = """
    l.n, l.incident, l.at, l.recordedAt, l.id, l.kind, l.actor, l.hidden, l.isSystem, l.amended,
    w.text
    """

  init(_ row: Row) throws {
    n = try row.integer(0)
    incident = try row.identifier(1)
    at = try row.integer(2)
    recordedAt = try row.integer(3)
    id = try row.identifier(4)
    kind = try row.text(5)
    actor = try row.text(6)
    isHidden = try row.integer(7) != 0
    isSystem = try row.integer(8) != 0
    isAmended = try row.integer(9) != 0
    words = try row.optionalText(10)
  }

  func insert(_ database: Database) throws {
    try database.run(
      """
      INSERT INTO line(incident, at, recordedAt, id, n, kind, actor, hidden, isSystem, amended)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        incident.data, at, recordedAt, id.data, n, kind, actor, isHidden ? 1 : 0,
        isSystem ? 1 : 0, isAmended ? 1 : 0,
      ])
    if let words {
      try database.run("INSERT INTO words(rowid, text) VALUES (?, ?)", [n, words])
    }
  }

  func replace(_ old: LineRow, _ database: Database) throws {
    try database.run(
      "UPDATE line SET at = ?, kind = ?, hidden = ?, amended = ? WHERE n = ?",
      [at, kind, isHidden ? 1 : 0, isAmended ? 1 : 0, n])
    if words == old.words { return }
    if old.words != nil { try database.run("DELETE FROM words WHERE rowid = ?", [n]) }
    if let words {
      try database.run("INSERT INTO words(rowid, text) VALUES (?, ?)", [n, words])
    }
  }
}

extension Database {
  func lineRow(_ n: Int64) throws -> LineRow? {
    try one(
      "SELECT \(LineRow.columns) FROM line l LEFT JOIN words w ON w.rowid = l.n WHERE l.n = ?",
      [n], LineRow.init)
  }
}
