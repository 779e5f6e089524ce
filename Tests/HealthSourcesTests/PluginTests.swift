import HealthSources
import IncidentModel
import Testing

private let folder = "/usr/lib/nagios/plugins"

/// Against the plugins of the package monitoring-plugins-basic.
@Suite(
  .enabled(
    if: ServerProcess.exists("\(folder)/check_dummy") || Lab.isCI,
    "needs the package monitoring-plugins-basic"))
struct PluginTests {
  private func run(_ arguments: [String]) async throws -> HealthReading {
    let command = Command(["\(folder)/\(arguments[0])"] + arguments.dropFirst())
    let result = await ask(
      Probe(
        id: ProbeID(service: "s", name: "p"), transport: .command(command),
        format: try format("nagios"), interval: 60_000))
    return try result.outcome.get().readings[0]
  }

  @Test(arguments: [
    (["check_dummy", "0", "good"], "plugin: ok 1 OK: good"),
    (["check_dummy", "1"], "plugin: warning 2 WARNING"),
    (["check_dummy", "2", "page"], "plugin: critical 1 CRITICAL: page"),
    (["check_dummy", "3"], "plugin: unknown 1 UNKNOWN"),
    (["negate", "\(folder)/check_dummy", "0"], "plugin: critical 1 OK"),
  ])
  func `real plugins are understood`(arguments: [String], expected: String) async throws {
    #expect(try await line(run(arguments)) == expected)
  }

  @Test func `a plugin that asks a port says what it finds`() async throws {
    let port = "\(LoopbackServer.port)"
    #expect(try await run(["check_tcp", "-H", "127.0.0.1", "-p", port]).status == .ok)
    let closed = "\(ServerProcess.freePort())"
    let refused = try await run(["check_http", "-H", "127.0.0.1", "-p", closed])
    #expect(refused.status == .critical)
    #expect(refused.output.contains("refused"))
  }
}
