extension HealthRow {
  /// What a row is sorted by: small, as thousands of rows are too large to be moved about.
  struct Place: Hashable, Sendable {
    /// The worst first, then what wakes, then what is its own cause.
    private let weight: Int
    /// What is wrong for longer comes first.
    private let since: Instant
    private let level: Int
    let index: Int

    init(_ row: HealthRow, index: Int) {
      let urgency = row.urgency?.rawValue ?? 9
      weight = (4 - row.status.rank) * 100 + urgency * 10 + (row.because == nil ? 0 : 1)
      since = row.status.isBad ? row.since : Instant(milliseconds: 0)
      level = row.subject.level
      self.index = index
    }

    /// Whether one comes before the other; nil when only their names can tell.
    static func comesFirst(_ left: Place, _ right: Place) -> Bool? {
      if left.weight != right.weight { return left.weight < right.weight }
      if left.since != right.since { return left.since < right.since }
      return left.level == right.level ? nil : left.level < right.level
    }
  }

  /// The order of some rows of a list, the worst first.
  static func order(of places: some Sequence<Int>, in rows: [HealthRow]) -> [Int] {
    var found = places.map { Place(rows[$0], index: $0) }
    found.sort { left, right in
      Place.comesFirst(left, right)
        ?? (rows[left.index].subject < rows[right.index].subject)
    }
    return found.map(\.index)
  }

  static func sorted(_ rows: [HealthRow]) -> [HealthRow] {
    order(of: rows.indices, in: rows).map { rows[$0] }
  }
}
