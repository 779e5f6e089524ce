/// A time zone as a value: its name and the moments at which its offset changes.
///
/// The edge of the program makes one from the machine's zone data; below, zones are only looked up.
package struct Zone: Hashable, Sendable {
  /// From `start` on a clock in this zone is `seconds` ahead of UTC and calls itself `name`.
  package struct Period: Hashable, Sendable {
    package var start: Instant
    package var seconds: Int
    package var name: String

    package init(start: Instant, seconds: Int, name: String) {
      self.start = start
      self.seconds = seconds
      self.name = name
    }
  }

  package let name: String
  /// Never empty, ordered by `start`; the first one also holds for all time before it.
  private let periods: [Period]

  package static let utc = Zone(name: "UTC", periods: [])

  package init(name: String, periods: [Period]) {
    self.name = name
    self.periods =
      periods.isEmpty
      ? [Period(start: Instant(milliseconds: 0), seconds: 0, name: "UTC")] : periods
  }

  package func period(at instant: Instant) -> Period {
    // The zone of a machine knows its changes up to 2100, and every time shown asks for one.
    var (known, beyond) = (0, periods.count)
    while beyond - known > 1 {
      let middle = (known + beyond) / 2
      if periods[middle].start <= instant { known = middle } else { beyond = middle }
    }
    return periods[known]
  }

  /// What a clock in this zone shows at `instant`.
  package func civil(_ instant: Instant) -> CivilTime {
    CivilTime(utc: instant.advanced(bySeconds: Int64(period(at: instant).seconds)))
  }

  /// The instant at which a clock in this zone shows `civil`.
  ///
  /// The earlier one when it does so twice; when it never does, because the clock was put forward,
  /// the one that a clock not yet put forward would show (RFC 5545, section 3.3.5).
  package func instant(_ civil: CivilTime) -> Instant {
    let asUTC = civil.utc
    let candidates = Set(periods.map(\.seconds)).compactMap { seconds -> Instant? in
      let candidate = asUTC.advanced(bySeconds: -Int64(seconds))
      return period(at: candidate).seconds == seconds ? candidate : nil
    }
    if let earliest = candidates.min() { return earliest }
    let before = period(at: asUTC.advanced(bySeconds: -86_400))
    return asUTC.advanced(bySeconds: -Int64(before.seconds))
  }

  /// What stands after a time: `Z` for UTC, else the abbreviation at that moment, such as ` CEST`.
  package func suffix(at instant: Instant) -> String {
    let name = period(at: instant).name
    return name == "UTC" ? "Z" : " \(name)"
  }
}
