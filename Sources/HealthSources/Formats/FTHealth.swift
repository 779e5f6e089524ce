internal import IncidentModel

extension HealthFormat {
  /// The FT health-check standard, version 1, of a service (`/__health`) or of an aggregate.
  ///
  /// Shape: `{"schemaVersion": 1, "name", "checks": [{"id", "name", "ok", "severity": 1...3,
  /// "businessImpact", "technicalSummary", "panicGuide", "checkOutput", "lastUpdated", "ack"}]}`,
  /// always with HTTP 200. Source: github.com/Financial-Times/go-fthealth, v1_1/result.go.
  static let ft = HealthFormat(
    name: "ft",
    summary: "FT health check, /__health, of a service or of an aggregate",
    recognises: { document in
      guard let checks = document["checks"]?.elements else { return false }
      return document["schemaVersion"] != nil || checks.contains { $0["ok"] != nil }
    },
    decoder: { (answer, _) throws(HealthFailure) in
      guard let checks = try answer.json()["checks"]?.elements else {
        throw .notThisFormat("ft")
      }
      return try HealthDocument(
        checks.enumerated().map { reading(of: $1, number: $0 + 1, at: answer.fetchedAt) })
    })
}

private func reading(of check: JSONValue, number: Int, at fetchedAt: Instant) -> HealthReading {
  let severity = check["severity"]?.integer.flatMap { HealthUrgency(rawValue: $0) }
  var reading = HealthReading(
    check: check["id"]?.text ?? check["name"]?.text ?? "check \(number)", status: .unknown,
    urgency: severity ?? .page, output: check["checkOutput"]?.line ?? "",
    observedAt: check["lastUpdated"]?.instant, fetchedAt: fetchedAt,
    impact: check["businessImpact"]?.text,
    guide: check["panicGuide"]?.text ?? check["technicalSummary"]?.text,
    acknowledgement: check["ack"]?.text ?? check["_acknowledged"]?.text)
  if hasNeverRun(check) {
    reading.output = note("it has never run", before: reading.output)
    return reading
  }
  switch check["ok"]?.truth {
  case true?: reading.status = .ok
  case false?:
    reading.status = severity == .today || severity == .canWait ? .warning : .critical
    if severity == nil { reading.output = note("no severity, taken as 1", before: reading.output) }
  case nil: reading.output = note("it does not say whether it is ok", before: reading.output)
  }
  return reading
}

/// Whether the time of the last run is empty, or the year 1, which Go writes for it.
private func hasNeverRun(_ check: JSONValue) -> Bool {
  guard case .string(let text)? = check["lastUpdated"] else { return false }
  return text.isEmpty || text.hasPrefix("0001-01-01")
}

/// A remark of ours before what the source said.
func note(_ note: String, before output: String) -> String {
  output.isEmpty ? note : "(\(note)) \(output)"
}
