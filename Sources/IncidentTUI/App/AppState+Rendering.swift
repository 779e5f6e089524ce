internal import IncidentModel

extension AppState {
  /// What the screen shows; depends on nothing but the state and the size.
  package func render(_ size: Size) -> Frame {
    var canvas = Canvas(size)
    guard size.columns >= Layout.smallest.columns, size.rows >= Layout.smallest.rows else {
      return renderSmall(size)
    }
    let layout = layout(size)
    if let frame = layout.frame { canvas.box(frame, glyphs: setting.glyphs) }
    for (id, rect) in layout.panels {
      if let panel = Panel.named(id) { draw(panel, in: rect, &canvas) }
    }
    return finish(&canvas, layout)
  }

  /// The same screen a second later, when nothing but the time has changed since `old` was drawn.
  ///
  /// Only what shows a clock is drawn anew; the result is that of ``render(_:)``.
  package func renderClocks(over old: Frame, _ size: Size) -> Frame {
    var canvas = old.canvas
    let layout = layout(size)
    guard !mode.isDialog, canvas.width == size.columns, canvas.height == size.rows,
      size.columns >= Layout.smallest.columns, size.rows >= Layout.smallest.rows
    else { return render(size) }
    for (id, rect) in layout.panels
    where Panel.clocks.contains(id) && (id != Panel.runbook.id || hasRunbookClock) {
      canvas.fill(rect)
      if let panel = Panel.named(id) { draw(panel, in: rect, &canvas) }
    }
    for rect in [layout.header, layout.unsaved, layout.input, layout.hints] { canvas.fill(rect) }
    return finish(&canvas, layout)
  }

  /// Draws what stands around the panels, and the open dialog over them.
  private func finish(_ canvas: inout Canvas, _ layout: Layout) -> Frame {
    drawTopEdge(layout, &canvas)
    canvas.draw(
      in: Rect(
        column: layout.header.column, row: layout.header.row + 1, width: layout.header.width,
        height: 1)
    ) { Panel.header.draw(self, &$0) }
    canvas.horizontalLine(
      column: layout.header.column, row: layout.input.row - 1, length: layout.header.width,
      glyphs: setting.glyphs)
    joinEdges(layout, &canvas)
    canvas.draw(in: layout.unsaved) { drawUnsaved(&$0) }
    var cursor: Position?
    canvas.draw(in: layout.input) { cursor = drawInput(&$0) }
    if let frame = layout.frame, frame.endRow - 1 == layout.hints.row {
      canvas.horizontalLine(
        column: 1, row: layout.hints.row, length: frame.width - 2, glyphs: setting.glyphs)
      canvas.write(" ", column: 1, row: layout.hints.row)
    }
    if let place = drawDialog(&canvas) { cursor = place }
    if mode == .commanding { drawCandidates(above: layout.input.row, &canvas) }
    canvas.draw(in: layout.hints) { drawHints(&$0) }
    return Frame(canvas, cursor: cursor)
  }

  func layout(_ size: Size) -> Layout {
    Layout(size, zoomed: isZoomed ? focus : nil, unsaved: unsaved.count) { panel in
      // In one column an edge that has nothing to say is a row lost.
      size.columns < 110 && panel.items(self) == 0 ? 0 : panel.wants(self)
    }
  }

  /// The text made visible, with a sign at its end when not all of it fits.
  func clipped(_ text: String, to width: Int) -> String {
    TextWidth.clipped(
      visible(text), to: max(0, width), ellipsis: String(setting.glyphs.ellipsis))
  }

  /// Columns and rows of the inside of the timeline; those of the whole when it is not shown.
  var timelineSize: Size {
    guard let rect = layout(size).rect(of: Panel.timeline.id) else { return size }
    return Size(columns: rect.width, rows: rect.height - 1)
  }

  /// On a screen that is too small the input line still takes what is typed.
  private func renderSmall(_ size: Size) -> Frame {
    var canvas = Canvas(size)
    let needed = Layout.smallest
    canvas.write(
      "too small: \(size.columns)x\(size.rows), needs \(needed.columns)x\(needed.rows)",
      column: 0, row: 0, role: .warning)
    guard size.rows >= 2 else { return Frame(canvas) }
    var cursor: Position?
    canvas.draw(in: Rect(column: 0, row: 1, width: size.columns, height: 1)) {
      cursor = drawInput(&$0)
    }
    canvas.draw(in: Rect(column: 0, row: 2, width: size.columns, height: 1)) { drawHints(&$0) }
    return Frame(canvas, cursor: cursor)
  }

