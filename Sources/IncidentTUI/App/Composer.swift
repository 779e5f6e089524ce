package import IncidentModel

/// The input line: what is being typed, and what it is going to be.
package struct Composer: Equatable, Sendable {
  package var editor = LineEditor()
  package var history: History
  /// The first half of a surprise, as it was typed with its sign and time, while the second is asked.
  package var expected: String?
  private var round: Round?
  /// What Ctrl-R looks for, while it does.
  private var sought: String?

  /// Tab after Tab goes round these.
  struct Round: Equatable, Sendable {
    var candidates: [String]
    var chosen: Int
    /// Characters before the word, and after it.
    var head: String
    var tail: String
  }

  package init(history: History = History()) { self.history = history }

  package var isEmpty: Bool { editor.isEmpty && expected == nil }

  /// The kind the line has so far.
  package var kind: Kind { expected == nil ? Composition(line: editor.text).kind : .surprise }

  /// What has to be kept to offer it again after a crash; nil when nothing is typed.
  package var draft: String? {
    if isEmpty { return nil }
    return expected.map { "\($0) :: found \(editor.text)" } ?? editor.text
  }

  package mutating func restore(_ draft: String) {
    expected = nil
    editor = LineEditor(draft)
  }

  package mutating func clear() {
    editor = LineEditor()
    expected = nil
    round = nil
    sought = nil
  }

  /// Edits by a key; returns false when it means nothing to the line.
  mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .up, .control("p"):
      guard let older = history.older(than: editor.text) else { return true }
      editor.replace(with: older)
    case .down, .control("n"):
      guard let newer = history.newer() else { return true }
      editor.replace(with: newer)
    default:
      guard editor.handle(key) else { return false }
    }
    round = nil
    sought = nil
    return true
  }

  /// Puts in the next older line that holds what is typed; again for the one before it.
  mutating func findOlder() -> Bool {
    let wanted = sought ?? editor.text
    guard let older = history.older(than: editor.text, holding: wanted) else { return false }
    editor.replace(with: older)
    sought = wanted
    return true
  }

  /// Completes the word before the cursor from the candidates; returns what there is to choose from.
  mutating func complete(_ candidates: [Completion], backwards: Bool = false) -> [String] {
    if var current = round {
      let count = current.candidates.count
      current.chosen = (current.chosen + (backwards ? count - 1 : 1)) % count
      round = current
      show(current)
      return current.candidates
    }
    let typed = Array(editor.text)
    var start = editor.cursor
    while start > 0, !typed[start - 1].isWhitespace { start -= 1 }
    let word = String(typed[start..<editor.cursor])
    guard !word.isEmpty else { return [] }
    let folded = word.lowercased()
    let matches = candidates.filter { candidate in
      candidate.text != word
        && candidate.begins.contains { $0.lowercased().hasPrefix(folded) }
    }.map(\.text)
    guard !matches.isEmpty else { return [] }
    let new = Round(
      candidates: matches, chosen: 0, head: String(typed[..<start]),
      tail: String(typed[editor.cursor...]))
    round = matches.count > 1 ? new : nil
    show(new)
    return matches
  }

  private mutating func show(_ round: Round) {
    let word = round.candidates[round.chosen]
    let space = round.tail.isEmpty ? " " : ""
    editor.replace(with: round.head + word + space + round.tail)
    for _ in 0..<round.tail.count { _ = editor.handle(.left) }
  }
}

/// A word that Tab puts in, and the beginnings of words that call for it.
struct Completion: Equatable, Sendable {
  var text: String
  var begins: [String]
}
