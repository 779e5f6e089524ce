/// The effective state of one service, in its region where it has some, is another one than before.
package struct HealthRowChange: Hashable, Sendable {
  package var subject: HealthSubject
  package var from: HealthStatus
  package var to: HealthStatus
  /// Since when it is so.
  package var at: Instant
  package var output: String
}

extension HealthSubject {
  /// Whether an incident that names these services and regions is about it.
  ///
  /// One that names both is about these services; in other regions too, as it may spread.
  package func concerns(services: [String], regions: [String]) -> Bool {
    switch self {
    case .capability: false
    case .region(let region): regions.contains(region)
    case .service(let service): services.contains(service)
    case .cell(let service, let region):
      services.isEmpty ? regions.contains(region) : services.contains(service)
    }
  }
}

extension HealthBoard {
  /// What changed since a board of before, where it matters: at the services in their regions.
  ///
  /// A first answer is no change, and what is new or gone is none either.
  package func changes(since before: HealthBoard) -> [HealthRowChange] {
    let last = Dictionary(
      before.leaves.map { ($0.subject, $0) }, uniquingKeysWith: { first, _ in first })
    return leaves.compactMap { row in
      guard let known = last[row.subject], known.status != row.status, known.doubt != .never
      else { return nil }
      return HealthRowChange(
        subject: row.subject, from: known.status, to: row.status, at: row.since,
        output: row.output)
    }
  }

  /// Rows that no other row sums up.
  private var leaves: [HealthRow] {
    let split = Set(
      cells.compactMap { row -> String? in
        if case .cell(let service, _) = row.subject { service } else { nil }
      })
    return cells + services.filter { !split.contains($0.subject.text) }
  }
}
