import HealthSources
import IncidentModel
import Testing

@Suite struct HTTPTests {
  private func request(_ path: String) -> HTTPRequest {
    HTTPRequest(url: LoopbackServer.url(path), proxy: .none)
  }

  private func failure(_ result: ProbeResult) -> HealthFailure? {
    if case .failure(let failure) = result.outcome { failure } else { nil }
  }

  @Test func `a document is fetched and read`() async throws {
    let result = try await ask("ft", request("/ok"))
    #expect(try lines(result) == ["a: ok 1 "])
    #expect(!result.isInsecure)
  }

  @Test func `nothing but what was said is sent`() async throws {
    var request = request("/echo")
    request.headers = [.init("X-Team", "duty")]
    let answer = try await HTTPClient.answer(to: request, clock: wallClock)
    let text = String(decoding: answer.body, as: UTF8.self)
    #expect(text.contains(#""X-Team": "duty""#))
    #expect(text.contains(#""User-Agent": "incident""#))
    #expect(!text.contains("Authorization"))
  }

  @Test(arguments: [
    (Credentials.password(user: "ana", password: "x:y"), "Basic YW5hOng6eQ=="),
    (.bearer("abc"), "Bearer abc"),
  ])
  func `credentials are sent and never printed`(
    credentials: Credentials, header: String
  ) async throws {
    var request = request("/echo")
    request.credentials = credentials
    let answer = try await HTTPClient.answer(to: request, clock: wallClock)
    #expect(String(decoding: answer.body, as: UTF8.self).contains(header))
    var dumped = ""
    dump(request, to: &dumped)
    #expect(!dumped.contains("x:y") && !dumped.contains("abc"))
    #expect(!"\(request)".contains("x:y") && !"\(request)".contains("abc"))
  }

  @Test(arguments: [
    "http://ana:secret@127.0.0.1/", "http://127.0.0.1/\r\nX: y", "file:///etc/passwd", "ftp://a/",
    "x",
  ])
  func `such a URL is refused`(url: String) async throws {
    let result = try await ask("http", HTTPRequest(url: url, proxy: .none))
    guard case .badRequest(let reason)? = failure(result) else {
      Issue.record("not refused: \(result.outcome)")
      return
    }
    #expect(!reason.contains("secret"))
  }

  @Test func `a body is read to its limit, after decompression`() async throws {
    for path in ["/bomb", "/large?262145", "/headers"] {
      #expect(failure(try await ask("http", request(path))) == .tooLarge(limit: 262_144))
    }
    #expect(try await lines(ask("http", request("/large?262144"))).count == 1)
  }

  @Test(arguments: ["/slow", "/hang"])
  func `the deadline is for all of it`(path: String) async throws {
    let began = ContinuousClock.now
    let result = try await ask("ft", request(path), timeout: 300)
    #expect(failure(result) == .timedOut(milliseconds: 300))
    #expect(ContinuousClock.now - began < .seconds(20))
  }

  @Test(arguments: ["/noise", "/half"])
  func `an answer that breaks off is critical where answering is all`(path: String) async throws {
    let result = try await ask("gtg", request(path))
    #expect(try result.outcome.get().readings.map(\.status) == [.critical])
    guard case .brokenOff? = failure(try await ask("ft", request(path))) else {
      Issue.record("known")
      return
    }
  }

  @Test func `a port that nobody listens on refuses`() async throws {
    let port = ServerProcess.freePort()
    let request = HTTPRequest(url: "http://127.0.0.1:\(port)/", proxy: .none)
    #expect(failure(try await ask("ft", request)) == .refused(host: "127.0.0.1:\(port)"))
    #expect(
      try await lines(ask("gtg", request))
        == ["gtg: critical 1 127.0.0.1:\(port) refuses the connection"])
  }

  @Test func `a name that is not known is unknown`() async throws {
    let request = HTTPRequest(url: "http://no-such-host.invalid/", proxy: .none)
    let result = try await ask("gtg", request)
    #expect(failure(result) == .notResolved(host: "no-such-host.invalid:80"))
  }

  @Test func `what a server writes as reason is not shown`() async throws {
    let output = try await lines(ask("http", request("/reason")))[0]
    #expect(output.hasPrefix("http: critical 1 HTTP 500 in "))
    #expect(!output.contains("\u{1B}") && !output.contains("OK"))
  }

  @Test func `redirects are followed only on the same host, and three at most`() async throws {
    func chain(_ count: Int) -> String {
      (0..<count).reduce("/ok") { path, _ in
        "/to?" + path.replacing("%", with: "%25").replacing("?", with: "%3F")
      }
    }
    var followed = request(chain(2))
    followed.redirectLimit = 3
    #expect(try await lines(ask("ft", followed)) == ["a: ok 1 "])
    followed.url = LoopbackServer.url(chain(4))
    #expect(failure(try await ask("ft", followed)) == .httpStatus(302))
    #expect(failure(try await ask("ft", request(chain(1)))) == .httpStatus(302))
    for other in [
      "http://localhost:\(LoopbackServer.port)/ok", "http://127.0.0.1:1/", "file:///etc",
    ] {
      followed.url = LoopbackServer.url("/to?\(other)")
      #expect(failure(try await ask("ft", followed)) == .httpStatus(302))
    }
  }

  @Test(arguments: [
    "http://169.254.169.254/latest/meta-data", "http://[fe80::1]/", "http://[fd00:ec2::254]/",
    "http://[::ffff:169.254.1.1]/",
  ])
  func `metadata services and link-local addresses are blocked`(url: String) async throws {
    for proxy in [HTTPRequest.Proxy.none, .url("http://127.0.0.1:\(LoopbackServer.port)")] {
      let result = try await ask("http", HTTPRequest(url: url, proxy: proxy), timeout: 500)
      guard case .blockedAddress? = failure(result) else {
        Issue.record("not blocked: \(result.outcome)")
        return
      }
    }
  }

  @Test func `a proxy is used when one is named`() async throws {
    let proxy = HTTPRequest.Proxy.url("http://127.0.0.1:\(LoopbackServer.port)")
    // The server takes the whole URL for a path that it does not have.
    let answer = try await HTTPClient.answer(
      to: HTTPRequest(url: "http://service.invalid/ok", proxy: proxy), clock: wallClock)
    #expect(answer.status == 404)
  }

  @Test func `a companion is asked for beside the answer`() async throws {
    let result = try await ask("ft", request("/ok"), companion: request("/status?500"))
    #expect(try lines(result) == ["a: ok 1 "])
  }

  @Test func `a port that takes connections is ok`() async throws {
    let probe = Probe(
      id: ProbeID(service: "s", name: "t"),
      transport: .tcp(host: "127.0.0.1", port: LoopbackServer.port),
      format: try format("tcp"))
    #expect(try await lines(ask(probe))[0].hasPrefix("tcp: ok 1 connected in "))
    var refused = probe
    refused.transport = .tcp(host: "127.0.0.1", port: ServerProcess.freePort())
    #expect(try await lines(ask(refused))[0].hasPrefix("tcp: critical 1 127.0.0.1:"))
  }
}
