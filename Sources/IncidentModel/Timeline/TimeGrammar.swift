/// Why a text is not a time or a duration.
package enum TimeError: Error, Hashable, Sendable {
  case notATime(String)
  case noSuchMoment(String)
  case notADuration(String)
  /// More than a minute ahead of the clock.
  case inTheFuture(at: Instant, now: Instant)
}

/// Reads what people type for a moment.
///
/// `14:02`, `14:02:31`, `14:02Z`, `14:02+02:00`, `yesterday 23:10`, `2026-11-22 14:02`, RFC 3339, `-10m`,
/// `10m ago`, `now`. A bare clock time is the latest such moment that is not in the future.
package func parseTime(
  _ text: String, now: Instant, zone: Zone, allowFuture: Bool = false
) throws(TimeError) -> Instant {
  let trimmed = String(text.trimmingSpaces())
  let instant = try readTime(trimmed, now: now, zone: zone)
  if !allowFuture, instant.seconds(since: now) > 60 { throw .inTheFuture(at: instant, now: now) }
  return instant
}

/// What people type for a time of day; made once, as making a pattern takes longer than reading a line with it.
///
/// Regex is a value without shared state
/// that has no Sendable conformance yet.
nonisolated(unsafe) private let clockTime =
  /(?:(yesterday|today|\d{4}-\d\d-\d\d)[ T])?(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?\s?([Zz]|[+-]\d\d:?\d\d)?/
  .ignoresCase()

private func readTime(_ text: String, now: Instant, zone: Zone) throws(TimeError) -> Instant {
  let folded = text.lowercased()
  if folded == "now" { return now }
  if folded.hasPrefix("-"), let seconds = durationSeconds(folded.dropFirst()) {
    return now.advanced(bySeconds: -seconds)
  }
  if folded.hasSuffix(" ago"), let seconds = durationSeconds(folded.dropLast(4).trimmingSpaces()) {
    return now.advanced(bySeconds: -seconds)
  }
  if let instant = Instant(rfc3339: text) { return instant }
  guard let found = unsafe text.wholeMatch(of: clockTime) else { throw .notATime(text) }
  let reading: Zone
  if let suffix = found.6 {
    guard let offset = zoneOffset(String(suffix)) else { throw .notATime(text) }
    reading = Zone(
      name: String(suffix),
      periods: [.init(start: Instant(milliseconds: 0), seconds: offset, name: String(suffix))])
  } else {
    reading = zone
  }
  var civil = reading.civil(now)
  civil.hour = Int(found.2) ?? 99
  civil.minute = Int(found.3) ?? 99
  civil.second = found.4.flatMap { Int($0) } ?? 0
  civil.millisecond = found.5.flatMap { Int(($0 + "00").prefix(3)) } ?? 0
  switch found.1?.lowercased() {
  case nil:
    guard civil.isValid else { throw .noSuchMoment(text) }
    let today = reading.instant(civil)
    // A minute of grace: the clock of whoever says "14:02" may be ahead of ours.
    return today.seconds(since: now) > 60 ? reading.instant(civil.onDay(before: 1)) : today
  case "today": break
  case "yesterday": civil = civil.onDay(before: 1)
  case .some(let date):
    let parts = date.split(separator: "-").compactMap { Int($0) }
    (civil.year, civil.month, civil.day) = (parts[0], parts[1], parts[2])
  }
  guard civil.isValid else { throw .noSuchMoment(text) }
  return reading.instant(civil)
}

/// Reads `90s`, `10m`, `1h30m`, `2d`.
package func parseDuration(_ text: String) throws(TimeError) -> Int64 {
  // A hundred years are longer than anything that is meant.
  guard let seconds = durationSeconds(text.trimmingSpaces()), seconds <= 36_525 * 86_400 else {
    throw .notADuration(text)
  }
  return seconds
}

private func durationSeconds(_ text: some StringProtocol) -> Int64? {
  guard !text.isEmpty else { return nil }
  var total: Int64 = 0
  var number: Int64?
  for letter in text.lowercased() {
    if let digit = letter.isASCII ? letter.wholeNumberValue : nil {
      let (tens, over) = (number ?? 0).multipliedReportingOverflow(by: 10)
      guard !over, tens < 1_000_000_000 else { return nil }
      number = tens + Int64(digit)
      continue
    }
    let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
    guard let count = number, let unit = units[letter] else { return nil }
    let (span, over) = count.multipliedReportingOverflow(by: unit)
    guard !over, span < 1 << 50, total < 1 << 50 else { return nil }
    total += span
    number = nil
  }
  return number == nil ? total : nil
}

/// A span for people: `42s`, `9m`, `24h 11m`, `3d 2h`; two units at most, nothing rounded up.
package func durationText(_ seconds: Int64) -> String {
  let sign = seconds < 0 ? "-" : ""
  let all = seconds.magnitude
  let (days, hours, minutes, rest) = (all / 86_400, all / 3600, all / 60 % 60, all % 60)
  if days >= 3 { return "\(sign)\(days)d" + (hours % 24 > 0 ? " \(hours % 24)h" : "") }
  if hours > 0 { return "\(sign)\(hours)h" + (minutes > 0 ? " \(minutes)m" : "") }
  if minutes > 0 { return "\(sign)\(minutes)m" + (rest > 0 ? " \(rest)s" : "") }
  return "\(sign)\(rest)s"
}

/// A countdown or a stopwatch: `04:12`, `1:04:12`.
package func clockText(_ seconds: Int64) -> String {
  let all = Int(clamping: seconds.magnitude)
  let tail = "\(digits(all / 60 % 60, 2)):\(digits(all % 60, 2))"
  return (seconds < 0 ? "-" : "") + (all >= 3600 ? "\(all / 3600):\(tail)" : tail)
}

extension CivilTime {
  fileprivate func onDay(before days: Int) -> CivilTime {
    var day = CivilTime(utc: utc.advanced(bySeconds: -Int64(days) * 86_400))
    (day.hour, day.minute, day.second, day.millisecond) = (hour, minute, second, millisecond)
    return day
  }
}

extension StringProtocol {
  /// The text without spaces, tabs and line ends around it.
  package func trimmingSpaces() -> SubSequence {
    // Most texts have none: that is seen at their ends, without asking what a character is.
    if let first = utf8.first, (0x21..<0x80).contains(first), let last = last?.asciiValue,
      last > 0x20
    {
      return self[startIndex...]
    }
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return self[endIndex...] }
    return self[first...last]
  }
}
