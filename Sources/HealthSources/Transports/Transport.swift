/// How a probe reaches what it asks.
package enum Transport: Hashable, Sendable {
  /// The companion is asked after the answer, within the same time, such as silences beside alerts.
  case http(HTTPRequest, companion: HTTPRequest? = nil)
  /// Connects and does no more. Addresses of version 6 stand in brackets.
  case tcp(host: String, port: UInt16, allowsLinkLocal: Bool = false)
  case command(Command)

  /// Whether certificates are not verified, which is to be shown beside each result.
  package var isInsecure: Bool {
    switch self {
    case .http(let request, let companion): request.isInsecure || companion?.isInsecure == true
    case .tcp, .command: false
    }
  }
}
