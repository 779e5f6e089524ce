internal import Processes

extension HealthFailure {
  /// The reason in a few words, as a row shows it; holds no secret.
  package var text: String {
    switch self {
    case .refused(let host): "\(host) refuses the connection"
    case .unreachable(let host, let code): "\(host) cannot be reached: \(errorText(code))"
    case .notResolved(let host): "the name \(host) is not known"
    case .timedOut(let milliseconds): "no answer within \(secondsText(milliseconds))"
    case .brokenOff(let reason): "the answer broke off: \(reason)"
    case .untrusted(let reason): "not trusted: \(reason)"
    case .blockedAddress(let host): "\(host) is a link-local address, which is not allowed here"
    case .badRequest(let reason): "it cannot be asked: \(reason)"
    case .tooLarge(let limit): "the answer is larger than \(limit / 1024) KiB"
    case .commandMissing(let name): "there is no \(name)"
    case .commandNotStarted(let name, let code): "\(name) does not start: \(errorText(code))"
    case .commandEnded(let signal): "the command was ended by signal \(signal)"
    case .commandFailed(let status, let message): "exit status \(status): \(message)"
    case .stopped: "stopped before it answered"
    case .httpStatus(let status): "HTTP \(status)"
    case .malformed(let offset): "not JSON from byte \(offset) on"
    case .notThisFormat(let name): "not a document of format \(name)"
    case .unrecognised: "no known format"
    case .noResults: "expected results are missing"
    case .noWatchdog(let names):
      "no alert \(names.joined(separator: " or ")): that there are no others proves nothing"
    case .sourceError(let kind, let message): "\(kind): \(message)"
    }
  }
}

/// Milliseconds as `250 ms`, `10 s` or `1.5 s`.
func secondsText(_ milliseconds: Int64) -> String {
  if milliseconds < 1000 { return "\(milliseconds) ms" }
  let tenths = milliseconds / 100
  return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
}
