internal import IncidentModel

extension HealthFormat {
  /// Any page: ok when it answers with an expected status and, when asked for, holds a text.
  static let http = HealthFormat(
    name: "http",
    summary: "any page: ok when it answers with a status of 200 to 299",
    accept: nil, measuresReachability: true,
    decoder: { (answer, options) throws(HealthFailure) in
      let isExpected = options.expectedStatuses.contains(answer.status)
      let isMissing = options.expectedText.map { !answer.text.contains($0) } ?? false
      // The reason phrase is the server's to choose and says nothing that the number does not.
      let output = "HTTP \(answer.status) in \(answer.milliseconds) ms"
      return try HealthDocument([
        HealthReading(
          check: "http", status: isExpected && !isMissing ? .ok : .critical,
          urgency: options.urgency,
          output: isExpected && isMissing ? output + ", without the expected text" : output,
          observedAt: answer.fetchedAt, fetchedAt: answer.fetchedAt)
      ])
    })
}
