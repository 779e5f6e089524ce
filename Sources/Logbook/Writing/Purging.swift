internal import FoundationEssentials
internal import GRDB
package import IncidentModel

/// What is left of an incident that was removed whole.
package struct Tombstone: Hashable, Sendable {
  package var incident: IncidentID
  /// How many entries it had, with corrections and the like.
  package var entries: Int
  package var purgedAt: Instant
  package var author: Author
  package var because: String
}

extension Tombstone {
  static let columns = "incident, entries, purgedAt, actor, because"

  init(_ row: Row) throws {
    self.init(
      incident: try row.identifier(0), entries: Int(try row.integer(1)),
      purgedAt: Instant(milliseconds: try row.integer(2)), author: Author(stored: try row.text(3)),
      because: try row.text(4))
  }
}

/// Entries of one origin that were removed together, without a gap.
struct PurgedRun: Hashable {
  var origin: OriginID
  var first: Int64
  var last: Int64
  /// The hash before the first one, and that of the last one.
  var previous: [UInt8]
  var own: [UInt8]

  init(_ row: Row) throws {
    origin = try row.identifier(0)
    first = try row.integer(1)
    last = try row.integer(2)
    previous = try row.bytes(3)
    own = try row.bytes(4)
  }

  static func all(_ database: Database) throws -> [PurgedRun] {
    guard try Schema.version(database) >= Schema.withPurges else { return [] }
    return try database.all("SELECT origin, first, last, prev, ohash FROM purged", [], Self.init)
  }

  /// The runs of an incident's entries, from rows of origin, counter, counter, prev and ohash in that order.
  static func joined(_ rows: [PurgedRun]) -> [PurgedRun] {
    rows.reduce(into: []) { runs, row in
      if let last = runs.last, last.origin == row.origin, last.last &+ 1 == row.first,
        last.own == row.previous
      {
        runs[runs.count - 1].last = row.last
        runs[runs.count - 1].own = row.own
      } else {
        runs.append(row)
      }
    }
  }
}

extension Writer {
  /// Removes an incident with all of its entries for good; a ``Tombstone`` stays.
  ///
  /// The bytes are gone from every file of the logbook when the write has returned, or else after the next one.
  package mutating func purge(
    _ id: IncidentID, because: String, _ occasion: Occasion
  ) throws -> Tombstone {
    let because = masked(because)
    guard id != .register, try database.summary(of: id) != nil else {
      throw LogbookError.noSuchIncident(id)
    }
    let rows = try database.all(
      """
      SELECT origin, counter, counter, prev, ohash FROM entry WHERE incident = ?
      ORDER BY origin, counter, n
      """, [id.data], PurgedRun.init)
    for run in PurgedRun.joined(rows) {
      try database.run(
        "INSERT INTO purged(origin, first, last, prev, ohash) VALUES (?, ?, ?, ?, ?)",
        [run.origin.data, run.first, run.last, Data(run.previous), Data(run.own)])
    }
    let stone = Tombstone(
      incident: id, entries: rows.count, purgedAt: occasion.now, author: occasion.author,
      because: because)
    try database.run(
      "INSERT INTO tombstone(\(Tombstone.columns), sum) VALUES (?, ?, ?, ?, ?, ?)",
      [
        id.data, stone.entries, stone.purgedAt.milliseconds, stone.author.stored, because,
        RowSum.of(stone),
      ])
    try remove(id)
    meta.isPurgeDue = true
    return stone
  }

  private func remove(_ id: IncidentID) throws {
    try database.run("INSERT INTO maintenance(act) VALUES ('erase'), ('purge')")
    for sql in [
      "DELETE FROM words WHERE rowid IN (SELECT n FROM line WHERE incident = ?)",
      "DELETE FROM line WHERE incident = ?",
      "DELETE FROM body WHERE n IN (SELECT n FROM entry WHERE incident = ?)",
      "DELETE FROM entry WHERE incident = ?",
      "DELETE FROM incident WHERE id = ?",
      "DELETE FROM chosen WHERE incident = ?",
    ] { try database.run(sql, [id.data]) }
    try database.run("DELETE FROM maintenance")
  }

  /// Takes a person's handle and name away; entries keep the opaque id and show what is returned.
  ///
  /// - Returns: the person as shown from now on.
  /// - Throws: ``LogbookError/noSuchPerson(_:)``
  package mutating func erasePerson(handle: String, at now: Instant) throws -> Person {
    guard var person = people[handle: handle] else { throw LogbookError.noSuchPerson(handle) }
    person.handle = "erased-\(person.id.rawValue.suffix(6))"
    person.name = nil
    try database.run(
      "UPDATE person SET handle = ?, folded = ?, name = NULL, erasedAt = ?, sum = ? WHERE id = ?",
      [
        person.handle, person.handle.lowercased(), now.milliseconds, RowSum.of(person),
        person.id.rawValue,
      ])
    try database.run("DELETE FROM chosen WHERE lower(login) = ?", [handle.lowercased()])
    people.insert(person)
    meta.isPurgeDue = true
    return person
  }
}

extension Database {
  func purgedIncidents() throws -> Set<IncidentID> {
    Set(try all("SELECT incident FROM tombstone") { try $0.identifier(0) })
  }
}

extension Logbook {
  /// What was removed whole, the newest first.
  package func tombstones() throws -> [Tombstone] {
    try read { database in
      guard try Schema.version(database) >= Schema.withPurges else { return [] }
      return try database.all(
        "SELECT \(Tombstone.columns) FROM tombstone ORDER BY purgedAt DESC", [], Tombstone.init)
    }
  }
}
