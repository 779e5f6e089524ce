/// What one incident contributes to figures over many.
package struct MeasuredIncident: Hashable, Sendable {
  package var mode: Mode
  /// The worst it reached.
  package var severity: Severity
  /// The metrics that can be computed, in seconds.
  package var seconds: [Metric.Name: Int64]

  package init(mode: Mode, severity: Severity, seconds: [Metric.Name: Int64]) {
    self.mode = mode
    self.severity = severity
    self.seconds = seconds
  }

  /// Measures an incident as it stands at `now`.
  package init(_ incident: Incident, at now: Instant) {
    mode = incident.state.mode
    let reached = Set(incident.state.severities.map(\.value))
    severity = Severity.allCases.first(where: reached.contains) ?? .unknown
    seconds = [:]
    for metric in incident.metrics(at: now) { seconds[metric.name] = metric.seconds }
  }
}

/// One metric over several incidents: how many, the median and a high quantile, never a mean.
///
/// Times of incidents are few and skewed: a mean says nothing about them.
package struct MetricOverMany: Hashable, Sendable {
  package let name: Metric.Name
  /// The incidents for which it can be computed.
  package let count: Int
  /// All incidents that were looked at.
  package let total: Int
  /// In seconds; nil without any value, halfway between the middle two of an even number.
  package let median: Int64?
  /// In seconds; the smallest measured value that nine in ten do not exceed (nearest rank).
  package let ninetieth: Int64?

  init(_ name: Metric.Name, over incidents: [MeasuredIncident]) {
    self.name = name
    let values = incidents.compactMap { $0.seconds[name] }.sorted()
    count = values.count
    total = incidents.count
    guard !values.isEmpty else {
      median = nil
      ninetieth = nil
      return
    }
    let upper = values[count / 2]
    let lower = values[(count - 1) / 2]
    median = lower + (upper - lower) / 2
    ninetieth = values[(count * 9 + 9) / 10 - 1]
  }
}

/// The metrics of many incidents: real ones and drills apart, tests not at all.
package struct MetricsOverMany: Hashable, Sendable {
  /// The metrics of incidents of one severity, or of all of them.
  package struct Group: Hashable, Sendable {
    /// The worst severity that was reached; nil for all incidents together.
    package let severity: Severity?
    package let total: Int
    /// In the order of the names, each of them.
    package let metrics: [MetricOverMany]

    init(_ severity: Severity?, _ incidents: [MeasuredIncident]) {
      self.severity = severity
      total = incidents.count
      metrics = Metric.Name.allCases.map { MetricOverMany($0, over: incidents) }
    }
  }

  /// Real incidents: all of them, then by severity, the worst first.
  package let live: [Group]
  /// Drills, in the same order; never mixed with real incidents.
  package let drills: [Group]

  package init(_ incidents: some Sequence<MeasuredIncident>) {
    let all = Array(incidents)
    live = Self.groups(all.filter { $0.mode == .live })
    drills = Self.groups(all.filter { $0.mode == .drill })
  }

  private static func groups(_ incidents: [MeasuredIncident]) -> [Group] {
    guard !incidents.isEmpty else { return [] }
    let bySeverity = Severity.allCases.compactMap { severity in
      let some = incidents.filter { $0.severity == severity }
      return some.isEmpty ? nil : Group(severity, some)
    }
    return [Group(nil, incidents)] + bySeverity
  }
}
