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

  // Read by hand: every start of the program reads the rule, and a pattern is compiled each time.
  init?(_ text: String) {
    var rest = text[...]
    guard let name = Self.takeName(&rest), let offset = Self.takeTime(&rest) else { return nil }
    standard = (name, -offset)
    guard let name = Self.takeName(&rest) else { return }
    let summerOffset = Self.takeTime(&rest).map { -$0 } ?? standard.seconds + 3600
    let changes = rest.split(separator: ",").compactMap(Self.change)
    guard changes.count == 2 else { return }
    summer = (name, summerOffset, changes[0], changes[1])
  }

  /// `CET` or `<+03>` at the start of a text.
  private static func takeName(_ text: inout Substring) -> String? {
    let isQuoted = text.first == "<"
    let name = (isQuoted ? text.dropFirst() : text).prefix { letter in
      letter.isASCII && (letter.isLetter || isQuoted && (letter.isNumber || "+-".contains(letter)))
    }
    guard !name.isEmpty, !isQuoted || text[name.endIndex...].first == ">" else { return nil }
    text = text[name.endIndex...].dropFirst(isQuoted ? 1 : 0)
    return String(name)
  }

  /// Seconds of `3`, `-1:30` or `+02:00:00` at the start of a text.
  private static func takeTime(_ text: inout Substring) -> Int? {
    let sign = text.first == "-" ? -1 : 1
    var rest = text.first == "-" || text.first == "+" ? text.dropFirst() : text
    guard var seconds = takeNumber(&rest, upTo: 3).map({ $0 * 3600 }) else { return nil }
    for unit in [60, 1] where rest.first == ":" {
      var part = rest.dropFirst()
      guard let number = takeNumber(&part, upTo: 2) else { break }
      seconds += number * unit
      rest = part
    }
    text = rest
    return sign * seconds
  }

  private static func takeNumber(_ text: inout Substring, upTo count: Int) -> Int? {
    let digits = text.prefix(count).prefix { $0.isASCII && $0.isNumber }
    text = text[digits.endIndex...]
    return Int(digits)
  }

  /// Reads `M3.5.0` or `M10.5.0/3`.
  private static func change(_ text: Substring) -> Change? {
    let parts = text.split(separator: "/", maxSplits: 1)
    guard let day = parts.first, day.first == "M" else { return nil }
    let numbers = day.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
      .map { Int($0) ?? -1 }
    guard numbers.count == 3, (1...12).contains(numbers[0]), (0...9).contains(numbers[1]),
      (0...9).contains(numbers[2])
    else { return nil }
    var time = parts.count > 1 ? parts[1] : "2"
    return Change(
      month: numbers[0], week: numbers[1], weekday: numbers[2],
      seconds: takeTime(&time) ?? 7200)
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
