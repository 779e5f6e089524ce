/// Why a text is no JSON, and on which line.
package struct JSONDocumentError: Error, Hashable, Sendable {
  /// Counted from 1.
  package let line: Int
  /// The byte at which it was noticed, from 0.
  package let offset: Int
  package let what: What

  package enum What: Hashable, Sendable {
    /// There is nothing but space.
    case empty
    /// The text ends in the middle of a value.
    case endsEarly
    /// Something else is wanted there.
    case unexpected
    /// More stands behind the value.
    case trailing
  }

  package init(line: Int, offset: Int, _ what: What) {
    self.line = line
    self.offset = offset
    self.what = what
  }
}

extension JSONDocument {
  /// The deepest nesting that is kept.
  package static let depthLimit = 128

  /// Reads JSON (RFC 8259) of unknown origin, in time that grows with its length and no faster.
  ///
  /// More is let through than the standard does: a byte order mark, bytes that are not UTF-8 (they
  /// are replaced), controls in texts, keys that are there twice, and `NaN`, `Infinity` and
  /// `-Infinity`. What is nested deeper than ``depthLimit`` is passed over and read as null.
  ///
  /// - Parameter bytes: the whole text.
  /// - Throws: where it is no JSON.
  package init(_ bytes: [UInt8]) throws(JSONDocumentError) {
    var reader = JSONDocumentReader(bytes)
    self = try reader.document()
  }
}

private struct JSONDocumentReader {
  private let bytes: [UInt8]
  private var index: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  mutating func document() throws(JSONDocumentError) -> JSONDocument {
    skipSpace()
    guard peek != nil else { throw error(.empty) }
    let value = try value(depth: 0)
    skipSpace()
    guard peek == nil else { throw error(.trailing) }
    return value
  }

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  private func error(_ what: JSONDocumentError.What) -> JSONDocumentError {
    let newlines = bytes.prefix(index).count { $0 == UInt8(ascii: "\n") }
    return JSONDocumentError(line: newlines + 1, offset: index, what)
  }

  private var unexpected: JSONDocumentError { error(peek == nil ? .endsEarly : .unexpected) }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      index += 1
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    index += 1
    return true
  }

  private mutating func expect(_ byte: UInt8) throws(JSONDocumentError) {
    guard take(byte) else { throw unexpected }
  }

  private mutating func value(depth: Int) throws(JSONDocumentError) -> JSONDocument {
    skipSpace()
    switch peek {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard depth < JSONDocument.depthLimit else {
        try passOver()
        return .null
      }
      return peek == UInt8(ascii: "{") ? try object(depth) : try array(depth)
    case UInt8(ascii: "\""): return .text(try text())
    default: return try word()
    }
  }

  private mutating func object(_ depth: Int) throws(JSONDocumentError) -> JSONDocument {
    index += 1
    var members: [JSONDocument.Member] = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object(members) }
    while true {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw unexpected }
      let key = try text()
      skipSpace()
      try expect(UInt8(ascii: ":"))
      members.append(JSONDocument.Member(key, try value(depth: depth + 1)))
      skipSpace()
      if take(UInt8(ascii: "}")) { return .object(members) }
      try expect(UInt8(ascii: ","))
    }
  }

  private mutating func array(_ depth: Int) throws(JSONDocumentError) -> JSONDocument {
    index += 1
    var elements: [JSONDocument] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array(elements) }
    while true {
      elements.append(try value(depth: depth + 1))
      skipSpace()
      if take(UInt8(ascii: "]")) { return .array(elements) }
      try expect(UInt8(ascii: ","))
    }
  }

  /// Passes over an object or array of any depth without going down into it.
  private mutating func passOver() throws(JSONDocumentError) {
    var depth = 0
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\""):
        _ = try text()
        continue
      default: break
      }
      index += 1
      if depth == 0 { return }
    }
    throw error(.endsEarly)
  }

  private mutating func text() throws(JSONDocumentError) -> String {
    index += 1
    let start = index
    while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { index += 1 }
    if peek == UInt8(ascii: "\"") {
      index += 1
      return String(decoding: bytes[start..<index - 1], as: UTF8.self)
    }
    var text = Array(bytes[start..<index])
    while let byte = peek {
      index += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      if byte == UInt8(ascii: "\\") { try escape(into: &text) } else { text.append(byte) }
    }
    throw error(.endsEarly)
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONDocumentError) {
    guard let byte = peek else { throw error(.endsEarly) }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "u"):
      index += 1
      text += Array(Character(try escapedScalar()).utf8)
      return
    default: throw error(.unexpected)
    }
    index += 1
  }

  /// A scalar after `\u`, of one unit or of two; half a pair is replaced.
  private mutating func escapedScalar() throws(JSONDocumentError) -> Unicode.Scalar {
    let first = try unit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    let mark = index
    guard first < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")),
      case let second = try unit(), (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else {
      index = mark
      return "\u{FFFD}"
    }
    return scalar
  }

  /// Four hexadecimal digits.
  private mutating func unit() throws(JSONDocumentError) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue
      else { throw unexpected }
      unit = unit << 4 + UInt32(digit)
      index += 1
    }
    return unit
  }

  /// A number, or one of the words.
  private mutating func word() throws(JSONDocumentError) -> JSONDocument {
    let start = index
    while let byte = peek, isOfWord(byte) { index += 1 }
    switch String(decoding: bytes[start..<index], as: UTF8.self) {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    case "NaN": return .number(.nan)
    case "Infinity": return .number(.infinity)
    case "-Infinity": return .number(-.infinity)
    case let word:
      guard isNumber(bytes[start..<index]), let number = Double(word) else {
        index = start
        throw unexpected
      }
      return Int(word).map { .integer($0) } ?? .number(number)
    }
  }

  /// Whether it has the form of a number in JSON: no sign `+`, no zero before a digit, no bare point.
  private func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
    var rest = word
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let whole = rest.prefix { isDigit($0) }
    guard let first = whole.first, first != UInt8(ascii: "0") || whole.count == 1 else {
      return false
    }
    rest = rest.dropFirst(whole.count)
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix { isDigit($0) }
      guard !fraction.isEmpty else { return false }
      rest = rest.dropFirst(fraction.count + 1)
    }
    guard rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") else {
      return rest.isEmpty
    }
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
      rest = rest.dropFirst()
    }
    return !rest.isEmpty && rest.allSatisfy { isDigit($0) }
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private func isOfWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
      || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }
}
