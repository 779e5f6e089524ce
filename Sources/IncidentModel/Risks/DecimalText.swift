/// A number in decimal digits, rounded half away from zero; the same in every locale.
///
/// - Parameters:
///   - value: any number.
///   - places: digits after the point, 0 to 15.
/// - Returns: such as `507.3`; words for what is no number, and a number with more digits than it
///   can hold (2^53 of the last place) as it is, with an exponent where it is large.
package func decimalText(_ value: Double, places: Int) -> String {
  guard value.isFinite else { return value.isNaN ? "not a number" : "infinite" }
  let places = min(max(places, 0), 15)
  let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
  let scaled = (value.magnitude * scale).rounded(.toNearestOrAwayFromZero)
  // Above 2^53 a number has no digit after the point that means anything.
  guard scaled < 9_007_199_254_740_992 else { return "\(value)" }
  let all = digits(Int(scaled), places + 1)
  let sign = value < 0 && scaled > 0 ? "-" : ""
  return places == 0 ? sign + all : "\(sign)\(all.dropLast(places)).\(all.suffix(places))"
}

/// A number to so many significant digits, without zeros at the end.
///
/// - Parameters:
///   - value: any number.
///   - count: digits that are shown, 1 to 15; whole numbers keep all of theirs.
/// - Returns: such as `4.06`, `99` or `727`.
package func significantText(_ value: Double, _ count: Int = 3) -> String {
  guard value.isFinite, value != 0 else { return decimalText(value, places: 0) }
  var places = min(max(count, 1), 15) - 1
  // How many digits stand before the point, or zeros after it.
  var rest = value.magnitude
  while rest >= 10, places > 0 {
    rest /= 10
    places -= 1
  }
  while rest < 1, places < 15 {
    rest *= 10
    places += 1
  }
  var text = decimalText(value, places: places)
  guard text.contains("."), !text.contains("e") else { return text }
  while text.hasSuffix("0") { text.removeLast() }
  if text.hasSuffix(".") { text.removeLast() }
  return text
}
