internal import IncidentModel

/// The envelope of every Prometheus answer: `{"status", "data", "warnings", "errorType", "error"}`.
///
/// Source: prometheus.io/docs/prometheus/latest/querying/api.
struct PrometheusAnswer {
  let data: JSONValue
  /// Whether some of the stores behind it did not answer.
  let isPartial: Bool

  init(_ answer: Answer, format: String) throws(HealthFailure) {
    let document = try answer.json()
    if document["status"]?.text == "error" {
      throw .sourceError(
        kind: document["errorType"]?.text ?? "error", message: document["error"]?.text ?? "")
    }
    guard document["status"]?.text == "success", let data = document["data"] else {
      throw .notThisFormat(format)
    }
    self.data = data
    isPartial = !(document["warnings"]?.elements ?? []).isEmpty
  }
}

/// The urgency that a `severity` label names; nil for a word of no common meaning.
func urgency(ofSeverity word: String?) -> HealthUrgency? {
  switch word?.lowercased() {
  case "critical", "page", "1", "p1", "sev1": .page
  case "warning", "ticket", "error", "2", "p2", "sev2": .today
  case "info", "none", "3", "p3", "sev3": .canWait
  default: nil
  }
}

/// A set of labels as text: the alert's name or nothing, then the others by name.
func rowName(_ labels: [(key: String, value: JSONValue)], without left: Set<String>) -> String {
  let name = labels.first { $0.key == "alertname" }?.value.line ?? ""
  let others = labels.filter { $0.key != "alertname" && !left.contains($0.key) }
    .sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.line)" }.joined(separator: " ")
  return [name, others].filter { !$0.isEmpty }.joined(separator: " ")
}
