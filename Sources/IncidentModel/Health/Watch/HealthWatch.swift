/// Everything that is watched, and what is known of it: from answers to what counts.
///
/// An answer is worked in by ``take(_:from:at:)``, which goes through nothing but what it belongs
/// to; time is worked in by ``advance(to:)``. ``board(at:)`` gives what is shown.
package struct HealthWatch: Hashable, Sendable {
  let topology: HealthTopology
  private(set) var tracks: [ProbeTrack]
  private(set) var cells: [Verdict]
  private(set) var services: [Verdict]
  private(set) var regions: [Verdict]
  private(set) var capabilities: [Verdict]
  private(set) var acknowledgements: [HealthSubject: Acknowledgement] = [:]
  private var ended: [EndedAcknowledgement] = []
  /// Since when a region is or was critical so that it wakes somebody, until it is settled.
  private(set) var failedRegions: [Int: Instant] = [:]

  /// Starts to watch: nothing is known yet.
  package init(_ configuration: Configuration, startingAt start: Instant) {
    topology = HealthTopology(configuration)
    let topology = topology
    tracks = topology.probes.indices.map { index in
      let service = topology.services[topology.cells[topology.cellOfProbe[index]].service]
      return ProbeTrack(topology.probes[index], tier: service.ceiling, startingAt: start)
    }
    let unknown = Verdict(status: .unknown, urgency: nil, since: start)
    cells = topology.cells.map { _ in unknown }
    services = topology.services.map { _ in unknown }
    regions = topology.regions.map { _ in unknown }
    capabilities = topology.capabilities.map { _ in unknown }
    settleEverything(at: start)
  }

  /// The names of the probes, in the order of the configuration.
  package var probes: [ProbeID] { topology.probes.map(\.id) }

  // MARK: Answers and time

  /// Works in what came of asking a probe; an unknown one is none of ours.
  package mutating func take(_ answer: ProbeAnswer, from id: ProbeID, at now: Instant) {
    guard let place = topology.probePlaces[id] else { return }
    let (last, isFirst) = (tracks[place].verdict, tracks[place].firstAt == nil)
    tracks[place].take(answer, at: now)
    // New members may fail without a change of the whole, which an acknowledgement has to know.
    if tracks[place].verdict != last || isFirst || !acknowledgements.isEmpty {
      settle(cell: topology.cellOfProbe[place], at: now)
    }
  }

  /// Works in that time passed: what is too old, what did not come, what ran out.
  package mutating func advance(to now: Instant) {
    var touched: Set<Int> = []
    for place in tracks.indices {
      guard let change = tracks[place].nextChange, change <= now else { continue }
      let last = tracks[place].verdict
      tracks[place].settle(at: now)
      if tracks[place].verdict != last { touched.insert(topology.cellOfProbe[place]) }
    }
    settle(cells: touched, at: now)
    for subject in acknowledgements.keys { checkAcknowledgement(of: subject, at: now) }
    failedRegions = failedRegions.filter { place, since in
      regions[place].status == .critical || now.seconds(since: since) < Self.failoverMemory
    }
  }

  /// Seconds after its failure for which going back to a region is advised.
  private static let failoverMemory: Int64 = 86_400

  /// Works out everything anew.
  mutating func settleEverything(at now: Instant) {
    for place in tracks.indices { tracks[place].settle(at: now) }
    settle(cells: Set(cells.indices), at: now)
  }

  /// Works out cells and, once each, what they belong to.
  private mutating func settle(cells touched: Set<Int>, at now: Instant) {
    let touched = touched.reduce(into: touched) { $0.formUnion(topology.cellsJudged(by: $1)) }
    for cell in touched { settle(onlyCell: cell, at: now) }
    let services = Set(touched.map { topology.cells[$0].service })
    for service in services { settle(service: service, at: now) }
    for region in Set(touched.compactMap { topology.cells[$0].region }) {
      settle(region: region, at: now)
    }
    for capability in Set(services.compactMap { topology.services[$0].capability }) {
      settle(capability: capability, at: now)
    }
  }

  private mutating func settle(cell: Int, at now: Instant) {
    let (service, region) = (topology.cells[cell].service, topology.cells[cell].region)
    let capability = topology.services[service].capability
    for other in topology.cellsJudged(by: cell) { settle(onlyCell: other, at: now) }
    settle(service: service, at: now)
    for other in topology.cellsJudged(by: cell) {
      if let region = topology.cells[other].region { settle(region: region, at: now) }
    }
    if let capability { settle(capability: capability, at: now) }
    guard !acknowledgements.isEmpty else { return }
    checkAcknowledgement(of: topology.cells[cell].subject, at: now)
    checkAcknowledgement(of: .service(topology.services[service].configuration.name), at: now)
    if let region {
      checkAcknowledgement(of: .region(topology.regions[region].configuration.name), at: now)
    }
    if let capability {
      checkAcknowledgement(of: .capability(topology.capabilities[capability].name), at: now)
    }
  }

  private mutating func settle(onlyCell cell: Int, at now: Instant) {
    cells[cell] = cellVerdict(cell, at: now)
  }

  private mutating func settle(service: Int, at now: Instant) {
    let node = topology.services[service]
    services[service] = Verdict(
      of: cells[node.cells], node.configuration.members, last: services[service], at: now)
  }

  private mutating func settle(region: Int, at now: Instant) {
    let cells = cells
    regions[region] = Verdict(
      of: topology.regions[region].cells.lazy.map { cells[$0] }, .worst, last: regions[region],
      at: now)
    if regions[region].status == .critical, regions[region].urgency == .page,
      failedRegions[region] == nil
    {
      failedRegions[region] = regions[region].since
    }
  }

  private mutating func settle(capability: Int, at now: Instant) {
    let services = services
    capabilities[capability] = Verdict(
      of: topology.capabilities[capability].services.lazy.map { services[$0] }, .worst,
      last: capabilities[capability], at: now)
  }

  // MARK: People

  /// Notes that somebody has it.
  ///
  /// - Parameters:
  ///   - subject: what fails.
  ///   - author: who has it.
  ///   - because: what is done about it.
  ///   - span: seconds; at most ``Acknowledgement/longestSpan``.
  ///   - now: the moment.
  /// - Returns: nil when nothing is wrong with the subject, or it is not there.
  package mutating func acknowledge(
    _ subject: HealthSubject, by author: Author, because: String,
    for span: Int64 = Acknowledgement.standardSpan, at now: Instant
  ) -> Acknowledgement? {
    advance(to: now)
    guard let verdict = verdict(of: subject), verdict.status.isBad else { return nil }
    let made = Acknowledgement(
      subject: subject, author: author, at: now, because: because,
      until: now.advanced(bySeconds: span), status: verdict.status, urgency: verdict.urgency,
      members: failing(of: subject))
    acknowledgements[subject] = made
    return made
  }

  /// Takes over an acknowledgement of before, as from the logbook.
  package mutating func restore(_ acknowledgement: Acknowledgement) {
    guard verdict(of: acknowledgement.subject) != nil else { return }
    acknowledgements[acknowledgement.subject] = acknowledgement
  }

  /// Takes an acknowledgement back; nil when there is none.
  package mutating func withdrawAcknowledgement(
    of subject: HealthSubject, at now: Instant
  ) -> EndedAcknowledgement? {
    acknowledgements.removeValue(forKey: subject).map {
      EndedAcknowledgement(acknowledgement: $0, end: .withdrawn, at: now)
    }
  }

  /// The acknowledgements that ended since this was asked last.
  package mutating func takeEndedAcknowledgements() -> [EndedAcknowledgement] {
    defer { ended = [] }
    return ended
  }

  private mutating func checkAcknowledgement(of subject: HealthSubject, at now: Instant) {
    guard let held = acknowledgements[subject], let verdict = verdict(of: subject) else { return }
    let end = held.end(
      status: verdict.status, urgency: verdict.urgency, failing: failing(of: subject), at: now)
    guard let end else { return }
    acknowledgements[subject] = nil
    ended.append(EndedAcknowledgement(acknowledgement: held, end: end, at: now))
  }

  /// Notes that the traffic of a region is where it should be, so that nothing is advised any more.
  package mutating func settleFailover(of region: String) {
    guard let place = topology.regions.firstIndex(where: { $0.configuration.name == region }) else {
      return
    }
    failedRegions[place] = nil
  }
}
