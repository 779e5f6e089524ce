/// A point in time as a report gives it: with or without a date, a time of day, a zone.
struct LintMoment: Hashable {
  /// Days since 1970-01-01; nil when only the time of day is known.
  var day: Int64?
  /// Seconds since midnight; nil when only the date is known.
  var second: Int64?
  /// What is written for the zone, in lower case; UTC by any name is `utc`.
  var zone: String?

  /// The moment as it is shown in a message.
  var text: String {
    let date = day.map { CivilTime(utc: Instant(milliseconds: $0 * 86_400_000)).dateText }
    let time = second.map { CivilTime(utc: Instant(milliseconds: $0 * 1000)).briefTimeText }
    return [date, time].compactMap(\.self).joined(separator: " ")
  }

  /// Whether the two can be compared: on clocks that are not known to differ.
  func isComparable(with other: LintMoment) -> Bool {
    zone == other.zone || zone == nil || other.zone == nil
  }

  /// The time from an earlier moment to this one.
  ///
  /// - Returns: seconds; where one of them has no date, those within one day, and `isWrapped` says so;
  ///   nil when that cannot be told.
  func seconds(since earlier: LintMoment) -> (seconds: Int64, isWrapped: Bool)? {
    guard isComparable(with: earlier), let second, let start = earlier.second else { return nil }
    if let day, let first = earlier.day { return ((day - first) * 86_400 + second - start, false) }
    return ((second - start + 86_400) % 86_400, true)
  }

  /// Whether this moment surely comes before one that it cannot come before.
  ///
  /// Times without dates may be of two days; then only a step back of less than six hours counts.
  func isBefore(_ other: LintMoment) -> Bool {
    guard isComparable(with: other) else { return false }
    if let day, let otherDay = other.day {
      if day != otherDay { return day < otherDay }
      guard let second, let otherSecond = other.second else { return false }
      return second < otherSecond
    }
    guard let second, let otherSecond = other.second else { return false }
    return second < otherSecond && otherSecond - second < 6 * 3600
  }
}

/// Reads the moment that opens a text, such as `2021-09-05 14:02 UTC` or `2nd Sep 2021 14:02`.
struct LintMomentReader {
  private var moment = LintMoment()
  private var dayOfMonth: Int?
  private var month: Int?
  private var year: Int?
  private var isUnreadable = false

  /// Reads a text in lower case.
  ///
  /// - Parameter text: what begins with a date or a time.
  /// - Returns: the moment; nil when there is none, or one that can be read in two ways.
  static func read(_ text: Substring) -> LintMoment? {
    var reader = LintMomentReader()
    // A moment takes at most ten words; a cell may hold a hundred thousand.
    let words = text.prefix(80).split(maxSplits: 12) { " \t,()[]".contains($0) }
    for word in words.prefix(12) where !reader.take(word) { break }
    return reader.finished()
  }

  /// Takes one word in.
  ///
  /// - Parameter word: the word.
  /// - Returns: whether it can be part of a moment.
  private mutating func take(_ word: Substring) -> Bool {
    if ["at", "on", "of", "the"].contains(word) || Self.isWeekday(word) { return true }
    if let zone = Self.zone(word) {
      moment.zone = zone
      return true
    }
    if word == "am" || word == "pm" { return takeHalfDay(word) }
    if let date = Self.isoDate(word.prefix { $0 != "t" }) {
      guard moment.day == nil else { return false }
      moment.day = date
      let rest = word.drop { $0 != "t" }.dropFirst()
      return rest.isEmpty || takeTime(rest)
    }
    return takeTime(word) || takePart(word)
  }

