extension HealthChange {
  /// `checkout-api eu: ok -> critical (what was found)`.
  var shown: String { "\(subject): \(from) -> \(to)" + (text.map { " (\($0))" } ?? "") }

  /// Reads what ``shown`` writes, with or without what was found; nil for anything else.
  init?(_ line: String) {
    let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let arrow = parts[1].firstRange(of: "->") else { return nil }
    let from = parts[1][..<arrow.lowerBound].trimmingSpaces()
    var to = parts[1][arrow.upperBound...].trimmingSpaces()
    var text: String?
    if to.last == ")", let open = to.firstRange(of: " (") {
      text = String(to[open.upperBound...].dropLast())
      to = to[..<open.lowerBound].trimmingSpaces()
    }
    guard !from.isEmpty, !to.isEmpty else { return nil }
    self.init(
      subject: String(parts[0].trimmingSpaces()), from: String(from), to: String(to), text: text)
  }
}
