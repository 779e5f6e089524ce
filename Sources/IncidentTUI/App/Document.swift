internal import IncidentModel

/// A longer text to read: it scrolls, and things can be found in it.
package struct Document: Equatable, Sendable {
  package let title: String
  /// The command that writes it; nil when it is whole.
  package var commandID: Int?
  package var scroll = 0
  /// What is being typed to be found.
  package var finding: LineEditor?
  package var found = ""
  /// What `:` begins with from here; empty for nothing.
  package var command = ""
  /// The text, broken for ``width``: not anew for each frame.
  package private(set) var rows: [String] = []
  private var text = ""
  private var width: Int
  /// Where the last line begins, in bytes of the text and in rows: what comes before stays as it is.
  private var lastLine = LastLine()

  private struct LastLine: Equatable, Sendable {
    var byte = 0
    var row = 0
  }

  /// The longest text that is shown, in bytes; what comes after is left out, and it says so.
  static let limit = 1 << 20

  package init(
    title: String, text: String = "", width: Int, commandID: Int? = nil, command: String = ""
  ) {
    self.title = title
    self.command = command
    self.width = width
    self.commandID = commandID
    append(text)
  }

  package var isEmpty: Bool { text.isEmpty }

  /// The only line there is; nil when there are more.
  package var onlyLine: String? {
    let trimmed = text.trimmingSpaces()
    return trimmed.contains(where: \.isNewline) ? nil : String(trimmed)
  }

  /// Takes in more text at its end.
  package mutating func append(_ more: String) {
    guard !more.isEmpty, text.utf8.count <= Self.limit else { return }
    text += more
    if text.utf8.count > Self.limit {
      text = String(decoding: Array(text.utf8.prefix(Self.limit)), as: UTF8.self)
      text += "\n[cut here: more than 1 MiB; a shell shows all of it]"
    }
    wrapRest()
  }

  package mutating func wrap(to width: Int) {
    guard width != self.width else { return }
    self.width = width
    (rows, lastLine) = ([], LastLine())
    wrapRest()
  }

  /// Breaks the last line and what has come since: what comes in pieces is not all broken for each.
  private mutating func wrapRest() {
    guard !text.isEmpty else { return }
    if rows.count > lastLine.row { rows.removeLast(rows.count - lastLine.row) }
    // Empty rows at the end were left out, and are no longer at the end.
    while rows.count < lastLine.row { rows.append("") }
    let start = text.utf8.index(text.startIndex, offsetBy: lastLine.byte)
    let rest = text[start...]
    if let newline = rest.utf8.lastIndex(of: 0x0A) {
      let next = text.utf8.index(after: newline)
      // With its line end, which may be two characters; what would follow it is the row to come.
      rows += IncidentTUI.wrap(String(rest[..<next]), width: width).dropLast()
      lastLine = LastLine(
        byte: text.utf8.distance(from: text.startIndex, to: next), row: rows.count)
      rows += IncidentTUI.wrap(String(text[next...]), width: width)
    } else {
      rows += IncidentTUI.wrap(String(rest), width: width)
    }
    while rows.last?.isEmpty == true { rows.removeLast() }
  }

  /// Goes to the next row, or the one before, that holds what was looked for; false when none does.
  package mutating func find(forward: Bool, height: Int) -> Bool {
    let wanted = found.lowercased()
    guard !wanted.isEmpty else { return false }
    let hits = rows.indices.filter { rows[$0].lowercased().contains(wanted) }
    guard
      let hit = forward
        ? hits.first(where: { $0 > scroll }) ?? hits.first
        : hits.last(where: { $0 < scroll }) ?? hits.last
    else { return false }
    scroll = min(hit, max(0, rows.count - height))
    return true
  }
}
