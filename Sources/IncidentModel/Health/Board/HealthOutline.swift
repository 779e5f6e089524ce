/// The board in the order in which it is read: each capability, its services, and where those fail.
///
/// Made beside the screen, once for each board: with thousands of rows that is too much for a frame.
package struct HealthOutline: Hashable, Sendable {
  package var board: HealthBoard
  package var lines: [Line]

  /// One row, and how its regions do.
  package struct Line: Hashable, Sendable {
    package enum Level: Hashable, Sendable {
      case capability
      case service
      /// A service in one region.
      case cell
    }
    package var level: Level
    package var row: HealthRow
    /// By region, in the order of the configuration; empty for what is in no region.
    package var regions: [Place]
  }

  /// How something does in one region.
  package struct Place: Hashable, Sendable {
    package var region: String
    package var status: HealthStatus
  }

  /// Puts a board in order.
  ///
  /// - Parameters:
  ///   - board: the rows.
  ///   - services: what the services belong to and where they run, as configured.
  package init(_ board: HealthBoard, services: [Configuration.Service]) {
    self.board = board
    let capability = Dictionary(
      services.map { ($0.name, $0.capability ?? "") }, uniquingKeysWith: { first, _ in first })
    var cells: [String: [HealthRow]] = [:]
    for row in board.cells {
      if case .cell(let service, _) = row.subject { cells[service, default: []].append(row) }
    }
    var members: [String: [HealthRow]] = [:]
    for row in HealthRow.sorted(board.services) {
      members[capability[row.subject.text] ?? "", default: []].append(row)
    }
    lines = []
    func add(_ rows: [HealthRow]) {
      for row in rows {
        let own = cells[row.subject.text] ?? []
        lines.append(Line(level: .service, row: row, regions: Self.places(own)))
        guard own.count > 1 || own.first?.subject.text != nil else { continue }
        lines += HealthRow.sorted(own).map { Line(level: .cell, row: $0, regions: []) }
      }
    }
    for row in HealthRow.sorted(board.capabilities) {
      let rows = members.removeValue(forKey: row.subject.text) ?? []
      let places = Self.places(rows.flatMap { cells[$0.subject.text] ?? [] })
      lines.append(Line(level: .capability, row: row, regions: places))
      add(rows)
    }
    // What no capability names stands at the end, in the order of the names.
    for name in members.keys.sorted() { add(members[name] ?? []) }
  }

  /// The worst of each region, in the order in which the regions first appear.
  private static func places(_ cells: [HealthRow]) -> [Place] {
    var places: [Place] = []
    for row in cells {
      guard case .cell(_, let region) = row.subject else { continue }
      if let index = places.firstIndex(where: { $0.region == region }) {
        if row.status.rank > places[index].status.rank { places[index].status = row.status }
      } else {
        places.append(Place(region: region, status: row.status))
      }
    }
    return places
  }
}
