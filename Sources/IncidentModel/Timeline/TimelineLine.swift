/// One line of a timeline: an entry with the corrections and withdrawals that name it applied.
package struct TimelineLine: Hashable, Sendable, Identifiable {
  /// The entry as it stands now.
  package private(set) var entry: Entry
  /// The entry as it was first written.
  package let original: Entry
  /// Corrections in the order in which they were written; the last one of a field counts.
  package private(set) var corrections: [Entry]
  package let retraction: Entry?
  package let redaction: Entry?

  package var id: EntryID { original.id }
  package var isEdited: Bool { !corrections.isEmpty }
  package var isHidden: Bool { retraction != nil && redaction == nil }

  /// Creates the line of an entry.
  ///
  /// - Parameters:
  ///   - original: the entry as it was first written.
  ///   - amendments: every correction, retraction and redaction that names it, in any order.
  package init(_ original: Entry, amendments: some Sequence<Entry> = []) {
    self.original = original
    let written = amendments.filter { $0.event.target == original.id }.sorted { $0.id < $1.id }
    let isOfKind = { (kind: Kind) in { (entry: Entry) in entry.event.kind == kind } }
    corrections = written.filter(isOfKind(.correction))
    retraction = written.last(where: isOfKind(.retraction))
    // A redaction wins over every correction, whatever came first.
    redaction = written.last(where: isOfKind(.redaction))
    entry = original
    if redaction != nil {
      entry.event = .redacted(kind: original.event.kindName)
      corrections = []
      return
    }
    for amendment in corrections {
      guard case .correction(let correction) = amendment.event else { continue }
      if let at = correction.at { entry.happenedAt = at }
      if correction.text != nil || correction.kind != nil {
        entry.event = entry.event.corrected(text: correction.text, kind: correction.kind)
      }
    }
  }
}

extension TimelineLine {
  /// The entry as it stood after each of its corrections, beginning with the first version.
  package var versions: [Version] {
    corrections.indices.reduce(into: [Version(entry: original, correction: nil)]) { all, index in
      let line = TimelineLine(original, amendments: corrections[...index])
      all.append(Version(entry: line.entry, correction: corrections[index]))
    }
  }

  /// One state of an entry, and the correction that led to it; nil for the first.
  package struct Version: Hashable, Sendable {
    package var entry: Entry
    package var correction: Entry?
  }
}

/// The lines of a timeline in order, from entries in any order.
package func timeline(of entries: some Sequence<Entry>) -> [TimelineLine] {
  var amendments: [EntryID: [Entry]] = [:]
  var facts: [Entry] = []
  for entry in entries {
    if entry.event.kind?.isAmendment == true, let target = entry.event.target {
      amendments[target, default: []].append(entry)
    } else {
      facts.append(entry)
    }
  }
  return facts.map { TimelineLine($0, amendments: amendments[$0.id] ?? []) }
    .sorted { $0.entry.position < $1.entry.position }
}