  private func drawTopEdge(_ layout: Layout, _ canvas: inout Canvas) {
    let row = layout.header.row
    let left = layout.header.column
    let width = layout.header.width
    canvas.horizontalLine(column: left, row: row, length: width, glyphs: setting.glyphs)
    let clock = "\(setting.zone.civil(now).secondText)\(setting.zone.suffix(at: now))"
    let clockColumn = left + width - clock.count - 2
    canvas.write(" \(clock) ", column: clockColumn, row: row, role: .text)
    guard incident.isDeclared else {
      canvas.write(" incident ", column: left + 1, row: row, role: .title)
      return
    }
    let timers = isNarrow ? [] : headerTimers()
    let parts = headline()
    // The title gives way first: it is known by heart when the clocks are not.
    let others =
      (parts + timers).map { TextWidth.columns(of: visible($0.text)) + 3 }.reduce(0, +)
      - TextWidth.columns(of: visible(incident.state.title))
    let room = max(12, clockColumn - left - 2 - others)
    var column = left + 1
    for (text, role) in parts + timers {
      let text = clipped(text, to: text == incident.state.title ? room : width)
      guard column + TextWidth.columns(of: text) + 2 < clockColumn else { continue }
      canvas.write(" ", column: column, row: row)
      column = canvas.write(text, column: column + 1, row: row, role: role)
      canvas.write(" ", column: column, row: row)
      column += 2
    }
  }

  /// Draws the line between the columns, and puts joints where edges meet.
  private func joinEdges(_ layout: Layout, _ canvas: inout Canvas) {
    let box = setting.glyphs.box
    let top = layout.header.row + 2
    let bottom = layout.input.row - 1
    if let divider = layout.divider {
      canvas.verticalLine(
        column: divider, row: top, length: bottom - top + 1, glyphs: setting.glyphs)
      for row in top...bottom {
        let left = canvas.isEdge(column: divider - 1, row: row, box)
        let right = canvas.isEdge(column: divider + 1, row: row, box)
        guard left || right else { continue }
        let joint =
          row == top
          ? box.joinTop
          : row == bottom
            ? box.joinBottom : left && right ? box.cross : left ? box.joinRight : box.joinLeft
        canvas.put(joint, column: divider, row: row)
      }
    }
    guard let frame = layout.frame else { return }
    for row in top...bottom {
      if canvas.isEdge(column: 1, row: row, box) { canvas.put(box.joinLeft, column: 0, row: row) }
      if canvas.isEdge(column: frame.endColumn - 2, row: row, box) {
        canvas.put(box.joinRight, column: frame.endColumn - 1, row: row)
      }
    }
  }

  private func draw(_ panel: Panel, in rect: Rect, _ canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    canvas.horizontalLine(
      column: rect.column, row: rect.row, length: rect.width, glyphs: setting.glyphs)
    let isFocused = focus == panel.id
    let number = panel.number.map { "\($0) " } ?? ""
    let title = " \(number)\(clipped(panel.title(self), to: rect.width - 6)) "
    canvas.write(
      title, column: rect.column + 1, row: rect.row, role: isFocused ? .borderFocused : .label,
      maxWidth: rect.width - 2)
    let room = rect.width - title.count - 6
    let all = panel.status(self)
    // A few letters of it say nothing.
    let status = TextWidth.columns(of: all) <= room || room >= 16 ? clipped(all, to: room) : ""
    if !status.isEmpty {
      let column = rect.endColumn - TextWidth.columns(of: status) - 3
      if column > rect.column + title.count + 1 {
        canvas.write(" \(status) ", column: column, row: rect.row, role: panel.statusRole(self))
      }
    }
    canvas.draw(
      in: Rect(
        column: rect.column, row: rect.row + 1, width: rect.width, height: rect.height - 1)
    ) { panel.draw(self, &$0) }
  }
}

extension Canvas {
  /// Whether an edge passes through a cell of the whole grid.
  fileprivate func isEdge(column: Int, row: Int, _ box: Glyphs.Box) -> Bool {
    guard (0..<width).contains(column), (0..<height).contains(row) else { return false }
    let cell = cells[row * width + column]
    return cell.scalar == box.horizontal && cell.role == .border
  }
}
