internal import IncidentModel

/// The line that `:` opens: what is typed, and what could follow.
package struct CommandLine: Equatable, Sendable {
  package var editor = LineEditor()
  package var history = History()
  /// What Tab goes round, while it does.
  private(set) var round: Round?

  struct Round: Equatable, Sendable {
    var candidates: [Candidate]
    var chosen: Int
    var head: String
  }

  /// A word that could follow, and what it is for.
  package struct Candidate: Equatable, Sendable {
    package var word: String
    package var help: String
  }

  package init() {}

  /// The words before the cursor that are whole, and the beginning of the one it stands in.
  var typed: (words: [String], prefix: String, head: String) {
    let before = String(editor.characters[..<editor.cursor])
    let split = ShellWords(before)
    return (split.whole, split.last, String(before.dropLast(split.lastTyped.count)))
  }

  /// Puts in the next candidate, or the one before; nothing when there is none.
  mutating func complete(_ candidates: [Candidate], by step: Int) {
    if var current = round {
      let count = current.candidates.count
      current.chosen = (current.chosen + step + count) % count
      round = current
      show(current)
      return
    }
    guard !candidates.isEmpty else { return }
    let new = Round(
      candidates: candidates, chosen: step > 0 ? 0 : candidates.count - 1, head: typed.head)
    round = candidates.count > 1 ? new : nil
    show(new)
  }

  private mutating func show(_ round: Round) {
    let word = ShellWords.quoted(round.candidates[round.chosen].word)
    let tail = String(editor.characters[editor.cursor...])
    editor.replace(with: round.head + word + " " + tail)
    editor.moveCursor(to: (round.head + word).count + 1)
  }

  /// Edits by a key; returns false when it means nothing to the line.
  mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .up, .control("p"):
      if let older = history.older(than: editor.text) { editor.replace(with: older) }
    case .down, .control("n"):
      if let newer = history.newer() { editor.replace(with: newer) }
    case .paste(let text):
      editor.insert(text.split(whereSeparator: \.isNewline).joined(separator: " "))
    default: guard editor.handle(key) else { return false }
    }
    round = nil
    return true
  }

  mutating func clear() {
    editor = LineEditor()
    round = nil
  }
}
