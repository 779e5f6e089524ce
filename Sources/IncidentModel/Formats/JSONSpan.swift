/// Finds where the values of a JSON object stand, without changing a byte of them.
///
/// The whole text is checked against RFC 8259. Input may be hostile: nesting is limited, and keys of
/// the outermost object must be plain and different.
struct JSONSpan {
  /// The deepest nesting that is read.
  static let depthLimit = 64

  private let bytes: [UInt8]
  private var index = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The spans of the values of the outermost object, by key.
  static func values(of bytes: [UInt8]) throws(JSONLineError) -> [String: Range<Int>] {
    var scanner = JSONSpan(bytes)
    var spans: [String: Range<Int>] = [:]
    scanner.skipSpace()
    guard scanner.peek == UInt8(ascii: "{") else { throw .notAnObject }
    try scanner.object { (key, span) throws(JSONLineError) in
      let name = String(decoding: bytes[key], as: UTF8.self)
      if name.utf8.contains(UInt8(ascii: "\\")) { throw .malformed(at: key.lowerBound) }
      if spans.updateValue(span, forKey: name) != nil { throw .keyTwice(name) }
    }
    scanner.skipSpace()
    if scanner.index != bytes.count { throw .malformed(at: scanner.index) }
    return spans
  }

  /// Whether the text is one JSON object on one line with nothing around it.
  static func isObjectOnOneLine(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.first == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}") else { return false }
    if bytes.contains(UInt8(ascii: "\n")) || bytes.contains(UInt8(ascii: "\r")) { return false }
    var scanner = JSONSpan(bytes)
    // It stands one deeper in the line that carries it.
    return (try? scanner.value(depth: 1)) != nil && scanner.index == bytes.count
  }

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      index += 1
    }
  }

  private mutating func expect(_ byte: UInt8) throws(JSONLineError) {
    guard peek == byte else { throw .malformed(at: index) }
    index += 1
  }

  private mutating func value(depth: Int) throws(JSONLineError) {
    if depth > Self.depthLimit { throw .tooDeep }
    switch peek {
    case UInt8(ascii: "{"):
      try object(depth: depth) { (_, _) throws(JSONLineError) in }
    case UInt8(ascii: "["): try array(depth: depth)
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n"): try word("null")
    default: try number()
    }
  }

  private mutating func object(
    depth: Int = 0, _ member: (Range<Int>, Range<Int>) throws(JSONLineError) -> Void
  ) throws(JSONLineError) {
    try expect(UInt8(ascii: "{"))
    skipSpace()
    if peek == UInt8(ascii: "}") {
      index += 1
      return
    }
    while true {
      skipSpace()
      let key = try string()
      skipSpace()
      try expect(UInt8(ascii: ":"))
      skipSpace()
      let start = index
      try value(depth: depth + 1)
      try member(key, start..<index)
      skipSpace()
      guard peek == UInt8(ascii: ",") else { break }
      index += 1
    }
    try expect(UInt8(ascii: "}"))
  }

  private mutating func array(depth: Int) throws(JSONLineError) {
    try expect(UInt8(ascii: "["))
    skipSpace()
    if peek == UInt8(ascii: "]") {
      index += 1
      return
    }
    while true {
      skipSpace()
      try value(depth: depth + 1)
      skipSpace()
      guard peek == UInt8(ascii: ",") else { break }
      index += 1
    }
    try expect(UInt8(ascii: "]"))
  }

  /// Passes over a string and gives the span between its quotes.
  private mutating func string() throws(JSONLineError) -> Range<Int> {
    try expect(UInt8(ascii: "\""))
    let start = index
    while let byte = peek, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw .malformed(at: index) }
      index += 1
      guard byte == UInt8(ascii: "\\") else { continue }
      guard let escape = peek else { throw .malformed(at: index) }
      index += 1
      if escape == UInt8(ascii: "u") {
        for _ in 0..<4 {
          guard let digit = peek, Character(Unicode.Scalar(digit)).isHexDigit else {
            throw .malformed(at: index)
          }
          index += 1
        }
      } else if !"\"\\/bfnrt".utf8.contains(escape) {
        throw .malformed(at: index - 1)
      }
    }
    let span = start..<index
    try expect(UInt8(ascii: "\""))
    return span
  }

  private mutating func word(_ word: String) throws(JSONLineError) {
    for byte in word.utf8 { try expect(byte) }
  }

  private mutating func number() throws(JSONLineError) {
    if peek == UInt8(ascii: "-") { index += 1 }
    if peek == UInt8(ascii: "0") {
      index += 1
    } else {
      try digits()
    }
    if peek == UInt8(ascii: ".") {
      index += 1
      try digits()
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      index += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { index += 1 }
      try digits()
    }
  }

  private mutating func digits() throws(JSONLineError) {
    let start = index
    while let byte = peek, (0x30...0x39).contains(byte) { index += 1 }
    if index == start { throw .malformed(at: index) }
  }
}
