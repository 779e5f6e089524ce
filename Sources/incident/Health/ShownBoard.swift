internal import IncidentModel

/// The part of a board that was asked for.
struct ShownBoard {
  let board: HealthBoard
  let configuration: Configuration
  var region: String?
  var service: String?

  /// The services that are shown, each in the region that was asked for, the worst first.
  var units: [HealthRow] {
    switch (service, region) {
    case (nil, nil): board.services
    case (let service?, nil):
      cells(of: service).isEmpty
        ? board.services.filter { $0.subject == .service(service) } : cells(of: service)
    case (let service, let region?):
      board.cells.filter { row in
        guard case .cell(let name, region) = row.subject else { return false }
        return service.map { $0 == name } ?? true
      }
    }
  }

  private func cells(of service: String) -> [HealthRow] {
    board.cells.filter { row in
      if case .cell(service, _) = row.subject { true } else { false }
    }
  }

  /// The status of what was asked for.
  var status: HealthStatus {
    switch (service, region) {
    case (nil, nil): board.status
    case (let service?, nil): board.row(.service(service))?.status ?? .unknown
    case (nil, let region?): board.row(.region(region))?.status ?? .unknown
    case (let service?, let region?):
      board.row(.cell(service: service, region: region))?.status ?? .unknown
    }
  }

  /// `2 critical (1 acked), 40 ok` of what is shown.
  var summary: String {
    var shown = board
    shown.services = units
    return shown.summary
  }

  var advice: [RegionAdvice] {
    let own = configuration.services.first { $0.name == service }?.regions
    return board.advice.filter { advice in
      let pair = [advice.region, advice.partner]
      return (region.map(pair.contains) ?? true) && (own?.contains(where: pair.contains) ?? true)
    }
  }

  /// The regions that stand side by side, in the order of the file.
  var regions: [String] {
    let own = configuration.services.first { $0.name == service }?.regions
    return configuration.regions.map(\.name).filter { name in
      (region.map { $0 == name } ?? true) && (own?.contains(name) ?? true)
    }
  }

  /// What is wrong, the worst first, where it is: services in their regions.
  var trouble: [HealthRow] {
    var filter = HealthBoard.Filter()
    (filter.region, filter.service, filter.hidesOK) = (region, service, true)
    return board.rows(filter).filter { row in
      switch row.subject {
      case .capability, .region: false
      case .service(let name): cells(of: name).isEmpty
      case .cell: true
      }
    }
  }

  /// What can wait until people are at work is folded away while they are not.
  func trouble(in zone: Zone) -> (shown: [HealthRow], folded: Int) {
    let all = trouble
    guard let hours = configuration.health.officeHours, !hours.contains(board.at, in: zone) else {
      return (all, 0)
    }
    let shown = all.filter { $0.urgency != .canWait }
    return (shown, all.count - shown.count)
  }
}

extension HealthDesk {
  /// Looks that what is asked for is there.
  func checkNames(region: String?, service: String?) throws(HealthRefusal) {
    let names = configuration.services.map(\.name)
    if let service, !names.contains(service) {
      throw .unknownName(
        service, noun: "service", nearest: nearest(to: service, among: names), known: names)
    }
    let regions =
      configuration.services.first { $0.name == service }?.regions
      ?? configuration.regions.map(\.name)
    if let region, !regions.contains(region) {
      throw .unknownName(
        region, noun: service.map { "region of \($0)" } ?? "region",
        nearest: nearest(to: region, among: regions), known: regions)
    }
  }
}
