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
    /// Its number in the list of the board that its level has: rows are too large to be kept twice.
    fileprivate var place: Int
    /// By region, in the order of the configuration; empty for what is in no region.
    package var regions: [Place]
  }

  /// The row of a line.
  package func row(_ line: Line) -> HealthRow {
    switch line.level {
    case .capability: board.capabilities[line.place]
    case .service: board.services[line.place]
    case .cell: board.cells[line.place]
    }
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
    var cells: [String: [Int]] = [:]
    for (index, row) in board.cells.enumerated() {
      if case .cell(let service, _) = row.subject { cells[service, default: []].append(index) }
    }
    var members: [String: [Int]] = [:]
    for index in HealthRow.order(of: board.services.indices, in: board.services) {
      members[capability[board.services[index].subject.text] ?? "", default: []].append(index)
    }
    lines = []
    lines.reserveCapacity(board.capabilities.count + board.services.count + board.cells.count)
    func add(_ services: [Int]) {
      for service in services {
        let own = cells[board.services[service].subject.text] ?? []
        lines.append(Line(level: .service, place: service, regions: Self.places(own, board)))
        lines += HealthRow.order(of: own, in: board.cells).map {
          Line(level: .cell, place: $0, regions: [])
        }
      }
    }
    for index in HealthRow.order(of: board.capabilities.indices, in: board.capabilities) {
      let services = members.removeValue(forKey: board.capabilities[index].subject.text) ?? []
      let own = services.flatMap { cells[board.services[$0].subject.text] ?? [] }
      lines.append(Line(level: .capability, place: index, regions: Self.places(own, board)))
      add(services)
    }
    // What no capability names stands at the end, in the order of the names.
    for name in members.keys.sorted() { add(members[name] ?? []) }
  }

  /// The worst of each region, in the order in which the regions first appear.
  private static func places(_ cells: [Int], _ board: HealthBoard) -> [Place] {
    var places: [Place] = []
    for index in cells {
      let row = board.cells[index]
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
