extension HealthFormat {
  /// A JSON document whose fields the configuration names.
  static let mapped = HealthFormat(
    name: "mapped",
    summary: "JSON whose fields are named under formats in incident.yaml",
    bodyLimit: 4_194_304,
    decoder: { (answer, options) throws(HealthFailure) in
      guard let mapping = options.mapping else { throw .badRequest("no mapping is configured") }
      return try HealthDocument(
        mapping.readings(of: answer.json(), options: options, at: answer.fetchedAt))
    })

  /// A format that is no more than a mapping.
  init(
    name: String, summary: String, mapping: JSONMapping,
    recognises: @escaping @Sendable (JSONValue) -> Bool
  ) {
    self.init(
      name: name, summary: summary, bodyLimit: 4_194_304, mapping: mapping, recognises: recognises,
      decoder: { (answer, options) throws(HealthFailure) in
        let document = try answer.json()
        guard recognises(document) else { throw .notThisFormat(name) }
        return try HealthDocument(
          mapping.readings(of: document, options: options, at: answer.fetchedAt))
      })
  }
}
