import IncidentModel
import Testing

struct VisibleTests {
  @Test(arguments: [
    ("", ""),
    ("plain text ~ 100 %", "plain text ~ 100 %"),
    ("\u{1B}[31mred", "^[[31mred"),
    ("bell\u{7}", "bell^G"),
    ("\0\u{7F}", "^@^?"),
    ("a\tb\nc\rd\r\ne", "a⇥b⏎c⏎d⏎⏎e"),
    ("\u{9B}31m", "\\u{9B}31m"),
    ("\u{1B}]52;c;aGk=\u{7}", "^[]52;c;aGk=^G"),
    ("abc\u{202E}fed", "abc⟨RLO⟩fed"),
    ("\u{2066}x\u{2069}", "⟨LRI⟩x⟨PDI⟩"),
    ("\u{200E}\u{200F}\u{61C}", "⟨LRM⟩⟨RLM⟩⟨ALM⟩"),
    ("pass\u{200B}word\u{FEFF}", "pass⟨ZWSP⟩word⟨BOM⟩"),
    ("a\u{200D}b\u{200C}c\u{2060}", "a⟨ZWJ⟩b⟨ZWNJ⟩c⟨WJ⟩"),
    ("soft\u{AD}hyphen", "soft⟨SHY⟩hyphen"),
    ("\u{E0041}", "⟨U+E0041⟩"),
    ("\u{E0101}\u{E000}\u{FFFF}", "⟨U+E0101⟩⟨U+E000⟩⟨U+FFFF⟩"),
    ("\u{2028}\u{2029}", "⟨LS⟩⟨PS⟩"),
    ("\u{3164}", "⟨U+3164⟩"),
    ("Zürich 東京 Ελλάδα", "Zürich 東京 Ελλάδα"),
  ])
  func `What controls, reorders or hides text becomes a mark`(_ text: String, _ shown: String) {
    #expect(visible(text) == shown)
  }

  @Test(arguments: [
    ("❤\u{FE0F}", "❤"),
    ("⚠\u{FE0F} 1\u{FE0F}\u{20E3}", "⚠ 1\u{20E3}"),
    ("👩\u{200D}👩\u{200D}👧!", "👩!"),
    ("👍🏽", "👍"),
    ("🏳\u{FE0F}\u{200D}🌈", "🏳"),
    ("👩🏽\u{200D}🚀x", "👩x"),
    ("👩\u{200D}x", "👩⟨ZWJ⟩x"),
    ("👩\u{200D}", "👩⟨ZWJ⟩"),
    ("a\u{FE0F}", "a⟨VS16⟩"),
    ("🇫🇷", "🇫🇷"),
  ])
  func `An emoji sequence becomes its base emoji`(_ text: String, _ shown: String) {
    #expect(visible(text) == shown)
  }

  @Test(arguments: [
    (4, "e\u{301}\u{301}\u{301}\u{301}"),
    (5, "e\u{301}\u{301}\u{301}\u{301}⟨+1⟩"),
    (40, "e\u{301}\u{301}\u{301}\u{301}⟨+36⟩"),
  ])
  func `More than four combining marks are counted`(_ marks: Int, _ shown: String) {
    let text = "e" + String(repeating: "\u{301}", count: marks)
    #expect(visible(text).unicodeScalars.elementsEqual(shown.unicodeScalars))
  }

  @Test func `A combining mark without a base gets one`() {
    #expect(visible("\u{301}a").unicodeScalars.first == "◌")
  }

  @Test(arguments: [
    ("a\nb", "a\nb"), ("a\r\nb", "a\nb"), ("a\rb", "a⏎b"), ("a\r", "a⏎"), ("a\tb", "a⇥b"),
    ("\u{1B}\nb", "^[\nb"),
  ])
  func `Text of several lines keeps its line feeds only`(_ text: String, _ shown: String) {
    #expect(visible(text, multiline: true) == shown)
  }

  @Test(arguments: UInt32(0)...16)
  func `No scalar gets through that a terminal or a reader could be deceived by`(_ plane: UInt32) {
    var escaped: [UInt32] = []
    for value in plane << 16...plane << 16 | 0xFFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let shown = visible("a" + String(Character(scalar)))
      if shown.unicodeScalars.contains(where: isDangerous) { escaped.append(value) }
    }
    #expect(escaped.isEmpty)
  }

  @Test(arguments: [UInt32(0), 1, 2, 14])
  func `What is visible stays as it is`(_ plane: UInt32) {
    var changed: [UInt32] = []
    for value in plane << 16...plane << 16 | 0xFFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let once = visible("👩" + String(Character(scalar)) + "\u{301}x")
      if visible(once) != once { changed.append(value) }
    }
    #expect(changed.isEmpty)
  }

  /// Written apart from the implementation, from the list in docs of the policy.
  private func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x180E, 0x200B...0x200F,
      0x2028...0x202E, 0x2060...0x206F, 0x3164, 0xE000...0xF8FF, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0,
      0xFFF9...0xFFFB, 0xE0000...0xE0FFF, 0xF0000...0x10FFFF:
      return true
    default:
      return scalar.value & 0xFFFE == 0xFFFE
    }
  }
}
