import TestSupport

/// Random text that is nearly right: a sample with parts doubled, swapped, cut and replaced by what does harm.
struct RandomText {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private mutating func next() -> UInt64 { generator.next() }

  mutating func below(_ limit: Int) -> Int { limit <= 0 ? 0 : Int(next() % UInt64(limit)) }

  mutating func pick<Element>(_ items: [Element]) -> Element { items[below(items.count)] }

  /// A few changes to one of the samples; now and then nothing but noise.
  mutating func mutation(of samples: [String]) -> [UInt8] {
    if below(16) == 0 { return noise(below(200)) }
    var bytes = Array(pick(samples).utf8)
    for _ in 0...below(6) { change(&bytes, samples) }
    return bytes
  }

  mutating func text(of samples: [String]) -> String {
    String(decoding: mutation(of: samples), as: UTF8.self)
  }

  private mutating func change(_ bytes: inout [UInt8], _ samples: [String]) {
    let place = below(bytes.count + 1)
    let end = min(bytes.count, place + below(12))
    switch below(9) {
    case 0: bytes.replaceSubrange(place..<end, with: noise(below(8)))
    case 1: bytes.insert(contentsOf: Array(pick(Self.hostile).utf8), at: place)
    case 2: bytes.replaceSubrange(place..<end, with: Array(pick(Self.hostile).utf8))
    case 3: bytes.removeSubrange(place..<end)
    case 4: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 5: bytes.insert(contentsOf: Array(pick(samples).utf8.prefix(below(200))), at: place)
    case 6: if !bytes.isEmpty { bytes[place % bytes.count] ^= UInt8(1) << UInt8(below(8)) }
    case 7: bytes.insert(contentsOf: Array(scalar().utf8), at: place)
    default:
      let part = Array(bytes[place..<end])
      for _ in 0..<below(300) { bytes.insert(contentsOf: part, at: place) }
    }
  }

  private mutating func noise(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
  }

  private mutating func scalar() -> String {
    Unicode.Scalar(UInt32(below(0x110000))).map { String(Character($0)) } ?? "\u{FFFD}"
  }

  /// What has broken programs before: controls of terminals, turned text, formulas, markup, quotes, numbers.
  static let hostile: [String] = [
    "\u{1B}[2J", "\u{1B}]52;c;aGk=\u{7}", "\u{1B}]0;title\u{1B}\\", "\u{9B}31m", "\u{90}q\u{9C}",
    "\u{0}",
    "\u{8}\u{8}", "\r", "\r\n", "\n", "\t", "\u{7F}", "\u{202E}", "\u{2066}", "\u{2028}",
    "\u{200B}", "\u{FEFF}",
    "\u{E0041}", "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}", "👩‍👩‍👧‍👦", "🇪🇺", "=1+1", "+1", "-1",
    "@SUM(A1)",
    "=HYPERLINK(\"http://x\")", "|", "||", "\\", "\\n", "`", "```", "~~~", "<img src=x>",
    "<script>",
    "[x](javascript:alert(1))", "![x](http://x/y.png)", "]]>", "&lt;", "#", "---", "===", "1. ",
    "- ", "> ", "::",
    "found", "expected", "'", "\"", "'; DROP TABLE entry; --", "$(reboot)", "`reboot`", ";", "&&",
    "../../etc/passwd",
    "{", "}", "[", "]", "[[[[[[[[[[[[[[[[", "{\"a\":{\"a\":{\"a\":", ",", ":", "null", "true",
    "1e999", "-1e-999",
    "9223372036854775808", "18446744073709551616", "0x7fffffff", "NaN", "Infinity", "-0",
    "1.7976931348623157e309",
    "2026-02-30", "9999-12-31T23:59:60Z", "0000-00-00", "-10m", "99999999999d", "24:00", "14:02Z",
    "+99:99", "@",
    "@{p0}", "@ana", "%s%n", "\u{FFFD}", "é", "ß", "İ", "日本語", "🙂", " ", "\u{A0}", "\u{3000}",
  ]
}
