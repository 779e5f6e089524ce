package import IncidentModel

/// A kind of answer that is understood: one file with the name it has in the configuration, what it
/// is asked with, and the pure function from an answer to readings.
package struct HealthFormat: Sendable {
  package typealias Decoder =
    @Sendable (Answer, FormatOptions) throws(HealthFailure) -> HealthDocument

  /// As the configuration names it, such as `ft`.
  package let name: String
  /// A line for people who choose one.
  package let summary: String
  /// The `Accept` header it is asked with; nil sends none.
  package let accept: String?
  /// The most bytes of an answer, after decompression.
  package let bodyLimit: Int
  /// Whether a target that does not answer is a result, critical, and not just unknown.
  package let measuresReachability: Bool
  /// Whether the start of an output that is too long is enough.
  let readsCutOutput: Bool
  /// Whether a JSON document is of this format, for `auto`.
  let recognises: @Sendable (JSONValue) -> Bool
  let decoder: Decoder
  /// Where the fields are, in a format that is no more than that.
  package let mapping: JSONMapping?

  init(
    name: String, summary: String, accept: String? = "application/json", bodyLimit: Int = 262_144,
    measuresReachability: Bool = false, readsCutOutput: Bool = false,
    mapping: JSONMapping? = nil,
    recognises: @escaping @Sendable (JSONValue) -> Bool = { _ in false },
    decoder: @escaping Decoder
  ) {
    self.name = name
    self.summary = summary
    self.accept = accept
    self.bodyLimit = bodyLimit
    self.measuresReachability = measuresReachability
    self.readsCutOutput = readsCutOutput
    self.recognises = recognises
    self.decoder = decoder
    self.mapping = mapping
  }

  /// What an answer says, or why nothing is known.
  package func read(
    _ answer: Answer, options: FormatOptions = FormatOptions()
  ) -> Result<HealthDocument, HealthFailure> {
    guard answer.body.count <= bodyLimit, !answer.isCut || readsCutOutput else {
      return .failure(.tooLarge(limit: bodyLimit))
    }
    return Result { () throws(HealthFailure) in try decoder(answer, options) }
  }

  /// What is known when there is no answer.
  package func read(
    _ failure: HealthFailure, at fetchedAt: Instant, options: FormatOptions = FormatOptions()
  ) -> Result<HealthDocument, HealthFailure> {
    guard measuresReachability, failure.isNoAnswer else { return .failure(failure) }
    let reading = HealthReading(
      check: name, status: .critical, urgency: options.urgency, output: failure.text,
      observedAt: fetchedAt, fetchedAt: fetchedAt)
    return Result { () throws(HealthFailure) in try HealthDocument([reading]) }
  }
}

extension HealthFormat {
  /// Every format, in the order in which `auto` asks them.
  package static let all: [HealthFormat] = [
    .ft,
    .goodToGo,
    .http,
    .tcp,
    .prometheusQuery,
    .prometheusAlerts,
    .alertmanager,
    .kubernetes,
    .nagios,
    .blackbox,
    .healthJSON,
    .mapped,
    .microProfile,
    .springBoot,
    .aspNet,
    .statuspage,
    .gatus,
    .uptimeKuma,
    .automatic,
  ]

  /// The format that the configuration names.
  package static func named(_ name: String) -> HealthFormat? { all.first { $0.name == name } }
}
