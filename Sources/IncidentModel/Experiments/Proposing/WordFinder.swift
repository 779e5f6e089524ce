/// A text as words, in which patterns of words are looked for.
///
/// A pattern is words with spaces between them; `*` at the end of a word stands for any ending.
struct WordFinder {
  private let words: [Substring]

  init(_ text: String) {
    words = Array(text.prefix(4000).lowercased().split { !$0.isLetter && !$0.isNumber })
  }

  /// How many of the patterns are found.
  func count(_ patterns: [String]) -> Int { patterns.count(where: finds) }

  func findsAny(_ patterns: [String]) -> Bool { patterns.contains(where: finds) }

  func finds(_ pattern: String) -> Bool {
    let wanted = pattern.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "*" }
    guard let first = wanted.first, wanted.count <= words.count else { return false }
    return words.indices.dropLast(wanted.count - 1).contains { start in
      Self.fits(words[start], first)
        && zip(words[start...], wanted).allSatisfy { Self.fits($0, $1) }
    }
  }

  private static func fits(_ word: Substring, _ wanted: Substring) -> Bool {
    wanted.last == "*" ? word.hasPrefix(wanted.dropLast()) : word == wanted
  }

  /// How many words of some length both texts have, whatever their endings.
  func shared(with other: WordFinder) -> Int { stems.intersection(other.stems).count }

  private var stems: Set<Substring> { Set(words.filter { $0.count > 4 }.map { $0.prefix(6) }) }
}
