import IncidentModel
import IncidentTUI
import Testing

/// The screens as text; look at `Snapshots/` to see the console.
struct ScreenTests {
  static let sizes = [(60, 15), (80, 24), (120, 40), (200, 50)]

  @Test(arguments: sizes)
  func `an incident under way`(_ columns: Int, _ rows: Int) throws {
    let stage = try Stage(Scripts.checkout, size: Size(columns: columns, rows: rows), minutes: 26)
    try expectSnapshot(stage.screen(columns, rows), "under-way-\(columns)x\(rows)")
  }

  @Test func `without Unicode`() throws {
    let stage = try Stage(Scripts.checkout, minutes: 26, glyphs: .ascii)
    #expect(stage.screen().utf8.allSatisfy { $0 < 0x80 })
    try expectSnapshot(stage.screen(), "under-way-ascii")
  }

  @Test func `writing an entry`() throws {
    var stage = try Stage(Scripts.checkout, minutes: 26)
    stage.press(.character("i"))
    stage.type("= fail over to us")
    try expectSnapshot(stage.screen(), "writing")
  }

  @Test func `the second half of a surprise`() throws {
    var stage = try Stage(Scripts.checkout, minutes: 26)
    stage.press(.character("i"))
    stage.type("! the pool has 200 connections")
    stage.press(.enter)
    stage.type("20")
    try expectSnapshot(stage.screen(), "surprise-found")
  }

  @Test func `the keys`() throws {
    var stage = try Stage(Scripts.checkout, minutes: 26)
    stage.press(.character("?"))
    try expectSnapshot(stage.screen(), "keys")
  }

  @Test func `correcting an entry`() throws {
    var stage = try Stage(Scripts.checkout, minutes: 26)
    stage.press(.up, .character("e"))
    try expectSnapshot(stage.screen(), "correcting")
  }

  @Test func `choosing what to show`() throws {
    var stage = try Stage(Scripts.checkout, minutes: 26)
    stage.press(.character("f"))
    try expectSnapshot(stage.screen(), "filtering")
  }

  @Test func `everything about an entry`() throws {
    var stage = try Stage(Scripts.checkout, minutes: 26)
    stage.press(.up, .up, .up, .enter)
    try expectSnapshot(stage.screen(), "details")
  }

  @Test func `hostile text shows its teeth and does not bite`() throws {
    let stage = try Stage(
      """
      declared A\u{1B}]52;c;aGk=\u{7}B
      observation before\u{202E}after \u{1B}[2J\u{9B}31m and\u{200B}zero
      observation wide 漢字 and 👩‍💻 and e\u{301}
      """, minutes: 5)
    let screen = stage.screen()
    #expect(
      !screen.unicodeScalars.contains { ["\u{1B}", "\u{7}", "\u{202E}", "\u{9B}"].contains($0) })
    try expectSnapshot(screen, "hostile")
  }

  @Test(arguments: [0, 1, 2, 14, 59, 60, 61, 300], [0, 1, 2, 3, 14, 15, 100])
  func `no size is too strange`(_ columns: Int, _ rows: Int) throws {
    var stage = try Stage(Scripts.long, size: Size(columns: columns, rows: rows))
    stage.press(.up, .up, .pageUp, .character("?"))
    let canvas = stage.state.render(Size(columns: columns, rows: rows)).canvas
    #expect(canvas.cells.count == columns * rows)
  }

  @Test(arguments: ["v", "S", "m", "u", "H", "t", "e", "x", "f", "p", "I", ":", "5"])
  func `no size is too strange for a dialog`(_ key: String) throws {
    for (columns, rows) in [(1, 1), (59, 14), (60, 15), (61, 16), (110, 17), (300, 100)] {
      let size = Size(columns: columns, rows: rows)
      var stage = try Stage(Scripts.checkout, size: size)
      stage.press(.character(Character(key)), .down, .tab, .character("a"))
      _ = stage.state.update(.incidents([], all: true))
      _ = stage.state.update(.document(title: "T", Scripts.long, command: ""))
      #expect(stage.state.render(size).canvas.cells.count == columns * rows)
    }
  }

  @Test func `a screen too small says so and keeps the line`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("i"))
    stage.type("still typing")
    let screen = stage.screen(40, 8)
    #expect(screen.contains("too small: 40x8, needs 60x15"))
    #expect(screen.contains("still typing"))
  }
}
