/// Why nothing is known of a source; it makes its readings unknown, never ok.
package enum HealthFailure: Error, Hashable, Sendable {
  // What stood in the way of an answer.
  case refused(host: String)
  case unreachable(host: String, errno: Int32)
  case notResolved(host: String)
  case timedOut(milliseconds: Int64)
  /// The connection ended within the answer, or it was no HTTP.
  case brokenOff(String)
  /// The certificate is not trusted, or the handshake failed.
  case untrusted(String)
  /// The address is link-local or of a metadata service, and the probe does not allow it.
  case blockedAddress(host: String)
  case badRequest(String)
  case tooLarge(limit: Int)
  case commandMissing(String)
  case commandNotStarted(String, errno: Int32)
  case commandEnded(signal: Int32)
  case commandFailed(status: Int, message: String)
  /// The poller was stopped first.
  case stopped

  // What is wrong with the answer.
  case httpStatus(Int)
  /// Not JSON, from this byte on.
  case malformed(at: Int)
  /// JSON, but not of this format.
  case notThisFormat(String)
  case unrecognised
  /// An answer without a single result proves nothing.
  case noResults
  /// No alert that always fires is there, so the absence of others proves nothing.
  case noWatchdog([String])
  /// The source says that it failed.
  case sourceError(kind: String, message: String)
}

extension HealthFailure {
  /// Whether nothing was heard; many of those at once are a trouble of our own.
  var isSilence: Bool {
    switch self {
    case .unreachable, .notResolved: true
    case .refused, .timedOut, .brokenOff: true
    case .untrusted, .blockedAddress, .badRequest, .tooLarge, .commandMissing, .commandNotStarted,
      .commandEnded, .commandFailed, .stopped, .httpStatus, .malformed, .notThisFormat,
      .unrecognised, .noResults, .noWatchdog, .sourceError:
      false
    }
  }

  /// Whether the target itself did not answer, as against a trouble on the way or on our side.
  ///
  /// For a check that asks no more than "does it answer" that is the result.
  var isNoAnswer: Bool {
    switch self {
    case .refused, .timedOut, .brokenOff: true
    case .unreachable, .notResolved, .untrusted, .blockedAddress, .badRequest, .tooLarge,
      .commandMissing, .commandNotStarted, .commandEnded, .commandFailed, .stopped, .httpStatus,
      .malformed, .notThisFormat, .unrecognised, .noResults, .noWatchdog, .sourceError:
      false
    }
  }
}
