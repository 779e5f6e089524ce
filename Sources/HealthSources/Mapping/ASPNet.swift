internal import IncidentModel

extension HealthFormat {
  /// ASP.NET Core health checks: one plain word, or the JSON of HealthChecks UI.
  ///
  /// Shape: `Healthy`, `Degraded` or `Unhealthy`, or `{"status", "entries": {"db": {"status",
  /// "description", "exception", "duration", "data"}}}`. Degraded comes with HTTP 200. Source:
  /// learn.microsoft.com, health checks in ASP.NET Core; AspNetCore.Diagnostics.HealthChecks.
  static let aspNet = HealthFormat(
    name: "aspnet",
    summary: "ASP.NET Core health checks, the plain word or the JSON",
    accept: "application/json, text/plain",
    mapping: fields, recognises: { words[$0["status"]?.text?.lowercased() ?? ""] != nil },
    decoder: { (answer, options) throws(HealthFailure) in
      if let status = words[answer.text.lowercased().filter { !$0.isWhitespace }] {
        return try HealthDocument([
          HealthReading(
            check: "application", status: status, urgency: options.urgency(of: status),
            output: "\(answer.text), no detail", fetchedAt: answer.fetchedAt)
        ])
      }
      let document = try answer.json()
      guard document["status"]?.text != nil else { throw .notThisFormat("aspnet") }
      return try HealthDocument(
        fields.readings(of: document, options: options, at: answer.fetchedAt))
    })
}

private let words: [String: HealthStatus] = [
  "healthy": .ok, "degraded": .warning, "unhealthy": .critical,
]

private let fields = JSONMapping(
  rows: "entries", check: ["@key"], words: words, whole: "status",
  output: ["description", "exception"], guide: "data.runbook")
