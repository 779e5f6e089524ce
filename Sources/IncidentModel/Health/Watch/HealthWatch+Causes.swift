extension HealthWatch {
  /// What each cell and service follows from; nil for what is its own cause.
  ///
  /// Something follows from what it depends on when that is critical or unknown, and was so no later
  /// than two intervals after it failed itself.
  func causes() -> (cells: [HealthSubject?], services: [HealthSubject?]) {
    var cellCauses: [HealthSubject?] = cells.map { _ in nil }
    var serviceCauses: [HealthSubject?] = services.map { _ in nil }
    for place in topology.order where !topology.services[place].dependsOn.isEmpty {
      let node = topology.services[place]
      for cell in node.cells where cells[cell].status.isBad {
        let causes = node.dependsOn.compactMap { other in
          cause(of: cell, in: other, cellCauses, serviceCauses)
        }
        cellCauses[cell] = causes.min { $0.since < $1.since }?.subject
      }
      let failing = node.cells.filter { cells[$0].status.isBad }
      let own = failing.map { cellCauses[$0] }
      // All of it has to follow from something; where that differs, the first is named.
      if services[place].status.isBad, !own.contains(nil) {
        serviceCauses[place] = own.compactMap(\.self).first
      }
    }
    return (cellCauses, serviceCauses)
  }

  /// The part of another service from which a cell follows, up to its own cause.
  private func cause(
    of cell: Int, in other: Int, _ cellCauses: [HealthSubject?], _ serviceCauses: [HealthSubject?]
  ) -> (subject: HealthSubject, since: Instant)? {
    let node = topology.services[other]
    let near = node.cells.first {
      topology.cells[$0].region == topology.cells[cell].region
        && topology.cells[$0].region != nil
    }
    let (verdict, subject) =
      if let near {
        (cells[near], cellCauses[near] ?? topology.cells[near].subject)
      } else {
        (services[other], serviceCauses[other] ?? .service(node.configuration.name))
      }
    let isWatched = node.cells.contains { !topology.cells[$0].probes.isEmpty }
    guard isWatched, [.critical, .unknown].contains(verdict.status) else { return nil }
    let interval = topology.cells[cell].probes.map { tracks[$0].rules.every }.max() ?? 0
    let latest = cells[cell].since.advanced(bySeconds: 2 * interval)
    return verdict.since <= latest ? (subject, verdict.since) : nil
  }
}
