/// A stored line of the timeline.
package struct Entry: Hashable, Sendable, Identifiable {
  package let id: EntryID
  package let incident: IncidentID
  /// When it happened; the writer may set it back, a correction may change it.
  package var happenedAt: Instant
  /// When it was written down.
  package let recordedAt: Instant
  package let author: Author
  package var event: Event

  package init(
    id: EntryID, incident: IncidentID, happenedAt: Instant, recordedAt: Instant, author: Author,
    event: Event
  ) {
    self.id = id
    self.incident = incident
    self.happenedAt = happenedAt
    self.recordedAt = recordedAt
    self.author = author
    self.event = event
  }

  /// Where it stands in a timeline: (happenedAt, recordedAt, id).
  package var position: Position { Position(at: happenedAt, recorded: recordedAt, id: id) }

  /// Written down more than two minutes after it happened: shown as added later.
  package var isAddedLate: Bool { recordedAt.seconds(since: happenedAt) > 120 }
}

/// The place of an entry in a timeline.
package struct Position: Hashable, Comparable, Sendable {
  package var at: Instant
  package var recorded: Instant
  package var id: EntryID

  package init(at: Instant, recorded: Instant, id: EntryID) {
    self.at = at
    self.recorded = recorded
    self.id = id
  }

  package static func < (left: Self, right: Self) -> Bool {
    if left.at != right.at { return left.at < right.at }
    if left.recorded != right.recorded { return left.recorded < right.recorded }
    return left.id < right.id
  }
}
