package import IncidentModel

/// Sends one request, as when a silence is made; probes go through ``Poller``.
package enum HTTPClient {
  /// The answer, whatever its status; redirects are not followed.
  ///
  /// The time goes from the start to the last byte, and the limit is of bytes of the body.
  package static func answer(
    to request: HTTPRequest, milliseconds: Int64 = 10_000, bodyLimit: Int = 262_144,
    clock: @escaping @Sendable () -> Instant
  ) async throws(HealthFailure) -> Answer {
    let result: Result<Answer, HealthFailure> = await withCheckedContinuation { continuation in
      let thread = WorkerThread {
        continuation.resume(
          returning: Result { () throws(HealthFailure) in
            try wait(for: request, milliseconds, bodyLimit, clock)
          })
      }
      if let thread {
        thread.detach()
      } else {
        continuation.resume(returning: .failure(.badRequest("no thread is left")))
      }
    }
    return try result.get()
  }

  private static func wait(
    for request: HTTPRequest, _ milliseconds: Int64, _ bodyLimit: Int, _ clock: () -> Instant
  ) throws(HealthFailure) -> Answer {
    guard let http = HTTPLoop(connectionLimit: 1) else {
      throw .badRequest("no descriptor is left")
    }
    try http.start(request, tag: 0, milliseconds: milliseconds, bodyLimit: bodyLimit)
    let target = HTTPLoop.Target(
      host: HTTPLoop.authority(of: request.url) ?? request.url, milliseconds: milliseconds,
      bodyLimit: bodyLimit)
    while true {
      http.wait(milliseconds: 1000)
      if let outcome = http.next(at: clock(), target: { _ in target }) {
        return try outcome.answer.get()
      }
    }
  }
}
