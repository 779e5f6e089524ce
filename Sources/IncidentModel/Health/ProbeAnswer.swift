/// What came of asking once.
package struct ProbeAnswer: Hashable, Sendable {
  package enum Content: Hashable, Sendable {
    /// Everything the source has: a check that is not among them is no longer there.
    ///
    /// `freshSeconds`: how old the source says that they may get.
    case results([HealthReading], freshSeconds: Int64?)
    /// Nothing is known, and why; what was known before grows old.
    case failure(String)
  }

  package var content: Content
  /// When it was asked.
  package var at: Instant
  /// Whether nothing was heard: refused, out of time, not found; many of those are our own trouble.
  package var isSilent: Bool

  package init(_ content: Content, at instant: Instant, isSilent: Bool = false) {
    self.content = content
    at = instant
    self.isSilent = isSilent
  }
}
