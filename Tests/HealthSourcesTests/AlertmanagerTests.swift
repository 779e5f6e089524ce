import HealthSources
import IncidentModel
import Testing

@Suite struct AlertmanagerTests {
  private func alert(
    _ name: String, labels: String = "", state: String = "active", silencedBy: String = "",
    inhibitedBy: String = "", updatedAt: String = "2026-11-22T22:43:56Z"
  ) -> String {
    #"""
    {"labels":{"alertname":"\#(name)","severity":"critical"\#(labels)},"annotations":{"summary":"\#(name)!",
    "businessImpact":"none","runbook_url":"https://r.example"},"startsAt":"2026-11-22T22:42:54Z",
    "updatedAt":"\#(updatedAt)","fingerprint":"f","status":{"state":"\#(state)",
    "silencedBy":[\#(silencedBy)],"inhibitedBy":[\#(inhibitedBy)]}}
    """#
  }

  private func read(
    _ alerts: String..., companion: String? = nil, options: FormatOptions = FormatOptions()
  ) throws -> [HealthReading] {
    try HealthSourcesTests.read(
      format("alertmanager"), "[\(alerts.joined(separator: ","))]", companion: companion,
      options: options)
  }

  private var watchdog: String { alert("Watchdog") }

  @Test func `an alert says since when, for whom and what to do`() throws {
    let reading = try read(watchdog, alert("A"))[1]
    #expect(line(reading) == "A: critical 1 A!")
    #expect(reading.since == Instant(rfc3339: "2026-11-22T22:42:54Z"))
    #expect(reading.observedAt == Instant(rfc3339: "2026-11-22T22:43:56Z"))
    #expect(reading.impact == "none")
    #expect(reading.guide == "https://r.example")
  }

  @Test func `without a watchdog no alert proves nothing`() throws {
    #expect(throws: HealthFailure.noWatchdog(["Watchdog", "DeadMansSwitch"])) { try read() }
    #expect(try read(alert("A")).map(\.status) == [.unknown, .critical])
    #expect(try read(watchdog).map(\.status) == [.ok])
  }

  @Test func `a silence acknowledges and changes no status`() throws {
    let silences = #"""
      [{"id":"s1","status":{"state":"active"},"matchers":[],"createdBy":"duty","comment":"INC-42",
      "startsAt":"2026-11-22T22:44:03.979Z","endsAt":"2026-11-22T22:54:03.000Z"},{"id":7}]
      """#
    let silenced = alert("A", state: "suppressed", silencedBy: #""s1""#)
    let reading = try read(watchdog, silenced, companion: silences)[1]
    #expect(reading.status == .critical)
    #expect(reading.acknowledgement == "duty: INC-42 (until 2026-11-22T22:54:03.000Z)")
    #expect(try read(watchdog, silenced)[1].acknowledgement == "silenced by s1")
  }

  @Test(arguments: [
    (#""a6","b7""#, "suppressed", "A: critical 1 (suppressed by a6, b7) A!"),
    ("", "unprocessed", "A: critical 1 (not yet processed) A!"),
    ("", "new", "A: unknown 1 A!"),
  ])
  func `its state is said`(inhibitedBy: String, state: String, expected: String) throws {
    #expect(
      try line(read(watchdog, alert("A", state: state, inhibitedBy: inhibitedBy))[1]) == expected)
  }

  @Test func `what replicas send is one row, the newest`() throws {
    let readings = try read(
      watchdog, alert("A", labels: #","replica":"a""#, updatedAt: "2026-11-22T22:43:00Z"),
      alert("A", labels: #","replica":"b""#, updatedAt: "2026-11-22T22:44:00Z"),
      alert("A", labels: #","x":"1""#))
    #expect(readings.map(\.check) == ["Watchdog", "A", "A x=1"])
    #expect(readings[1].observedAt == Instant(rfc3339: "2026-11-22T22:44:00Z"))
  }

  @Test(arguments: [
    (#"service="a""#, 2), (#"service=~"a|b""#, 2), (#"service!="a""#, 1), (#"service!~b.*"#, 2),
    (#"team="""#, 2), ("service=b", 1),
  ])
  func `matchers choose, and leave the watchdog`(matcher: String, count: Int) throws {
    var options = FormatOptions()
    options.matchers = [try #require(Silence.Matcher(matcher))]
    let readings = try read(watchdog, alert("A", labels: #","service":"a""#), options: options)
    #expect(readings.count == count)
    #expect(readings[0].check == "Watchdog")
  }

  @Test(arguments: ["service", "=x", "a=~\"(\"", "9a=b"])
  func `what is no matcher is refused`(text: String) { #expect(Silence.Matcher(text) == nil) }

  @Test(arguments: [
    #""end time can't be in the past""#, #"{"code":612,"message":"end time can't be in the past"}"#,
  ])
  func `errors come in two shapes`(body: String) {
    #expect(
      throws: HealthFailure.sourceError(kind: "HTTP 400", message: "end time can't be in the past")
    ) { try HealthSourcesTests.read(format("alertmanager"), body, status: 400) }
  }

  @Test func `a silence is written as its API takes it`() {
    let silence = Silence(
      matchers: [.init("alertname", #"a"\b"#)], startsAt: Instant(milliseconds: 0),
      endsAt: Instant(milliseconds: 60_000), author: "ana", reason: "line\nbreak")
    #expect(
      silence.json
        == #"{"matchers":[{"name":"alertname","value":"a\"\\b","isRegex":false,"isEqual":true}],"#
        + #""startsAt":"1970-01-01T00:00:00.000Z","endsAt":"1970-01-01T00:01:00.000Z","#
        + #""createdBy":"ana","comment":"line\u000abreak"}"#)
  }
}
