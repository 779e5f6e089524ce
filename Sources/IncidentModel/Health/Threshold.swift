/// A limit for a value, such as `> 0.05`.
package struct Threshold: Hashable, Sendable {
  package enum Comparison: String, CaseIterable, Hashable, Sendable {
    case above = ">"
    case atLeast = ">="
    case below = "<"
    case atMost = "<="
    case equal = "=="
    case different = "!="
  }

  package var comparison: Comparison
  package var limit: Double

  package init(_ comparison: Comparison, _ limit: Double) {
    self.comparison = comparison
    self.limit = limit
  }

  /// Reads `> 0.05`; nil for anything else, also for NaN.
  package init?(_ text: String) {
    let signs = text.prefix { "<>=!".contains($0) }
    let number = text.dropFirst(signs.count).drop { $0 == " " }
    guard let comparison = Comparison(rawValue: String(signs)), let limit = Double(number),
      !limit.isNaN
    else { return nil }
    self.init(comparison, limit)
  }

  /// Whether the value is past the limit; NaN never is.
  package func holds(for value: Double) -> Bool {
    switch comparison {
    case .above: value > limit
    case .atLeast: value >= limit
    case .below: value < limit
    case .atMost: value <= limit
    case .equal: value == limit
    case .different: !value.isNaN && value != limit
    }
  }
}
