/// How services, regions and capabilities hang together, by place in each list: it never changes.
struct HealthTopology: Hashable, Sendable {
  struct Service: Hashable, Sendable {
    var configuration: Configuration.Service
    /// One for each region, and one for what is not in a region.
    var cells: Range<Int>
    var capability: Int?
    var dependsOn: [Int] = []
    /// The most urgent that it may be.
    var ceiling: HealthUrgency
  }

  struct Cell: Hashable, Sendable {
    var service: Int
    var region: Int?
    var probes: Range<Int>
    var subject: HealthSubject
  }

  struct Region: Hashable, Sendable {
    var configuration: Configuration.Region
    var cells: [Int] = []
    /// The place of the region that takes over.
    var partner: Int?
  }

  struct Capability: Hashable, Sendable {
    var name: String
    var services: [Int] = []
  }

  private(set) var services: [Service] = []
  private(set) var cells: [Cell] = []
  private(set) var regions: [Region] = []
  private(set) var capabilities: [Capability] = []
  /// In the order of their cells.
  private(set) var probes: [PlannedProbe] = []
  /// The sources whose certificates are not verified.
  private let insecure: Set<String>
  /// The cell of each probe.
  private(set) var cellOfProbe: [Int] = []
  private(set) var probePlaces: [ProbeID: Int] = [:]
  /// The services so that each comes after all that it depends on.
  private(set) var order: [Int] = []

  init(_ configuration: Configuration) {
    insecure = Set(configuration.sources.filter(\.isInsecure).map(\.name))
    regions = configuration.regions.map { Region(configuration: $0) }
    let regionPlaces = places(configuration.regions.map(\.name))
    for index in regions.indices {
      regions[index].partner = regions[index].configuration.failoverTo.flatMap { regionPlaces[$0] }
    }
    var capabilityPlaces: [String: Int] = [:]
    for service in configuration.services { add(service, regionPlaces, &capabilityPlaces) }
    let servicePlaces = places(configuration.services.map(\.name))
    for (index, service) in configuration.services.enumerated() {
      services[index].dependsOn = service.dependsOn.compactMap { servicePlaces[$0] }
    }
    order = Self.order(of: services.map(\.dependsOn))
  }

  /// The cells whose state depends on the probes of one: what is asked of a service as a whole tells
  /// quiet from dead in each of its regions.
  func cellsJudged(by cell: Int) -> Range<Int> {
    cells[cell].region == nil ? services[cells[cell].service].cells : cell..<(cell + 1)
  }

  func isInsecure(_ cell: Cell) -> Bool {
    !insecure.isEmpty
      && cell.probes.contains { probes[$0].probe.source.map(insecure.contains) ?? false }
  }

  private mutating func add(
    _ service: Configuration.Service, _ regionPlaces: [String: Int],
    _ capabilityPlaces: inout [String: Int]
  ) {
    let planned = service.plannedProbes
    let place = services.count
    let first = cells.count
    var homes: [(name: String?, place: Int?)] = service.regions.map { ($0, regionPlaces[$0]) }
    if homes.isEmpty || planned.contains(where: { $0.id.region == nil }) {
      homes.append((nil, nil))
    }
    for home in homes {
      let start = probes.count
      for probe in planned where probe.id.region == home.name {
        probePlaces[probe.id] = probes.count
        cellOfProbe.append(cells.count)
        probes.append(probe)
      }
      if let region = home.place { regions[region].cells.append(cells.count) }
      let subject = home.name.map { HealthSubject.cell(service: service.name, region: $0) }
      cells.append(
        Cell(
          service: place, region: home.place, probes: start..<probes.count,
          subject: subject ?? .service(service.name)))
    }
    let capability = service.capability.map { name in
      if let known = capabilityPlaces[name] { return known }
      capabilityPlaces[name] = capabilities.count
      capabilities.append(Capability(name: name))
      return capabilities.count - 1
    }
    if let capability { capabilities[capability].services.append(place) }
    services.append(
      Service(
        configuration: service, cells: first..<cells.count, capability: capability,
        ceiling: service.tier.flatMap { HealthUrgency(rawValue: $0) } ?? .page))
  }

  /// Puts each after those it depends on; a circle, which loading refuses, is cut somewhere.
  private static func order(of targets: [[Int]]) -> [Int] {
    var order: [Int] = []
    var isSeen = Array(repeating: false, count: targets.count)
    for start in targets.indices where !isSeen[start] {
      // A stack of its own: a chain of services may be longer than the stack of a thread.
      var path = [(place: start, next: 0)]
      isSeen[start] = true
      while let (place, next) = path.last {
        guard next < targets[place].count else {
          order.append(place)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let target = targets[place][next]
        if !isSeen[target] {
          isSeen[target] = true
          path.append((target, 0))
        }
      }
    }
    return order
  }
}

/// The place of each name; of the first, where one is there twice.
private func places(_ names: [String]) -> [String: Int] {
  Dictionary(
    names.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
}
