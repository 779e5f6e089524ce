/// A table of a document: its head, where it has one, and its rows as cells.
struct LintTable {
  struct Row {
    var block: Int
    /// The bytes of each cell, without the spaces around.
    var cells: [Range<Int>]
  }

  var head: Row?
  var rows: [Row] = []
  var section: Int
}

extension LintDocument {
  /// The tables in order.
  func readTables() -> [LintTable] {
    var tables: [LintTable] = []
    var lastLine = -2
    for (index, block) in blocks.enumerated() where block.kind == .row {
      let row = LintTable.Row(block: index, cells: cells(of: block.range))
      if block.lines.lowerBound != lastLine + 1 && block.lines.lowerBound != lastLine + 2
        || block.isHead || tables.isEmpty
      {
        tables.append(LintTable(section: block.section))
      }
      if block.isHead {
        tables[tables.count - 1].head = row
      } else {
        tables[tables.count - 1].rows.append(row)
      }
      lastLine = block.lines.upperBound
    }
    return tables
  }

  /// The cells of a row; a pipe after a backslash ends none.
  private func cells(of row: Range<Int>) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var start = row.lowerBound
    for index in row where text.bytes[index] == .pipe {
      if index > row.lowerBound, text.bytes[index - 1] == UInt8(ascii: "\\") { continue }
      if index > row.lowerBound { cells.append(trimmed(start..<index)) }
      start = index + 1
    }
    let rest = trimmed(start..<row.upperBound)
    if !rest.isEmpty { cells.append(rest) }
    return cells
  }

  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var range = range
    while let first = range.first, text.bytes[first].isBlank {
      range = first + 1..<range.upperBound
    }
    while let last = range.last, text.bytes[last].isBlank { range = range.lowerBound..<last }
    return range
  }

  /// A piece of the text as it reads: in lower case, without emphasis and comments.
  func plain(_ range: Range<Int>) -> String {
    let kept = range.filter { index in
      let isCovered = masked[index] == .masked && text.bytes[index] == UInt8(ascii: "<")
      return !isCovered && !"*_`\\".utf8.contains(text.bytes[index])
    }
    return String(String(decoding: kept.map { text.bytes[$0] }, as: UTF8.self).trimmingSpaces())
      .lowercased()
  }
}
