/// A text as bytes and lines.
///
/// Everything counts in bytes; only the column of a finding is counted in characters.
struct LintText {
  let bytes: [UInt8]
  /// The lines without their ends.
  let lines: [Range<Int>]

  init(_ text: String) {
    bytes = Array(text.utf8)
    var lines: [Range<Int>] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      guard byte == .lineFeed || byte == .carriageReturn else { continue }
      lines.append(start..<(index - 1))
      if byte == .carriageReturn, index < bytes.count, bytes[index] == .lineFeed { index += 1 }
      start = index
    }
    lines.append(start..<bytes.count)
    self.lines = lines
  }

  /// The index of the line in which a byte stands.
  func line(at offset: Int) -> Int {
    var (low, high) = (0, lines.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle].lowerBound <= offset { low = middle } else { high = middle }
    }
    return low
  }

  func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}

/// Counts columns of places that come in order, each byte once.
struct ColumnCounter {
  private let text: LintText
  private var line = -1
  private var offset = 0
  private var column = 1

  init(_ text: LintText) { self.text = text }

  /// The line and the column of a byte, both from 1.
  mutating func position(of place: Int) -> (line: Int, column: Int) {
    let found = text.line(at: place)
    if found != line || place < offset {
      line = found
      offset = text.lines[found].lowerBound
      column = 1
    }
    column += text.string(offset..<max(offset, place)).count
    offset = max(offset, place)
    return (line + 1, column)
  }
}

extension UInt8 {
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let backtick = UInt8(ascii: "`")
  static let pipe = UInt8(ascii: "|")
  /// Stands where something was that nobody is to read as prose.
  static let masked: UInt8 = 0x1A

  var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}

extension Sequence<UInt8> {
  /// Whether it begins with the bytes of a text.
  func opens(with text: StaticBytes) -> Bool { starts(with: text.bytes) }
}

/// A text of the program as bytes, made once.
struct StaticBytes: ExpressibleByStringLiteral, Sendable {
  let bytes: [UInt8]
  init(stringLiteral text: String) { bytes = Array(text.utf8) }
}
