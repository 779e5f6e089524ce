internal import GRDB
package import IncidentModel

/// A write that may have to be done again, and what was drawn for it: done twice it is there once.
///
/// Keep it over failures of the disk and hand it to ``Logbook/write(_:_:)`` again, with the same body.
package struct Attempt<Result> {
  var draws = Draws()
  /// What the last try came to before its commit failed.
  var result: Result?
  /// What the last try would have added.
  var rehearsal: Rehearsal?

  package init() {}

  /// What the last try came to when it is in the logbook although its commit failed.
  func resultInPlace(_ database: Database) throws -> Result? {
    // All or none of a transaction is there.
    guard let result, let last = draws.entries.last, try database.n(of: last) != nil else {
      return nil
    }
    return result
  }
}

extension Attempt: Sendable where Result: Sendable {}

/// The ids that a write has drawn, in the order in which it drew them.
struct Draws: Sendable {
  private(set) var entries: [EntryID] = []
  private var incidents: [IncidentID] = []
  private var people: [String: PersonID] = [:]
  private var nextEntry = 0
  private var nextIncident = 0

  /// Begins again: what was drawn comes again in the same order.
  mutating func rewind() { (nextEntry, nextIncident) = (0, 0) }

  mutating func entry(_ make: () -> EntryID) -> EntryID {
    defer { nextEntry += 1 }
    if nextEntry == entries.count { entries.append(make()) }
    return entries[nextEntry]
  }

  mutating func incident(_ make: () -> IncidentID) -> IncidentID {
    defer { nextIncident += 1 }
    if nextIncident == incidents.count { incidents.append(make()) }
    return incidents[nextIncident]
  }

  mutating func person(_ handle: String, _ make: () -> PersonID) -> PersonID {
    if let known = people[handle] { return known }
    let made = make()
    people[handle] = made
    return made
  }
}

/// What a write would have added, for where the disk does not take it.
package struct Rehearsal: Sendable {
  package var entries: [Entry]
  /// Everybody the entries may speak of.
  package var people: People
}
