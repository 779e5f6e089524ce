/// What is known at a moment, ready to be drawn: rows with the worst first.
package struct HealthBoard: Hashable, Sendable {
  package var at: Instant
  package var capabilities: [HealthRow]
  package var regions: [HealthRow]
  package var services: [HealthRow]
  /// Services in their regions; a service without regions has its only row in `services`.
  package var cells: [HealthRow]
  package var advice: [RegionAdvice]
  /// Whether it is rather our own network that fails; nil when nothing speaks for it.
  package var blindness: Blindness?

  /// Which rows are asked for.
  package struct Filter: Hashable, Sendable {
    package var region: String?
    package var service: String?
    /// What a row has to hold, in any case of letters.
    package var text = ""
    /// Leaves out what can wait, as out of office hours.
    package var foldsWhatCanWait = false
    /// Leaves out what follows from another row.
    package var foldsConsequences = false
    package var hidesOK = false

    package init() {}

    /// Whether a row holds the text, in its name, status, urgency, owner or output.
    package func hasText(_ row: HealthRow) -> Bool {
      let wanted = text.lowercased()
      return wanted.isEmpty || row.searchText.contains(wanted)
    }

    /// Whether a row is folded, or ok where that is hidden.
    package func hides(_ row: HealthRow) -> Bool {
      hidesOK && !row.status.isBad || foldsConsequences && row.because != nil
        || foldsWhatCanWait && row.urgency == .canWait
    }
  }

  /// Every row, the worst first; where rows are alike, those nearer to the customer.
  package var rows: [HealthRow] {
    HealthRow.sorted(capabilities + regions + services + cells)
  }

  /// The rows that a filter leaves, the worst first.
  package func rows(_ filter: Filter) -> [HealthRow] {
    let chosen = (capabilities + regions + services + cells).filter { row in
      !filter.hides(row) && filter.hasText(row)
        && row.subject.isAbout(service: filter.service, region: filter.region)
    }
    return HealthRow.sorted(chosen)
  }

  /// The row of a subject.
  package func row(_ subject: HealthSubject) -> HealthRow? {
    let list =
      switch subject {
      case .capability: capabilities
      case .region: regions
      case .service: services
      case .cell: cells
      }
    return list.first { $0.subject == subject }
  }

  /// How many services are in which state.
  package var tally: Tally { Tally(services.map(\.status)) }

  /// The status of everything; unknown when there is nothing.
  package var status: HealthStatus { MemberRule.worst.status(of: tally) }

  /// The services that wake somebody now.
  package var waking: [HealthRow] { services.filter(\.wakes) }

  /// How many failing services somebody has.
  package var acknowledged: Int { services.count { $0.status.isBad && $0.acknowledgement != nil } }

  /// `2 critical (1 acked), 1 warning, 40 ok`: acknowledged ones stay counted.
  package var summary: String {
    let parts = HealthStatus.allCases.reversed().compactMap { status -> String? in
      let rows = services.filter { $0.status == status }
      let acked = rows.count { $0.acknowledgement != nil }
      if rows.isEmpty { return nil }
      return "\(rows.count) \(status.rawValue)" + (acked > 0 ? " (\(acked) acked)" : "")
    }
    return parts.isEmpty ? "nothing is watched" : parts.joined(separator: ", ")
  }
}

extension HealthStatus {
  /// The exit status of a monitoring plugin that found this.
  ///
  /// Source: Monitoring Plugins Development Guidelines, "Plugin Return Codes".
  package var pluginStatus: Int32 {
    switch self {
    case .ok, .maintenance: 0
    case .warning: 1
    case .critical: 2
    case .unknown: 3
    }
  }
}

extension HealthSubject {
  /// Whether it is about a service and a region, where they are given.
  fileprivate func isAbout(service: String?, region: String?) -> Bool {
    switch self {
    case .capability: service == nil && region == nil
    case .region(let name): service == nil && region.map { $0 == name } ?? true
    case .service(let name): region == nil && service.map { $0 == name } ?? true
    case .cell(let name, let place):
      service.map { $0 == name } ?? true && region.map { $0 == place } ?? true
    }
  }
}

extension HealthRow {
  /// What a filter looks in, in small letters.
  fileprivate var searchText: String {
    [subject.text, status.rawValue, word, urgency?.word, owner, output]
      .compactMap(\.self).joined(separator: " ").lowercased()
  }
}
