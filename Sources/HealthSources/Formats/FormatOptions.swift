package import IncidentModel

/// What the configuration adds where a format says nothing of its own.
package struct FormatOptions: Hashable, Sendable {
  /// For formats without a severity.
  package var urgency: HealthUrgency
  /// When a value of a Prometheus query is critical, and when it is a warning.
  package var critical: Threshold?
  package var warning: Threshold?
  /// The labels that name a row of a Prometheus query; empty takes all of them.
  package var labels: [String]
  /// Alerts that always fire while the alerting works; empty asks for none.
  package var watchdogs: [String]
  /// Which alerts are shown; watchdogs are taken in any case.
  package var matchers: [Silence.Matcher]
  /// Labels in which replicas of Prometheus differ, and nothing else.
  package var replicaLabels: Set<String>
  /// The HTTP statuses that are ok for a plain check.
  package var expectedStatuses: ClosedRange<Int>
  /// What the body of a plain check must hold.
  package var expectedText: String?
  /// Of format `mapped`: where the fields are.
  package var mapping: JSONMapping?

  package init(
    urgency: HealthUrgency = .page, critical: Threshold? = nil, warning: Threshold? = nil,
    labels: [String] = [], watchdogs: [String] = ["Watchdog", "DeadMansSwitch"],
    matchers: [Silence.Matcher] = [],
    replicaLabels: Set<String> = ["replica", "prometheus_replica"],
    expectedStatuses: ClosedRange<Int> = 200...299, expectedText: String? = nil,
    mapping: JSONMapping? = nil
  ) {
    self.urgency = urgency
    self.critical = critical
    self.warning = warning
    self.labels = labels
    self.watchdogs = watchdogs
    self.matchers = matchers
    self.replicaLabels = replicaLabels
    self.expectedStatuses = expectedStatuses
    self.expectedText = expectedText
    self.mapping = mapping
  }

  /// The urgency of a status in a format that has no severity: what is only a warning can wait
  /// till the day.
  func urgency(of status: HealthStatus) -> HealthUrgency {
    status == .warning && urgency == .page ? .today : urgency
  }
}
