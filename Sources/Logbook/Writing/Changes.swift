internal import FoundationEssentials
internal import GRDB
internal import IncidentModel

/// What is derived from new entries, gathered so that each incident is brought up to date once.
struct Changes {
  private struct Tally {
    var entries: Int64 = 0
    var surprises: Int64 = 0
    /// The latest moment of a visible new line.
    var lastAt: Int64 = 0
    var firstN = Int64.max
    var lastN: Int64 = 0
    /// The state that the summary shows may have changed.
    var needsFold = false
    /// A line moved or went, so that the latest moment has to be looked up.
    var needsLastAt = false

    mutating func count(_ row: LineRow, _ sign: Int64) {
      guard !row.isHidden else { return }
      entries += sign
      if row.kind == Kind.surprise.rawValue { surprises += sign }
      if sign > 0 { lastAt = max(lastAt, row.at) }
    }
  }

  private struct Presence: Hashable {
    var author: Author
    var incident: IncidentID
  }

  private var tallies: [IncidentID: Tally] = [:]
  /// Entries whose amendments changed, in the order in which that was found out.
  private var touched: [EntryID] = []
  private var present: Set<Presence> = []

  /// Whether the author wrote in the incident before: their first entry is kept for the fold.
  mutating func isKnown(
    _ author: Author, in incident: IncidentID, _ database: Database
  ) throws -> Bool {
    let presence = Presence(author: author, incident: incident)
    if present.contains(presence) { return true }
    return try database.one(
      """
      SELECT 1 FROM entry WHERE incident = ? AND actor = ? AND shapes = 1
        AND kind NOT IN ('correction', 'retraction', 'redaction') LIMIT 1
      """, [incident.data, author.stored], { _ in true }) ?? false
  }

  mutating func note(_ author: Author, in incident: IncidentID) {
    present.insert(Presence(author: author, incident: incident))
  }

  mutating func add(
    _ entry: Entry, n: Int64, isAmendment: Bool, isFresh: Bool, _ database: Database
  ) throws {
    var tally = tallies[entry.incident] ?? Tally()
    defer { tallies[entry.incident] = tally }
    tally.firstN = min(tally.firstN, n)
    tally.lastN = max(tally.lastN, n)
    // A redaction of this entry, or of the one it corrects, may have arrived before it.
    if !isFresh { touched.append(entry.id) }
    if isAmendment {
      if let target = entry.event.target { touched.append(target) }
      return
    }
    let row = LineRow(TimelineLine(entry), n: n)
    try row.insert(database)
    tally.count(row, 1)
    if Summary.kinds.contains(entry.event.kindName) { tally.needsFold = true }
  }

  /// Brings the index, the search and the summaries up to date.
  ///
  /// - Returns: whether text was erased.
  func settle(_ database: Database) throws -> Bool {
    var tallies = tallies
    var erased = false
    var seen: Set<EntryID> = []
    for id in touched where seen.insert(id).inserted {
      if try settle(id, &tallies, database) { erased = true }
    }
    for (id, tally) in tallies {
      try update(id, tally, database)
    }
    return erased
  }

  private func settle(
    _ id: EntryID, _ tallies: inout [IncidentID: Tally], _ database: Database
  ) throws -> Bool {
    // Most of an import is amended by nothing: what was derived from the entry alone stands.
    let amendments = try database.amendments(of: id)
    guard !amendments.isEmpty, let stored = try database.stored(id) else { return false }
    let isRedacted = amendments.contains { $0.entry.event.kind == .redaction }
    var erased = false
    if isRedacted {
      let corrections = amendments.filter { $0.entry.event.kind == .correction }
      for n in [stored.n] + corrections.map(\.n) where try Erasure.erase(n, database) {
        erased = true
      }
    }
    guard let old = try database.lineRow(stored.n) else { return erased }
    let line = TimelineLine(stored.entry, amendments: amendments.map(\.entry))
    let row = LineRow(line, n: stored.n)
    if row == old { return erased }
    try row.replace(old, database)
    var tally = tallies[row.incident] ?? Tally()
    tally.count(old, -1)
    tally.count(row, 1)
    tally.needsLastAt = true
    if Summary.kinds.contains(stored.entry.event.kindName) { tally.needsFold = true }
    tallies[row.incident] = tally
    return erased
  }

  private func update(_ id: IncidentID, _ tally: Tally, _ database: Database) throws {
    try database.run(
      """
      INSERT INTO incident(id, ref, title, severity, status, mode, declaredAt, lastAt, entries,
        surprises, firstN, lastN)
      VALUES (?, '', '', '', '', '', 0, ?, ?, ?, ?, ?)
      ON CONFLICT(id) DO UPDATE SET lastAt = max(lastAt, excluded.lastAt),
        entries = entries + excluded.entries, surprises = surprises + excluded.surprises,
        firstN = min(firstN, excluded.firstN), lastN = max(lastN, excluded.lastN)
      """,
      [id.data, tally.lastAt, tally.entries, tally.surprises, tally.firstN, tally.lastN])
    if tally.needsLastAt {
      try database.run(
        """
        UPDATE incident SET lastAt = coalesce((SELECT at FROM line
          WHERE incident = ?1 AND hidden = 0 ORDER BY at DESC LIMIT 1), 0) WHERE id = ?1
        """, [id.data])
    }
    let isNew =
      try database.one(
        "SELECT 1 FROM incident WHERE id = ? AND ref = ''", [id.data], { _ in true }) ?? false
    if tally.needsFold || isNew { try Summary.fold(id, database) }
  }
}
