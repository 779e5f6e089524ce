import HealthSources
import IncidentModel
import Testing

@Suite struct CommandTests {
  private func run(
    _ arguments: [String], timeout: Int64 = 5000, format name: String = "nagios"
  ) async throws -> ProbeResult {
    await ask(
      Probe(
        id: ProbeID(service: "s", name: "c"), transport: .command(Command(arguments)),
        format: try format(name),
        interval: 60_000, timeout: timeout))
  }

  private func shell(_ script: String, timeout: Int64 = 5000) async throws -> ProbeResult {
    try await run(["/bin/sh", "-c", script], timeout: timeout)
  }

  private func failure(_ result: ProbeResult) -> HealthFailure? {
    if case .failure(let failure) = result.outcome { failure } else { nil }
  }

  @Test(arguments: [
    ("echo fine; exit 0", "plugin: ok 1 fine"), ("echo hot; exit 1", "plugin: warning 2 hot"),
    ("echo bad >&2; exit 2", "plugin: critical 1 bad"),
    ("echo half; kill -9 $$", "plugin: unknown 1 (exit status 137) half"),
    ("exit 77", "plugin: unknown 1 exit status 77"),
    ("printf '\\033[32mOK\\033[0m'; exit 2", "plugin: critical 1 \u{1B}[32mOK\u{1B}[0m"),
    ("read x; echo $x.; exit 0", "plugin: ok 1 ."),
  ])
  func `a plugin is run to its end`(script: String, expected: String) async throws {
    #expect(try await lines(shell(script)) == [expected])
  }

  @Test(arguments: [
    ["/usr/lib/nagios/plugins/check_nosuch"], ["check_nosuch"], ["./here"], [""], [],
  ])
  func `a plugin that is missing is unknown`(arguments: [String]) async throws {
    guard case .commandMissing? = failure(try await run(arguments)) else {
      Issue.record("found")
      return
    }
  }

  @Test func `a program is looked up in the path`() async throws {
    #expect(try await lines(run(["sh", "-c", "echo found"])) == ["plugin: ok 1 found"])
  }

  @Test func `nothing of the environment is handed on`() async throws {
    let output = try await lines(shell("env | grep -v '^PWD=' | sort"))[0]
    #expect(output == "plugin: ok 1 LC_ALL=C.UTF-8\nPATH=\(Command.plainEnvironment["PATH"] ?? "")")
  }

  @Test(arguments: [
    "sleep 60", "trap '' TERM; sleep 60 & wait; sleep 60", "while :; do echo x; done",
  ])
  func `a plugin that hangs is ended with all it started`(script: String) async throws {
    let began = ContinuousClock.now
    let mark = "31\(UInt16.random(in: 1000...9999))"
    let result = try await shell(script.replacing("60", with: mark), timeout: 200)
    #expect(failure(result) == .timedOut(milliseconds: 200))
    #expect(ContinuousClock.now - began < .seconds(20))
    let left = try await shell("ps -eo args | grep -c '[s]leep \(mark)'; exit 0")
    #expect(try lines(left) == ["plugin: ok 1 0"])
  }

  @Test func `what a plugin left running does not hold it up`() async throws {
    let began = ContinuousClock.now
    #expect(try await lines(shell("sleep 30 & echo done")) == ["plugin: ok 1 done"])
    #expect(ContinuousClock.now - began < .seconds(20))
  }

  @Test func `a long output is kept to its limit`() async throws {
    let script = "head -c 200000 /dev/zero | tr '\\0' x"
    let output = try #require(try await shell(script).outcome.get().readings.first?.output)
    #expect(output.utf8.count == HealthDocument.textLimit)
    let kubectl = try await run(
      ["/bin/sh", "-c", "head -c 40000000 /dev/zero"], format: "kubernetes")
    #expect(failure(kubectl) == .tooLarge(limit: 33_554_432))
  }

  @Test func `kubectl is asked for JSON with its own deadline`() {
    let command = Command.kubectl(
      context: "eu", namespace: "n", selector: "app=api", timeoutSeconds: 4,
      environment: ["HOME": "/home/a"])
    #expect(
      command.arguments == [
        "kubectl", "get", "deployments,daemonsets,statefulsets,pods", "--context=eu",
        "--namespace=n", "--selector=app=api", "--output=json", "--request-timeout=4s",
      ])
    #expect(command.environment["HOME"] == "/home/a")
    #expect(command.environment["PATH"] != nil)
  }
}
