import HealthSources
import IncidentModel
import Testing

@Suite struct PrometheusTests {
  private let options = FormatOptions(critical: Threshold("> 0.1"), warning: Threshold("> 0.05"))

  private func vector(_ series: String...) -> String {
    #"{"status":"success","data":{"resultType":"vector","result":[\#(series.joined(separator: ","))]}}"#
  }

  @Test(arguments: [
    ("0.2", "region=eu: critical 1 0.2"), ("0.07", "region=eu: warning 2 0.07"),
    ("0", "region=eu: ok 1 0"), ("+Inf", "region=eu: critical 1 +Inf"),
    ("-Inf", "region=eu: ok 1 -Inf"), ("NaN", "region=eu: unknown 1 NaN: nothing to count"),
    ("many", "region=eu: unknown 1 no value"),
  ])
  func `a value is judged by thresholds`(value: String, expected: String) throws {
    let body = vector(
      #"{"metric":{"__name__":"m","region":"eu"},"value":[1795387443.2,"\#(value)"]}"#)
    #expect(try read(format("prometheus"), body, options: options).map(line) == [expected])
  }

  @Test func `no traffic is quiet and not ok`() throws {
    let reading = try read(format("prometheus"), vector(#"{"metric":{},"value":[1,"NaN"]}"#))[0]
    #expect(reading.isQuiet)
    #expect(reading.status == .unknown)
  }

  @Test func `the time of the sample is the one of the source`() throws {
    let body = vector(
      #"{"metric":{"__name__":"up","job":"a"},"value":[1795387443,"1"]}"#,
      #"{"metric":{"job":"a","incident_sample_time":"1"},"value":[1795387443,"1795387440.5"]}"#)
    let readings = try read(format("prometheus"), body)
    #expect(readings.map(\.observedAt) == [Instant(milliseconds: 1_795_387_440_500)])
  }

  @Test(arguments: [
    (
      #"{"status":"success","data":{"resultType":"vector","result":[]}}"#, 200,
      HealthFailure.noResults
    ),
    (
      #"{"status":"error","errorType":"bad_data","error":"parse error"}"#, 400,
      .sourceError(kind: "bad_data", message: "parse error")
    ),
    (
      #"{"status":"success","data":{"resultType":"string","result":[1,"x"]}}"#, 200,
      .notThisFormat("prometheus")
    ),
  ])
  func `an answer without a series is unknown`(body: String, status: Int, failure: HealthFailure) {
    #expect(throws: failure) { try read(format("prometheus"), body, status: status) }
  }

  @Test func `a query is sent as a form`() {
    let form = PrometheusForm.timed(query: #"up{job="a b"}"#, timeoutSeconds: 4)
    #expect(
      form.hasPrefix("query=%28up%7Bjob%3D%22a%20b%22%7D%29%20or%20label_replace%28timestamp"))
    #expect(form.hasSuffix("&timeout=4s"))
  }

  @Test(arguments: [
    ("firing", "critical", "A x=1: critical 1 sum"), ("firing", "warning", "A x=1: warning 2 sum"),
    ("firing", "info", "A x=1: warning 3 sum"), ("firing", "odd", "A x=1: critical 1 sum"),
    ("pending", "critical", "A x=1: warning 1 (pending) sum"),
    ("odd", "info", "A x=1: unknown 3 sum"),
  ])
  func `an alert is judged by state and severity`(
    state: String, severity: String, expected: String
  ) throws {
    let body = #"""
      {"status":"success","data":{"alerts":[{"labels":{"alertname":"A","x":"1","severity":"\#(severity)"},
      "annotations":{"summary":"sum"},"state":"\#(state)","activeAt":"2026-11-22T22:42:50Z"}]}}
      """#
    let options = FormatOptions(watchdogs: [])
    let readings = try read(format("prometheus-alerts"), body, options: options)
    #expect(readings.map(line) == [expected])
    #expect(readings[0].since == Instant(rfc3339: "2026-11-22T22:42:50Z"))
  }

  @Test(arguments: [
    (#""health":"ok","alerts":[]"#, "R: ok 2 "),
    (#""health":"err","lastError":"no data""#, "R: unknown 2 no data"),
    (#""health":"unknown""#, "R: unknown 2 it was not evaluated"),
  ])
  func `a rule that cannot be evaluated is unknown`(fields: String, expected: String) throws {
    let body = #"""
      {"status":"success","data":{"groups":[{"rules":[{"name":"R","type":"alerting",
      "labels":{"severity":"warning"},\#(fields)},{"name":"r","type":"recording"}]}]}}
      """#
    #expect(try read(format("prometheus-alerts"), body).map(line) == [expected])
  }
}
