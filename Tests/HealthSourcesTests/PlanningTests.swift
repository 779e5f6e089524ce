import HealthSources
import IncidentModel
import Testing

/// From the configuration to what is asked.
@Suite struct PlanningTests {
  private var configuration: Configuration {
    var configuration = Configuration()
    configuration.sources = [
      .init(name: "prom", url: "http://prom:9090/x/", ca: "/ca.pem", isInsecure: true)
    ]
    configuration.formats = [
      .init(name: "house", paths: [.checks: "results", .status: "state"], words: ["OK": .ok]),
      .init(name: "flat", like: "house", paths: [.check: "id"], words: ["bad": .critical]),
      .init(name: "loop", like: "loop"), .init(name: "odd", like: "tcp"),
      .init(name: "pages", like: "statuspage", paths: [.output: "note"]),
    ]
    return configuration
  }

  private func plan(
    _ target: Configuration.Probe.Target, format: String = "auto", source: String? = nil
  ) throws -> Probe {
    let probe = Configuration.Probe(
      name: "p", target: target, format: format, rules: CheckRules(every: 30, timeout: 4),
      urgency: .today, source: source)
    return try Probe(
      PlannedProbe(id: ProbeID(service: "s", name: "p"), probe: probe), of: configuration,
      credentials: ["prom": .bearer("secret")], environment: ["HOME": "/home/ana"])
  }

  @Test(arguments: [
    (Configuration.Probe.Target.url("https://a/__health?x"), "auto"),
    (.url("https://a/__gtg?categories=b"), "gtg"), (.tcp(host: "a", port: 1), "tcp"),
    (.command(["check_x"]), "nagios"), (.kubernetes(.init()), "kubernetes"),
  ])
  func `what is asked says how it is read`(
    target: Configuration.Probe.Target, format: String
  ) throws {
    let probe = try plan(target)
    #expect(probe.format.name == format)
    #expect(probe.options.urgency == .today)
    #expect((probe.interval, probe.timeout) == (30_000, 4000))
  }

  @Test func `a query goes to its source as a form`() throws {
    let query = Configuration.Probe.Query(expression: "up", critical: Threshold("< 1"))
    let probe = try plan(.query(query), source: "prom")
    guard case .http(let request, nil) = probe.transport else {
      Issue.record("\(probe.transport)")
      return
    }
    #expect(request.url == "http://prom:9090/x/api/v1/query")
    #expect(request.method == "POST")
    #expect(request.caFile == "/ca.pem")
    #expect(request.credentials == .bearer("secret"))
    #expect(probe.transport.isInsecure)
    #expect(probe.options.critical == Threshold("< 1"))
  }

  @Test func `alerts come with their silences`() throws {
    let alerts = Configuration.Probe.Alerts(matchers: [#"service="a""#], watchdog: "Alive")
    let probe = try plan(.alerts(alerts), source: "prom")
    guard case .http(let request, let companion?) = probe.transport else {
      Issue.record("\(probe.transport)")
      return
    }
    #expect(request.url.hasSuffix("/x/api/v2/alerts"))
    #expect(companion.url.hasSuffix("/x/api/v2/silences"))
    #expect(probe.options.watchdogs == ["Alive"])
    #expect(probe.options.matchers == [Silence.Matcher("service", "a")])
  }

  @Test func `a format of the house stands on the one that it is like`() throws {
    let mapping = try #require(try plan(.url("http://a/"), format: "flat").options.mapping)
    #expect(mapping.rows == "results")
    #expect(mapping.status == "state")
    #expect(mapping.check == ["id"])
    #expect(mapping.words == ["ok": .ok, "bad": .critical])
    let pages = try #require(try plan(.url("http://a/"), format: "pages").options.mapping)
    #expect(pages.rows == "components")
    #expect(pages.output == ["note"])
  }

  @Test(arguments: ["loop", "odd", "nothing"])
  func `a format that cannot be is refused`(format: String) {
    #expect(throws: HealthFailure.self) { try plan(.url("http://a/"), format: format) }
  }

  @Test func `a source or a matcher that cannot be is refused`() {
    let alerts = Configuration.Probe.Alerts(matchers: ["="])
    #expect(throws: HealthFailure.self) { try plan(.alerts(.init(matchers: [])), source: "x") }
    #expect(throws: HealthFailure.self) { try plan(.alerts(.init(matchers: []))) }
    #expect(throws: HealthFailure.self) { try plan(.alerts(alerts), source: "prom") }
  }
}
