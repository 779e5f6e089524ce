package import IncidentModel

/// What the pane of health shows of a board: which lines, in which order.
package struct HealthView: Equatable, Sendable {
  /// What is known; nil while nothing is watched or no board has come.
  package private(set) var outline: HealthOutline?
  package var filter = HealthBoard.Filter() { didSet { choose() } }
  /// By name, not the worst first.
  package var isByName = false { didSet { choose() } }
  /// Whether everything is shown, not only what is not ok.
  var showsAll = false { didSet { if showsAll != oldValue { choose() } } }
  /// The items from the top: advice first.
  package private(set) var items: [Item] = []

  package init() {}

  package enum Item: Equatable, Sendable {
    case blindness(Blindness)
    case advice(RegionAdvice)
    /// A line of the outline, by its number.
    case line(Int)
  }

  /// Takes a newer board; what is selected stays selected.
  package mutating func take(_ outline: HealthOutline) {
    self.outline = outline
    choose()
  }

  /// The line behind an item; nil for advice.
  package func line(_ item: Item) -> HealthOutline.Line? {
    guard case .line(let index) = item, let outline, outline.lines.indices.contains(index) else {
      return nil
    }
    return outline.lines[index]
  }

  /// The row behind an item; nil for advice.
  package func row(_ item: Item) -> HealthRow? {
    line(item).flatMap { outline?.row($0) }
  }

  private mutating func choose() {
    guard let outline else {
      items = []
      return
    }
    var chosen = outline.lines.indices.filter { isWanted(outline.lines[$0], of: outline) }
    if isByName {
      // Only services, as a capability between them would be out of its place.
      chosen = chosen.filter { outline.lines[$0].level == .service }
        .sorted {
          outline.row(outline.lines[$0]).subject < outline.row(outline.lines[$1]).subject
        }
    }
    items =
      (outline.board.blindness.map { [Item.blindness($0)] } ?? [])
      + outline.board.advice.map(Item.advice) + chosen.map(Item.line)
  }

  private func isWanted(_ line: HealthOutline.Line, of outline: HealthOutline) -> Bool {
    let row = outline.row(line)
    if !filter.text.isEmpty {
      return (line.level != .cell || row.status.isBad) && filter.hasText(row)
    }
    if let region = filter.region {
      switch line.level {
      case .cell: guard case .cell(_, region) = row.subject else { return false }
      case .capability, .service:
        if !line.regions.contains(where: { $0.region == region }) { return false }
      }
    }
    if filter.hides(row) { return false }
    return switch line.level {
    case .capability: true
    // Where it has regions, those that fail stand for it.
    case .service: showsAll || row.status.isBad && line.regions.isEmpty
    case .cell: row.status.isBad
    }
  }
}
