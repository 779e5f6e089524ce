/// A part of a timeline, counted in lines.
package enum Page: Hashable, Sendable {
  case first(Int)
  case last(Int)
  /// The lines just before a position.
  case before(Position, Int)
  /// The lines just after a position.
  case after(Position, Int)
  /// Half of them before an entry, the entry, and the rest after it.
  case around(EntryID, Int)
}

/// Which lines of a timeline are wanted.
package struct LineFilter: Hashable, Sendable {
  /// Empty for all.
  package var kinds: Set<Kind> = []
  /// Empty for all.
  package var authors: Set<Author> = []
  package var since: Instant?
  package var until: Instant?
  /// Leaves out what no person wrote.
  package var hidesSystem = false
  /// Shows retracted lines too.
  package var showsHidden = false

  package init(
    kinds: Set<Kind> = [], authors: Set<Author> = [], since: Instant? = nil,
    until: Instant? = nil, hidesSystem: Bool = false, showsHidden: Bool = false
  ) {
    self.kinds = kinds
    self.authors = authors
    self.since = since
    self.until = until
    self.hidesSystem = hidesSystem
    self.showsHidden = showsHidden
  }

  /// Whether nothing is left out but what is retracted.
  package var isEverything: Bool { self == LineFilter() }

  package func matches(_ line: TimelineLine) -> Bool {
    let entry = line.entry
    if line.isHidden, !showsHidden { return false }
    if hidesSystem, entry.author.person == nil { return false }
    if let since, entry.happenedAt < since { return false }
    if let until, entry.happenedAt > until { return false }
    if !authors.isEmpty, !authors.contains(entry.author) { return false }
    return kinds.isEmpty || entry.event.kind.map(kinds.contains) == true
  }
}
