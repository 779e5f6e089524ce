import HealthSources
import IncidentModel
import Testing

@Suite struct KubernetesTests {
  private func deployment(_ replicas: String, ready: Int = 0, metadata: String = "") -> String {
    #"""
    {"kind":"Deployment","metadata":{"name":"api","namespace":"n"\#(metadata)},
    "spec":{"replicas":\#(replicas),"selector":{"matchLabels":{"app":"api"}}},"status":{"readyReplicas":\#(ready)}}
    """#
  }

  private func pod(
    _ name: String, isReady: Bool, state: String = #""running":{}"#, metadata: String = "",
    status: String = #""phase":"Running""#
  ) -> String {
    #"""
    {"kind":"Pod","metadata":{"name":"\#(name)","namespace":"n","labels":{"app":"api"}\#(metadata)},
    "status":{\#(status),"conditions":[{"type":"Ready","status":"\#(isReady ? "True" : "False")",
    "lastTransitionTime":"2026-11-22T22:40:00Z"}],"containerStatuses":[{"state":{\#(state)}}]}}
    """#
  }

  private func read(_ items: [String]) throws -> [HealthReading] {
    try HealthSourcesTests.read(
      format("kubernetes"), #"{"kind":"List","items":[\#(items.joined(separator: ","))]}"#,
      status: 0)
  }

  @Test(arguments: [
    ("2", [true, true], "api: ok 1 2/2 pods available"),
    ("3", [true, true], "api: warning 2 2/3 pods available"),
    ("2", [true, false], "api: warning 2 1/2 pods available, p1: Running"),
    ("2", [false, false], "api: critical 1 0/2 pods available, p0: Running"),
    ("0", [], "api: ok 1 0/0 pods available"), ("2", [], "api: critical 1 0/2 pods available"),
    ("null", [true], "api: ok 1 1/1 pods available"), ("-4", [], "api: ok 1 0/0 pods available"),
  ])
  func `pods count against those that are wanted`(
    wanted: String, ready: [Bool], expected: String
  ) throws {
    let pods = ready.enumerated().map { pod("p\($0)", isReady: $1) }
    #expect(try read([deployment(wanted)] + pods).map(line) == [expected])
  }

  @Test func `without pods in the list the workload's own count is taken`() throws {
    #expect(try read([deployment("2", ready: 1)]).map(\.output) == ["1/2 pods available"])
  }

  @Test func `labels and annotations say what it means`() throws {
    let metadata =
      #","labels":{"severity":"info"},"annotations":{"runbook":"https://r","impact":"i"}"#
    let reading = try read([deployment("1", metadata: metadata)])[0]
    #expect(reading.urgency == .canWait)
    #expect(reading.guide == "https://r")
    #expect(reading.impact == "i")
  }

  @Test(arguments: [
    (#""waiting":{"reason":"CrashLoopBackOff"}"#, "CrashLoopBackOff"),
    (#""terminated":{"exitCode":3}"#, "ExitCode:3"),
    (#""terminated":{"exitCode":137,"signal":9}"#, "Signal:9"),
    (#""terminated":{"reason":"OOMKilled"}"#, "OOMKilled"), (#""running":{}"#, "Running"),
  ])
  func `a pod is described as kubectl does`(state: String, word: String) throws {
    #expect(try read([pod("p", isReady: false, state: state)]).map(\.output) == [word])
  }

  @Test func `a pod on its way out is not ready`() throws {
    let leaving = pod("p", isReady: true, metadata: #","deletionTimestamp":"2026-11-22T22:44:00Z""#)
    let reading = try read([deployment("1"), leaving])[0]
    #expect(line(reading) == "api: critical 1 0/1 pods available, p: Terminating")
    #expect(reading.since == Instant(rfc3339: "2026-11-22T22:40:00Z"))
  }

  @Test func `a kubectl that fails says why`() {
    #expect(throws: HealthFailure.commandFailed(status: 1, message: "no such context")) {
      try HealthSourcesTests.read(format("kubernetes"), "", status: 1, errors: "no such context")
    }
  }
}
