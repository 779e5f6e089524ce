internal import IncidentModel

extension HealthFormat {
  /// A port that takes connections.
  static let tcp = HealthFormat(
    name: "tcp",
    summary: "a port that takes connections",
    accept: nil, measuresReachability: true,
    decoder: { (answer, options) throws(HealthFailure) in
      try HealthDocument([
        HealthReading(
          check: "tcp", status: .ok, urgency: options.urgency,
          output: "connected in \(answer.milliseconds) ms", observedAt: answer.fetchedAt,
          fetchedAt: answer.fetchedAt)
      ])
    })
}
