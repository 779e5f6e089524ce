/// A date and a time of day without a zone, in the proleptic Gregorian calendar.
package struct CivilTime: Hashable, Sendable {
  package var year = 1970
  /// From 1 to 12.
  package var month = 1
  /// From 1 to 31.
  package var day = 1
  package var hour = 0
  package var minute = 0
  package var second = 0
  package var millisecond = 0

  package init(
    year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0,
    millisecond: Int = 0
  ) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
    self.millisecond = millisecond
  }

  /// The civil time at `instant` in UTC.
  ///
  /// Days are turned into dates by Howard Hinnant's `civil_from_days`,
  /// <https://howardhinnant.github.io/date_algorithms.html>.
  package init(utc instant: Instant) {
    let dayLength: Int64 = 86_400_000
    let days = instant.milliseconds.floored(by: dayLength)
    var rest = Int(instant.milliseconds - days * dayLength)
    let shifted = Int(days) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    millisecond = rest % 1000
    rest /= 1000
    second = rest % 60
    minute = rest / 60 % 60
    hour = rest / 3600
  }

  /// Whether every field is in its range and the day exists in its month.
  package var isValid: Bool {
    guard (1...12).contains(month), (1...daysInMonth).contains(day) else { return false }
    return (0...9999).contains(year) && (0...23).contains(hour) && (0...59).contains(minute)
      && (0...59).contains(second) && (0...999).contains(millisecond)
  }

  private var daysInMonth: Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days from 1970-01-01 to this date.
  package var daysSinceEpoch: Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return Int64(
      era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468)
  }

  /// The instant at which a UTC clock shows this civil time.
  package var utc: Instant {
    let seconds = daysSinceEpoch * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    return Instant(milliseconds: seconds * 1000 + Int64(millisecond))
  }

  /// The date as `2026-11-22`.
  package var dateText: String { "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))" }

  /// The time of day as `14:02`.
  package var minuteText: String { "\(digits(hour, 2)):\(digits(minute, 2))" }

  /// The time of day as `14:02:31`.
  package var secondText: String { "\(minuteText):\(digits(second, 2))" }

  /// The time for people: `14:02`, or `14:02:31` where the seconds are known.
  package var briefTimeText: String {
    second == 0 && millisecond == 0 ? minuteText : secondText
  }

  /// The shortest of `14:02`, `14:02:31` and `14:02:31.250` that loses nothing.
  package var shortestTimeText: String {
    if millisecond != 0 { return "\(secondText).\(digits(millisecond, 3))" }
    return second != 0 ? secondText : minuteText
  }
}

extension Instant {
  /// RFC 3339 with milliseconds in UTC, such as `2026-11-22T14:02:31.000Z`.
  package var rfc3339: String {
    let civil = CivilTime(utc: self)
    return "\(civil.dateText)T\(civil.secondText).\(digits(civil.millisecond, 3))Z"
  }
}

extension Instant: Codable {
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let instant = Instant(rfc3339: text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not an RFC 3339 time: \(text)"))
    }
    self = instant
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rfc3339)
  }

  /// Reads an RFC 3339 time: a date, `T` or a space, a time with optional fraction, and `Z` or an offset.
  package init?(rfc3339 text: String) {
    // By hand, not by a pattern: an import reads millions, and a pattern is compiled each time.
    let bytes = Array(text.utf8)
    guard bytes.count > 19, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      [UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: " ")].contains(bytes[10]),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let year = decimal(bytes[0..<4]), let month = decimal(bytes[5..<7]),
      let day = decimal(bytes[8..<10]), let hour = decimal(bytes[11..<13]),
      let minute = decimal(bytes[14..<16]), let second = decimal(bytes[17..<19])
    else { return nil }
    var rest = bytes[19...]
    var millisecond = 0
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix { isDigit($0) }
      guard (1...9).contains(fraction.count), let parts = decimal((fraction + [48, 48]).prefix(3))
      else { return nil }
      millisecond = parts
      rest = rest[fraction.endIndex...]
    }
    let civil = CivilTime(
      year: year, month: month, day: day, hour: hour, minute: minute, second: second,
      millisecond: millisecond)
    guard civil.isValid, let offset = zoneOffset(String(decoding: rest, as: UTF8.self))
    else { return nil }
    self = civil.utc.advanced(bySeconds: -Int64(offset))
  }
}

/// Seconds east of UTC of `Z`, `+02:00` or `-0530`; nil for anything else or more than 18 hours.
package func zoneOffset(_ text: String) -> Int? {
  if text == "Z" || text == "z" { return 0 }
  let bytes = Array(text.utf8)
  let hasColon = bytes.count == 6 && bytes[3] == UInt8(ascii: ":")
  guard bytes.count == 5 || hasColon, let hours = decimal(bytes[1..<3]),
    let minutes = decimal(bytes.suffix(2)), hours <= 18, minutes < 60
  else { return nil }
  switch bytes[0] {
  case UInt8(ascii: "+"): return hours * 3600 + minutes * 60
  case UInt8(ascii: "-"): return -(hours * 3600 + minutes * 60)
  default: return nil
  }
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

/// The number that ASCII digits stand for; nil when anything else is among them.
private func decimal(_ digits: some Collection<UInt8>) -> Int? {
  var number = 0
  for digit in digits {
    guard isDigit(digit) else { return nil }
    number = number * 10 + Int(digit - 0x30)
  }
  return number
}

/// A number in decimal digits with zeros before it, at least `count` of them.
package func digits(_ number: Int, _ count: Int) -> String {
  let text = String(number)
  return text.count >= count ? text : String(repeating: "0", count: count - text.count) + text
}

extension Int64 {
  /// The quotient rounded towards negative infinity.
  func floored(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
