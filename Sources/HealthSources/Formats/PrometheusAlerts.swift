internal import IncidentModel

extension HealthFormat {
  /// Alerts as Prometheus itself sees them: `/api/v1/alerts`, or `/api/v1/rules?type=alert`, which
  /// says more: rules that do not fire are ok, rules that cannot be evaluated are unknown.
  ///
  /// Shape: `{"data": {"alerts": [{"labels", "annotations", "state": "firing"|"pending",
  /// "activeAt"}]}}` or `{"data": {"groups": [{"name", "rules": [{"name", "type", "health",
  /// "lastError", "lastEvaluation", "labels", "annotations", "alerts": […]}]}]}}`.
  static let prometheusAlerts = HealthFormat(
    name: "prometheus-alerts",
    summary: "alerts or rules as Prometheus itself sees them",
    bodyLimit: 33_554_432,
    recognises: { $0["data"]?["alerts"] != nil || $0["data"]?["groups"] != nil },
    decoder: { (answer, options) throws(HealthFailure) in
      let envelope = try PrometheusAnswer(answer, format: "prometheus-alerts")
      let reader = Reader(options: options, fetchedAt: answer.fetchedAt)
      var readings: [HealthReading]
      if let groups = envelope.data["groups"]?.elements {
        readings = groups.flatMap { $0["rules"]?.elements ?? [] }.flatMap(reader.rule)
      } else if let alerts = envelope.data["alerts"]?.elements {
        readings = try reader.watched(
          alerts.filter { options.wants($0["labels"]) }.map { reader.alert($0, observedAt: nil) })
      } else {
        throw .notThisFormat("prometheus-alerts")
      }
      if envelope.isPartial {
        for index in readings.indices {
          readings[index].output = note("partial", before: readings[index].output)
        }
      }
      return try HealthDocument(readings)
    })
}

private struct Reader {
  let options: FormatOptions
  let fetchedAt: Instant

  func rule(_ rule: JSONValue) -> [HealthReading] {
    guard rule["type"]?.text ?? "alerting" == "alerting" else { return [] }
    let observedAt = rule["lastEvaluation"]?.instant
    let health = rule["health"]?.text
    let alerts = (rule["alerts"]?.elements ?? []).filter { options.wants($0["labels"]) }
    if health == "ok", !alerts.isEmpty { return alerts.map { alert($0, observedAt: observedAt) } }
    let name = rule["name"]?.text ?? "rule"
    let severity = urgency(ofSeverity: rule["labels"]?["severity"]?.text)
    let annotations = Annotations(rule["annotations"])
    var reading = HealthReading(
      check: name, status: .ok, urgency: severity ?? options.urgency, observedAt: observedAt,
      fetchedAt: fetchedAt, impact: annotations.impact, guide: annotations.guide)
    if health != "ok" {
      reading.status = .unknown
      reading.output = rule["lastError"]?.text ?? "it was not evaluated"
    } else if options.watchdogs.contains(name) {
      reading.status = .unknown
      reading.output = "it should always fire, and does not"
    }
    return [reading]
  }

  func alert(_ alert: JSONValue, observedAt: Instant?) -> HealthReading {
    let labels = alert["labels"]?.members ?? []
    let annotations = Annotations(alert["annotations"])
    let given = urgency(ofSeverity: alert["labels"]?["severity"]?.text)
    var reading = HealthReading(
      check: rowName(labels, without: options.replicaLabels.union(["severity"])),
      status: given == .page || given == nil ? .critical : .warning,
      urgency: given ?? options.urgency, output: annotations.summary ?? "firing",
      observedAt: observedAt, fetchedAt: fetchedAt, impact: annotations.impact,
      guide: annotations.guide, since: alert["activeAt"]?.instant)
    if let name = alert["labels"]?["alertname"]?.text, options.watchdogs.contains(name) {
      reading.status = alert["state"]?.text == "firing" ? .ok : .unknown
      reading.urgency = options.urgency
    } else if alert["state"]?.text == "pending" {
      reading.status = .warning
      reading.output = note("pending", before: reading.output)
    } else if alert["state"]?.text != "firing" {
      reading.status = .unknown
    }
    return reading
  }

  /// The alerts, with a row that says when nothing proves that alerting works.
  func watched(_ readings: [HealthReading]) throws(HealthFailure) -> [HealthReading] {
    try readings.watched(by: options.watchdogs, at: fetchedAt)
  }
}

extension [HealthReading] {
  /// Adds an unknown row when none of the alerts that always fire is there.
  func watched(by watchdogs: [String], at fetchedAt: Instant) throws(HealthFailure) -> Self {
    if watchdogs.isEmpty { return self }
    let isThere = contains { reading in
      watchdogs.contains { reading.check == $0 || reading.check.hasPrefix("\($0) ") }
    }
    if isThere { return self }
    let failure = HealthFailure.noWatchdog(watchdogs)
    if isEmpty { throw failure }
    return [
      HealthReading(
        check: watchdogs[0], status: .unknown, output: failure.text, fetchedAt: fetchedAt)
    ] + self
  }
}

/// What the usual annotations of an alert say.
struct Annotations {
  let summary: String?
  let impact: String?
  let guide: String?

  init(_ annotations: JSONValue?) {
    summary = annotations?[first: "summary", "description", "message"]?.text
    impact = annotations?[first: "businessImpact", "business_impact", "impact"]?.text
    guide = annotations?[first: "runbook_url", "runbook", "panicGuide"]?.text
  }
}
