import HealthSources
import IncidentModel
import Testing

@Suite struct MappingTests {
  @Test func `paths lead to the fields of any document`() throws {
    let body = #"""
      {"site":{"incident":"INC-7"},"nodes":{"eu":{"s":{"state":"BAD","level":2},"log":["a","b"],"at":1795387443},
      "us":{"s":{"state":"good","level":"info"},"at":"2026-11-22 22:44:00"},"ap":{}}}
      """#
    let mapping = JSONMapping(
      rows: "nodes", check: ["@key"], status: "s.state", words: ["bad": .critical, "good": .ok],
      output: ["log.*"], trouble: ["$.site.incident"], severity: "s.level", observedAt: "at")
    let readings = try read(format("mapped"), body, options: FormatOptions(mapping: mapping))
    #expect(
      readings.map(line) == ["eu: critical 2 a; b", "us: ok 3 ", "ap: unknown 1 INC-7"])
    #expect(readings[0].observedAt == Instant(milliseconds: 1_795_387_443_000))
    #expect(readings[1].observedAt == Instant(rfc3339: "2026-11-22T22:44:00Z"))
  }

  @Test func `without a mapping nothing can be read`() {
    #expect(throws: HealthFailure.badRequest("no mapping is configured")) {
      try read(format("mapped"), "{}")
    }
  }

  @Test(arguments: [
    (
      "statuspage",
      #"{"page":{},"components":[{"name":"API","status":"partial_outage"},{"name":"Web","status":"operational"},{"name":"Db","status":"under_maintenance"}],"incidents":[{"name":"Slow"}]}"#,
      ["API: warning 2 Slow", "Web: ok 1 ", "Db: maintenance 1 Slow"]
    ),
    (
      "gatus",
      #"[{"name":"x","group":"g","results":[{"success":true},{"success":false,"errors":["a"],"timestamp":"2026-11-22T22:44:00Z"}]},{"name":"y","results":[{"success":false,"conditionResults":[{"condition":"[STATUS] == 200","success":false},{"condition":"c","success":true}]}]}]"#,
      ["g x: critical 1 a", "y: critical 1 [STATUS] == 200"]
    ),
    (
      "uptime-kuma",
      #"{"heartbeatList":{"1":[{"status":1},{"status":0,"msg":"down"}],"2":[{"status":3}]}}"#,
      ["1: critical 1 down", "2: maintenance 1 "]
    ),
    (
      "uptime-kuma",
      "# HELP monitor_status x\nmonitor_status{monitor_name=\"a \\\"b\\\"\",monitor_url=\"u\"} 1\nmonitor_status{monitor_name=\"c\"} 2\n",
      ["a \"b\": ok 1 u", "c: warning 2 "]
    ),
    (
      "blackbox", "probe_success 0\nprobe_http_status_code 503\nprobe_duration_seconds 0.25\n",
      ["probe: critical 1 HTTP 503 in 0.25 s"]
    ),
  ])
  func `presets read what others publish`(name: String, body: String, expected: [String]) throws {
    #expect(try read(format(name), body).map(line) == expected)
  }

  @Test(arguments: [
    (#"{"schemaVersion":1,"checks":[{"id":"a","ok":true}]}"#, "a: ok 1 "),
    (#"{"status":"UP"}"#, "application: ok 1 UP, no detail"),
    (#"{"status":"pass"}"#, "application: ok 1 "),
    (#"{"status":"UP","checks":[{"name":"m","status":"UP"}]}"#, "m: ok 1 "),
    (#"{"status":"Healthy","entries":{}}"#, "application: ok 1 Healthy, no detail"),
    (
      #"{"kind":"PodList","items":[{"kind":"Pod","metadata":{"name":"p"}}]}"#,
      "p: unknown 1 Unknown"
    ),
    (
      #"{"status":"success","data":{"resultType":"scalar","result":[1,"4"]}}"#, "value: ok 1 4"
    ),
  ])
  func `auto knows the JSON formats apart`(body: String, expected: String) throws {
    #expect(try read(format("auto"), body).map(line) == [expected])
  }

  @Test(arguments: ["[]", "{}", "7", #""text""#, "null"])
  func `auto does not guess`(body: String) {
    #expect(throws: HealthFailure.unrecognised) { try read(format("auto"), body) }
  }
}
