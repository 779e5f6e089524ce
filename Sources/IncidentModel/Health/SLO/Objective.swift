/// The share of events that has to be good, over a rolling window.
package struct Objective: Hashable, Sendable {
  /// Between 0 and 100, both excluded.
  package var percent: Double
  /// Seconds.
  package var window: Int64

  /// Thirty days, in seconds.
  package static let window: Int64 = 30 * 86_400
  /// Fewer events in an hour than this say too little to wake somebody.
  package static let minEvents = 100

  package init(percent: Double, window: Int64 = Self.window) {
    self.percent = percent
    self.window = window
  }

  /// The share of events that may be bad.
  package var budget: Double { (100 - percent) / 100 }
}
