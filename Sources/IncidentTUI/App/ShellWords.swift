/// A line split into words as a shell does, with quotes and backslashes and nothing else: no variables,
/// no patterns, no second command.
package struct ShellWords: Equatable, Sendable {
  /// The words that are followed by a space.
  package private(set) var whole: [String] = []
  /// The word at the end; empty after a space.
  package private(set) var last = ""
  /// The word at the end as it was typed, quotes included.
  package private(set) var lastTyped = ""
  /// The quote that was opened and not closed.
  package private(set) var openQuote: Character?
  private var isWord = false

  /// All words of a line that is whole.
  package var all: [String] { isWord ? whole + [last] : whole }

  package init(_ line: String) {
    var rest = Substring(line)
    while let character = rest.popFirst() {
      if let quote = openQuote {
        lastTyped.append(character)
        if character == quote {
          openQuote = nil
        } else if character == "\\", quote == "\"", let next = rest.first, "\"\\".contains(next) {
          lastTyped.append(rest.removeFirst())
          last.append(next)
        } else {
          last.append(character)
        }
      } else if character.isWhitespace {
        if isWord { whole.append(last) }
        (last, lastTyped, isWord) = ("", "", false)
      } else {
        isWord = true
        lastTyped.append(character)
        if character == "'" || character == "\"" {
          openQuote = character
        } else if character == "\\", let next = rest.popFirst() {
          lastTyped.append(next)
          last.append(next)
        } else {
          last.append(character)
        }
      }
    }
  }

  /// A word as it has to be typed to be one word.
  package static func quoted(_ word: String) -> String {
    let isPlain = !word.isEmpty && word.allSatisfy { !$0.isWhitespace && !"'\"\\".contains($0) }
    return isPlain ? word : "'\(word.replacing("'", with: "'\\''"))'"
  }
}
