internal import FoundationEssentials
internal import GRDB
package import IncidentModel

extension Logbook {
  /// A page of a timeline in its order, with corrections and withdrawals applied.
  package func lines(
    of id: IncidentID, _ page: Page, filter: LineFilter
  ) throws -> [TimelineLine] {
    try read { try $0.lines(of: id, page, filter) }
  }

  /// The texts of the last ten decisions, in order: what a brief repeats of them.
  package func lastDecisions(of id: IncidentID) throws -> [String] {
    try read { try $0.lastDecisions(of: id) }
  }

  package func count(of id: IncidentID, filter: LineFilter) throws -> Int {
    try read { database in
      if filter == LineFilter() { return try database.summary(of: id)?.entries ?? 0 }
      let query = filter.conditions(id)
      return try database.one(
        "SELECT count(*) FROM line l WHERE \(query.sql)", query.arguments
      ) { Int(try $0.integer(0)) } ?? 0
    }
  }

  package func line(_ id: EntryID) throws -> TimelineLine? { try read { try $0.line(id) } }

  /// Every line of a timeline in order, or the last ones, read page by page so that its length does not
  /// matter.
  package func forEachLine(
    of id: IncidentID, _ filter: LineFilter = LineFilter(), last: Int? = nil,
    _ body: (TimelineLine) throws -> Void
  ) throws {
    var page = last.map { Page.last($0) } ?? .first(1000)
    while true {
      let lines = try lines(of: id, page, filter: filter)
      for line in lines { try body(line) }
      guard last == nil, lines.count == 1000, let end = lines.last else { return }
      page = .after(end.entry.position, 1000)
    }
  }

  package func allLines(
    of id: IncidentID, _ filter: LineFilter = LineFilter(), last: Int? = nil
  ) throws -> [TimelineLine] {
    var all: [TimelineLine] = []
    try forEachLine(of: id, filter, last: last) { all.append($0) }
    return all
  }

  /// The last lines about health, runbooks and who has what in hand, in order.
  package func reports(of id: IncidentID, limit: Int) throws -> [TimelineLine] {
    try read { database in
      var query = LineFilter().conditions(id)
      // As the index has it, so that it can be used.
      query.add("l.kind IN ('health', 'runbook', 'acknowledgement')")
      return try database.descending(query, limit, from: "line l INDEXED BY line_reports")
    }
  }

  /// The lines that are about an entry: its evidence, its answers, its end; in order, at most 200.
  package func lines(about id: EntryID) throws -> [TimelineLine] {
    try read { database in
      let ids: [EntryID] = try database.all(
        """
        SELECT e.id FROM entry e JOIN line l ON l.n = e.n
        WHERE e.target = ? AND l.hidden = 0 ORDER BY l.at, l.recordedAt, l.id LIMIT 200
        """, [id.data]
      ) { try $0.identifier(0) }
      return try ids.compactMap { try database.line($0) }
    }
  }

  /// The lines that a text may mean: an id, its beginning or end, or its last four base-32 digits.
  ///
  /// - Returns: at most 20.
  package func entries(matching text: String, in incident: IncidentID) throws -> [EntryID] {
    let text = text.lowercased()
    let hex = text.filter { $0 != "-" }.uppercased()
    let digits = hex.allSatisfy(\.isHexDigit) ? hex : ""
    let tail = Self.hexTail(ofShortText: text) ?? ""
    guard digits.count + tail.count > 0 else { return [] }
    return try read { database in
      if let id = EntryID(digits) { return try database.n(of: id) == nil ? [] : [id] }
      return try database.all(
        """
        SELECT id FROM line WHERE incident = ?1 AND (
          (?2 <> '' AND (substr(hex(id), 1, length(?2)) = ?2
            OR substr(hex(id), -length(?2)) = ?2))
          OR (?3 <> '' AND substr(hex(id), -5) = ?3)) LIMIT 20
        """, [incident.data, digits, tail]
      ) { try $0.identifier(0) }
    }
  }

  /// Four digits of Crockford's base 32 are the last five hexadecimal ones.
  private static func hexTail(ofShortText text: String) -> String? {
    guard text.count == 4 else { return nil }
    let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")
    var bits = 0
    for character in text {
      guard let digit = alphabet.firstIndex(of: character) else { return nil }
      bits = bits << 5 | digit
    }
    let hex = String(bits, radix: 16, uppercase: true)
    return String(repeating: "0", count: 5 - hex.count) + hex
  }
}

extension LineFilter {
  fileprivate func conditions(_ id: IncidentID) -> Conditions {
    var query = Conditions()
    query.add("l.incident = ?", id.data)
    if !kinds.isEmpty { query.add("l.kind", in: kinds.map(\.rawValue).sorted()) }
    if !authors.isEmpty { query.add("l.actor", in: authors.map(\.stored).sorted()) }
    if let since { query.add("l.at >= ?", since.milliseconds) }
    if let until { query.add("l.at <= ?", until.milliseconds) }
    if hidesSystem { query.add("l.isSystem = 0") }
    if !showsHidden { query.add("l.hidden = 0") }
    return query
  }
}

extension Database {
  func lastDecisions(of id: IncidentID) throws -> [String] {
    try lines(of: id, .last(10), LineFilter(kinds: [.decision])).compactMap { line in
      if case .decision(let decision) = line.entry.event { decision.text } else { nil }
    }
  }

  func lines(of id: IncidentID, _ page: Page, _ filter: LineFilter) throws -> [TimelineLine] {
    let query = filter.conditions(id)
    switch page {
    case .first(let count): return try ascending(query, count)
    case .last(let count): return try descending(query, count)
    case .before(let position, let count):
      return try descending(query.adding("<", position), count)
    case .after(let position, let count):
      return try ascending(query.adding(">", position), count)
    case .around(let entry, let count):
      let position = try position(of: entry)
      return try descending(query.adding("<", position), count / 2)
        + ascending(query.adding(">=", position), count - count / 2)
    }
  }

  private func position(of id: EntryID) throws -> Position {
    guard let line = try line(id) else { throw LogbookError.noSuchEntry(id) }
    return line.entry.position
  }

  private func ascending(_ query: Conditions, _ count: Int) throws -> [TimelineLine] {
    try fetch(
      query, "ORDER BY l.at, l.recordedAt, l.id", count)
  }

  fileprivate func descending(
    _ query: Conditions, _ count: Int, from table: String = "line l"
  ) throws -> [TimelineLine] {
    try fetch(
      query, "ORDER BY l.at DESC, l.recordedAt DESC, l.id DESC", count, from: table
    ).reversed()
  }

  private func fetch(
    _ query: Conditions, _ order: String, _ count: Int, from table: String = "line l"
  ) throws -> [TimelineLine] {
    let found = try all(
      """
      SELECT \(StoredEntry.columns), l.amended FROM \(table) CROSS JOIN entry e ON e.n = l.n
      LEFT JOIN body b ON b.n = e.n WHERE \(query.sql) \(order) LIMIT ?
      """, query.arguments + [count]
    ) { (try StoredEntry($0).entry, try $0.integer(8) != 0) }
    return try found.map { entry, isAmended in
      guard isAmended else { return TimelineLine(entry) }
      return TimelineLine(entry, amendments: try amendments(of: entry.id).map(\.entry))
    }
  }
}

extension Conditions {
  fileprivate func adding(_ sign: String, _ position: Position) -> Conditions {
    var query = self
    query.add(
      "(l.at, l.recordedAt, l.id) \(sign) (?, ?, ?)", position.at.milliseconds,
      position.recorded.milliseconds, position.id.data)
    return query
  }
}
