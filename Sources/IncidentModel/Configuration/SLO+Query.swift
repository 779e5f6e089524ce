extension Configuration.SLO {
  static let placeholder = "{window}"

  /// The PromQL that counts events over a time, from what the configuration says.
  ///
  /// Where it says `{window}`, that is put in: `sum(increase(hits[{window}]))`. Where it does not, it
  /// is taken for a rate for each second, and added up minute by minute.
  ///
  /// - Parameters:
  ///   - expression: ``good`` or ``total``.
  ///   - seconds: the window.
  /// - Returns: an expression with one value.
  package static func query(_ expression: String, over seconds: Int64) -> String {
    let window = "\(seconds)s"
    if expression.contains(placeholder) {
      return expression.replacing(placeholder, with: window)
    }
    return "sum_over_time((\(expression))[\(window):1m]) * 60"
  }
}
