extension HealthWatch {
  /// What the probes of a service in a region make together.
  func cellVerdict(_ cell: Int, at now: Instant) -> Verdict {
    let node = topology.cells[cell]
    // Nothing watches it: it is not known, but there is nothing to act on either.
    guard !node.probes.isEmpty else { return cells[cell] }
    let members = node.probes.lazy.filter { place in
      let track = tracks[place]
      return track.plan.isRequired || track.verdict.status != .unknown || track.verdict.isQuiet
    }.map { member($0, of: node) }
    return Verdict(of: Array(members), .worst, last: cells[cell], at: now)
  }

  /// A probe as a member of its cell: quiet stays quiet only while synthetic traffic gets through.
  private func member(_ place: Int, of cell: HealthTopology.Cell) -> Verdict {
    var verdict = tracks[place].verdict
    guard verdict.isQuiet else { return verdict }
    switch syntheticTraffic(of: cell) {
    case .alive: break
    case .unproven:
      verdict.isQuiet = false
      verdict.urgency = min(.today, topology.services[cell.service].ceiling)
    case .missing:
      verdict.isQuiet = false
      verdict.status = .critical
      verdict.urgency = min(
        tracks[place].plan.urgency ?? .page, topology.services[cell.service].ceiling)
    }
    return verdict
  }

  enum SyntheticTraffic {
    case alive
    /// There should be some and it does not get through: no traffic is dead and not quiet.
    case missing
    /// Nothing makes any, or nothing was heard of it yet.
    case unproven
  }

  func syntheticTraffic(of cell: HealthTopology.Cell) -> SyntheticTraffic {
    // What is asked of the service as a whole stands in for what is not asked in the region.
    let elsewhere = topology.services[cell.service].cells.lazy.map { topology.cells[$0] }
      .filter { $0.region == nil && cell.region != nil }.flatMap(\.probes)
    let synthetic = (Array(cell.probes) + elsewhere).filter {
      tracks[$0].plan.traffic == .synthetic
    }
    let heard = synthetic.filter { tracks[$0].firstAt != nil }
    if heard.isEmpty { return .unproven }
    let isAlive = heard.contains { [.ok, .warning].contains(tracks[$0].verdict.status) }
    return isAlive ? .alive : .missing
  }

  // MARK: Names

  /// What counts of a row; nil when there is no such row.
  package func verdict(of subject: HealthSubject) -> Verdict? {
    switch subject {
    case .capability(let name):
      topology.capabilities.firstIndex { $0.name == name }.map { capabilities[$0] }
    case .region(let name):
      topology.regions.firstIndex { $0.configuration.name == name }.map { regions[$0] }
    case .service(let name): place(ofService: name).map { services[$0] }
    case .cell: place(ofCell: subject).map { cells[$0] }
    }
  }

  private func place(ofService name: String) -> Int? {
    topology.services.firstIndex { $0.configuration.name == name }
  }

  private func place(ofCell subject: HealthSubject) -> Int? {
    topology.cells.firstIndex { $0.subject == subject }
  }

  /// What fails of a row: checks of a cell or service, services of a region or capability.
  func failing(of subject: HealthSubject) -> Set<String> {
    switch subject {
    case .capability(let name):
      let members = topology.capabilities.first { $0.name == name }?.services ?? []
      return Set(
        members.filter { place in
          services[place].status.isBad && !services[place].isQuiet
            && topology.services[place].cells.contains { isHeard(ofCell: $0) }
        }
        .map { topology.services[$0].configuration.name })
    case .region(let name):
      let members = topology.regions.first { $0.configuration.name == name }?.cells ?? []
      return Set(
        members.filter { cells[$0].status.isBad && !cells[$0].isQuiet && isHeard(ofCell: $0) }
          .map { topology.services[topology.cells[$0].service].configuration.name })
    case .service(let name):
      guard let place = place(ofService: name) else { return [] }
      return topology.services[place].cells.reduce(into: []) {
        $0.formUnion(failingChecks(ofCell: $1))
      }
    case .cell:
      return place(ofCell: subject).map { failingChecks(ofCell: $0) } ?? []
    }
  }

  /// Whether anything has answered; what has not yet has not failed either.
  private func isHeard(ofCell cell: Int) -> Bool {
    let probes = topology.cells[cell].probes
    return probes.isEmpty || probes.contains { tracks[$0].isHeard }
  }

  private func failingChecks(ofCell cell: Int) -> Set<String> {
    guard cells[cell].status.isBad, !cells[cell].isQuiet else { return [] }
    var names: Set<String> = []
    for place in topology.cells[cell].probes {
      let track = tracks[place]
      guard track.isHeard, track.verdict.status.isBad, !track.verdict.isQuiet else { continue }
      names.formUnion(track.failingNames)
    }
    return names
  }
}

extension ProbeTrack {
  /// The checks that fail, and what is missing; the probe itself when it is none of them.
  fileprivate var failingNames: Set<String> {
    let failing = checks.filter { $0.believed.isBad }.map(\.name) + missing.names
    let names = failing.isEmpty ? [""] : failing
    return Set(names.map { $0.isEmpty ? id.text : "\(id.text): \($0)" })
  }
}
