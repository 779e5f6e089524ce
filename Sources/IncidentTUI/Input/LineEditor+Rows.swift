internal import IncidentModel

/// A text being typed, broken into rows for a box of a width.
package struct EditorRows: Equatable, Sendable {
  /// What each row shows, made visible.
  package var rows: [String] = []
  /// The first character of each row, counted from the start of the text.
  var starts: [Int] = []
  var cursor = Position(column: 0, row: 0)
}

extension LineEditor {
  /// Breaks the text after that many columns at the most, and where it has line ends of its own.
  package func rows(width: Int) -> EditorRows {
    var result = EditorRows()
    var (text, columns, start) = ("", 0, 0)
    func endRow(next: Int) {
      result.rows.append(text)
      result.starts.append(start)
      (text, columns, start) = ("", 0, next)
    }
    for (index, character) in characters.enumerated() {
      let shown = character == "\n" ? "" : visible(String(character))
      let needed = TextWidth.columns(of: shown)
      // A column is left for the cursor at the end of a row; a space there may hang over.
      if columns + needed >= max(2, width), columns > 0, character != " " {
        let (head, word) = lastWord(from: start, to: index)
        if let word {
          let kept = characters[start..<word].map { visible(String($0)) }.joined()
          let moved = characters[word..<index].map { visible(String($0)) }.joined()
          text = kept
          if cursor >= word, cursor < index { result.cursor = place(head, result.rows.count) }
          endRow(next: word)
          (text, columns) = (moved, TextWidth.columns(of: moved))
          if cursor >= word, cursor < index {
            let before = characters[word..<cursor].map { visible(String($0)) }.joined()
            result.cursor = place(TextWidth.columns(of: before), result.rows.count)
          }
        } else {
          endRow(next: index)
        }
      }
      if cursor == index { result.cursor = place(columns, result.rows.count) }
      if character == "\n" {
        endRow(next: index + 1)
      } else {
        text += shown
        columns += needed
      }
    }
    if cursor == characters.count { result.cursor = place(columns, result.rows.count) }
    endRow(next: characters.count)
    return result
  }

  private func place(_ column: Int, _ row: Int) -> Position { Position(column: column, row: row) }

  /// Where the last word of a row begins, when words before it can stay on the row.
  private func lastWord(from start: Int, to end: Int) -> (columns: Int, word: Int?) {
    guard let space = characters[start..<end].lastIndex(of: " "), space + 1 < end, space > start
    else { return (0, nil) }
    return (space + 1 - start, space + 1)
  }

  /// Moves the cursor up or down between rows; returns false at the first and the last.
  mutating func moveRow(by step: Int, width: Int) -> Bool {
    let layout = rows(width: width)
    let target = layout.cursor.row + step
    guard layout.rows.indices.contains(target) else { return false }
    let end =
      target + 1 < layout.starts.count
      ? max(layout.starts[target], layout.starts[target + 1] - 1) : characters.count
    moveCursor(to: min(layout.starts[target] + layout.cursor.column, end))
    return true
  }

  // MARK: Places to fill in

  /// The first `[place]` at or after a character, in characters; nil when there is none.
  func placeholder(from index: Int) -> Range<Int>? {
    guard let open = characters[min(index, characters.count)...].firstIndex(of: "["),
      let close = characters[open...].firstIndex(of: "]")
    else { return nil }
    return open..<close + 1
  }
}
