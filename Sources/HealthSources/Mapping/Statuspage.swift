internal import IncidentModel

extension HealthFormat {
  /// A public status page, `/api/v2/summary.json`.
  ///
  /// Shape: `{"page", "status": {"indicator"}, "components": [{"name", "status", "updated_at"}],
  /// "incidents": [{"name", "impact", "shortlink"}]}`. Source: any page's `/api`, such as
  /// www.githubstatus.com/api.
  static let statuspage = HealthFormat(
    name: "statuspage",
    summary: "a public status page, /api/v2/summary.json",
    mapping: JSONMapping(
      rows: "components",
      words: [
        "operational": .ok, "degraded_performance": .warning, "partial_outage": .warning,
        "major_outage": .critical, "under_maintenance": .maintenance,
      ],
      output: ["description"], trouble: ["$.incidents.0.name"], since: "updated_at",
      guide: "$.incidents.0.shortlink"),
    recognises: { $0["page"] != nil && $0["components"]?.elements != nil })
}
