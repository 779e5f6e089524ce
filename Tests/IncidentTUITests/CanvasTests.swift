import IncidentModel
import IncidentTUI
import TestSupport
import Testing

struct CanvasTests {
  @Test(arguments: [
    (0, "abc", "abc"), (3, "abc", "   ab"), (-1, "abc", "bc"), (9, "abc", ""),
    (0, "日本語", "日本"), (-1, "日本", " 本"), (4, "日", ""), (3, "日", "   日"),
    (0, "e\u{301}x", "e\u{301}x"), (0, "\u{1B}[m", "^[[m"), (0, "a\nb", "a⏎b"),
  ])
  func `Text is visible and clipped at both edges`(_ column: Int, _ text: String, _ row: String) {
    var canvas = Canvas(Size(columns: 5, rows: 1))
    canvas.write(text, column: column, row: 0)
    #expect(canvas.description == row)
  }

  @Test(arguments: [("abcdef", 3, "abc", 3), ("日本", 3, "日", 3), ("ab", 9, "ab", 2)])
  func `Text takes no more columns than it may`(
    _ text: String, _ maxWidth: Int, _ row: String, _ next: Int
  ) {
    var canvas = Canvas(Size(columns: 10, rows: 1))
    let end = canvas.write(text, column: 0, row: 0, maxWidth: maxWidth)
    #expect(end == next)
    #expect(canvas.description == row)
  }

  @Test(arguments: [("日本", "x", 0, "x 本"), ("日本", "x", 1, " x本"), ("日本", "語", 1, " 語")])
  func `Half a wide character never stays`(
    _ first: String, _ second: String, _ column: Int, _ row: String
  ) {
    var canvas = Canvas(Size(columns: 4, rows: 1))
    canvas.write(first, column: 0, row: 0)
    canvas.write(second, column: column, row: 0)
    #expect(canvas.description == row)
  }

  @Test func `A part draws in its own coordinates and never outside`() {
    var canvas = Canvas(Size(columns: 8, rows: 3))
    canvas.draw(in: Rect(column: 2, row: 1, width: 4, height: 1)) { part in
      part.fill(Rect(column: -9, row: -9, width: 99, height: 99), with: Cell("."))
      part.draw(in: Rect(column: 1, row: 0, width: 9, height: 9)) { inner in
        inner.write("abcdef", column: 0, row: 0)
      }
    }
    canvas.write("!", column: 0, row: 2)
    #expect(canvas.description == "\n  .abc\n!")
  }

  @Test(arguments: [
    (Glyphs.unicode, "┌──┐\n│  │\n└──┘"), (Glyphs.ascii, "+--+\n|  |\n+--+"),
  ])
  func `A box has an edge`(_ glyphs: Glyphs, _ text: String) {
    var canvas = Canvas(Size(columns: 4, rows: 3))
    canvas.box(Rect(canvas.size), glyphs: glyphs)
    #expect(canvas.description == text)
  }

  @Test(arguments: Glyphs.unicode.all + Glyphs.ascii.all)
  func `Every sign takes one column`(_ glyph: Character) {
    #expect(TextWidth.columns(of: glyph) == 1)
    #expect(visible(String(glyph)) == String(glyph))
  }

  @Test func `Roles are letters, selected ones capital`() {
    var canvas = Canvas(Size(columns: 4, rows: 1))
    canvas.write("ab", column: 0, row: 0, role: .dim)
    canvas.add(.selected, in: Rect(column: 1, row: 0, width: 2, height: 9))
    #expect(canvas.roleDescription == "aA#")
  }

  @Test func `Whatever is drawn, every row keeps its width`() {
    var random = SeededGenerator(seed: 1)
    let pieces = ["日", "a", "e\u{301}", "👩\u{200D}👧", "\u{202E}", "\t", "\u{301}", "한", " ", "é"]
    for _ in 0..<500 {
      let size = Size(
        columns: .random(in: 0...12, using: &random), rows: .random(in: 0...4, using: &random))
      var canvas = Canvas(size)
      for _ in 0..<12 {
        let part = Rect(
          column: .random(in: -3...9, using: &random), row: .random(in: -2...3, using: &random),
          width: .random(in: 0...9, using: &random), height: .random(in: 0...4, using: &random))
        let text = (0..<6).compactMap { _ in pieces.randomElement(using: &random) }.joined()
        canvas.draw(in: part) {
          $0.write(text, column: .random(in: -4...6, using: &random), row: 0)
        }
      }
      for row in canvas.description.split(separator: "\n") {
        #expect(TextWidth.columns(of: row) <= size.columns)
      }
      expectWholeCharacters(canvas)
    }
  }

  private func expectWholeCharacters(_ canvas: Canvas) {
    for row in 0..<canvas.height {
      for column in 0..<canvas.width {
        let index = row * canvas.width + column
        let cell = canvas.cells[index]
        let isWide = TextWidth.columns(of: cell.scalar) == 2
        let next = column + 1 < canvas.width ? canvas.cells[index + 1] : nil
        #expect(isWide == (next?.isContinuation ?? false))
      }
    }
  }
}
