internal import GRDB
internal import IncidentModel

extension Logbook {
  /// Erases again what another logbook has erased: a backup is older than that.
  ///
  /// Redactions, erased people and purges of `other` are applied to this one.
  ///
  /// - Returns: how many of them there were to apply.
  @discardableResult
  package func eraseAgain(as other: Logbook) throws -> Int {
    let stones = try other.tombstones()
    let redactions = try other.read { database in
      try database.all(
        """
        SELECT \(EntryRecord.columns) FROM entry e LEFT JOIN body b ON b.n = e.n
        WHERE e.kind = 'redaction' ORDER BY e.n
        """, [], EntryRecord.init)
    }
    let erased = try other.read { database in
      guard try Schema.version(database) >= Schema.withPurges else { return [] as [String] }
      return try database.all("SELECT id FROM person WHERE erasedAt IS NOT NULL") {
        try $0.text(0)
      }
    }
    return try write { writer in
      var count = try writer.insert(redactions, people: [])
      for stone in stones where try writer.database.summary(of: stone.incident) != nil {
        let occasion = Occasion(author: stone.author, now: stone.purgedAt)
        _ = try writer.purge(stone.incident, because: stone.because, occasion)
        count += 1
      }
      for id in erased {
        let isNamed =
          try writer.database.one(
            "SELECT 1 FROM person WHERE id = ? AND erasedAt IS NULL", [id], { _ in true }) ?? false
        guard isNamed, let person = writer.people[PersonID(rawValue: id)] else { continue }
        _ = try writer.erasePerson(handle: person.handle, at: now())
        count += 1
      }
      return count
    }
  }
}
