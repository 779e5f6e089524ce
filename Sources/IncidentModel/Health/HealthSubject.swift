/// What has a health of its own: a row of the board.
package enum HealthSubject: Hashable, Comparable, Sendable {
  case capability(String)
  case region(String)
  case service(String)
  /// A service in one of its regions.
  case cell(service: String, region: String)

  /// The words for it, as in an entry of the timeline: `checkout-api eu`.
  package var text: String {
    switch self {
    case .capability(let name), .region(let name), .service(let name): name
    case .cell(let service, let region): "\(service) \(region)"
    }
  }

  /// From what customers see down to where it runs; for sorting what is alike.
  package var level: Int {
    switch self {
    case .capability: 0
    case .region: 1
    case .service: 2
    case .cell: 3
    }
  }
}
