internal import IncidentModel

extension Output {
  /// Prints rows of text in aligned columns; on a terminal the last column is cut at the edge.
  func table(_ rows: [[String]]) throws {
    let shown = rows.map { $0.map { visible($0) } }
    let count = shown.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      shown.map { column < $0.count ? TextWidth.columns(of: $0[column]) : 0 }.max() ?? 0
    }
    for row in shown {
      var line = ""
      for (column, text) in row.enumerated() {
        let isLast = column == row.count - 1
        let room = width.map { max($0 - TextWidth.columns(of: line), 10) }
        line +=
          isLast
          ? room.map { TextWidth.clipped(text, to: $0) } ?? text
          : TextWidth.padded(text, to: widths[column])
        if !isLast { line += "  " }
      }
      while line.last == " " { line.removeLast() }
      try self.line(line)
    }
  }
}
