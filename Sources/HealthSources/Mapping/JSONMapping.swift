package import IncidentModel

/// How the fields of a reading are found in a JSON document of any shape.
package struct JSONMapping: Hashable, Sendable {
  /// Where the rows are: an array, or an object whose keys name them; empty takes the document for
  /// its only row.
  package var rows: JSONPath
  /// What names a row; several are joined.
  package var check: [JSONPath]
  package var status: JSONPath
  /// What the words, numbers or truth values of a status mean, in lower case; all others are unknown.
  package var words: [String: HealthStatus]
  /// Where the status of the whole is, for a document without rows and one whose rows do not account
  /// for it.
  package var whole: JSONPath?
  /// The first that is there is taken.
  package var output: [JSONPath]
  /// Output only for rows that are not ok, as of an incident of the whole page.
  package var trouble: [JSONPath]
  package var severity: JSONPath?
  package var observedAt: JSONPath?
  package var since: JSONPath?
  package var impact: JSONPath?
  package var guide: JSONPath?
  package var acknowledgement: JSONPath?

  package init(
    rows: JSONPath = "", check: [JSONPath] = ["name"], status: JSONPath = "status",
    words: [String: HealthStatus], whole: JSONPath? = nil, output: [JSONPath] = [],
    trouble: [JSONPath] = [], severity: JSONPath? = nil, observedAt: JSONPath? = nil,
    since: JSONPath? = nil, impact: JSONPath? = nil, guide: JSONPath? = nil,
    acknowledgement: JSONPath? = nil
  ) {
    self.rows = rows
    self.check = check
    self.status = status
    self.words = words
    self.whole = whole
    self.output = output
    self.trouble = trouble
    self.severity = severity
    self.observedAt = observedAt
    self.since = since
    self.impact = impact
    self.guide = guide
    self.acknowledgement = acknowledgement
  }

  func readings(
    of document: JSONValue, options: FormatOptions, at fetchedAt: Instant
  ) throws(HealthFailure) -> [HealthReading] {
    let found = rows.text.isEmpty ? document : rows.values(in: document, of: document).first
    var readings: [HealthReading] = []
    if rows.text.isEmpty {
      readings = [reading(of: document, key: "", named: "check", document, options, fetchedAt)]
    } else if let elements = found?.elements {
      readings = elements.enumerated().map {
        reading(
          of: $1, key: String($0 + 1), named: "check \($0 + 1)", document, options, fetchedAt)
      }
    } else if let members = found?.members {
      readings = members.map {
        reading(of: $0.value, key: $0.key, named: $0.key, document, options, fetchedAt)
      }
    }
    if let word = whole?.values(in: document, of: document).first?.line {
      let status = words[word.lowercased()] ?? .unknown
      if status.rank > readings.map(\.status.rank).max() ?? -1 {
        readings.insert(
          HealthReading(
            check: "application", status: status, urgency: options.urgency(of: status),
            output: readings.isEmpty ? "\(word), no detail" : word, fetchedAt: fetchedAt),
          at: 0)
      }
    }
    return readings
  }

  private func reading(
    of row: JSONValue, key: String, named fallback: String, _ document: JSONValue,
    _ options: FormatOptions, _ fetchedAt: Instant
  ) -> HealthReading {
    func text(_ path: JSONPath?) -> String? {
      guard let path else { return nil }
      if path.isKey { return key }
      let lines = path.values(in: row, of: document).map(\.line).filter { !$0.isEmpty }
      return lines.isEmpty ? nil : lines.joined(separator: "; ")
    }
    func instant(_ path: JSONPath?) -> Instant? {
      path?.values(in: row, of: document).first.flatMap(time)
    }
    let name = check.compactMap(text).joined(separator: " ")
    let word = text(status)
    let status = word.flatMap { words[$0.lowercased()] } ?? .unknown
    let said = output.lazy.compactMap(text).first
    let trouble = status == .ok ? nil : trouble.lazy.compactMap(text).first
    let severity = severity?.values(in: row, of: document).first
    let urgency =
      severity?.integer.flatMap(HealthUrgency.init) ?? urgency(ofSeverity: severity?.text)
    return HealthReading(
      check: name.isEmpty ? fallback : name, status: status,
      urgency: urgency ?? options.urgency(of: status),
      output: said ?? trouble ?? (status == .unknown ? word ?? "no status" : ""),
      observedAt: instant(observedAt), fetchedAt: fetchedAt, impact: text(impact),
      guide: text(guide), acknowledgement: text(acknowledgement), since: instant(since))
  }
}

/// A time as RFC 3339, the same without a zone (taken for UTC), or as a number of seconds or
/// milliseconds since 1970.
private func time(_ value: JSONValue) -> Instant? {
  if case .number(let number) = value {
    return Instant(seconds: number > 100_000_000_000 ? number / 1000 : number)
  }
  return value.instant ?? value.text.flatMap { Instant(rfc3339: $0 + "Z") }
}
