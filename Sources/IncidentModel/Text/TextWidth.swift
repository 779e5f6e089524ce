/// How many terminal columns text takes, by the same rules ncurses lays it out.
///
/// Text is measured scalar by scalar, so run it through ``visible(_:multiline:)`` first: that turns
/// emoji sequences, whose width terminals disagree about, into their base emoji.
public enum TextWidth {
  /// Columns of one scalar: 0 for a combining mark or a control, 2 for a wide one, else 1.
  public static func columns(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 {
      return value < 0x20 || (0x7F..<0xA0).contains(value) ? 0 : 1
    }
    if contains(value, TextWidthTable.zero) { return 0 }
    return value >= 0x1100 && contains(value, TextWidthTable.wide) ? 2 : 1
  }

  /// Columns of one character: the sum over its scalars.
  public static func columns(of character: Character) -> Int {
    character.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
  }

  /// Columns of a text on one line: the sum over its scalars.
  public static func columns(of text: String) -> Int { columns(of: text[...]) }

  /// Columns of a part of a text on one line: the sum over its scalars.
  public static func columns(of text: Substring) -> Int {
    plainColumns(of: text) ?? text.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
  }

  /// Columns of a text of printable ASCII, a byte each; nil when anything else is in it.
  private static func plainColumns(of text: Substring) -> Int? {
    var total = 0
    for byte in text.utf8 {
      guard byte >= 0x20, byte < 0x7F else { return nil }
      total += 1
    }
    return total
  }

  /// The text when it fits in that many columns, else its start and the ellipsis.
  ///
  /// The result never takes more than `limit` columns and never ends in half a character.
  public static func clipped(
    _ text: String, to limit: Int, ellipsis: String = "…"
  ) -> String {
    guard columns(of: text) > limit else { return text }
    let room = limit - columns(of: ellipsis)
    guard room >= 0 else { return "" }
    return String(prefix(of: text[...], columns: room)) + ellipsis
  }

  /// The text with spaces after it up to that many columns.
  public static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - columns(of: text)))
  }

  /// The longest start of the text that takes at most that many columns.
  public static func prefix(of text: Substring, columns limit: Int) -> Substring {
    // Most text is plain: no characters have to be told apart.
    if plainColumns(of: text) != nil {
      return text[
        ..<(text.utf8.index(text.startIndex, offsetBy: max(0, limit), limitedBy: text.endIndex)
          ?? text.endIndex)]
    }
    var used = 0
    var end = text.startIndex
    while end < text.endIndex {
      used += columns(of: text[end])
      if used > limit { break }
      end = text.index(after: end)
    }
    return text[..<end]
  }

  /// Lines of at most that many columns, broken at spaces where possible and at every line feed.
  ///
  /// A character wider than `limit` stands on a line of its own. The result is never empty.
  public static func wrapped(_ text: String, to limit: Int) -> [String] {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      wrap(paragraph, to: max(limit, 1), into: &lines)
    }
    return lines
  }

  private static func wrap(_ paragraph: Substring, to limit: Int, into lines: inout [String]) {
    var rest = paragraph
    while true {
      var head = prefix(of: rest, columns: limit)
      if head.isEmpty { head = rest.prefix(1) }
      if head.endIndex == rest.endIndex {
        lines.append(String(head))
        return
      }
      var next = head.endIndex
      if rest[next] == " " {
        next = rest.index(after: next)
      } else if let space = head.lastIndex(of: " "), space > head.startIndex {
        head = head[..<space]
        next = rest.index(after: space)
      }
      lines.append(String(head))
      rest = rest[next...]
      if rest.isEmpty { return }
    }
  }

  private static func contains(_ value: UInt32, _ ranges: [ClosedRange<UInt32>]) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound <= value
  }
}
