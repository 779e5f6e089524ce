internal import IncidentModel

extension AppState {
  /// What the screen shows; depends on nothing but the state and the size.
  package func render(_ size: Size) -> Frame {
    var canvas = Canvas(size)
    guard size.columns >= Layout.smallest.columns, size.rows >= Layout.smallest.rows else {
      return renderSmall(size)
    }
    let layout = layout(size)
    let glyphs = setting.glyphs
    if let frame = layout.frame { canvas.box(frame, glyphs: glyphs) }
    drawTopEdge(layout, &canvas)
    canvas.draw(
      in: Rect(
        column: layout.header.column, row: layout.header.row + 1, width: layout.header.width,
        height: 1)
    ) { Panel.header.draw(self, &$0) }
    draw(.timeline, in: layout.timeline, &canvas, layout)
    if let work = layout.work {
      if work.row == layout.timeline.row, layout.timeline.width > 0 {
        canvas.verticalLine(
          column: work.column - 1, row: work.row + 1, length: work.height - 1, glyphs: glyphs)
      }
      draw(.work, in: work, &canvas, layout)
    }
    edge(layout.input.row - 1, layout, &canvas)
    var cursor: Position?
    canvas.draw(in: layout.input) { cursor = drawInput(&$0) }
    if let frame = layout.frame, frame.endRow - 1 == layout.hints.row {
      canvas.horizontalLine(
        column: 1, row: layout.hints.row, length: frame.width - 2, glyphs: glyphs)
      canvas.write(" ", column: 1, row: layout.hints.row)
    }
    if let place = drawDialog(&canvas) { cursor = place }
    canvas.draw(in: layout.hints) { drawHints(&$0) }
    return Frame(canvas, cursor: cursor)
  }

  private func layout(_ size: Size) -> Layout {
    Layout(size, hasWork: workItems.count, zoomed: isZoomed ? focus : nil)
  }

  /// The text made visible, with a sign at its end when not all of it fits.
  func clipped(_ text: String, to width: Int) -> String {
    TextWidth.clipped(
      visible(text), to: max(0, width), ellipsis: String(setting.glyphs.ellipsis))
  }

  /// Columns and rows of the inside of the timeline.
  var timelineSize: Size {
    let rect = layout(size).timeline
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

  private func edge(_ row: Int, _ layout: Layout, _ canvas: inout Canvas) {
    let box = setting.glyphs.box
    let left = layout.frame?.column ?? layout.header.column
    let width = layout.frame?.width ?? layout.header.width
    canvas.horizontalLine(column: left, row: row, length: width, glyphs: setting.glyphs)
    if layout.frame != nil {
      canvas.put(box.joinLeft, column: left, row: row)
      canvas.put(box.joinRight, column: left + width - 1, row: row)
    }
    if let work = layout.work, work.row == layout.timeline.row, layout.timeline.width > 0 {
      canvas.put(
        row == work.row ? box.joinTop : box.joinBottom, column: work.column - 1, row: row)
    }
  }

  private func draw(
    _ panel: Panel, in rect: Rect, _ canvas: inout Canvas, _ layout: Layout
  ) {
    guard !rect.isEmpty else { return }
    let isFocused = focus == panel.id
    if rect.column <= layout.header.column { edge(rect.row, layout, &canvas) }
    let title = " \(panel.title(self)) "
    canvas.write(
      title, column: rect.column + 1, row: rect.row, role: isFocused ? .borderFocused : .label,
      maxWidth: rect.width - 2)
    let status = panel.status(self)
    if !status.isEmpty {
      let column = rect.endColumn - TextWidth.columns(of: status) - 3
      if column > rect.column + title.count + 1 {
        canvas.write(
          " \(status) ", column: column, row: rect.row,
          role: timeline.unseen > 0 && panel.id == Panel.timeline.id ? .notice : .dim)
      }
    }
    canvas.draw(
      in: Rect(
        column: rect.column, row: rect.row + 1, width: rect.width, height: rect.height - 1)
    ) { panel.draw(self, &$0) }
  }
}
