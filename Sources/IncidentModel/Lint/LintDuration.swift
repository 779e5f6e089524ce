/// A duration as a report states it, and how exactly.
struct LintDuration: Hashable {
  var seconds: Int64
  /// By how much what it was computed from may differ.
  var tolerance: Int64

  /// Reads the duration that opens a text in lower case, such as `1h 20m` or `45 minutes`.
  ///
  /// - Parameter text: the text.
  /// - Returns: the duration and what stands after it; nil when there is none.
  static func read(_ text: Substring) -> (duration: LintDuration, rest: Substring)? {
    var rest = text.prefix(200)
    var total = 0.0
    var smallest: Double?
    while let (value, digits, afterNumber) = number(rest), let unit = unit(afterNumber) {
      // The units come from the largest to the smallest.
      if let smallest, unit.seconds >= smallest { return nil }
      total += value * unit.seconds
      smallest = digits > 0 ? unit.seconds / 10 : unit.seconds
      rest = unit.rest.drop { $0 == " " || $0 == "," }
      if rest.hasPrefix("and ") { rest = rest.dropFirst(4) }
    }
    guard let smallest, total < 100_000_000 else { return nil }
    // Timestamps are written to the minute; a number of hours alone may be cut or rounded.
    let tolerance = smallest <= 60 ? 60 : Int64(smallest)
    return (LintDuration(seconds: Int64(total), tolerance: tolerance), rest)
  }

  /// A number, how many digits follow its point, and the text after it.
  private static func number(_ text: Substring) -> (Double, Int, Substring)? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard digits.count <= 8, let value = Double(digits) else { return nil }
    let fraction = digits.split(separator: ".").dropFirst().first?.count ?? 0
    return (value, fraction, text.dropFirst(digits.count).drop { $0 == " " || $0 == "-" })
  }

  private static func unit(_ text: Substring) -> (seconds: Double, rest: Substring)? {
    let word = text.prefix(while: \.isLetter)
    // `1h20m`: the letters end at the next digit.
    let rest = text.dropFirst(word.count)
    let seconds: Double
    switch word {
    case "d", "day", "days": seconds = 86_400
    case "h", "hr", "hrs", "hour", "hours": seconds = 3600
    case "m", "min", "mins", "minute", "minutes": seconds = 60
    case "s", "sec", "secs", "second", "seconds": seconds = 1
    default: return nil
    }
    return (seconds, rest)
  }
}
