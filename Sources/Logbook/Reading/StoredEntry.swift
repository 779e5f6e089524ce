internal import GRDB
internal import IncidentModel

/// An entry and its place in the order of arrival.
struct StoredEntry {
  let n: Int64
  let entry: Entry

  /// What `init(_:)` reads, of `entry e LEFT JOIN body b`.
  static let columns = "e.n, e.id, e.incident, e.happenedAt, e.recordedAt, e.actor, e.kind, b.body"

  init(_ row: Row) throws {
    n = try row.integer(0)
    let kind = try row.text(6)
    let body = try row.optionalText(7)
    entry = Entry(
      id: try row.identifier(1), incident: try row.identifier(2),
      happenedAt: Instant(milliseconds: try row.integer(3)),
      recordedAt: Instant(milliseconds: try row.integer(4)),
      author: Author(stored: try row.text(5)),
      event: body.map { Event(kind: kind, body: $0) } ?? .redacted(kind: kind))
  }
}

extension EntryRecord {
  static let columns = """
    e.n, e.id, e.incident, e.origin, e.counter, e.hlc, e.happenedAt, e.recordedAt, e.actor, e.kind,
    b.body, b.salt, e.bodyHash, e.prev, e.ohash
    """

  init(_ row: Row) throws {
    self.init(
      id: try row.identifier(1), incident: try row.identifier(2), origin: try row.identifier(3),
      counter: try row.integer(4), clock: try row.integer(5),
      happenedAt: Instant(milliseconds: try row.integer(6)),
      recordedAt: Instant(milliseconds: try row.integer(7)),
      author: Author(stored: try row.text(8)), kind: try row.text(9),
      body: try row.optionalText(10), salt: try row.optionalBytes(11),
      bodyHash: try row.bytes(12), chain: try row.bytes(13) + row.bytes(14))
  }
}