  /// `14:02`, `14:02:30`, `2:02pm`, `14:02z`, `14:02+02:00`.
  private mutating func takeTime(_ word: Substring) -> Bool {
    guard moment.second == nil else { return false }
    let parts = word.prefix { $0.isNumber || $0 == ":" }.split(
      separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), (1...2).contains(parts[0].count),
      parts.dropFirst().allSatisfy({ $0.count == 2 }),
      let hour = Int64(parts[0]), let minute = Int64(parts[1]),
      let second = parts.count == 3 ? Int64(parts[2]) : 0, hour < 24, minute < 60, second < 60
    else { return false }
    moment.second = hour * 3600 + minute * 60 + second
    var rest = word.dropFirst(parts.reduce(parts.count - 1) { $0 + $1.count })
    if rest.hasPrefix(".") { rest = rest.dropFirst().drop(while: \.isNumber) }
    if rest == "am" || rest == "pm" { return takeHalfDay(rest) }
    guard !rest.isEmpty else { return true }
    if let zone = Self.zone(rest) {
      moment.zone = zone
    } else if rest.hasPrefix("+") || rest.hasPrefix("-") {
      moment.zone = String(rest)
    } else {
      // "14:02-14:30", "14:02h": a range, or what nobody foresaw.
      isUnreadable = rest.first.map { $0 != "." && $0 != ";" && $0 != "h" } ?? false
    }
    return true
  }

  private mutating func takeHalfDay(_ word: Substring) -> Bool {
    guard let second = moment.second, second < 13 * 3600 else { return false }
    moment.second = second % (12 * 3600) + (word == "pm" ? 12 * 3600 : 0)
    return true
  }

  /// A part of a date in words: `2nd`, `sep`, `2021`.
  private mutating func takePart(_ word: Substring) -> Bool {
    if let found = Self.month(word) {
      isUnreadable = isUnreadable || month != nil
      month = found
      return true
    }
    let digits = word.prefix(while: \.isNumber)
    let rest = word.dropFirst(digits.count)
    guard let number = Int(digits), rest.isEmpty || ["st", "nd", "rd", "th", "."].contains(rest)
    else {
      // `02/09/2021` is two dates; what else has slashes is none.
      if digits.count <= 2, word.contains("/") { isUnreadable = true }
      return false
    }
    if digits.count <= 2, dayOfMonth == nil {
      dayOfMonth = number
    } else if digits.count == 4, year == nil {
      year = number
    } else {
      return false
    }
    return true
  }

  private func finished() -> LintMoment? {
    var moment = moment
    if moment.day == nil, dayOfMonth != nil || month != nil || year != nil {
      guard let year, let month, let dayOfMonth else { return nil }
      let date = CivilTime(year: year, month: month, day: dayOfMonth)
      guard date.isValid else { return nil }
      moment.day = date.daysSinceEpoch
    }
    return isUnreadable || moment.day == nil && moment.second == nil ? nil : moment
  }

  private static func isoDate(_ text: Substring) -> Int64? {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "/" }
    guard parts.count == 3, parts[0].count == 4, let year = Int(parts[0]),
      let month = Int(parts[1]),
      let day = Int(parts[2])
    else { return nil }
    let date = CivilTime(year: year, month: month, day: day)
    return date.isValid ? date.daysSinceEpoch : nil
  }

  private static func zone(_ word: Substring) -> String? {
    let word = word.drop { $0 == "." }.prefix { $0 != "." && $0 != ";" }
    if ["z", "utc", "gmt", "+00:00"].contains(word) { return "utc" }
    return zones.contains(word) ? String(word) : nil
  }

  private static let zones: Set<Substring> = [
    "bst", "cet", "cest", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "et", "pt", "ct",
    "ist", "jst", "aest", "aedt",
  ]

  /// The number of a month by its name or the start of it.
  static func month(_ word: Substring) -> Int? {
    months[word.last == "." ? word.dropLast() : word]
  }

  private static let months: [Substring: Int] = {
    let names = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september",
      "october", "november", "december",
    ]
    var table: [Substring: Int] = [:]
    for (index, name) in names.enumerated() {
      for word in [name[...], name.prefix(3), name.prefix(4)] { table[word] = index + 1 }
    }
    return table
  }()

  static func isWeekday(_ word: Substring) -> Bool {
    weekdays.contains(word)
  }

  private static let weekdays: Set<Substring> = Set(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].flatMap {
      [$0[...], $0.prefix(3)]
    })
}
