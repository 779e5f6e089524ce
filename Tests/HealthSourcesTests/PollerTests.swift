import IncidentModel
import Testing

@testable import HealthSources

@Suite struct PollerTests {
  private func probes(
    _ count: Int, path: String = "/ok", interval: Int64 = 1000, timeout: Int64 = 800
  ) throws -> [Probe] {
    try (0..<count).map {
      Probe(
        id: ProbeID(service: path, name: "\($0)"),
        transport: .http(HTTPRequest(url: LoopbackServer.url(path), proxy: .none)),
        format: try format("ft"), interval: interval, timeout: timeout)
    }
  }

  @Test func `the first picture is whole within one interval`() async throws {
    let collected = Collected()
    let poller = Poller(try probes(40), clock: wallClock) { collected.add($0) }
    let began = ContinuousClock.now
    poller.start()
    #expect(await collected.wait { Set($0.map(\.probe)).count == 40 })
    #expect(ContinuousClock.now - began < .seconds(20))
    poller.stop()
    #expect(collected.all.allSatisfy { (try? $0.outcome.get())?.readings.count == 1 })
  }

  @Test func `targets that hang do not hold up others on the same host`() async throws {
    let collected = Collected()
    let hanging = try probes(20, path: "/hang", interval: 500, timeout: 400)
    let poller = Poller(try probes(10, interval: 500) + hanging, clock: wallClock) {
      collected.add($0)
    }
    poller.start()
    #expect(
      await collected.wait { results in
        Dictionary(grouping: results.filter { $0.probe.service == "/ok" }, by: \.probe)
          .filter { $1.count > 4 }.count == 10
      })
    poller.stop()
    let failures = collected.all.filter { $0.probe.service == "/hang" }.map(\.outcome)
    #expect(failures.allSatisfy { $0 == .failure(.timedOut(milliseconds: 400)) })
  }

  @Test func `refreshing asks at once`() async throws {
    let collected = Collected()
    let slow = try probes(30, interval: 600_000)
    let poller = Poller(slow, clock: wallClock) { collected.add($0) }
    poller.start()
    poller.refresh(Set(["3", "7", "x"].map { ProbeID(service: "/ok", name: $0) }))
    // One of the others may have its turn just now.
    #expect(await collected.wait { Set($0.map(\.probe.name)).isSuperset(of: ["3", "7"]) })
    poller.refresh()
    #expect(await collected.wait { Set($0.map(\.probe)).count == 30 })
    poller.stop()
  }

  @Test func `paused it asks nothing, and goes on after`() async throws {
    let collected = Collected()
    let poller = Poller(try probes(5, interval: 200), clock: wallClock) { collected.add($0) }
    poller.pause()
    poller.start()
    try await Task.sleep(for: .milliseconds(500))
    #expect(collected.all.isEmpty)
    poller.resume()
    #expect(await collected.wait { $0.count > 10 })
    poller.stop()
  }

  @Test func `it stops within a second, whatever hangs`() async throws {
    let collected = Collected()
    var probes = try probes(10, path: "/hang", interval: 60_000, timeout: 60_000)
    probes.append(
      Probe(
        id: ProbeID(service: "command", name: "c"),
        transport: .command(Command(["sh", "-c", "trap '' TERM; sleep 60"])),
        format: try format("nagios"), interval: 60_000, timeout: 60_000))
    let poller = Poller(probes, clock: wallClock) { collected.add($0) }
    poller.start()
    poller.refresh()
    try await Task.sleep(for: .milliseconds(300))
    let began = ContinuousClock.now
    poller.stop()
    #expect(ContinuousClock.now - began < .seconds(20))
    #expect(collected.all.isEmpty)
  }

  @Test func `connections are kept from one time to the next`() async throws {
    let collected = Collected()
    let probe = Probe(
      id: ProbeID(service: "s", name: "p"),
      transport: .http(HTTPRequest(url: LoopbackServer.url("/port"), proxy: .none)),
      format: HealthFormat(name: "echo", summary: "the number of its port") {
        (answer, _) throws(HealthFailure) in
        throw .sourceError(kind: "port", message: String(decoding: answer.body, as: UTF8.self))
      }, interval: 100)
    let poller = Poller([probe], clock: wallClock) { collected.add($0) }
    poller.start()
    #expect(await collected.wait { $0.count > 4 })
    poller.stop()
    #expect(Set(collected.all.map(\.outcome)).count == 1)
  }

  @Test func `a large document is read too`() async throws {
    let request = HTTPRequest(url: LoopbackServer.url("/large?200000"), proxy: .none)
    let result = try await ask("ft", request)
    #expect(result.outcome == .failure(.malformed(at: 0)))
  }
}
