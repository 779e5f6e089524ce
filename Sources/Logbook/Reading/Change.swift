package import IncidentModel

/// One entry in the order of arrival.
package struct Change: Hashable, Sendable {
  /// The number of the entry in this logbook; it only grows.
  package var n: Int64
  package var entry: Entry

  package init(n: Int64, entry: Entry) {
    self.n = n
    self.entry = entry
  }
}
