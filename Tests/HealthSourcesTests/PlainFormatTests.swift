import HealthSources
import IncidentModel
import Testing

@Suite struct PlainFormatTests {
  @Test(arguments: [
    (200, "OK", "gtg: ok 1 OK"), (200, "", "gtg: ok 1 "),
    (503, "db", "gtg: critical 1 (HTTP 503) db"),
    (302, "", "gtg: critical 1 HTTP 302"), (404, "", "gtg: critical 1 HTTP 404"),
  ])
  func `good to go is in the status`(status: Int, body: String, expected: String) throws {
    #expect(try read(format("gtg"), body, status: status).map(line) == [expected])
  }

  @Test func `a category that there is not is no failure of the service`() throws {
    #expect(throws: HealthFailure.httpStatus(400)) { try read(format("gtg"), "", status: 400) }
  }

  @Test(arguments: [
    (200, "hello", "http: ok 1 HTTP 200 in 12 ms"),
    (200, "bye", "http: critical 1 HTTP 200 in 12 ms, without the expected text"),
    (301, "hello", "http: critical 1 HTTP 301 in 12 ms"),
    (500, "hello", "http: critical 1 HTTP 500 in 12 ms"),
  ])
  func `a page is judged by status and text`(status: Int, body: String, expected: String) throws {
    let options = FormatOptions(expectedText: "hello")
    #expect(
      try read(format("http"), body, status: status, options: options).map(line) == [expected])
  }

  @Test(
    arguments: ["gtg", "http", "tcp"],
    [
      HealthFailure.refused(host: "a:1"), .timedOut(milliseconds: 5000), .brokenOff("reset"),
    ])
  func `a target that does not answer is critical`(name: String, failure: HealthFailure) throws {
    let document = try format(name).read(failure, at: now).get()
    #expect(document.readings.map(\.status) == [.critical])
  }

  @Test(
    arguments: ["gtg", "http", "tcp"],
    [
      HealthFailure.notResolved(host: "a"), .untrusted("expired"), .tooLarge(limit: 1),
      .blockedAddress(host: "a"),
    ])
  func `what may be our own trouble is unknown`(name: String, failure: HealthFailure) throws {
    #expect(try format(name).read(failure, at: now) == .failure(failure))
  }

  @Test(arguments: HealthFormat.all.filter { !$0.measuresReachability }.map(\.name))
  func `without its document a format knows nothing`(name: String) throws {
    let failure = HealthFailure.refused(host: "a:1")
    #expect(try format(name).read(failure, at: now) == .failure(failure))
  }
}
