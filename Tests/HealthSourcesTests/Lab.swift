import Foundation
import HealthSources
import IncidentModel

/// A Prometheus and an Alertmanager of the system's packages, on the loopback, for one test.
final class Lab {
  static let isInstalled = ["prometheus", "prometheus-alertmanager"]
    .allSatisfy(ServerProcess.isInstalled)
  /// In CI what is missing is a failure, not a reason to skip.
  static let isWanted = isInstalled || isCI
  static let isCI = ProcessInfo.processInfo.environment["CI"] == "true"

  let prometheus: ServerProcess
  let alertmanagerProcess: ServerProcess
  let prometheusURL: String
  let alertmanagerURL: String
  private let folder: URL

  init() throws {
    let ports = (ServerProcess.freePort(), ServerProcess.freePort())
    prometheusURL = "http://127.0.0.1:\(ports.0)"
    alertmanagerURL = "http://127.0.0.1:\(ports.1)"
    folder = FileManager.default.temporaryDirectory.appending(path: "incident-lab-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in [
      ("alertmanager.yml", Self.alertmanagerText), ("rules.yml", Self.rulesText),
      ("prometheus.yml", Self.prometheusText(prometheus: ports.0, alertmanager: ports.1)),
    ] {
      try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
    alertmanagerProcess = try ServerProcess([
      "prometheus-alertmanager", "--config.file=\(folder.path)/alertmanager.yml",
      "--storage.path=\(folder.path)/alertmanager", "--web.listen-address=127.0.0.1:\(ports.1)",
      "--cluster.listen-address=",
    ])
    prometheus = try ServerProcess([
      "prometheus", "--config.file=\(folder.path)/prometheus.yml",
      "--storage.tsdb.path=\(folder.path)/prometheus", "--rules.alert.resend-delay=1s",
      "--web.listen-address=127.0.0.1:\(ports.0)",
    ])
  }

  deinit {
    prometheus.end()
    alertmanagerProcess.end()
    try? FileManager.default.removeItem(at: folder)
  }

  /// What Alertmanager says now, with its silences.
  func alerts() async throws -> ProbeResult {
    try await ask(
      "alertmanager", HTTPRequest(url: alertmanagerURL + "/api/v2/alerts", proxy: .none),
      companion: HTTPRequest(url: alertmanagerURL + "/api/v2/silences", proxy: .none))
  }

  /// Asks for the alerts until it holds, twenty seconds at most; the last answer.
  func alerts(until holds: (ProbeResult) -> Bool) async throws -> ProbeResult {
    var result = try await alerts()
    for _ in 0..<100 where !holds(result) {
      try await Task.sleep(for: .milliseconds(200))
      result = try await alerts()
    }
    return result
  }

  private static func prometheusText(prometheus: UInt16, alertmanager: UInt16) -> String {
    """
    global: {scrape_interval: 1s, evaluation_interval: 1s}
    rule_files: [rules.yml]
    alerting: {alertmanagers: [{static_configs: [{targets: ['127.0.0.1:\(alertmanager)']}]}]}
    scrape_configs: [{job_name: self, static_configs: [{targets: ['127.0.0.1:\(prometheus)']}]}]
    """
  }

  private static let rulesText = """
    groups:
    - name: lab
      rules:
      - {alert: Watchdog, expr: vector(1), labels: {severity: none}}
      - alert: Broken
        expr: vector(1)
        labels: {severity: critical, region: eu}
        annotations: {summary: It is broken, runbook_url: 'https://runbooks.example.org/broken'}
      - {alert: Consequence, expr: vector(1), labels: {severity: warning, region: eu}}
      - {alert: Known, expr: vector(1), labels: {severity: critical, region: us}}
      - {alert: Slow, expr: vector(1), for: 1h, labels: {severity: info}}
      - {alert: Fine, expr: vector(1) > 2, labels: {severity: critical}}
    """

  private static let alertmanagerText = """
    route: {receiver: nobody}
    receivers: [{name: nobody}]
    inhibit_rules:
    - {source_matchers: [alertname="Broken"], target_matchers: [severity="warning"], equal: [region]}
    """
}
