import HealthSources
import IncidentModel
import Testing

@Suite struct FTHealthTests {
  @Test(arguments: [
    (#""ok":true,"severity":1"#, "x: ok 1 "),
    (#""ok":false,"severity":1,"checkOutput":"down""#, "x: critical 1 down"),
    (#""ok":false,"severity":2"#, "x: warning 2 "),
    (#""ok":false,"severity":3"#, "x: warning 3 "),
    (#""ok":"false","severity":"2""#, "x: warning 2 "),
    (#""ok":false,"severity":1.0"#, "x: critical 1 "),
    (#""ok":false,"severity":0"#, "x: critical 1 no severity, taken as 1"),
    (#""ok":false,"checkOutput":"down""#, "x: critical 1 (no severity, taken as 1) down"),
    (#""ok":false,"severity":1,"lastUpdated":"""#, "x: unknown 1 it has never run"),
    (#""ok":true,"lastUpdated":"0001-01-01T00:00:00Z""#, "x: unknown 1 it has never run"),
    (#""ok":7,"severity":2"#, "x: unknown 2 it does not say whether it is ok"),
    (#""severity":{}"#, "x: unknown 1 it does not say whether it is ok"),
    (#""ok":true,"ok":false,"severity":2"#, "x: warning 2 "),
  ])
  func `a check is judged by ok and severity`(fields: String, expected: String) throws {
    let body = #"{"schemaVersion":1,"checks":[{"id":"x",\#(fields)}]}"#
    #expect(try read(format("ft"), body).map(line) == [expected])
  }

  @Test func `a whole check is taken over`() throws {
    let body = #"""
      {"schemaVersion":1,"checks":[{"id":"","name":"neo4j","ok":false,"severity":1,
      "businessImpact":"No articles","panicGuide":"https://runbooks.example/neo4j",
      "lastUpdated":"2026-11-22T22:41:07.123456789Z","ack":"INC-42 failed over"}]}
      """#
    let reading = try #require(read(format("ft"), body).first)
    #expect(reading.check == "neo4j")
    #expect(reading.impact == "No articles")
    #expect(reading.guide == "https://runbooks.example/neo4j")
    #expect(reading.acknowledgement == "INC-42 failed over")
    #expect(reading.observedAt == Instant(rfc3339: "2026-11-22T22:41:07.123Z"))
    #expect(reading.fetchedAt == now)
  }

  @Test func `a bad check does not lose the others`() throws {
    let body = #"{"checks":[null,"text",{"id":"a","ok":true},{"ok":true,"name":"a"}]}"#
    let readings = try read(format("ft"), body)
    #expect(readings.map(\.check) == ["check 1", "check 2", "a", "a (2)"])
    #expect(readings.map(\.status) == [.unknown, .unknown, .ok, .ok])
  }

  @Test(arguments: [
    (#"{"checks":[]}"#, 200, HealthFailure.noResults),
    (#"{"name":"x"}"#, 200, .notThisFormat("ft")),
    ("<html>", 200, .malformed(at: 0)),
    ("gone", 503, .httpStatus(503)),
  ])
  func `without a check nothing is known`(body: String, status: Int, failure: HealthFailure) throws
  {
    #expect(throws: failure) { try read(format("ft"), body, status: status) }
  }
}
