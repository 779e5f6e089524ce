/// Columns and rows of a screen or a part of it.
package struct Size: Hashable, Sendable {
  /// Width in terminal columns; never negative.
  package var columns: Int
  /// Height in terminal rows; never negative.
  package var rows: Int

  /// Creates a size; negative numbers count as zero.
  package init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }
}

/// A place on a screen, counted from zero at the top left.
package struct Position: Hashable, Sendable {
  /// Columns from the left edge.
  package var column: Int
  /// Rows from the top edge.
  package var row: Int

  /// Creates the place at that column and row.
  package init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }
}

/// A part of a screen.
package struct Rect: Hashable, Sendable {
  /// First column.
  package var column: Int
  /// First row.
  package var row: Int
  /// Number of columns; never negative.
  package var width: Int
  /// Number of rows; never negative.
  package var height: Int

  /// Creates a part; a negative width or height counts as zero.
  package init(column: Int, row: Int, width: Int, height: Int) {
    self.column = column
    self.row = row
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// Creates the part that covers all of a screen of that size.
  package init(_ size: Size) {
    self.init(column: 0, row: 0, width: size.columns, height: size.rows)
  }

  /// The column after the last.
  package var endColumn: Int { column + width }
  /// The row after the last.
  package var endRow: Int { row + height }
  /// The columns and rows it takes.
  package var size: Size { Size(columns: width, rows: height) }
  /// Whether it covers no cell.
  package var isEmpty: Bool { width == 0 || height == 0 }

  /// Whether the place lies within.
  package func contains(_ position: Position) -> Bool {
    position.column >= column && position.column < endColumn
      && position.row >= row && position.row < endRow
  }

  /// What both parts cover; empty where they do not meet.
  package func intersection(_ other: Rect) -> Rect {
    let left = max(column, other.column)
    let top = max(row, other.row)
    return Rect(
      column: left, row: top, width: min(endColumn, other.endColumn) - left,
      height: min(endRow, other.endRow) - top)
  }

  /// The part without that many columns and rows at each edge.
  package func inset(columns: Int = 1, rows: Int = 1) -> Rect {
    Rect(
      column: column + columns, row: row + rows, width: width - 2 * columns,
      height: height - 2 * rows)
  }

  /// The upper part of at most that many rows, and what is left below it.
  package func split(top rows: Int) -> (top: Rect, rest: Rect) {
    let taken = min(max(rows, 0), height)
    return (
      Rect(column: column, row: row, width: width, height: taken),
      Rect(column: column, row: row + taken, width: width, height: height - taken)
    )
  }

  /// The left part of at most that many columns, and what is left beside it.
  package func split(left columns: Int) -> (left: Rect, rest: Rect) {
    let taken = min(max(columns, 0), width)
    return (
      Rect(column: column, row: row, width: taken, height: height),
      Rect(column: column + taken, row: row, width: width - taken, height: height)
    )
  }
}
