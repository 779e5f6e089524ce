package import IncidentModel

/// What can happen to the console.
package enum Message: Equatable, Sendable {
  case key(Key)
  case resized(Size)
  /// A second has passed.
  case tick
  case page(Page, [TimelineLine], total: Int, generation: Int)
  /// Entries written by anybody since the last look, and the lines that they make or change.
  case changed(Changes)
  case found(String, [TimelinePlace])
  case saved(token: Int, [EntryID])
  /// Nothing was written: the request breaks a rule.
  case refused(token: Int, String)
  /// It is not known to be on disk.
  case failed(token: Int, String)
  case notice(String, isError: Bool)
}

/// News from the logbook.
package struct Changes: Equatable, Sendable {
  package var entries: [Entry]
  package var lines: [TimelineLine]
  /// Ids among `lines` that are new.
  package var fresh: Set<EntryID>
  package var people: People
  package var total: Int
  package var surprises: Int

  package init(
    entries: [Entry], lines: [TimelineLine], fresh: Set<EntryID>, people: People, total: Int,
    surprises: Int
  ) {
    self.entries = entries
    self.lines = lines
    self.fresh = fresh
    self.people = people
    self.total = total
    self.surprises = surprises
  }
}

/// An entry and where it stands.
package struct TimelinePlace: Hashable, Sendable {
  package var id: EntryID
  package var position: IncidentModel.Position

  package init(id: EntryID, position: IncidentModel.Position) {
    self.id = id
    self.position = position
  }
}
