internal import IncidentModel

extension HealthFormat {
  /// Eclipse MicroProfile Health: `/health`, `/health/live`, `/health/ready`, `/health/started`.
  ///
  /// Shape: `{"status": "UP", "checks": [{"name", "status": "UP"|"DOWN", "data": {…}}]}`. DOWN
  /// without any check says that the application is not installed yet. Source: MicroProfile
  /// Health 4.0, section 3.
  static let microProfile = HealthFormat(
    name: "microprofile",
    summary: "Eclipse MicroProfile Health, /health",
    mapping: fields, recognises: isMicroProfile,
    decoder: { (answer, options) throws(HealthFailure) in
      let document = try answer.json()
      guard isMicroProfile(document) else { throw .notThisFormat("microprofile") }
      var readings = try fields.readings(of: document, options: options, at: answer.fetchedAt)
      if document["checks"]?.elements?.isEmpty == true, document["status"]?.text == "DOWN" {
        readings[0].status = .unknown
        readings[0].output = "starting: no checks yet"
      }
      return try HealthDocument(readings)
    })
}

private let fields = JSONMapping(
  rows: "checks", words: ["up": .ok, "down": .critical], whole: "status", output: ["data"])

@Sendable private func isMicroProfile(_ document: JSONValue) -> Bool {
  document["checks"]?.elements != nil && ["UP", "DOWN"].contains(document["status"]?.text)
}
