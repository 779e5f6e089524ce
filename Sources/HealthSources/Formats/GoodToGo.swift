internal import IncidentModel

extension HealthFormat {
  /// FT's `/__gtg`: 200 is good to go, 503 is not, 400 names an unknown category.
  ///
  /// Source: github.com/Financial-Times/upp-aggregate-healthcheck, handler.go.
  static let goodToGo = HealthFormat(
    name: "gtg",
    summary: "FT good-to-go, /__gtg: 200 or 503",
    accept: nil, measuresReachability: true,
    decoder: { (answer, options) throws(HealthFailure) in
      if answer.status == 400 { throw .httpStatus(answer.status) }
      let isOK = answer.status == 200
      return try HealthDocument([
        HealthReading(
          check: "gtg", status: isOK ? .ok : .critical, urgency: options.urgency,
          output: isOK ? answer.text : note("HTTP \(answer.status)", before: answer.text),
          observedAt: answer.fetchedAt, fetchedAt: answer.fetchedAt)
      ])
    })
}
