/// A line on each format of the registry, for people who choose one.
enum FormatLines {
  static let all: [String: String] = [
    "auto": "JSON of whatever known format it is: the first that recognises it reads it",
    "ft": "FT health check, /__health, of a service or of an aggregate",
    "gtg": "FT good-to-go, /__gtg: 200 or 503",
    "http": "any page: ok when it answers with a status of 200 to 299",
    "tcp": "a port that takes connections",
    "prometheus": "an instant query, a row for each series, judged by warning and critical",
    "prometheus-alerts": "alerts or rules as Prometheus itself sees them",
    "alertmanager": "alerts of Alertmanager, with its silences as acknowledgements",
    "kubernetes": "workloads and pods as kubectl lists them: ready against wanted",
    "nagios": "a monitoring plugin: its exit status decides",
    "blackbox": "a probe of blackbox_exporter",
    "health+json": "health check response format for HTTP APIs, application/health+json",
    "mapped": "JSON whose fields are named under formats in incident.yaml",
    "microprofile": "Eclipse MicroProfile Health, /health",
    "spring": "Spring Boot Actuator health, versions 2 and 3",
    "aspnet": "ASP.NET Core health checks, the plain word or the JSON",
    "statuspage": "a public status page, /api/v2/summary.json",
    "gatus": "endpoints of Gatus, /api/v1/endpoints/statuses",
    "uptime-kuma": "Uptime Kuma: a status page's heartbeats, or /metrics",
  ]

  /// What a health check can ask, by the key that says so in the configuration.
  static let targets: [(key: String, line: String)] = [
    ("url: http(s)://…", "a page or a document, read by its format"),
    ("url: tcp://HOST:PORT", "whether something listens there"),
    ("command: [PLUGIN, …]", "a monitoring plugin, run without a shell"),
    ("kubectl: {…}", "the workloads of a cluster, by kubectl"),
    ("query: PROMQL", "an expression of a Prometheus under sources"),
    ("alerts: [MATCHER, …]", "alerts of an Alertmanager under sources"),
  ]
}
