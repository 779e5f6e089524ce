package import IncidentModel

/// An Alertmanager in which an acknowledgement is kept as a silence.
package struct Alertmanager: Sendable {
  /// Its URL, credentials, certificates and proxy; path, method and body are put in.
  package var base: HTTPRequest
  private let clock: @Sendable () -> Instant

  /// The URL is such as `http://alertmanager:9093`, with or without a path before `/api`.
  package init(_ base: HTTPRequest, clock: @escaping @Sendable () -> Instant) {
    self.base = base
    self.clock = clock
  }

  /// Makes a silence, or with an id changes it, and gives the id that it has now.
  package func create(_ silence: Silence) async throws(HealthFailure) -> String {
    var request = request("/api/v2/silences")
    request.post(silence.json, type: "application/json")
    let answer = try await answer(to: request)
    guard let id = try answer.json()["silenceID"]?.text else {
      throw .notThisFormat("alertmanager")
    }
    return id
  }

  /// Ends a silence; it stays there as expired.
  package func delete(_ id: String) async throws(HealthFailure) {
    var request = request("/api/v2/silence/\(percentEncoded(id))")
    request.method = "DELETE"
    _ = try await answer(to: request)
  }

  /// All that there are, expired ones among them.
  package func silences() async throws(HealthFailure) -> [Silence] {
    Silence.list(try await answer(to: request("/api/v2/silences")).body)
  }

  private func request(_ path: String) -> HTTPRequest {
    var request = base
    request.append(path: path)
    return request
  }

  private func answer(to request: HTTPRequest) async throws(HealthFailure) -> Answer {
    let answer = try await HTTPClient.answer(to: request, bodyLimit: 33_554_432, clock: clock)
    if answer.isSuccess { return answer }
    // Two shapes: a bare string, and {"code", "message"}.
    let document = try? answer.json()
    guard let message = document?.text ?? document?["message"]?.text else {
      throw .httpStatus(answer.status)
    }
    throw .sourceError(kind: "HTTP \(answer.status)", message: message)
  }
}
