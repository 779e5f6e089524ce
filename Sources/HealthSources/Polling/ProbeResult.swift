package import IncidentModel

/// What came of asking once.
package struct ProbeResult: Sendable {
  package var probe: ProbeID
  /// What it said, or why nothing is known.
  package var outcome: Result<HealthDocument, HealthFailure>
  /// Whether nothing was heard, even where that is a result, as for a port that refuses.
  package var isSilent: Bool
  /// Whether the certificate of whoever said it was not verified.
  package var isInsecure: Bool
  package var startedAt: Instant
  package var fetchedAt: Instant
  /// How long after its time it started, in milliseconds.
  package var lateness: Int64

  /// What the rules of health take.
  package var answer: ProbeAnswer {
    let content: ProbeAnswer.Content =
      switch outcome {
      case .success(let document):
        .results(document.readings, freshSeconds: document.freshSeconds)
      case .failure(let failure): .failure(failure.text)
      }
    return ProbeAnswer(content, at: fetchedAt, isSilent: isSilent)
  }
}
