package import IncidentModel

/// Which part of a timeline is read.
package enum Page: Hashable, Sendable {
  case first(Int)
  case last(Int)
  /// The lines just before a position, without one that stands on it.
  case before(Position, Int)
  case after(Position, Int)
  /// Half of them before the entry, it, and half of them after.
  case around(EntryID, Int)
}

/// Which lines of a timeline are read.
package struct LineFilter: Hashable, Sendable {
  /// As the lines are now; empty for every kind.
  package var kinds: Set<Kind> = []
  /// Empty for everybody.
  package var authors: Set<Author> = []
  /// Happened then or later.
  package var since: Instant?
  /// Happened then or earlier.
  package var until: Instant?
  /// Without what a part of the system wrote.
  package var hidesSystem = false
  /// With what was retracted.
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
}

/// One entry in the order of arrival.
package struct Change: Hashable, Sendable {
  package var n: Int64
  package var entry: Entry

  package init(n: Int64, entry: Entry) {
    self.n = n
    self.entry = entry
  }
}
