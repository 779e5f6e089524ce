internal import IncidentModel

extension AppState {
  /// A click selects, the wheel scrolls; everything else needs a key.
  mutating func handle(_ event: MouseEvent) -> [Effect] {
    switch event.action {
    case .release: return []
    case .wheelUp, .wheelDown:
      let isUp = event.action == .wheelUp
      switch mode {
      case .browsing, .composing, .commanding, .finding:
        guard let panel = panel(at: event.position) else { return [] }
        move(by: isUp ? -3 : 3, in: panel.id)
      case .help, .details, .health, .step, .reading:
        var effects: [Effect] = []
        for _ in 0..<3 { effects += handleScroll(isUp ? .up : .down) }
        return effects
      case .filtering, .form, .asking, .choosing, .shelf, .learning: break
      }
    case .press:
      guard mode == .browsing, let panel = panel(at: event.position) else { return [] }
      focus = panel.id
      let row = event.position.row - (layout(size).rect(of: panel.id)?.row ?? 0) - 1
      if row >= 0 { select(row: row, in: panel) }
    }
    return []
  }

  private mutating func handleScroll(_ key: Key) -> [Effect] {
    switch mode {
    case .help(let scroll): read(key, scroll) { .help(scroll: $0) }
    case .details(let id, let scroll): read(key, scroll) { .details(id, scroll: $0) }
    case .health(let subject, let scroll): read(key, scroll) { .health(subject, scroll: $0) }
    case .step(let id, let scroll): read(key, scroll) { .step(id, scroll: $0) }
    case .reading(let document): read(key, document)
    case .browsing, .composing, .commanding, .finding, .filtering, .form, .asking, .choosing,
      .shelf, .learning:
      []
    }
  }

  private func panel(at position: Position) -> Panel? {
    Panel.focusable.first { layout(size).rect(of: $0.id)?.contains(position) == true }
  }

  /// Selects what is drawn on a row of the inside of a panel.
  private mutating func select(row: Int, in panel: Panel) {
    if panel.id == Panel.timeline.id {
      let placed = placedLines(height: timelineSize.rows, lineLayout)
      guard let hit = placed.first(where: { $0.row <= row && row < $0.row + $0.rows.count })
      else { return }
      timeline.select(hit.line.id, row: hit.row)
      return
    }
    let height = (layout(size).rect(of: panel.id)?.height ?? 1) - 1
    let item = firstRow(of: panel, height: height) + row
    if item < panel.items(self) { selections[panel.id] = item }
  }
}
