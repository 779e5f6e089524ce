/// How results of a check become what is shown: how often they come and how many of them count.
package struct CheckRules: Hashable, Sendable {
  /// Seconds from one question to the next.
  package var every: Int64
  /// Seconds after which an answer no longer counts as one.
  package var timeout: Int64
  /// How many bad results in a row make something bad of what was good.
  package var failAfter: Int
  /// How many better results in a row are believed.
  package var clearAfter: Int
  /// Seconds after which a measurement is stale; nil for three intervals of the source's own.
  package var staleAfter: Int64?

  package static let standard = CheckRules()

  package init(
    every: Int64 = 10, timeout: Int64 = 5, failAfter: Int = 2, clearAfter: Int = 3,
    staleAfter: Int64? = nil
  ) {
    self.every = every
    self.timeout = timeout
    self.failAfter = failAfter
    self.clearAfter = clearAfter
    self.staleAfter = staleAfter
  }

  /// Seconds after which an answer is stale: three intervals, or one with its timeout and 5 s.
  package var limit: Int64 { limit(every: every) }

  /// The limit if results came every so many seconds.
  func limit(every: Int64) -> Int64 { max(3 * every, every + timeout + 5) }

  /// Seconds for which something may be unknown before that alone is as urgent as its failure.
  package var unknownLimit: Int64 { 3 * max(limit, staleAfter ?? 0) }

  /// Whether an answer was overtaken by a later one.
  ///
  /// One that is older by more than an answer can be comes from a clock that was set back.
  func isTooLate(_ asked: Instant, after last: Instant) -> Bool {
    asked < last && last.seconds(since: asked) <= limit
  }
}
