extension Canvas: CustomStringConvertible {
  /// The text of the whole grid, trailing blanks trimmed: what a snapshot test stores.
  package var description: String {
    lines { row in
      var line = String.UnicodeScalarView()
      for cell in row where !cell.isContinuation {
        line.append(cell.scalar)
        if cell.mark != "\0" { line.append(cell.mark) }
      }
      return String(line)
    }
  }

  /// The role of every cell as a letter, trailing plain cells trimmed; selected ones in capitals.
  ///
  /// Letters are those of the alphabet in the order of ``Role``: `a` is the 2nd role, and plain
  /// text is a space. Roles after the 27th are `?`.
  package var roleDescription: String {
    lines { row in
      String(String.UnicodeScalarView(row.map(letter)))
    }
  }

  private func letter(for cell: Cell) -> Unicode.Scalar {
    let isSelected = cell.flags.contains(.selected)
    guard cell.role.rawValue > 0 else { return isSelected ? "#" : " " }
    guard cell.role.rawValue <= 26 else { return "?" }
    return Unicode.Scalar((isSelected ? 0x40 : 0x60) + cell.role.rawValue)
  }

  private func lines(_ text: (ArraySlice<Cell>) -> String) -> String {
    (0..<height).map { row in
      var line = text(cells[row * width..<(row + 1) * width])
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}
