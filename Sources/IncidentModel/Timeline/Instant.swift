/// A moment on the UTC time line, to the millisecond.
///
/// Unit: milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX time).
package struct Instant: Hashable, Comparable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z; negative before.
  package var milliseconds: Int64

  /// Creates the instant that many milliseconds after 1970-01-01T00:00:00Z.
  package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// Orders instants from the earlier to the later.
  package static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The instant that many seconds later (earlier when negative).
  package func advanced(bySeconds seconds: Int64) -> Instant {
    Instant(milliseconds: milliseconds &+ seconds &* 1000)
  }

  /// Whole seconds from `earlier` to this instant, rounded down; negative when this one is earlier.
  package func seconds(since earlier: Instant) -> Int64 {
    let difference = milliseconds - earlier.milliseconds
    return difference >= 0 ? difference / 1000 : (difference - 999) / 1000
  }
}
