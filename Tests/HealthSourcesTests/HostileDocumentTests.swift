import HealthSources
import IncidentModel
import TestSupport
import Testing

/// Whatever comes, every format ends with readings or with a reason.
@Suite struct HostileDocumentTests {
  static let documents: [String] = [
    "", "{", "[", "\"", "nul", "-", "{\"a\"", "{\"a\":}", "[1,]", "{\"checks\":{}}", "\u{0}",
    "1e999",
    #"{"checks":[[[]]]}"#, #"{"status":{"a":1}}"#, #"{"status":[],"components":7,"checks":"x"}"#,
    #"[{"fingerprint":1,"labels":[],"status":7,"startsAt":false}]"#, #"[{"results":[]}]"#,
    #"{"kind":"List","items":[7,{"kind":"Pod"},{"kind":"Deployment","spec":{"replicas":1e300}}]}"#,
    #"{"status":"success","data":{"resultType":"vector","result":[{},7,{"value":[1]}]}}"#,
    #"{"status":"success","data":{"alerts":[{},7],"groups":null}}"#, #"{"heartbeatList":{"1":[]}}"#,
    #"{"page":1,"components":[[]]}"#, "monitor_status{", "monitor_status{a=\"", "probe_success x",
    String(repeating: "[", count: 100_000), String(repeating: #"{"a":"#, count: 600),
    String(repeating: "[", count: 600) + String(repeating: "]", count: 600),
  ]

  @Test(arguments: HealthFormat.all.map(\.name))
  func `no document ends the program`(name: String) throws {
    let format = try format(name)
    for body in Self.documents {
      for status in [0, 200, 503] {
        let answer = Answer(status: status, body: Array(body.utf8), fetchedAt: now)
        if case .success(let document) = format.read(answer) { #expect(!document.readings.isEmpty) }
      }
    }
  }

  @Test(arguments: [
    (
      "ft",
      #"{"checks":[{"id":"a","ok":false,"severity":2,"lastUpdated":"2026-11-22T22:41:07.123Z"}]}"#
    ),
    ("spring", #"{"status":"DOWN","components":{"db":{"status":"UP","details":{"a":[1,null]}}}}"#),
    ("health+json", #"{"status":"warn","checks":{"a:b":[{"node":1,"status":"fail","time":"x"}]}}"#),
    (
      "prometheus",
      #"{"status":"success","data":{"resultType":"vector","result":[{"metric":{"a":"b"},"value":[1.5,"NaN"]}]}}"#
    ),
    (
      "alertmanager",
      #"[{"labels":{"alertname":"A"},"fingerprint":"f","status":{"state":"active","silencedBy":["x"]}}]"#
    ),
    (
      "kubernetes",
      #"{"kind":"List","items":[{"kind":"Pod","status":{"conditions":[{"type":"Ready"}]}}]}"#
    ),
    ("gatus", #"[{"name":"y","results":[{"success":false,"timestamp":"2026-11-22T22:44:00Z"}]}]"#),
    ("uptime-kuma", "monitor_status{monitor_name=\"a\\\"b\",x=\"y\"} 1e0\n"),
    ("nagios", "OK - fine | 'a'=1;2;3 \\| b\nmore | c=1\n"),
  ])
  func `a document with bytes changed ends with readings or a reason`(
    name: String, document: String
  ) throws {
    let format = try format(name)
    let good = Array(document.utf8)
    let bytes = Array("{}[]\",:\\0-.eE+n \u{FF}".utf8) + [0, 0x80, 0xFF]
    var random = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      var body = good
      for _ in 0..<Int.random(in: 1...4, using: &random) where !body.isEmpty {
        let place = Int.random(in: body.indices, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: body[place] = bytes.randomElement(using: &random) ?? 0
        case 1: body.insert(bytes.randomElement(using: &random) ?? 0, at: place)
        default: body.removeSubrange(place..<min(body.count, place + 3))
        }
      }
      let result = format.read(Answer(status: 200, body: body, fetchedAt: now))
      if case .success(let document) = result { #expect(!document.readings.isEmpty) }
    }
  }

  @Test(arguments: HealthFormat.all.map(\.name))
  func `a document that is too large is not read`(name: String) throws {
    let format = try format(name)
    let answer = Answer(
      status: 200, body: Array(repeating: 0x5B, count: format.bodyLimit + 1), fetchedAt: now)
    #expect(format.read(answer) == .failure(.tooLarge(limit: format.bodyLimit)))
  }

  @Test func `what is nested 600 levels is left out and the rest is read`() throws {
    let deep = String(repeating: "[", count: 600) + "\"]\"" + String(repeating: "]", count: 600)
    let body = #"{"checks":[{"id":"a","ok":true,"checkOutput":\#(deep)},{"id":"b","ok":true}]}"#
    #expect(try read(format("ft"), body).map(\.status) == [.ok, .ok])
  }

  @Test func `bytes that are no text are replaced`() throws {
    var body = Array(#"{"checks":[{"id":"a","ok":true,"checkOutput":"x"#.utf8)
    body += [0xFF, 0xC0] + Array(#"\ud800y\u00e9\ud83d\ude00"}]}"#.utf8)
    let answer = Answer(status: 200, body: body, fetchedAt: now)
    let output = try format("ft").read(answer).get().readings[0].output
    #expect(output == "x\u{FFFD}\u{FFFD}\u{FFFD}yé😀")
  }

  @Test func `long texts and many rows are cut`() throws {
    let long = String(repeating: "é", count: 5000)
    let check = #"{"id":"a","ok":true,"checkOutput":"\#(long)"},"#
    let one = try read(format("ft"), #"{"checks":[\#(check)null]}"#)[0]
    #expect(one.output.utf8.count == HealthDocument.textLimit)
    let many = String(repeating: "{},", count: 6000)
    let readings = try read(format("ft"), #"{"checks":[\#(many){}]}"#)
    #expect(readings.count == HealthDocument.rowLimit + 1)
    #expect(readings.last?.output == "1001 more are not shown")
  }
}
