extension HealthWatch {
  /// What is shown at a moment; only what has been taken in and the time count.
  package func board(at now: Instant) -> HealthBoard {
    var watch = self
    watch.advance(to: now)
    return watch.settledBoard(at: now)
  }

  /// Works in that time passed, and gives what is shown then: as ``board(at:)``, without a copy.
  package mutating func takeBoard(at now: Instant) -> HealthBoard {
    advance(to: now)
    return settledBoard(at: now)
  }

  /// The checks of a row, the worst first, for a look at the details.
  package func checks(of subject: HealthSubject, at now: Instant) -> [(ProbeID, CheckState)] {
    let places: [Int] =
      switch subject {
      case .cell: topology.cells.indices.filter { topology.cells[$0].subject == subject }
      case .service(let name):
        topology.cells.indices.filter {
          topology.services[topology.cells[$0].service].configuration.name == name
        }
      case .region(let name):
        topology.regions.first { $0.configuration.name == name }?.cells ?? []
      case .capability(let name):
        topology.capabilities.first { $0.name == name }?.services
          .flatMap { topology.services[$0].cells } ?? []
      }
    let states = places.flatMap { topology.cells[$0].probes }.flatMap { place in
      tracks[place].checks.map { (tracks[place].id, $0.state(at: now, tracks[place].rules)) }
    }
    return states.sorted { $0.1.status.rank > $1.1.status.rank }
  }

  private func settledBoard(at now: Instant) -> HealthBoard {
    let blindness = blindness
    let causes = causes()
    var cellRows = topology.cells.indices.map { cellRow($0, causes.cells[$0], at: now) }
    let serviceRows = topology.services.indices.map {
      serviceRow($0, cellRows, causes.services[$0])
    }
    for index in cellRows.indices where cellRows[index].urgency != nil {
      let service = topology.cells[index].service
      cellRows[index].soften(by: serviceRows[service], topology.services[service].configuration)
    }
    let regionRows = topology.regions.indices.map { place in
      let node = topology.regions[place]
      var row = HealthRow(.region(node.configuration.name), regions[place])
      row.runbook = node.configuration.runbook
      row.sum(up: node.cells, of: cellRows) { serviceName(ofCell: $0) }
      row.acknowledgement = acknowledgements[row.subject]
      return row
    }
    let capabilityRows = topology.capabilities.indices.map { place in
      let node = topology.capabilities[place]
      var row = HealthRow(.capability(node.name), capabilities[place])
      row.sum(up: node.services, of: serviceRows) {
        topology.services[$0].configuration.name
      }
      row.acknowledgement = acknowledgements[row.subject]
      return row
    }
    // A service that is in no region has one row.
    let shown = cellRows.indices.filter { topology.cells[$0].region != nil }
    return HealthBoard(
      at: now, capabilities: HealthRow.sorted(capabilityRows),
      regions: HealthRow.sorted(regionRows), services: HealthRow.sorted(serviceRows),
      cells: HealthRow.order(of: shown, in: cellRows).map { cellRows[$0] },
      advice: advice(isBlind: blindness != nil), blindness: blindness)
  }

  private func serviceName(ofCell cell: Int) -> String {
    topology.services[topology.cells[cell].service].configuration.name
  }

  // MARK: Rows

  private func cellRow(_ place: Int, _ cause: HealthSubject?, at now: Instant) -> HealthRow {
    let node = topology.cells[place]
    let service = topology.services[node.service].configuration
    var row = HealthRow(node.subject, cells[place])
    (row.owner, row.runbook) = (service.owner, service.runbook)
    row.acknowledgement =
      acknowledgements[node.subject] ?? acknowledgements[.service(service.name)]
    row.isInsecure = topology.isInsecure(node)
    describe(&row, node, at: now)
    if let cause {
      row.because = cause
      row.urgency = row.urgency.map { min($0, .today) }
    }
    return row
  }

  private func serviceRow(_ place: Int, _ rows: [HealthRow], _ cause: HealthSubject?) -> HealthRow {
    let node = topology.services[place]
    let service = node.configuration
    var row = HealthRow(.service(service.name), services[place])
    (row.owner, row.runbook) = (service.owner, service.runbook)
    if node.cells.count == 1 {
      row = rows[node.cells.lowerBound]
      row.subject = .service(service.name)
    } else {
      row.sum(up: node.cells, of: rows) { cell in
        topology.cells[cell].region.map { topology.regions[$0].configuration.name } ?? "elsewhere"
      }
    }
    row.acknowledgement = acknowledgements[row.subject] ?? row.acknowledgement
    if let cause {
      row.because = cause
      row.urgency = row.urgency.map { min($0, .today) }
    }
    return row
  }

