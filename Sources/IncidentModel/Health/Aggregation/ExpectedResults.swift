/// Which results have to be there within a time.
package struct ExpectedResults: Hashable, Sendable {
  /// The checks of which a result is expected; empty when only their number is.
  package var names: [String]
  /// How many checks have to have a result; nil when they are named.
  package var count: Int?
  /// Seconds within which each has to be measured.
  package var within: Int64

  package init(names: [String] = [], count: Int? = nil, within: Int64) {
    self.names = names
    self.count = count
    self.within = within
  }

  /// What is missing at a moment.
  ///
  /// - Parameters:
  ///   - now: the moment.
  ///   - measured: when each check was last measured with a result.
  /// - Returns: what is not there, empty when all is.
  package func missing(at now: Instant, measured: [String: Instant]) -> Missing {
    let oldest = now.advanced(bySeconds: -within)
    let missing = names.filter { name in (measured[name].map { $0 < oldest }) ?? true }
    let arrived = measured.values.count { $0 >= oldest }
    return Missing(names: missing, count: max(0, (count ?? 0) - arrived))
  }

  /// The expected results that are not there.
  package struct Missing: Hashable, Sendable {
    package var names: [String]
    /// How many are missing, where they have no names.
    package var count: Int

    package var isEmpty: Bool { names.isEmpty && count == 0 }

    /// Names what is missing; a long list is cut.
    package var text: String {
      let shown = names.prefix(5).joined(separator: ", ")
      let more = names.count > 5 ? " and \(names.count - 5) more" : ""
      return "missing " + (names.isEmpty ? "\(count) results" : shown + more)
    }
  }
}
