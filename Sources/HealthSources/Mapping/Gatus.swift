internal import IncidentModel

extension HealthFormat {
  /// Endpoints of Gatus, `/api/v1/endpoints/statuses`; it knows success and failure only.
  ///
  /// Shape: `[{"name", "group", "key", "results": [{"success", "errors": [], "timestamp",
  /// "conditionResults": [{"condition", "success"}]}]}]`, the newest result last. Source:
  /// github.com/TwiN/gatus.
  static let gatus = HealthFormat(
    name: "gatus",
    summary: "endpoints of Gatus, /api/v1/endpoints/statuses",
    mapping: JSONMapping(
      rows: "$", check: ["group", "name"], status: "results.-1.success",
      words: ["true": .ok, "false": .critical],
      output: ["results.-1.errors.*", "results.-1.conditionResults[success=false].condition"],
      observedAt: "results.-1.timestamp"),
    recognises: { $0.elements?.first?["results"]?.elements != nil })
}
