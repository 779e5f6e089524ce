internal import IncidentModel

extension Configuration {
  /// What words name: `checkout-api`, `checkout-api eu`, `checkout-api/eu`, a region or a capability.
  func subject(named words: [String]) throws(HealthRefusal) -> HealthSubject {
    let parts = words.flatMap { $0.split(whereSeparator: { $0 == "/" || $0 == " " }) }
      .map(String.init)
    guard let name = parts.first, parts.count <= 2 else {
      throw unknown(words.joined(separator: " "), among: services.map(\.name))
    }
    if parts.count == 1 {
      if let service = service(name) { return .service(service.name) }
      if let found = capabilities.first(where: { $0.isSame(as: name) }) {
        return .capability(found)
      }
      if let found = regions.first(where: { $0.name.isSame(as: name) }) {
        return .region(found.name)
      }
      throw unknown(name, among: services.map(\.name) + capabilities + regions.map(\.name))
    }
    guard let service = service(name) else { throw unknown(name, among: services.map(\.name)) }
    guard let region = service.regions.first(where: { $0.isSame(as: parts[1]) }) else {
      throw .unknownName(
        parts[1], noun: "region of \(service.name)",
        nearest: nearest(to: parts[1], among: service.regions), known: service.regions)
    }
    return .cell(service: service.name, region: region)
  }

  private func service(_ name: String) -> Service? {
    services.first { $0.name.isSame(as: name) }
  }

  /// What customers can do, in the order of the file.
  var capabilities: [String] {
    services.compactMap(\.capability).reduce(into: []) { names, name in
      if !names.contains(name) { names.append(name) }
    }
  }

  private func unknown(_ typed: String, among names: [String]) -> HealthRefusal {
    .unknownName(
      typed, noun: "service, region or capability", nearest: nearest(to: typed, among: names),
      known: services.map(\.name))
  }
}

extension String {
  fileprivate func isSame(as other: String) -> Bool { lowercased() == other.lowercased() }
}
