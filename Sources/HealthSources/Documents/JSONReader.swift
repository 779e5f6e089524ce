/// Reads JSON (RFC 8259) of unknown origin: whatever comes, it ends with a value or with a reason.
///
/// More is let through than the standard does, so that one bad check does not lose a document:
/// bytes that are not UTF-8 are replaced, `NaN`, `Infinity` and control characters in strings are
/// taken, and what is nested deeper than the limit is passed over and read as null.
struct JSONReader {
  /// The deepest nesting that is kept.
  static let depthLimit = 64

  private let bytes: [UInt8]
  private var index = 0

  static func value(of bytes: [UInt8]) throws(HealthFailure) -> JSONValue {
    var reader = JSONReader(bytes: bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.index = 3 }
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    if reader.index != bytes.count { throw .malformed(at: reader.index) }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

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

  private mutating func value(depth: Int) throws(HealthFailure) -> JSONValue {
    skipSpace()
    switch peek {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      if depth >= Self.depthLimit {
        try passOver()
        return .null
      }
      return peek == UInt8(ascii: "{") ? try object(depth: depth) : try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case nil: throw .malformed(at: index)
    default: return try word()
    }
  }

  private mutating func object(depth: Int) throws(HealthFailure) -> JSONValue {
    index += 1
    var members: [(key: String, value: JSONValue)] = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object(members) }
    while true {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw .malformed(at: index) }
      let key = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw .malformed(at: index) }
      members.append((key, try value(depth: depth + 1)))
      skipSpace()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { throw .malformed(at: index) }
    }
  }

  private mutating func array(depth: Int) throws(HealthFailure) -> JSONValue {
    index += 1
    var elements: [JSONValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array(elements) }
    while true {
      elements.append(try value(depth: depth + 1))
      skipSpace()
      if take(UInt8(ascii: "]")) { return .array(elements) }
      guard take(UInt8(ascii: ",")) else { throw .malformed(at: index) }
    }
  }

  /// Passes over an object or array of any depth without going down into it.
  private mutating func passOver() throws(HealthFailure) {
    var depth = 0
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\""):
        _ = try string()
        continue
      default: break
      }
      index += 1
      if depth == 0 { return }
    }
    throw .malformed(at: index)
  }

  private mutating func string() throws(HealthFailure) -> String {
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
    throw .malformed(at: index)
  }

  private mutating func escape(into text: inout [UInt8]) throws(HealthFailure) {
    guard let byte = peek else { throw .malformed(at: index) }
    index += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "u"): text += Array(Character(try escapedScalar()).utf8)
    default: text.append(byte)
    }
  }

  /// A scalar after `\u`, of one unit or of two; half a pair is replaced.
  private mutating func escapedScalar() throws(HealthFailure) -> Unicode.Scalar {
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
  private mutating func unit() throws(HealthFailure) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue
      else { throw .malformed(at: index) }
      unit = unit << 4 + UInt32(digit)
      index += 1
    }
    return unit
  }

  /// A number, or one of the words.
  private mutating func word() throws(HealthFailure) -> JSONValue {
    let start = index
    while let byte = peek, isOfWord(byte) { index += 1 }
    let word = String(decoding: bytes[start..<index], as: UTF8.self)
    switch word {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    default:
      guard let number = Double(word) else { throw .malformed(at: start) }
      return .number(number)
    }
  }

  private func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }
}
