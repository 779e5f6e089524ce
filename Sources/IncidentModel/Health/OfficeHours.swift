/// The hours of the week at which people are at work.
package struct OfficeHours: Hashable, Sendable {
  /// Days of the week, 0 for Monday to 6 for Sunday.
  package var days: ClosedRange<Int>
  /// Minutes since midnight.
  package var minutes: Range<Int>

  private static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  /// Reads `mon-fri 09:00-18:00`.
  package init?(_ text: String) {
    let pattern = /([a-z]{3})-([a-z]{3})\s+(\d{1,2}):(\d\d)-(\d{1,2}):(\d\d)/
    guard let found = text.lowercased().wholeMatch(of: pattern),
      let first = Self.names.firstIndex(of: String(found.1)),
      let last = Self.names.firstIndex(of: String(found.2)), first <= last,
      let from = Self.minutes(found.3, found.4), let to = Self.minutes(found.5, found.6), from < to
    else { return nil }
    days = first...last
    minutes = from..<to
  }

  private static func minutes(_ hour: Substring, _ minute: Substring) -> Int? {
    guard let hour = Int(hour), let minute = Int(minute), hour < 24 || (hour == 24 && minute == 0),
      minute < 60
    else { return nil }
    return hour * 60 + minute
  }

  /// Whether people are at work at a moment, by the clocks of a zone.
  package func contains(_ instant: Instant, in zone: Zone) -> Bool {
    let civil = zone.civil(instant)
    let midnight = CivilTime(year: civil.year, month: civil.month, day: civil.day).utc
    // 1970-01-01 was a Thursday.
    let weekday = Int((midnight.milliseconds.floored(by: 86_400_000) + 3) % 7 + 7) % 7
    return days.contains(weekday) && minutes.contains(civil.hour * 60 + civil.minute)
  }
}
