internal import IncidentModel

extension HealthFormat {
  /// Whatever JSON document it is: the first format that recognises it reads it.
  static let automatic = HealthFormat(
    name: "auto",
    summary: "JSON of whatever known format it is: the first that recognises it reads it",
    accept: "application/json, application/health+json, */*",
    decoder: { (answer, options) throws(HealthFailure) in
      let document = try answer.json()
      guard let format = all.first(where: { $0.recognises(document) }) else {
        throw answer.isSuccess ? .unrecognised : .httpStatus(answer.status)
      }
      return try format.read(answer, options: options).get()
    })
}
