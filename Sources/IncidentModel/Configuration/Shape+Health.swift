/// What the sections about health have to look like.
extension Shape {
  static let service = Shape.map(
    noun: "a service",
    [
      Field("name", .name, isRequired: true), Field("capability", .text),
      Field("tier", .integer(1...3)), Field("regions", .list(.name)), Field("owner", .text),
      Field("runbook", .text), Field("depends_on", .list(.name)), Field("members", .memberRule),
      Field("health", .list(probe)),
    ])

  /// The section that holds for every check.
  static let health = Shape.map(
    noun: "health", rules + [Field("office_hours", .officeHours)])

  private static let rules = [
    Field("every", .duration(1...86_400, orNone: false)),
    Field("timeout", .duration(1...3600, orNone: false)), Field("fail_after", .integer(1...100)),
    Field("clear_after", .integer(1...100)),
    Field("stale_after", .duration(1...31 * 86_400, orNone: false)),
  ]

  /// The keys that say what is asked; a check has one of them.
  static let targets = ["url", "command", "kubectl", "query", "alerts"]

  private static let probe = Shape.map(
    noun: "a health check",
    [
      Field("name", .name), Field("url", .url), Field("command", .list(.text)),
      Field("kubectl", kubernetes), Field("query", .text), Field("warning", .threshold),
      Field("critical", .threshold), Field("labels", .list(.text)), Field("alerts", .list(.text)),
      Field("watchdog", .text), Field("source", .text), Field("format", .name),
      Field("urgency", .word(HealthUrgency.allCases.map(\.key))), Field("required", .flag),
      Field("members", .memberRule), Field("expect", expectation),
      Field("traffic", .word(Configuration.Probe.Traffic.allCases.map(\.rawValue))),
    ] + rules)

  private static let kubernetes = Shape.map(
    noun: "kubectl",
    [Field("context", .text), Field("namespace", .text), Field("selector", .text)])

  private static let expectation = Shape.map(
    noun: "expect",
    [
      Field("names", .list(.text)), Field("count", .integer(1...100_000)),
      Field("within", .duration(1...31 * 86_400, orNone: false), isRequired: true),
    ])

  static let slo = Shape.map(
    noun: "an slo",
    [
      Field("name", .name, isRequired: true), Field("service", .name),
      Field("objective", .number(above: 0, below: 100), isRequired: true),
      Field("window", .duration(3600...366 * 86_400, orNone: false)), Field("good", .text),
      Field("total", .text), Field("source", .name), Field("min_events", .integer(1...1_000_000)),
    ])

  static let source = Shape.map(
    noun: "a source",
    [
      Field("url", .url, isRequired: true), Field("user", .text), Field("password", .secret),
      Field("token", .secret), Field("ca", .text), Field("insecure", .flag),
    ])

  static let format = Shape.map(
    noun: "a format",
    [Field("like", .name)]
      + Configuration.Format.Part.allCases.map { Field($0.rawValue, .text) }
      + [Field("words", .worded(.word(HealthStatus.allCases.map(\.rawValue))))])
}

extension HealthUrgency {
  /// The word in a configuration file.
  var key: String {
    switch self {
    case .page: "page"
    case .today: "today"
    case .canWait: "can-wait"
    }
  }
}
