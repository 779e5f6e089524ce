import HealthSources
import IncidentModel
import Testing

/// Formats that a service speaks of itself: Spring Boot, health+json, MicroProfile, ASP.NET.
@Suite struct ServiceFormatTests {
  @Test(arguments: [
    (#"{"status":"UP"}"#, ["application: ok 1 UP, no detail"]),
    (#"{"status":"UP","groups":["live"]}"#, ["application: ok 1 UP, no detail"]),
    (#"{"status":"FINE"}"#, ["application: unknown 1 FINE, no detail"]),
    (
      #"{"status":"DOWN","components":{"db":{"status":"DOWN","details":{"error":"refused"}}}}"#,
      ["db: critical 1 refused"]
    ),
    (
      #"{"status":"UP","components":{"broker":{"status":"UP","components":{"us1":{"status":"UP","details":{"version":2}},"us2":{"status":"OUT_OF_SERVICE"}}}}}"#,
      ["broker/us1: ok 1 version=2", "broker/us2: maintenance 1 "]
    ),
    (
      #"{"status":"DOWN","details":{"disk":{"status":"UP","details":{"free":10}}}}"#,
      ["application: critical 1 DOWN", "disk: ok 1 free=10"]
    ),
  ])
  func `spring boot has a row for each leaf`(body: String, expected: [String]) throws {
    #expect(try read(format("spring"), body, status: 503).map(line) == expected)
  }

  @Test(arguments: [
    (#"{"status":"pass"}"#, 200, ["application: ok 1 "]),
    (#"{"status":"PASS"}"#, 500, ["application: critical 1 HTTP 500 but status PASS"]),
    (#"{"status":"warn","output":"slow"}"#, 200, ["application: warning 2 slow"]),
    (#"{"status":"odd"}"#, 200, ["application: unknown 1 "]),
    (
      #"{"status":"warn","checks":{"cpu:use":[{"node":1,"observedValue":85,"observedUnit":"%"},{"node":2,"status":"fail","output":"hot"}]}}"#,
      200, ["cpu:use 1: warning 2 85 %", "cpu:use 2: critical 1 hot"]
    ),
    (
      #"{"status":"fail","checks":{"db":[{"status":"pass"}]}}"#, 503,
      ["application: critical 1 ", "db: ok 1 "]
    ),
  ])
  func `health+json has a row for each element`(
    body: String, status: Int, expected: [String]
  ) throws {
    #expect(try read(format("health+json"), body, status: status).map(line) == expected)
  }

  @Test func `health+json says how long it holds`() throws {
    let answer = Answer(
      status: 200, headers: ["cache-control": "public, max-age = 3600"],
      body: Array(#"{"status":"pass"}"#.utf8), fetchedAt: now)
    #expect(try format("health+json").read(answer).get().freshSeconds == 3600)
  }

  @Test func `health+json from a cache is as old as the cache says`() throws {
    let body = #"{"status":"pass"}"#
    let readings = try read(format("health+json"), body, headers: ["age": "30"])
    #expect(readings.map(\.observedAt) == [now.advanced(bySeconds: -30)])
  }

  @Test(arguments: [
    (#"{"status":"UP","checks":[]}"#, ["application: ok 1 UP, no detail"]),
    (#"{"status":"DOWN","checks":[]}"#, ["application: unknown 1 starting: no checks yet"]),
    (
      #"{"status":"DOWN","checks":[{"name":"a","status":"DOWN","data":{"k":1}},{"name":"b","status":"UP"}]}"#,
      ["a: critical 1 k=1", "b: ok 1 "]
    ),
  ])
  func `microprofile starts before it is down`(body: String, expected: [String]) throws {
    #expect(try read(format("microprofile"), body, status: 503).map(line) == expected)
  }

  @Test(arguments: [
    ("Healthy", ["application: ok 1 Healthy, no detail"]),
    ("Degraded\n", ["application: warning 2 Degraded\n, no detail"]),
    (
      #"{"status":"Unhealthy","entries":{"db":{"status":"Unhealthy","description":"gone"},"x":{"status":"Degraded","exception":"slow"}}}"#,
      ["db: critical 1 gone", "x: warning 2 slow"]
    ),
  ])
  func `asp net speaks plainly or in JSON`(body: String, expected: [String]) throws {
    #expect(try read(format("aspnet"), body).map(line) == expected)
  }
}
