internal import IncidentModel

extension HealthFormat {
  /// Health check response format for HTTP APIs, `application/health+json`.
  ///
  /// Shape: `{"status": "pass", "output", "notes": [], "links": {}, "checks": {"cassandra:responseTime":
  /// [{"componentId", "node", "status", "observedValue", "observedUnit", "output", "time"}]}}`: one
  /// row for each element. Source: draft-inadarei-api-health-check-06.
  static let healthJSON = HealthFormat(
    name: "health+json",
    summary: "health check response format for HTTP APIs, application/health+json",
    accept: "application/health+json, application/json",
    recognises: { document in
      if let word = document["status"]?.text, ["pass", "warn", "fail"].contains(word.lowercased()) {
        return true
      }
      return document["checks"]?.members?.contains { $0.value.elements != nil } ?? false
    },
    decoder: { (answer, options) throws(HealthFailure) in
      let document = try answer.json()
      guard document["status"]?.text != nil || document["checks"]?.members != nil else {
        throw .notThisFormat("health+json")
      }
      let reader = Reader(document: document, answer: answer, options: options)
      return try HealthDocument(reader.readings, freshSeconds: answer.maxAge)
    })
}

extension Answer {
  /// When a cache on the way was given the answer, by its `Age`; nil when it does not say.
  fileprivate var cachedAt: Instant? {
    guard let age = headers["age"].flatMap({ Int64($0) }), (0...31_536_000).contains(age) else {
      return nil
    }
    return fetchedAt.advanced(bySeconds: -age)
  }

  /// Seconds for which the answer may be kept, by its `Cache-Control`; nil when it does not say.
  fileprivate var maxAge: Int64? {
    for part in (headers["cache-control"] ?? "").lowercased().split(separator: ",") {
      let words = part.split(separator: "=").map { $0.filter { $0 != " " } }
      if words.count == 2, words[0] == "max-age", let age = Int64(words[1]), age > 0 {
        return min(age, 86_400)
      }
    }
    return nil
  }
}

private struct Reader {
  let document: JSONValue
  let answer: Answer
  let options: FormatOptions

  var readings: [HealthReading] {
    var rows: [HealthReading] = []
    for (key, elements) in document["checks"]?.members ?? [] {
      for element in elements.elements ?? [] { rows.append(row(element, key)) }
    }
    let whole = whole
    // The status of the whole is a row where the others do not account for it.
    if whole.status.rank > rows.map(\.status.rank).max() ?? -1 { rows.insert(whole, at: 0) }
    return rows
  }

  private var whole: HealthReading {
    let word = document["status"]?.text ?? ""
    var status = status(word)
    var output = document["output"]?.text ?? ""
    let isBad = answer.status >= 400
    if isBad, status.rank < HealthStatus.critical.rank {
      output = note("HTTP \(answer.status) but status \(word)", before: output)
      status = .critical
    }
    return row(
      status, "application", output: output, notes: document["notes"], links: document["links"])
  }

  private func row(_ element: JSONValue, _ key: String) -> HealthReading {
    // An element without a status of its own has the one of the whole.
    let word = element["status"]?.text ?? document["status"]?.text ?? ""
    let place = [element["componentId"]?.text, element["node"]?.line].compactMap { $0 }
    let value = [element["observedValue"]?.line, element["observedUnit"]?.text].compactMap { $0 }
    var reading = row(
      status(word), ([key] + place).joined(separator: " "),
      output: element["output"]?.text ?? value.joined(separator: " "),
      notes: element["affectedEndpoints"], links: element["links"] ?? document["links"])
    reading.observedAt = element["time"]?.instant ?? answer.cachedAt
    return reading
  }

  private func row(
    _ status: HealthStatus, _ check: String, output: String, notes: JSONValue?, links: JSONValue?
  ) -> HealthReading {
    let link = links?["about"]?.text ?? links?.members?.compactMap(\.value.text).first
    let notes = (notes?.elements ?? []).compactMap(\.text).joined(separator: ", ")
    return HealthReading(
      check: check, status: status, urgency: options.urgency(of: status), output: output,
      observedAt: answer.cachedAt, fetchedAt: answer.fetchedAt, impact: notes.isEmpty ? nil : notes,
      guide: link.flatMap { $0.hasPrefix("http") ? $0 : nil })
  }

  private func status(_ word: String) -> HealthStatus {
    switch word.lowercased() {
    case "pass", "ok", "up": .ok
    case "warn": .warning
    case "fail", "error", "down": .critical
    default: .unknown
    }
  }
}
