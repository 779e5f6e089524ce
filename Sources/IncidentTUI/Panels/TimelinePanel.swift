internal import IncidentModel

extension Panel {
  /// What happened, newest at the bottom.
  static let timeline: Panel = Panel(
    id: "timeline", number: 3, title: { _ in "Timeline" },
    status: { state in
      let view = state.timeline
      let filter = view.filter.isEverything ? "" : "filtered \(state.setting.glyphs.separator) "
      let place =
        view.isFollowing
        ? "following"
        : view.unseen > 0 ? "\(view.unseen) new \(state.setting.glyphs.down)" : "scrolled"
      return "\(filter)\(place) \(state.setting.glyphs.separator) \(view.total)"
    },
    statusRole: { $0.timeline.unseen > 0 ? .notice : .dim },
    draw: { state, canvas in
      if state.timeline.lines.isEmpty {
        let text =
          !state.incident.isDeclared
          ? "no incident is open: I shows the list"
          : state.timeline.filter.isEverything
            ? "nothing yet: i writes the first entry" : "nothing passes the filter: f changes it"
        canvas.write(text, column: 2, row: 0, role: .dim)
        return
      }
      let layout = state.lineLayout
      for placed in state.placedLines(height: canvas.size.rows, layout) {
        draw(placed, layout, state, &canvas)
      }
    })

  private static func draw(
    _ placed: PlacedLine, _ layout: LineLayout, _ state: AppState, _ canvas: inout Canvas
  ) {
    let entry = placed.line.entry
    let row = placed.row
    canvas.write(
      layout.timeText(entry.happenedAt), column: 1, row: row, role: .dim)
    var column = 1 + layout.timeWidth + 1
    let isSystem = entry.author.person == nil
    let author =
      isSystem ? String(state.setting.glyphs.system) : state.people.label(of: entry.author)
    canvas.write(
      author, column: column, row: row, role: isSystem ? .system : .accent,
      maxWidth: layout.authorWidth)
    column += layout.authorWidth + 1
    let sign = entry.event.kind.flatMap { kind in
      Composition.sigils.first { $0.kind == kind }?.sigil
    }
    if layout.kindWidth > 0 {
      canvas.write(
        entry.event.kindName, column: column, row: row, role: placed.rows.first?.role ?? .text,
        maxWidth: layout.kindWidth)
    } else {
      canvas.write(sign.map(String.init) ?? " ", column: column, row: row, role: .label)
    }
    for (offset, text) in placed.rows.enumerated() {
      var start = layout.textColumn
      if let label = text.label {
        start = canvas.write(label + " ", column: start, row: row + offset, role: .dim)
      }
      canvas.write(
        text.text, column: start, row: row + offset, role: text.role,
        maxWidth: layout.width - start)
    }
    if placed.isSelected {
      canvas.add(
        .selected,
        in: Rect(column: 0, row: row, width: canvas.size.columns, height: placed.rows.count))
    }
  }
}

/// A line of the timeline, and where it stands in the panel.
struct PlacedLine {
  var line: TimelineLine
  var rows: [LineLayout.Row]
  /// The row of the panel in which it begins; negative when its begin is above the edge.
  var row: Int
  var isSelected: Bool
}

extension AppState {
  /// The lines that can be seen, laid out around the one under the eye.
  func placedLines(height: Int, _ layout: LineLayout) -> [PlacedLine] {
    let lines = timeline.lines
    guard let selected = timeline.selectedIndex, height > 0 else { return [] }
    let anchor = layout.rows(of: lines[selected])
    var start: Int
    switch timeline.eye {
    case .end: start = height - anchor.count
    case .entry(_, let row): start = min(row, max(0, height - anchor.count))
    }
    var above: [PlacedLine] = []
    var top = start
    var index = selected
    while index > 0, top > 0 {
      index -= 1
      let rows = layout.rows(of: lines[index])
      top -= rows.count
      above.append(PlacedLine(line: lines[index], rows: rows, row: top, isSelected: false))
    }
    // At the beginning of the timeline nothing stands above: everything moves up.
    let gap = max(0, top)
    start -= gap
    var placed = above.reversed().map { line in
      var line = line
      line.row -= gap
      return line
    }
    let isMarked = focus == Panel.timeline.id && !timeline.isFollowing
    placed.append(
      PlacedLine(line: lines[selected], rows: anchor, row: start, isSelected: isMarked))
    var bottom = start + anchor.count
    index = selected + 1
    while index < lines.count, bottom < height {
      let rows = layout.rows(of: lines[index])
      placed.append(PlacedLine(line: lines[index], rows: rows, row: bottom, isSelected: false))
      bottom += rows.count
      index += 1
    }
    return placed
  }

  /// How lines are laid out now.
  var lineLayout: LineLayout {
    let today = setting.zone.civil(now).dateText
    // The window's ends tell whether any line in it is of another day.
    let showsDates = [timeline.lines.first, timeline.selected, timeline.lines.last].contains {
      $0.map { setting.zone.civil($0.entry.happenedAt).dateText != today } ?? false
    }
    return LineLayout(
      width: timelineSize.columns, showsDates: showsDates, people: people, zone: setting.zone,
      glyphs: setting.glyphs)
  }
}
