internal import IncidentModel

extension HealthFormat {
  /// Spring Boot Actuator health, versions 2 and 3, of the whole or of a group.
  ///
  /// Shape: `{"status": "UP", "components": {"db": {"status", "details": {…}, "components"}}}`, where
  /// version 2 has `details` for `components`; often no more than the status. HTTP 503 goes with DOWN
  /// and OUT_OF_SERVICE. Source: docs.spring.io/spring-boot, actuator, health endpoint.
  static let springBoot = HealthFormat(
    name: "spring",
    summary: "Spring Boot Actuator health, versions 2 and 3",
    accept: "application/vnd.spring-boot.actuator.v3+json, application/json",
    recognises: { $0["status"]?.text.map(isStatus) ?? false },
    decoder: { (answer, options) throws(HealthFailure) in
      let document = try answer.json()
      guard let word = document["status"]?.text else { throw .notThisFormat("spring") }
      var readings: [HealthReading] = []
      collect(document, named: "", into: &readings, options: options, at: answer.fetchedAt)
      let worst = readings.map(\.status.rank).max() ?? -1
      let whole = status(word)
      if whole.rank > worst {
        readings.insert(
          HealthReading(
            check: "application", status: whole, urgency: options.urgency(of: whole),
            output: readings.isEmpty ? "\(word), no detail" : word, fetchedAt: answer.fetchedAt),
          at: 0)
      }
      return try HealthDocument(readings)
    })
}

private func isStatus(_ word: String) -> Bool {
  ["UP", "DOWN", "OUT_OF_SERVICE", "UNKNOWN"].contains(word)
}

private func status(_ word: String) -> HealthStatus {
  switch word {
  case "UP": .ok
  case "DOWN": .critical
  case "OUT_OF_SERVICE": .maintenance
  // Among them words of the application's own.
  default: .unknown
  }
}

/// One row for each component that has none below it.
private func collect(
  _ value: JSONValue, named name: String, into readings: inout [HealthReading],
  options: FormatOptions, at fetchedAt: Instant
) {
  let inner = (value["components"] ?? value["details"])?.members?.filter {
    $0.value["status"]?.text != nil
  }
  if let inner, !inner.isEmpty {
    for member in inner {
      collect(
        member.value, named: name.isEmpty ? member.key : "\(name)/\(member.key)", into: &readings,
        options: options, at: fetchedAt)
    }
  } else if !name.isEmpty, let word = value["status"]?.text {
    let details = value["details"]
    let status = status(word)
    readings.append(
      HealthReading(
        check: name, status: status, urgency: options.urgency(of: status),
        output: details?["error"]?.text ?? details?.line ?? (status == .unknown ? word : ""),
        fetchedAt: fetchedAt))
  }
}
