internal import FoundationEssentials
internal import GRDB
internal import IncidentModel

/// Sums over the rows that no chain covers, because they may go: a changed byte of a name is found, too.
enum RowSum {
  /// SHA-256 over the fields, each after its length.
  static func of(_ fields: [String?]) -> Data {
    var bytes: [UInt8] = []
    for field in fields {
      bytes += Array((field.map { "\($0.utf8.count):\($0)" } ?? "-").utf8)
    }
    return Data(sha256(bytes))
  }

  static func of(_ person: Person) -> Data { of([person.id.rawValue, person.handle, person.name]) }

  static func of(_ stone: Tombstone) -> Data {
    of([
      "\(stone.incident)", "\(stone.entries)", "\(stone.purgedAt.milliseconds)",
      stone.author.stored,
      stone.because,
    ])
  }

  /// Gives people who were written down before there were sums theirs.
  static func addMissing(_ database: Database) throws {
    let people = try database.people()
    for person in people.handles.compactMap({ people[handle: $0] }) {
      try database.run(
        "UPDATE person SET sum = ? WHERE id = ? AND sum IS NULL", [of(person), person.id.rawValue])
    }
  }
}

enum PeopleCheck {
  static func findings(_ database: Database) throws -> [LogbookFinding] {
    guard try Schema.version(database) >= Schema.withPurges else { return [] }
    let people = try database.all("SELECT id, handle, name, folded, sum FROM person") { row in
      let person = Person(
        id: PersonID(rawValue: try row.text(0)), handle: try row.text(1),
        name: try row.optionalText(2))
      let isSound =
        try row.optionalBytes(4) == [UInt8](RowSum.of(person))
        && row.text(3) == person.handle.lowercased()
      return isSound ? nil : "\(person.id.rawValue): row and sum differ"
    }
    let stones = try database.all(
      "SELECT \(Tombstone.columns), sum FROM tombstone"
    ) { row in
      let stone = try Tombstone(row)
      let isSound = try row.optionalBytes(5) == [UInt8](RowSum.of(stone))
      return isSound ? nil : "tombstone of \(stone.incident): row and sum differ"
    }
    return FileCheck.report(
      (people + stones).compactMap(\.self), "people",
      ok: "\(people.count) people, every row as written",
      remedy: "compare with an export or another copy")
  }
}
