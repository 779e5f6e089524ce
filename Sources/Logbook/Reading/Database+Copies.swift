internal import GRDB
internal import IncidentModel

extension Database {
  /// Entries that repeat the text of an entry: the end of a task or follow-up, the brief of a handoff, and what was
  /// learnt of it.
  ///
  /// A redaction removes the text from them, too. Words of fewer than four letters repeat nothing.
  func copies(of line: TimelineLine) throws -> [StoredEntry] {
    let own = try stored(line.id).map { [$0] } ?? []
    let texts = try (own + amendments(of: line.id)).flatMap { strings(in: $0.entry.event) }
      .filter { $0.count >= 4 }
    guard !texts.isEmpty else { return [] }
    let candidates = try all(
      """
      SELECT \(StoredEntry.columns) FROM entry e JOIN body b ON b.n = e.n
      WHERE e.kind NOT IN ('correction', 'retraction', 'redaction') AND e.id <> ?1 AND (
        e.target = ?1 OR (e.incident = ?2 AND e.kind = 'handoff')
        OR (e.incident = ?3 AND e.kind = 'experiment'))
      ORDER BY e.n
      """, [line.id.data, line.entry.incident.data, IncidentID.register.data], StoredEntry.init)
    return candidates.filter { candidate in
      let held = strings(in: candidate.entry.event)
      return texts.contains { text in held.contains { $0.contains(text) } }
    }
  }

  /// Every string in a stored body, but ids.
  private func strings(in event: Event) -> [String] {
    guard let document = try? JSONDocument(Array(event.body.utf8)) else { return [] }
    return strings(in: document)
  }

  private func strings(in document: JSONDocument) -> [String] {
    switch document {
    case .text(let text): EntryID(text) == nil ? [text] : []
    case .array(let elements): elements.flatMap(strings(in:))
    case .object(let members): members.map(\.value).flatMap(strings(in:))
    case .null, .bool, .integer, .number: []
    }
  }
}
