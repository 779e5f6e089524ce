import HealthSources
import IncidentModel
import Testing

/// Against the real ones, as the system's packages install them.
@Suite(
  .enabled(if: Lab.isWanted, "needs the packages prometheus and prometheus-alertmanager"),
  .timeLimit(.minutes(2)))
struct RealServerTests {
  private func row(_ name: String, of result: ProbeResult) -> HealthReading? {
    (try? result.outcome.get())?.readings.first {
      $0.check == name || $0.check.hasPrefix("\(name) ")
    }
  }

  @Test func `alerts fire, are silenced, are suppressed, and grow old with their Prometheus`()
    async throws
  {
    let lab = try Lab()
    var result = try await lab.alerts {
      row("Consequence", of: $0)?.output.contains("suppr") == true
    }
    #expect(row("Watchdog", of: result)?.status == .ok)
    let broken = try #require(row("Broken", of: result))
    #expect(line(broken) == "Broken region=eu: critical 1 It is broken")
    #expect(broken.guide == "https://runbooks.example.org/broken")
    #expect(broken.since != nil && broken.observedAt != nil)
    #expect(row("Consequence", of: result)?.status == .warning)
    #expect(row("Fine", of: result) == nil)

    let store = Alertmanager(HTTPRequest(url: lab.alertmanagerURL, proxy: .none), clock: wallClock)
    let silence = Silence(
      matchers: [.init("alertname", "Known")], startsAt: wallClock(),
      endsAt: wallClock().advanced(bySeconds: 600), author: "ana", reason: "INC-42 \"known\"")
    let id = try await store.create(silence)
    result = try await lab.alerts { row("Known", of: $0)?.acknowledgement != nil }
    #expect(row("Known", of: result)?.status == .critical)
    #expect(
      row("Known", of: result)?.acknowledgement?.hasPrefix("ana: INC-42 \"known\" (until 2") == true
    )
    #expect(try await store.silences().map(\.id) == [id])
    try await store.delete(id)
    result = try await lab.alerts { row("Known", of: $0)?.acknowledgement == nil }
    #expect(row("Known", of: result)?.acknowledgement == nil)
    #expect(try await store.silences().map(\.state) == ["expired"])

    lab.prometheus.end()
    let death = wallClock()
    result = try await lab.alerts { result in
      // Until they expire they stay as they were, and say from when they are.
      let observed = row("Watchdog", of: result)?.observedAt
      if let observed { #expect(observed.milliseconds <= death.milliseconds + 1000) }
      return observed == nil
    }
    #expect(result.outcome == .failure(.noWatchdog(["Watchdog", "DeadMansSwitch"])))
  }

  @Test func `a silence that cannot be is refused with the server's words`() async throws {
    let lab = try Lab()
    _ = try await lab.alerts { $0.outcome != .failure(.refused(host: "")) && !$0.isSilent }
    let store = Alertmanager(HTTPRequest(url: lab.alertmanagerURL, proxy: .none), clock: wallClock)
    let past = Silence(
      matchers: [.init("a", "b")], startsAt: Instant(milliseconds: 0),
      endsAt: Instant(milliseconds: 1), author: "ana", reason: "late")
    await #expect(throws: HealthFailure.self) { try await store.create(past) }
    var empty = past
    empty.matchers = []
    let failure = await #expect(throws: HealthFailure.self) { try await store.create(empty) }
    #expect(failure?.text.contains("matchers in body") == true)
    await #expect(throws: HealthFailure.self) { try await store.delete("../x") }
  }

  @Test func `queries and rules of Prometheus are read`() async throws {
    let lab = try Lab()
    func request(_ path: String) -> HTTPRequest {
      HTTPRequest(url: lab.prometheusURL + path, proxy: .none)
    }
    var query = request("/api/v1/query")
    query.method = "POST"
    query.headers = [.init("Content-Type", "application/x-www-form-urlencoded")]
    query.body = Array(PrometheusForm.timed(query: "up", timeoutSeconds: 5).utf8)
    var found: HealthReading?
    for _ in 0..<100 where found == nil {
      try await Task.sleep(for: .milliseconds(100))
      found = try? await ask("prometheus", query).outcome.get().readings.first
    }
    let reading = try #require(found)
    #expect(reading.check.hasSuffix("job=self"))
    let observed = try #require(reading.observedAt)
    #expect(abs(observed.milliseconds - wallClock().milliseconds) < 10_000)

    query.body = Array("query=sum(".utf8)
    guard case .failure(.sourceError("bad_data", _)) = try await ask("prometheus", query).outcome
    else {
      Issue.record("a query that is none was taken")
      return
    }
    let rules = request("/api/v1/rules?type=alert")
    var result = try await ask("prometheus-alerts", rules)
    for _ in 0..<50 where row("Broken", of: result)?.status != .critical {
      try await Task.sleep(for: .milliseconds(200))
      result = try await ask("prometheus-alerts", rules)
    }
    #expect(row("Broken", of: result)?.status == .critical)
    #expect(row("Fine", of: result)?.status == .ok)
    #expect(row("Slow", of: result)?.output == "(pending) firing")
    #expect(row("Watchdog", of: result)?.status == .ok)
  }
}
