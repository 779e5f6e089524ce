/// The words of a document, sentence by sentence.
struct LintProse {
  let people: LintPeople
  private(set) var words: [LintWord] = []
  private(set) var sentences: [LintSentence] = []
  /// The words of each block.
  private var wordsOfBlock: [Range<Int>] = []

  init(people: LintPeople) { self.people = people }

  /// The words of a block, in lower case.
  func words(of block: Int) -> [String] {
    words[range(ofBlock: block)].map(\.text)
  }

  func range(ofBlock block: Int) -> Range<Int> {
    wordsOfBlock.indices.contains(block) ? wordsOfBlock[block] : 0..<0
  }

  /// Takes in the words of the next block.
  mutating func read(_ bytes: [UInt8], _ range: Range<Int>, block: Int) {
    let first = words.count
    var tokens = LintTokens(bytes, range)
    var start = words.count
    func end(_ ends: UInt8?, _ prose: inout LintProse) {
      guard start < prose.words.count else { return }
      prose.sentences.append(
        LintSentence(words: start..<prose.words.count, block: block, end: ends))
      start = prose.words.count
    }
    while let word = tokens.next() {
      if let ends = tokens.sentenceEnd { end(ends, &self) }
      words.append(word)
    }
    end(tokens.finalEnd, &self)
    wordsOfBlock.append(first..<words.count)
  }
}

/// A word in lower case, with straight apostrophes.
struct LintWord {
  /// What stands between a word and the one before it, beyond spaces and emphasis.
  struct Gap: OptionSet {
    let rawValue: UInt8
    static let comma = Gap(rawValue: 1)
    /// A mark that ends a clause: a colon, a dash, a parenthesis.
    static let clause = Gap(rawValue: 2)
    /// Something covered: code, a quotation, an address.
    static let masked = Gap(rawValue: 4)
  }

  var text: String
  var range: Range<Int>
  var gap: Gap
  /// Whether it is written with a capital.
  var isCapital: Bool
}

/// Words up to a full stop, a cell border or the end of a block.
struct LintSentence {
  var words: Range<Int>
  var block: Int
  /// The byte that ends it; nil at the end of a block.
  var end: UInt8?
}

/// Splits bytes into words.
struct LintTokens {
  private let bytes: [UInt8]
  private let end: Int
  private var index: Int
  private var last = ""
  /// The mark before the word that came last, when it ended a sentence.
  private(set) var sentenceEnd: UInt8?
  /// The mark after the last word.
  private(set) var finalEnd: UInt8?

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    index = range.lowerBound
    end = range.upperBound
  }

  mutating func next() -> LintWord? {
    var gap: LintWord.Gap = []
    sentenceEnd = nil
    while index < end {
      let length = wordLength(at: index)
      if length > 0 { return word(gap) }
      note(bytes[index], &gap)
      index += 1
    }
    finalEnd = sentenceEnd
    return nil
  }

  private mutating func note(_ byte: UInt8, _ gap: inout LintWord.Gap) {
    switch byte {
    case UInt8(ascii: ","): gap.insert(.comma)
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
      let next = index + 1 < end ? bytes[index + 1] : 0x20
      let isInside = next > 0x20 && !"\"')]*_".utf8.contains(next) && next < 0x80
      if !isInside, !Self.abbreviations.contains(last) {
        sentenceEnd = byte
      } else {
        gap.insert(.clause)
      }
    case .pipe: sentenceEnd = byte
    case .masked: gap.insert(.masked)
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "*"), UInt8(ascii: "_"),
      UInt8(ascii: "@"), UInt8(ascii: "\\"), .lineFeed, .carriageReturn:
      break
    case 0xC2, 0xA0: break  // A space that does not break; other marks show by their last byte.
    default: gap.insert(.clause)
    }
  }

  private static let abbreviations: Set<String> = [
    "e.g", "i.e", "eg", "ie", "vs", "approx", "dr", "mr", "mrs", "ms", "no", "st", "cf", "ca",
  ]

  private mutating func word(_ gap: LintWord.Gap) -> LintWord {
    let start = index
    var isPlain = true
    while index < end {
      var length = wordLength(at: index)
      if length == 0 { length = joinLength(at: index) }
      if length == 0 { break }
      if length > 1 { isPlain = false }
      index += length
    }
    let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[start])
    let text = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
    last = isPlain ? text : text.replacing("\u{2019}", with: "'")
    return LintWord(text: last, range: start..<index, gap: gap, isCapital: isCapital)
  }

  /// How many bytes the letter or digit at a place takes; 0 when there is none.
  private func wordLength(at index: Int) -> Int {
    let byte = bytes[index]
    if byte < 0x80 { return isLetterByte(byte) || isDigitByte(byte) ? 1 : 0 }
    let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 0
    guard length > 0, index + length <= end else { return 0 }
    let mark = UInt32(0xFF >> (length + 1))
    let value = bytes[index + 1..<index + length]
      .reduce(UInt32(byte) & mark) { $0 << 6 | UInt32($1 & 0x3F) }
    guard let scalar = Unicode.Scalar(value) else { return 0 }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .nonspacingMark, .spacingMark:
      return length
    default: return 0
    }
  }

  /// How many bytes a mark that stands within a word takes: `on-call`, `didn't`, `e.g`, `a_b`.
  private func joinLength(at index: Int) -> Int {
    let length: Int
    switch bytes[index] {
    case UInt8(ascii: "'"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): length = 1
    case 0xE2 where bytes[index..<min(index + 3, end)].opens(with: "\u{2019}"): length = 3
    default: return 0
    }
    return index + length < end && wordLength(at: index + length) > 0 ? length : 0
  }
}
