extension Configuration.Probe {
  /// What is asked.
  package enum Target: Hashable, Sendable {
    /// `http://` or `https://`.
    case url(String)
    /// Whether something listens there.
    case tcp(host: String, port: Int)
    /// A program and its arguments, run without a shell; its exit status is that of a plugin.
    case command([String])
    /// The workloads of a cluster that a selector finds, by `kubectl`.
    case kubernetes(Kubernetes)
    /// An expression of Prometheus.
    case query(Query)
    /// The alerts of an Alertmanager that fit every matcher.
    case alerts(Alerts)

    /// What goes silent as one: a host, a program or a cluster; nil where a source is asked.
    package var place: String? {
      switch self {
      case .url(let url):
        url.split(separator: "/", omittingEmptySubsequences: false).dropFirst(2).first
          .map(String.init) ?? url
      case .tcp(let host, _): host
      case .command(let arguments): arguments.first ?? ""
      case .kubernetes(let kubernetes): "kubectl \(kubernetes.context ?? "")"
      case .query, .alerts: nil
      }
    }

    /// The word for it, which names a probe that has no name.
    package var noun: String {
      switch self {
      case .url: "http"
      case .tcp: "tcp"
      case .command: "command"
      case .kubernetes: "kubernetes"
      case .query: "query"
      case .alerts: "alerts"
      }
    }
  }

  package struct Kubernetes: Hashable, Sendable {
    package var context: String?
    package var namespace: String?
    /// A label selector; nil for everything in the namespace.
    package var selector: String?

    package init(context: String? = nil, namespace: String? = nil, selector: String? = nil) {
      self.context = context
      self.namespace = namespace
      self.selector = selector
    }
  }

  package struct Query: Hashable, Sendable {
    package var expression: String
    package var warning: Threshold?
    package var critical: Threshold?
    /// The labels whose values name a series.
    package var labels: [String]

    package init(
      expression: String, warning: Threshold? = nil, critical: Threshold? = nil,
      labels: [String] = []
    ) {
      self.expression = expression
      self.warning = warning
      self.critical = critical
      self.labels = labels
    }

    /// The status of a value; nil for NaN, which is neither good nor bad.
    package func status(of value: Double) -> HealthStatus? {
      if value.isNaN { return nil }
      if critical?.holds(for: value) == true { return .critical }
      return warning?.holds(for: value) == true ? .warning : .ok
    }
  }

  package struct Alerts: Hashable, Sendable {
    /// Matchers as Alertmanager's API takes them, such as `service="checkout"`.
    package var matchers: [String]
    /// The alert that always fires; without it no alert does not mean that all is well.
    package var watchdog: String?

    package init(matchers: [String], watchdog: String? = nil) {
      self.matchers = matchers
      self.watchdog = watchdog
    }
  }
}
