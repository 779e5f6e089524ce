internal import IncidentModel

/// A grid of cells to draw on, clipped at every edge.
///
/// Shape: `cells.count == width * height`; the cell at (column, row) of the whole grid is
/// `cells[row * width + column]`. Every drawing function takes local coordinates: those of the
/// innermost ``draw(in:_:)``, or of the whole grid outside of one.
package struct Canvas: Equatable, Sendable {
  /// Columns of the whole grid.
  package let width: Int
  /// Rows of the whole grid.
  package let height: Int
  /// The cells, row by row.
  package private(set) var cells: [Cell]
  private var area: Rect
  private var clip: Rect

  /// Creates a blank grid.
  package init(_ size: Size) {
    width = size.columns
    height = size.rows
    cells = Array(repeating: .blank, count: width * height)
    area = Rect(size)
    clip = area
  }

  /// Columns and rows of the part that is drawn in.
  package var size: Size { area.size }

  /// Draws in a part as if it were a canvas of its own: from (0, 0), and clipped to it.
  package mutating func draw(in rect: Rect, _ body: (inout Canvas) -> Void) {
    let outer = (area, clip)
    area = Rect(
      column: area.column + rect.column, row: area.row + rect.row, width: rect.width,
      height: rect.height)
    clip = clip.intersection(area)
    body(&self)
    (area, clip) = outer
  }

  /// Writes one line of text, made visible and clipped by columns.
  ///
  /// A wide character never stands in half: where only half of it fits a blank stands.
  /// Without `maxWidth` it goes on up to the edge. Returns the column after the text, as if nothing
  /// but `maxWidth` had clipped it.
  @discardableResult
  package mutating func write(
    _ text: String, column: Int, row: Int, role: Role = .text, flags: Cell.Flags = [],
    maxWidth: Int? = nil
  ) -> Int {
    let limit = maxWidth.map { column + max(0, $0) } ?? Int.max
    guard let plain = plainColumns(text, upTo: max(0, maxWidth ?? .max)) else {
      return writeScalars(
        visible(text), column: column, row: row, limit: limit, role: role, flags: flags)
    }
    writePlain(text, count: plain, column: column, row: row, role: role, flags: flags)
    return column + plain
  }

  /// Columns of a text of printable ASCII, at most `limit`; nil when anything else is among them.
  private func plainColumns(_ text: String, upTo limit: Int) -> Int? {
    var columns = 0
    for byte in text.utf8 {
      guard columns < limit else { break }
      guard byte >= 0x20, byte < 0x7F else { return nil }
      columns += 1
    }
    return columns
  }

  /// Writes a run of ASCII straight into the row: most of a frame, so it is clipped only once.
  private mutating func writePlain(
    _ text: String, count: Int, column: Int, row: Int, role: Role, flags: Cell.Flags
  ) {
    let row = row + area.row
    let start = column + area.column
    let first = max(start, clip.column)
    let end = min(start + count, clip.endColumn)
    guard row >= clip.row, row < clip.endRow, first < end else { return }
    releaseHalves(at: row * width + first, column: first)
    releaseHalves(at: row * width + end - 1, column: end - 1)
    var cell = Cell(" ", role: role, flags: flags)
    var index = row * width + first
    var span = cells.mutableSpan
    for byte in text.utf8.dropFirst(first - start).prefix(end - first) {
      cell.scalar = Unicode.Scalar(byte)
      span[index] = cell
      index += 1
    }
  }

  private mutating func writeScalars(
    _ text: String, column: Int, row: Int, limit: Int, role: Role, flags: Cell.Flags
  ) -> Int {
    var next = column
    var last: Int?
    for scalar in text.unicodeScalars {
      let columns = TextWidth.columns(of: scalar)
      if columns == 0 {
        if let last { add(mark: scalar, column: last, row: row) }
        continue
      }
      guard next < limit else { break }
      if next + columns > limit {
        put(Cell(" ", role: role, flags: flags), column: next, row: row)
        return limit
      }
      let cell = Cell(scalar, role: role, flags: flags)
      if columns == 2 {
        putWide(cell, column: next, row: row)
      } else {
        put(cell, column: next, row: row)
      }
      last = next
      next += columns
    }
    return next
  }

  /// Fills a part with one cell of one column.
  package mutating func fill(_ rect: Rect, with cell: Cell = .blank) {
    for row in rect.row..<rect.endRow {
      for column in rect.column..<rect.endColumn { put(cell, column: column, row: row) }
    }
  }

  /// Adds flags to every cell of a part, as to mark the selected row.
  package mutating func add(_ flags: Cell.Flags, in rect: Rect) {
    let part = absolute(rect).intersection(clip)
    for row in part.row..<part.endRow {
      for column in part.column..<part.endColumn {
        cells[row * width + column].flags.formUnion(flags)
      }
    }
  }

  /// Draws a line of that many columns to the right.
  package mutating func horizontalLine(
    column: Int, row: Int, length: Int, glyphs: Glyphs = .unicode, role: Role = .border
  ) {
    fill(
      Rect(column: column, row: row, width: length, height: 1),
      with: Cell(glyphs.box.horizontal, role: role))
  }

  /// Draws a line of that many rows downwards.
  package mutating func verticalLine(
    column: Int, row: Int, length: Int, glyphs: Glyphs = .unicode, role: Role = .border
  ) {
    fill(
      Rect(column: column, row: row, width: 1, height: length),
      with: Cell(glyphs.box.vertical, role: role))
  }

  /// Draws the edge of a part, with corners; nothing when it is narrower than two cells.
  package mutating func box(_ rect: Rect, glyphs: Glyphs = .unicode, role: Role = .border) {
    guard rect.width >= 2, rect.height >= 2 else { return }
    let right = rect.endColumn - 1
    let bottom = rect.endRow - 1
    for row in [rect.row, bottom] {
      horizontalLine(
        column: rect.column, row: row, length: rect.width, glyphs: glyphs, role: role)
    }
    for column in [rect.column, right] {
      verticalLine(column: column, row: rect.row, length: rect.height, glyphs: glyphs, role: role)
    }
    let box = glyphs.box
    put(Cell(box.topLeft, role: role), column: rect.column, row: rect.row)
    put(Cell(box.topRight, role: role), column: right, row: rect.row)
    put(Cell(box.bottomLeft, role: role), column: rect.column, row: bottom)
    put(Cell(box.bottomRight, role: role), column: right, row: bottom)
  }

  /// Puts one of our own signs of one column, as a joint of two boxes.
  package mutating func put(
    _ scalar: Unicode.Scalar, column: Int, row: Int, role: Role = .border
  ) {
    put(Cell(scalar, role: role), column: column, row: row)
  }

  /// The place in the whole grid of a place in the part that is drawn in; nil when clipped.
  package func position(column: Int, row: Int) -> Position? {
    let place = Position(column: column + area.column, row: row + area.row)
    return clip.contains(place) ? place : nil
  }

  private func absolute(_ rect: Rect) -> Rect {
    Rect(
      column: rect.column + area.column, row: rect.row + area.row, width: rect.width,
      height: rect.height)
  }

  private mutating func put(_ cell: Cell, column: Int, row: Int) {
    let column = column + area.column
    let row = row + area.row
    guard column >= clip.column, column < clip.endColumn, row >= clip.row, row < clip.endRow
    else { return }
    let index = row * width + column
    releaseHalves(at: index, column: column)
    cells[index] = cell
  }

  private mutating func putWide(_ cell: Cell, column: Int, row: Int) {
    let first = column + area.column
    let isWhole = first >= clip.column && first + 1 < clip.endColumn
    guard isWhole else {
      let blank = Cell(" ", role: cell.role, flags: cell.flags)
      put(blank, column: column, row: row)
      put(blank, column: column + 1, row: row)
      return
    }
    // The right half first: it may free the left half of a character that stood there.
    var continuation = cell
    continuation.scalar = "\0"
    put(Cell(" "), column: column + 1, row: row)
    put(cell, column: column, row: row)
    let absoluteRow = row + area.row
    guard absoluteRow >= clip.row, absoluteRow < clip.endRow else { return }
    cells[absoluteRow * width + first + 1] = continuation
  }

  /// Blanks the other half of a wide character when one half is about to be overwritten.
  private mutating func releaseHalves(at index: Int, column: Int) {
    if cells[index].isContinuation {
      cells[index - 1].scalar = " "
      cells[index - 1].mark = "\0"
    }
    if column + 1 < width, cells[index + 1].isContinuation { cells[index + 1].scalar = " " }
  }

  private mutating func add(mark: Unicode.Scalar, column: Int, row: Int) {
    guard let place = position(column: column, row: row) else { return }
    let index = place.row * width + place.column
    if cells[index].mark == "\0", !cells[index].isContinuation { cells[index].mark = mark }
  }
}
