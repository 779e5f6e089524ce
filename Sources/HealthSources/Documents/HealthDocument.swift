package import IncidentModel

/// What one answer said: its readings, and for how long they may be taken as fresh.
package struct HealthDocument: Hashable, Sendable {
  /// More rows than anybody reads are not kept; what is left out is said by one more reading.
  package static let rowLimit = 5000
  /// UTF-8 bytes that are kept of one text.
  package static let textLimit = 4096

  /// One for each check, each with a name of its own within the document.
  package var readings: [HealthReading]
  /// How old the readings may get where the source itself says so, in seconds; nil leaves it to
  /// the interval.
  package var freshSeconds: Int64?

  /// Makes names unique, cuts long texts and leaves out rows past the limit.
  init(_ given: [HealthReading], freshSeconds: Int64? = nil) throws(HealthFailure) {
    guard let first = given.first else { throw .noResults }
    var seen: [String: Int] = [:]
    readings = given.prefix(Self.rowLimit).map { reading in
      var kept = reading
      kept.check = clipped(reading.check)
      let count = seen[kept.check, default: 0] + 1
      seen[kept.check] = count
      if count > 1 { kept.check += " (\(count))" }
      kept.output = clipped(reading.output)
      kept.impact = reading.impact.map(clipped)
      kept.guide = reading.guide.map(clipped)
      kept.acknowledgement = reading.acknowledgement.map(clipped)
      return kept
    }
    if given.count > Self.rowLimit {
      let left = given.count - Self.rowLimit
      readings.append(
        HealthReading(
          check: "more", status: .unknown, output: "\(left) more are not shown",
          fetchedAt: first.fetchedAt))
    }
    self.freshSeconds = freshSeconds
  }
}

/// The text up to the limit, cut between scalars.
private func clipped(_ text: String) -> String {
  guard text.utf8.count > HealthDocument.textLimit else { return text }
  var end = text.utf8.index(text.startIndex, offsetBy: HealthDocument.textLimit)
  while end.samePosition(in: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
  return String(text[..<end])
}
