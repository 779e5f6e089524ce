internal import FoundationEssentials
internal import GRDB
package import IncidentModel

extension Logbook {
  /// Experiments, plans of drills and risks, as they stand.
  package func register() throws -> Register { try read { try $0.register() } }

  /// What was written down about surprises in all incidents, the newest first.
  package func surprises() throws -> [KnownSurprise] { try read { try $0.surprises() } }

  /// The follow-ups of all incidents, in the order of the incidents, the newest first.
  ///
  /// Only what is about follow-ups is read, however long the incidents are.
  package func followups() throws -> [(incident: IncidentSummary, followup: OpenFollowup)] {
    try read { database in
      try database.learnt([.followup]).flatMap { summary, lines in
        Incident.State(folding: lines).followups.reversed().map { (summary, $0) }
      }
    }
  }

  /// The condition of the index, which a query has to repeat to use it.
  static let learntKinds = "l.kind IN ('surprise', 'insight', 'followup', 'review')"

  /// The incidents about whose postmortem something was said.
  package func reviewed() throws -> Set<IncidentID> {
    try read { database in
      Set(
        try database.all(
          """
          SELECT l.incident FROM line l INDEXED BY line_learnt
          WHERE \(Self.learntKinds) AND l.kind = 'review' AND l.hidden = 0
          """,
          []
        ) { try $0.identifier(0) })
    }
  }

  /// Every drill that was begun by a plan, the newest first.
  package func drillRuns() throws -> [DrillRun] {
    try read { database in
      try database.all(
        """
        SELECT \(IncidentSummary.columns) FROM incident WHERE mode = 'drill'
        ORDER BY declaredAt DESC, id DESC
        """, [], IncidentSummary.init
      ).compactMap { summary in
        var run = DrillRun(
          try database.incident(summary.id, policies), ref: summary.ref,
          surprises: summary.surprises)
        if summary.surprises > 0 {
          run?.surprisesPursued = try database.pursued(in: summary.id)
        }
        return run
      }
    }
  }
}

/// A surprise of some incident with what was found out about it later.
package struct KnownSurprise: Sendable {
  package let incident: IncidentSummary
  package let line: TimelineLine
  package let surprise: Surprise
  package let insight: Insight

  /// How far it is understood.
  package var state: Insight.State { insight.state ?? .open }
}

extension Writer {
  package func register() throws -> Register { try database.register() }

  /// Writes into the register what its rules allow.
  ///
  /// - Parameters:
  ///   - command: what is asked for.
  ///   - occasion: by whom, and when.
  /// - Returns: the entries that were written.
  /// - Throws: the ``Rejection`` of the rules, or a ``LogbookError``.
  @discardableResult
  package mutating func perform(
    _ command: RegisterCommand, _ occasion: Occasion
  ) throws -> [Entry] {
    // What makes something new needs to know nothing of what is there.
    let register = try command.isNew ? Register() : register()
    let event = try register.decide(command, occasion)
    var id = EntryID(clock: meta.tick(now()), random: random())
    if command.isNew {
      // The short name is what people type: a new one is never that of another.
      let taken = try database.registerNames()
      for _ in 0..<64 where taken.contains(id.shortText) {
        id = EntryID(clock: meta.tick(now()), random: random())
      }
    }
    return try append(
      [Proposal(event, at: occasion.at)], to: .register, by: occasion.author, ids: [id],
      recordedAt: [occasion.now])
  }
}

extension Database {
  /// The short names of everything in the register.
  fileprivate func registerNames() throws -> Set<String> {
    Set(
      try all(
        "SELECT id FROM entry INDEXED BY entry_incident WHERE incident = ?",
        [IncidentID.register.data]
      ) { (try $0.identifier(0) as EntryID).shortText })
  }

  fileprivate func register() throws -> Register {
    Register(
      replaying: try all(
        """
        SELECT \(StoredEntry.columns) FROM entry e INDEXED BY entry_incident
        LEFT JOIN body b ON b.n = e.n WHERE e.incident = ? ORDER BY e.n
        """, [IncidentID.register.data]
      ) { try StoredEntry($0).entry })
  }

  /// The lines of some kinds in all incidents, by incident, the newest incident first.
  fileprivate func learnt(
    _ kinds: [Kind]
  ) throws -> [(incident: IncidentSummary, lines: [TimelineLine])] {
    var conditions = Conditions()
    conditions.add("l.kind", in: kinds.map(\.rawValue))
    // What was amended is read once more with its amendments; most was not.
    let stored: [(entry: Entry, isAmended: Bool)] = try all(
      """
      SELECT \(StoredEntry.columns), l.amended FROM line l INDEXED BY line_learnt
      JOIN entry e ON e.n = l.n LEFT JOIN body b ON b.n = e.n
      WHERE \(Logbook.learntKinds) AND \(conditions.sql)
        AND l.hidden = 0 ORDER BY l.at, l.recordedAt, l.id
      """, conditions.arguments
    ) { (try StoredEntry($0).entry, try $0.integer(8) != 0) }
    var lines: [IncidentID: [TimelineLine]] = [:]
    for (entry, isAmended) in stored {
      let line = try isAmended ? line(entry.id) : TimelineLine(entry)
      if let line { lines[entry.incident, default: []].append(line) }
    }
    var found: [(incident: IncidentSummary, lines: [TimelineLine])] = []
    for (id, lines) in lines {
      if let summary = try summary(of: id) { found.append((summary, lines)) }
    }
    return found.sorted { left, right in
      (left.incident.declaredAt, left.incident.id) > (right.incident.declaredAt, right.incident.id)
    }
  }

  /// How many surprises of an incident have seeded something.
  fileprivate func pursued(in incident: IncidentID) throws -> Int {
    try one(
      """
      SELECT count(DISTINCT json_extract(b.body, '$.of')) FROM line l INDEXED BY line_learnt
      JOIN body b ON b.n = l.n
      WHERE \(Logbook.learntKinds) AND l.kind = 'insight' AND l.incident = ? AND l.hidden = 0
        AND json_array_length(b.body, '$.seeded') > 0
      """, [incident.data]
    ) { Int(try $0.integer(0)) } ?? 0
  }

  fileprivate func surprises() throws -> [KnownSurprise] {
    try learnt([.surprise, .insight]).flatMap { summary, lines -> [KnownSurprise] in
      var insights: [EntryID: Insight] = [:]
      for line in lines {
        guard case .insight(let insight) = line.entry.event else { continue }
        insights[insight.of, default: Insight(of: insight.of)].take(insight)
      }
      return lines.reversed().compactMap { line in
        guard case .surprise(let surprise) = line.entry.event else { return nil }
        return KnownSurprise(
          incident: summary, line: line, surprise: surprise,
          insight: insights[line.id] ?? Insight(of: line.id))
      }
    }
  }
}
