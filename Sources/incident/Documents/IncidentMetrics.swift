internal import IncidentModel
internal import Logbook

/// What `metrics` shows of one incident: every metric with both endpoints, in UTC.
struct IncidentMetrics {
  let summary: IncidentSummary
  let incident: Incident
  let now: Instant

  private func utc(_ instant: Instant) -> String {
    let civil = CivilTime(utc: instant)
    return "\(civil.dateText) \(civil.shortestTimeText)Z"
  }

  private func words(_ metric: Metric) -> String {
    switch metric.value {
    case .seconds(let seconds): durationText(seconds)
    case .missing(let missing):
      "not known: \(missing.map(\.words).joined(separator: " and ")) not set"
    case .endBeforeStart: "wrong: it ends before it starts"
    case .inTheFuture(let milestone): "wrong: \(milestone.words) is in the future"
    }
  }

  func print(to output: Output) throws {
    let mode = summary.mode == .live ? "" : "  [\(summary.mode.rawValue): not counted]"
    try output.line(visible("\(summary.title)  \(summary.ref)") + mode)
    try output.table(
      incident.metrics(at: now).map { metric in
        let (from, to) = metric.name.endpoints
        return [
          metric.name.words, words(metric),
          "\(from.words) \(metric.start.map(utc) ?? "-") -> \(to.words) \(metric.end.map(utc) ?? "-")",
        ]
      })
    for violation in incident.orderViolations {
      try output.line(
        "order: \(violation.later.words) at \(utc(violation.laterAt)) is before \(violation.earlier.words) at \(utc(violation.earlierAt))"
      )
    }
    let severities = incident.timeInSeverity(at: now)
      .map { "\($0.severity.rawValue) \(durationText($0.seconds))" }
    try output.line(
      "time in severity: \(severities.isEmpty ? "never set" : severities.joined(separator: ", "))")
    let updates = incident.updatesSent
    try output.line("updates: \(updates.count) sent, \(updates.late) late")
    let surprises = summary.surprises
    try output.line("surprises: \(surprises)")
  }

  var document: [String: JSON] {
    let updates = incident.updatesSent
    return [
      "incident": summary.json,
      "metrics": .array(
        incident.metrics(at: now).map { metric in
          .object([
            "name": .string(metric.name.rawValue),
            "from": .string(metric.name.endpoints.from.rawValue),
            "to": .string(metric.name.endpoints.to.rawValue), "startAt": .time(metric.start),
            "endAt": .time(metric.end), "seconds": .optional(metric.seconds),
            "problem": metric.seconds == nil ? .string(words(metric)) : .null,
          ])
        }),
      "orderViolations": .array(
        incident.orderViolations.map {
          .object([
            "earlier": .string($0.earlier.rawValue), "earlierAt": .time($0.earlierAt),
            "later": .string($0.later.rawValue), "laterAt": .time($0.laterAt),
          ])
        }),
      "timeInSeverity": .object(
        Dictionary(
          uniqueKeysWithValues: incident.timeInSeverity(at: now).map {
            ("\($0.severity.rawValue)Seconds", .number($0.seconds))
          })),
      "updatesSent": .count(updates.count), "updatesLate": .count(updates.late),
    ]
  }
}
