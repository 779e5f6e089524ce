/// When a runbook was last walked: the sign of freshness that a file cannot give.
package struct RunbookExercise: Hashable, Sendable {
  package var at: Instant
  /// The incident it was walked in.
  package var ref: String
  /// Whether that was a drill.
  package var mode: Mode

  package init(at: Instant, ref: String, mode: Mode) {
    self.at = at
    self.ref = ref
    self.mode = mode
  }
}
