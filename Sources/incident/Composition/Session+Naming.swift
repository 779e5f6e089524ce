internal import IncidentModel
internal import Logbook

extension Session {
  /// The incident that is meant: the one named, else `$INCIDENT`, else what `use` chose, else the
  /// only open one.
  func incident(_ named: String? = nil) throws -> IncidentSummary {
    let variable = environmentVariable("INCIDENT").flatMap { $0.isEmpty ? nil : $0 }
    if let text = named ?? options.incident ?? variable { return try incident(matching: text) }
    if let chosen = try book.chosen(by: login), let summary = try book.summary(of: chosen) {
      return summary
    }
    let open = try book.incidents(IncidentFilter())
    guard open.count == 1, let only = open.first else { throw Failure.whichIncident(open) }
    return only
  }

  /// The one incident that a ref, an id, or a part of one names.
  func incident(matching text: String) throws -> IncidentSummary {
    let matches = try book.incidents(matching: text)
    if let only = matches.first, matches.count == 1 { return only }
    if !matches.isEmpty { throw Failure.ambiguousIncident(text, matches) }
    var all = IncidentFilter()
    all.scope = .all
    let refs = try book.incidents(all).map(\.ref)
    throw Failure.unknownIncident(text, closest: closest(to: text, among: refs, limit: 5))
  }

  /// The entry that is meant, by the short id that `timeline` prints or any part that is unique.
  func entry(_ text: String, in incident: IncidentSummary) throws -> EntryID {
    let matches = try book.entries(matching: text, in: incident.id)
    guard let first = matches.first else {
      throw Failure.unknownEntry(text, incident: incident.ref)
    }
    if matches.count > 1 {
      throw Failure.ambiguousEntry(text, try matches.compactMap { try book.line($0) })
    }
    return first
  }

  /// The line of the entry that is meant.
  func line(_ text: String, in incident: IncidentSummary) throws -> TimelineLine {
    guard let line = try book.line(entry(text, in: incident)) else {
      throw Failure.unknownEntry(text, incident: incident.ref)
    }
    return line
  }
}

/// The words most like a text, the most similar first: those that share most pairs of letters.
func closest(to text: String, among words: [String], limit: Int) -> [String] {
  func pairs(_ text: String) -> Set<String> {
    let letters = Array(text.lowercased())
    return Set(letters.indices.dropLast().map { String(letters[$0...$0 + 1]) })
  }
  let wanted = pairs(text)
  let scored = words.map { word in
    let own = pairs(word)
    let shared = Double(own.intersection(wanted).count)
    return (word: word, score: shared / Double(max(1, own.count + wanted.count)))
  }
  // Sorted by likeness, and as they came where they are equally alike.
  return scored.enumerated()
    .sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }
    .prefix(limit).map(\.element.word)
}
