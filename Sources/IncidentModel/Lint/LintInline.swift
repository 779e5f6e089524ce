/// Covers, within one block, what is not prose of its author: code, quotations, addresses, tags.
struct LintInline {
  private let range: Range<Int>
  private var quoteStart: Int?
  private var curlyStart: Int?
  private var nextRuns: [Int: Int] = [:]
  private(set) var bytes: [UInt8]

  /// Covers the range of the bytes.
  static func mask(_ range: Range<Int>, of bytes: inout [UInt8]) {
    var inline = LintInline(bytes, range)
    bytes = []
    inline.run()
    swap(&bytes, &inline.bytes)
  }

  private init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    self.range = range
  }

  private mutating func run() {
    pairBackticks()
    var index = range.lowerBound
    while index < range.upperBound { index = step(at: index) }
  }

  /// Notes, for each run of backticks, where the next one of the same length stands.
  private mutating func pairBackticks() {
    var last: [Int: Int] = [:]
    var index = range.upperBound
    while index > range.lowerBound {
      index -= 1
      guard bytes[index] == .backtick else { continue }
      let end = index + 1
      while index > range.lowerBound, bytes[index - 1] == .backtick { index -= 1 }
      nextRuns[index] = last[end - index]
      last[end - index] = index
    }
  }

  /// Deals with what starts at a byte.
  ///
  /// - Parameter index: the byte.
  /// - Returns: where to go on.
  private mutating func step(at index: Int) -> Int {
    switch bytes[index] {
    case .backtick:
      let end = after(index) { $0 == .backtick }
      guard let closing = nextRuns[index] else { return end }
      return cover(index..<closing + end - index)
    case UInt8(ascii: "\""): return doubleQuote(at: index)
    case UInt8(ascii: "'"): return singleQuote(at: index)
    case UInt8(ascii: "]"): return linkTarget(after: index)
    case UInt8(ascii: "<"): return tag(at: index)
    case UInt8(ascii: ":"): return address(at: index)
    case 0xC2, 0xE2: return typographicQuote(at: index)
    default: return index + 1
    }
  }

  private mutating func cover(_ span: Range<Int>) -> Int {
    let span = span.clamped(to: range)
    for index in span where bytes[index] != .lineFeed && bytes[index] != .carriageReturn {
      bytes[index] = .masked
    }
    return span.upperBound
  }

  private func after(_ index: Int, while isPart: (UInt8) -> Bool) -> Int {
    var end = index
    while end < range.upperBound, isPart(bytes[end]) { end += 1 }
    return end
  }

  private func byte(at index: Int) -> UInt8? { range.contains(index) ? bytes[index] : nil }

  private func opensQuote(_ index: Int) -> Bool {
    let before = byte(at: index - 1) ?? 0x20
    let next = byte(at: index + 1) ?? 0x20
    return next > 0x20 && !isWordByte(before) && before < 0x80
  }

  private func closesQuote(_ index: Int) -> Bool {
    let before = byte(at: index - 1) ?? 0x20
    let next = byte(at: index + 1) ?? 0x20
    return before > 0x20 && !isWordByte(next)
  }

  private mutating func doubleQuote(at index: Int) -> Int {
    if let start = quoteStart {
      guard closesQuote(index) else { return index + 1 }
      quoteStart = nil
      return cover(start..<index + 1)
    }
    if opensQuote(index) { quoteStart = index }
    return index + 1
  }

  /// An apostrophe is one too, so the end has to be near and on the same line.
  private mutating func singleQuote(at index: Int) -> Int {
    guard quoteStart == nil, opensQuote(index) else { return index + 1 }
    let limit = min(range.upperBound, index + 200)
    var end = index + 1
    while end < limit, bytes[end] != .lineFeed, bytes[end] != .pipe {
      if bytes[end] == UInt8(ascii: "'"), closesQuote(end) { return cover(index..<end + 1) }
      end += 1
    }
    return index + 1
  }

  /// `“…”`, `„…“` and `«…»`.
  private mutating func typographicQuote(at index: Int) -> Int {
    let rest = bytes[index..<min(index + 3, range.upperBound)]
    if rest.opens(with: "\u{2018}") { return singleTypographicQuote(at: index) }
    let isOpening = Self.opening.contains { rest.opens(with: $0) }
    let isClosing = Self.closing.contains { rest.opens(with: $0) }
    if let start = curlyStart, isClosing {
      curlyStart = nil
      return cover(start..<index + rest.count)
    }
    if isOpening, curlyStart == nil { curlyStart = index }
    return index + (bytes[index] == 0xC2 ? 2 : 3)
  }

  /// `‘…’`, whose end is an apostrophe too: it only counts before something that is no letter.
  private mutating func singleTypographicQuote(at index: Int) -> Int {
    let limit = min(range.upperBound, index + 300)
    var end = index + 3
    while end + 2 < limit {
      if bytes[end] == 0xE2, bytes[end..<end + 3].opens(with: "\u{2019}"),
        !isWordByte(byte(at: end + 3) ?? 0x20)
      {
        return cover(index..<end + 3)
      }
      end += 1
    }
    return index + 3
  }

  private static let opening: [StaticBytes] = ["\u{201C}", "\u{201E}", "\u{AB}"]
  private static let closing: [StaticBytes] = ["\u{201D}", "\u{201C}", "\u{BB}"]

  /// `](target)`, and `]: target` of a definition.
  private mutating func linkTarget(after index: Int) -> Int {
    guard byte(at: index + 1) == UInt8(ascii: "(") else { return index + 1 }
    var depth = 0
    var end = index + 1
    // A bracket is no part of a target, so no byte is looked at for two of them.
    while end < range.upperBound, !"\n[]".utf8.contains(bytes[end]) {
      if bytes[end] == UInt8(ascii: "(") { depth += 1 }
      if bytes[end] == UInt8(ascii: ")") {
        depth -= 1
        if depth == 0 { return cover(index + 1..<end + 1) }
      }
      end += 1
    }
    return index + 1
  }

  private mutating func tag(at index: Int) -> Int {
    guard let first = byte(at: index + 1), isLetterByte(first) || first == UInt8(ascii: "/") else {
      return index + 1
    }
    let end = after(index + 1) { $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "<") && $0 >= 0x20 }
    guard byte(at: end) == UInt8(ascii: ">") else { return index + 1 }
    return cover(index..<end + 1)
  }

  /// `scheme://rest`, found at its colon.
  private mutating func address(at index: Int) -> Int {
    guard byte(at: index + 1) == UInt8(ascii: "/"), byte(at: index + 2) == UInt8(ascii: "/") else {
      return index + 1
    }
    var start = index
    while let before = byte(at: start - 1), isWordByte(before), index - start < 20 { start -= 1 }
    let end = after(index) { $0 > 0x20 && !"<>|)]\"".utf8.contains($0) }
    return cover(start..<end)
  }
}
