import HealthSources
import IncidentModel
import Testing

/// The moment at which every answer of these tests came.
let now = Instant(milliseconds: 1_795_387_470_000)

/// Reads a body as a format does.
func read(
  _ format: HealthFormat, _ body: String, status: Int = 200, headers: [String: String] = [:],
  companion: String? = nil, errors: String = "", options: FormatOptions = FormatOptions()
) throws -> [HealthReading] {
  let answer = Answer(
    status: status, headers: headers, body: Array(body.utf8), errorOutput: Array(errors.utf8),
    companion: companion.map { Array($0.utf8) }, milliseconds: 12, fetchedAt: now)
  return try format.read(answer, options: options).get().readings
}

func format(_ name: String) throws -> HealthFormat { try #require(HealthFormat.named(name)) }

/// A reading as one line: what tests compare.
func line(_ reading: HealthReading) -> String {
  "\(reading.check): \(reading.status) \(reading.urgency.rawValue) \(reading.output)"
}
