internal import IncidentModel

extension HealthFormat {
  /// Workloads and pods as `kubectl get deployments,pods -o json` lists them: pods that are ready
  /// against pods that are wanted.
  ///
  /// Shape: `{"kind": "List", "items": [{"kind": "Deployment", "metadata", "spec": {"replicas",
  /// "selector": {"matchLabels"}}, "status": {"readyReplicas"}}, {"kind": "Pod", …}]}`. Wanted is
  /// what the workload says, not how many pods there are. Source: kubernetes.io API reference,
  /// apps/v1 and core/v1.
  static let kubernetes = HealthFormat(
    name: "kubernetes",
    summary: "workloads and pods as kubectl lists them: ready against wanted",
    bodyLimit: 33_554_432,
    recognises: { $0["kind"]?.text?.hasSuffix("List") == true && $0["items"] != nil },
    decoder: { (answer, options) throws(HealthFailure) in
      if answer.status != 0, !answer.isSuccess {
        let message = String(decoding: answer.errorOutput.prefix(1024), as: UTF8.self)
        throw .commandFailed(status: answer.status, message: message)
      }
      guard let items = try answer.json()["items"]?.elements else {
        throw .notThisFormat("kubernetes")
      }
      return try HealthDocument(
        Cluster(items, options: options, fetchedAt: answer.fetchedAt).readings)
    })
}

private struct Cluster {
  let workloads: [Workload]
  let pods: [Pod]
  let options: FormatOptions
  let fetchedAt: Instant

  init(_ items: [JSONValue], options: FormatOptions, fetchedAt: Instant) {
    workloads = items.compactMap { Workload($0) }
    pods = items.compactMap { Pod($0) }
    self.options = options
    self.fetchedAt = fetchedAt
  }

  var readings: [HealthReading] {
    var isOwned = [Bool](repeating: false, count: pods.count)
    var rows: [HealthReading] = []
    for workload in workloads {
      let own = pods.indices.filter { workload.selects(pods[$0]) }
      for index in own { isOwned[index] = true }
      rows.append(row(workload, own.map { pods[$0] }))
    }
    return rows + pods.indices.filter { !isOwned[$0] }.map { row(pods[$0]) }
  }

  private func row(_ workload: Workload, _ own: [Pod]) -> HealthReading {
    // Without any pod in the list they were not asked for, and the workload's own count is all.
    let ready = pods.isEmpty ? workload.ready : own.count { $0.isReady }
    let troubled = own.filter { !$0.isReady }
    let status: HealthStatus =
      ready >= workload.wanted ? .ok : ready > 0 ? .warning : .critical
    var output = "\(ready)/\(workload.wanted) pods available"
    if status != .ok, let pod = troubled.first { output += ", \(pod.name): \(pod.word)" }
    let given = urgency(ofSeverity: workload.metadata?["labels"]?["severity"]?.text)
    let annotations = Annotations(workload.metadata?["annotations"])
    return HealthReading(
      check: workload.name, status: status, urgency: given ?? options.urgency(of: status),
      output: output, observedAt: fetchedAt, fetchedAt: fetchedAt, impact: annotations.impact,
      guide: annotations.guide,
      since: (status == .ok ? own : troubled).compactMap(\.changedAt).max())
  }

  private func row(_ pod: Pod) -> HealthReading {
    let status: HealthStatus =
      switch pod.word {
      case _ where pod.isReady: .ok
      case "Succeeded": .ok
      case "Unknown": .unknown
      case "Pending", "ContainerCreating", "Terminating": .warning
      default: .critical
      }
    return HealthReading(
      check: pod.name, status: status, urgency: options.urgency(of: status), output: pod.word,
      observedAt: fetchedAt, fetchedAt: fetchedAt, since: pod.changedAt)
  }
}

/// What wants a number of pods.
private struct Workload {
  let name: String
  let metadata: JSONValue?
  let wanted: Int
  let ready: Int
  private let namespace: String?
  private let selector: [(key: String, value: JSONValue)]

  init?(_ item: JSONValue) {
    let (spec, status) = (item["spec"], item["status"])
    switch item["kind"]?.text {
    case "Deployment", "StatefulSet", "ReplicaSet":
      wanted = max(0, spec?["replicas"]?.integer ?? 1)
      ready = status?["readyReplicas"]?.integer ?? 0
    case "DaemonSet":
      wanted = max(0, status?["desiredNumberScheduled"]?.integer ?? 0)
      ready = status?["numberReady"]?.integer ?? 0
    default: return nil
    }
    metadata = item["metadata"]
    name = metadata?["name"]?.text ?? "workload"
    namespace = metadata?["namespace"]?.text
    selector = spec?["selector"]?["matchLabels"]?.members ?? []
  }

  func selects(_ pod: Pod) -> Bool {
    !selector.isEmpty && pod.namespace == namespace
      && selector.allSatisfy { pod.labels?[$0.key]?.text == $0.value.text }
  }
}

private struct Pod {
  let name: String
  let namespace: String?
  let labels: JSONValue?
  let isReady: Bool
  /// What `kubectl get pods` shows as status.
  let word: String
  /// When its readiness last changed.
  let changedAt: Instant?

  init?(_ item: JSONValue) {
    guard item["kind"]?.text == "Pod" else { return nil }
    let (metadata, status) = (item["metadata"], item["status"])
    name = metadata?["name"]?.text ?? "pod"
    namespace = metadata?["namespace"]?.text
    labels = metadata?["labels"]
    let isDeleted = metadata?["deletionTimestamp"]?.text != nil
    let ready = status?["conditions"]?.elements?.first { $0["type"]?.text == "Ready" }
    isReady = ready?["status"]?.text == "True" && !isDeleted
    changedAt = ready?["lastTransitionTime"]?.instant
    word = Self.word(status, isDeleted: isDeleted)
  }

  /// As kubectl and k9s find it (k9s internal/render/pod.go).
  private static func word(_ status: JSONValue?, isDeleted: Bool) -> String {
    let reason = status?["reason"]?.text
    if isDeleted { return reason == "NodeLost" ? "Unknown" : "Terminating" }
    for container in status?["initContainerStatuses"]?.elements ?? [] {
      let ended = container["state"]?["terminated"]
      if ended?["exitCode"]?.integer == 0 || container["ready"]?.truth == true { continue }
      if let word = trouble(container) { return "Init:\(word)" }
    }
    for container in status?["containerStatuses"]?.elements ?? [] {
      if let word = trouble(container), word != "Completed" { return word }
    }
    return reason ?? status?["phase"]?.text ?? "Unknown"
  }

  private static func trouble(_ container: JSONValue) -> String? {
    let state = container["state"]
    if let reason = state?["waiting"]?["reason"]?.text { return reason }
    guard let ended = state?["terminated"], !ended.isNull else { return nil }
    if let reason = ended["reason"]?.text { return reason }
    if let signal = ended["signal"]?.integer, signal != 0 { return "Signal:\(signal)" }
    return "ExitCode:\(ended["exitCode"]?.line ?? "?")"
  }
}
