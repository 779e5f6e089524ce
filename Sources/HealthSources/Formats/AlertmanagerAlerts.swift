internal import IncidentModel

extension HealthFormat {
  /// Alerts of Alertmanager, `/api/v2/alerts` or `/api/v2/alerts/groups`, with the silences of
  /// `/api/v2/silences` as companion: a silence is an acknowledgement and changes no status.
  ///
  /// Shape: `[{"labels", "annotations", "startsAt", "updatedAt", "fingerprint", "status": {"state":
  /// "active"|"suppressed"|"unprocessed", "silencedBy": [], "inhibitedBy": [], "mutedBy": []}}]`.
  /// Source: prometheus/alertmanager, api/v2/openapi.yaml. Prometheus sends an alert again each
  /// minute; when it dies, its alerts first grow old and after some minutes are "resolved", so
  /// that an alert is not there proves nothing unless a watchdog is.
  static let alertmanager = HealthFormat(
    name: "alertmanager",
    summary: "alerts of Alertmanager, with its silences as acknowledgements",
    bodyLimit: 33_554_432,
    recognises: { document in
      let first = document.elements?.first
      return first?["fingerprint"] != nil || first?["alerts"]?.elements != nil
    },
    decoder: { (answer, options) throws(HealthFailure) in
      let document = try answer.json()
      guard let elements = document.elements, answer.isSuccess else {
        // Errors come in two shapes: a bare string, and {"code", "message"}.
        guard let message = document.text ?? document["message"]?.text else {
          throw .notThisFormat("alertmanager")
        }
        throw .sourceError(kind: "HTTP \(answer.status)", message: message)
      }
      let alerts = elements.flatMap { $0["alerts"]?.elements ?? [$0] }
        .filter { options.wants($0["labels"]) }
      let silences = Silence.list(answer.companion ?? [])
      let reader = Reader(options: options, answer: answer, silences: silences)
      let readings = reader.withoutReplicas(alerts.map(reader.alert))
      return try HealthDocument(
        readings.watched(by: options.watchdogs, at: answer.fetchedAt), freshSeconds: 150)
    })
}

private struct Reader {
  let options: FormatOptions
  let answer: Answer
  let silences: [Silence]

  func alert(_ alert: JSONValue) -> HealthReading {
    let labels = alert["labels"]
    let annotations = Annotations(alert["annotations"])
    let given = urgency(ofSeverity: labels?["severity"]?.text)
    let state = alert["status"]
    var reading = HealthReading(
      check: rowName(labels?.members ?? [], without: options.replicaLabels.union(["severity"])),
      status: given == .page || given == nil ? .critical : .warning,
      urgency: given ?? options.urgency, output: annotations.summary ?? "firing",
      observedAt: alert["updatedAt"]?.instant, fetchedAt: answer.fetchedAt,
      impact: annotations.impact, guide: annotations.guide,
      acknowledgement: acknowledgement(state), since: alert["startsAt"]?.instant)
    if let name = labels?["alertname"]?.text, options.watchdogs.contains(name) {
      reading.status = .ok
      return reading
    }
    let inhibiting = texts(state?["inhibitedBy"])
    if !inhibiting.isEmpty {
      reading.output = note(
        "suppressed by \(inhibiting.joined(separator: ", "))", before: reading.output)
    }
    switch state?["state"]?.text {
    case "active", "suppressed": break
    case "unprocessed": reading.output = note("not yet processed", before: reading.output)
    default: reading.status = .unknown
    }
    return reading
  }

  private func acknowledgement(_ state: JSONValue?) -> String? {
    let ids = texts(state?["silencedBy"])
    if let id = ids.first {
      return silences.first { $0.id == id }?.acknowledgement ?? "silenced by \(id)"
    }
    return texts(state?["mutedBy"]).first.map { "muted by \($0)" }
  }

  private func texts(_ value: JSONValue?) -> [String] { (value?.elements ?? []).compactMap(\.text) }

  /// One row for what several replicas sent: the worst, and of those the newest.
  func withoutReplicas(_ readings: [HealthReading]) -> [HealthReading] {
    var rows: [HealthReading] = []
    var places: [String: Int] = [:]
    for reading in readings {
      guard let place = places[reading.check] else {
        places[reading.check] = rows.count
        rows.append(reading)
        continue
      }
      let (old, new) = (rows[place], reading)
      let oldKey = (old.status.rank, old.observedAt?.milliseconds ?? 0)
      let newKey = (new.status.rank, new.observedAt?.milliseconds ?? 0)
      if newKey > oldKey { rows[place] = new }
    }
    return rows
  }
}
