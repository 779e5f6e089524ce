import IncidentModel
import Testing

struct TextWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("Zürich", 6), ("東京", 4), ("e\u{301}", 1), ("✔▲●□‼⚙…│", 8), ("👩", 2),
    ("한글", 4), ("🇫🇷", 2), ("\u{1FAE8}", 2), ("ﾊﾝ", 2),
  ])
  func `Columns are those a terminal takes`(_ text: String, _ columns: Int) {
    #expect(TextWidth.columns(of: text) == columns)
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 4, "abc…"), ("東京都", 4, "東…"), ("東京都", 5, "東京…"),
    ("abc", 1, "…"), ("abc", 0, ""),
  ])
  func `Clipped text ends in an ellipsis and never in half a character`(
    _ text: String, _ limit: Int, _ clipped: String
  ) {
    #expect(TextWidth.clipped(text, to: limit) == clipped)
  }

  @Test(arguments: [
    ("", 5, [""]),
    ("drain eu now", 8, ["drain eu", "now"]),
    ("drain eu now", 7, ["drain", "eu now"]),
    ("failover", 4, ["fail", "over"]),
    ("東京都", 3, ["東", "京", "都"]),
    ("東", 1, ["東"]),
    ("a\n\nb", 4, ["a", "", "b"]),
  ])
  func `Long lines break at spaces`(_ text: String, _ limit: Int, _ lines: [String]) {
    #expect(TextWidth.wrapped(text, to: limit) == lines)
  }

  @Test(arguments: [("✔ ok → ✖", "+ ok > x"), ("Zürich 東", "Z?rich ??"), ("plain", "plain")])
  func `ASCII stands in for everything else at the same width`(_ text: String, _ ascii: String) {
    #expect(asciiFallback(text) == ascii)
    #expect(TextWidth.columns(of: ascii) == TextWidth.columns(of: text))
  }
}
