internal import IncidentModel

/// The rule at the end of a zone file, such as `CET-1CEST,M3.5.0,M10.5.0/3`.
///
/// Format: POSIX TZ string, as RFC 9636 section 3.3 extends it. Only changes given as `Mm.w.d` are
/// read, the only form in the zone data since 1996; with another form standard time holds.
struct ZoneRule {
  private var standard: (name: String, seconds: Int)
  private var summer: (name: String, seconds: Int, begins: Change, ends: Change)?

  private struct Change {
    var month: Int
    var week: Int
    var weekday: Int
    /// Seconds after midnight of the clock that is being left.
    var seconds: Int

    /// The day in that year, at the clock's `seconds`, read as UTC.
    func civilInstant(_ year: Int) -> Instant {
      let first = CivilTime(year: year, month: month, day: 1).daysSinceEpoch
      // 1970-01-01 was a Thursday, and Sunday is 0.
      let firstWeekday = Int((first + 4) % 7 + 7) % 7
      var day = first + Int64((weekday - firstWeekday + 7) % 7 + (week - 1) * 7)
      let next =
        month == 12
        ? CivilTime(year: year + 1, month: 1, day: 1).daysSinceEpoch
        : CivilTime(year: year, month: month + 1, day: 1).daysSinceEpoch
      while day >= next { day -= 7 }
      return Instant(milliseconds: (day * 86_400 + Int64(seconds)) * 1000)
    }
  }

  init?(_ text: String) {
    let name = /<[A-Za-z0-9+-]+>|[A-Za-z]+/
    guard let first = text.prefixMatch(of: name) else { return nil }
    var rest = text[first.range.upperBound...]
    guard let offset = Self.takeTime(&rest) else { return nil }
    standard = (Self.bare(first.output), -offset)
    guard let second = rest.prefixMatch(of: name) else { return }
    rest = rest[second.range.upperBound...]
    let summerOffset = Self.takeTime(&rest).map { -$0 } ?? standard.seconds + 3600
    let changes = rest.split(separator: ",").compactMap(Self.change)
    guard changes.count == 2 else { return }
    summer = (Self.bare(second.output), summerOffset, changes[0], changes[1])
  }

  private static func bare(_ name: Substring) -> String {
    String(name.filter { $0 != "<" && $0 != ">" })
  }

  /// Seconds of `3`, `-1:30` or `+02:00:00` at the start of a text.
  private static func takeTime(_ text: inout Substring) -> Int? {
    guard let found = text.prefixMatch(of: /([+-]?)(\d{1,3})(?::(\d\d))?(?::(\d\d))?/) else {
      return nil
    }
    text = text[found.range.upperBound...]
    let parts = [Substring?(found.2), found.3, found.4].map { $0.flatMap { Int($0) } ?? 0 }
    return (found.1 == "-" ? -1 : 1) * (parts[0] * 3600 + parts[1] * 60 + parts[2])
  }

  private static func change(_ text: Substring) -> Change? {
    guard let found = text.wholeMatch(of: /M(\d{1,2})\.(\d)\.(\d)(?:\/(.+))?/),
      let month = Int(found.1), (1...12).contains(month), let week = Int(found.2),
      let weekday = Int(found.3)
    else { return nil }
    var time = found.4 ?? "2"
    return Change(
      month: month, week: week, weekday: weekday, seconds: takeTime(&time) ?? 7200)
  }

  /// Every period from 1970 to the end of the year before `year`.
  func periods(until year: Int) -> [Zone.Period] {
    guard let summer else { return [] }
    return (1970..<year).flatMap { year in
      [
        Zone.Period(
          start: summer.begins.civilInstant(year).advanced(bySeconds: -Int64(standard.seconds)),
          seconds: summer.seconds, name: summer.name),
        Zone.Period(
          start: summer.ends.civilInstant(year).advanced(bySeconds: -Int64(summer.seconds)),
          seconds: standard.seconds, name: standard.name),
      ]
    }.sorted { $0.start < $1.start }
  }
}