  /// Fills in what the check says that decides, or why nothing is known.
  private func describe(_ row: inout HealthRow, _ cell: HealthTopology.Cell, at now: Instant) {
    guard !cell.probes.isEmpty else {
      row.doubt = .unwatched
      return
    }
    var best: (track: Int, check: Int, verdict: Verdict)?
    for place in cell.probes {
      let rules = tracks[place].rules
      for index in tracks[place].checks.indices {
        let verdict = tracks[place].checks[index].verdict(at: now, rules)
        row.members.add(verdict.status)
        if verdict.status.isBad { row.failing.append(tracks[place].checks[index].name) }
        if let known = best, !isWorse(verdict, (place, index), known) { continue }
        best = (place, index, verdict)
      }
    }
    if let best {
      row.show(tracks[best.track].checks[best.check].state(at: now, tracks[best.track].rules))
    }
    for place in cell.probes where tracks[place].verdict.status == row.status {
      if !tracks[place].missing.isEmpty {
        row.failing += tracks[place].missing.names
        row.output = tracks[place].missing.text
        row.doubt = nil
      } else if let failure = tracks[place].failure {
        row.output = failure
      } else if tracks[place].checks.isEmpty, tracks[place].firstAt != nil {
        row.doubt = .empty
      }
    }
    if best == nil, row.doubt == nil {
      let isAsked = cell.probes.contains { tracks[$0].firstAt != nil }
      row.doubt = row.status == .unknown ? (isAsked ? .empty : .never) : nil
    }
    describeTraffic(&row, cell)
  }

  private func describeTraffic(_ row: inout HealthRow, _ cell: HealthTopology.Cell) {
    guard cell.probes.contains(where: { tracks[$0].verdict.isQuiet }) else { return }
    switch syntheticTraffic(of: cell) {
    case .alive: row.doubt = .quiet
    case .unproven: row.doubt = .unproven
    case .missing:
      row.doubt = nil
      row.output = "dead: no traffic, and synthetic traffic does not get through"
    }
  }

  private func isWorse(
    _ verdict: Verdict, _ place: (track: Int, check: Int),
    _ known: (track: Int, check: Int, verdict: Verdict)
  ) -> Bool {
    if verdict.status != known.verdict.status {
      return verdict.status.rank > known.verdict.status.rank
    }
    if verdict.urgency != known.verdict.urgency {
      return (verdict.urgency?.rawValue ?? 9) < (known.verdict.urgency?.rawValue ?? 9)
    }
    let measured = tracks[place.track].checks[place.check].freshness.measuredAt
    return measured < tracks[known.track].checks[known.check].freshness.measuredAt
  }
}

extension HealthRow {
  fileprivate mutating func show(_ check: CheckState) {
    measuredAt = check.measuredAt
    doubt = check.doubt
    output = check.output.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    progress = check.progress
    isFlapping = check.isFlapping
    skew = check.skew
    sourceAcknowledgement = check.acknowledgement
    impact = check.impact
    guide = check.guide
  }

  /// Fills in what rows of a list say together, of which it is made.
  fileprivate mutating func sum(
    up places: some Collection<Int>, of rows: [HealthRow], name: (Int) -> String
  ) {
    var bad: [Int] = []
    for place in places {
      members.add(rows[place].status)
      if let measured = rows[place].measuredAt {
        measuredAt = measuredAt.map { min($0, measured) } ?? measured
      }
      if rows[place].isFlapping { isFlapping = true }
      if rows[place].isInsecure { isInsecure = true }
      if rows[place].status.isBad, rows[place].doubt != .quiet { bad.append(place) }
    }
    bad = HealthRow.order(of: bad, in: rows)
    failing = bad.map(name)
    guard let worst = bad.first.map({ rows[$0] }) else { return }
    (doubt, impact, guide) = (worst.doubt, worst.impact, worst.guide)
    let shown = bad.prefix(3).map { "\(name($0)) \(rows[$0].status.rawValue)" }
    output = shown.joined(separator: ", ") + (bad.count > 3 ? " and \(bad.count - 3) more" : "")
    if !worst.output.isEmpty { output += ": \(worst.output)" }
  }

  /// One of several that are redundant wakes nobody while the others do the work.
  fileprivate mutating func soften(by service: HealthRow, _ configuration: Configuration.Service) {
    guard configuration.members != .worst, let own = urgency else { return }
    urgency = service.urgency.map { min(own, $0) } ?? .canWait
  }
}
