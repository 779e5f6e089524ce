import IncidentTUI
import Testing

struct LineEditorTests {
  @Test(arguments: [
    ("drain eu", [Key.character("!")], "drain eu!|"),
    ("drain eu", [.home, .character(">")], ">|drain eu"),
    ("drain eu", [.control("a"), .control("f"), .control("d")], "d|ain eu"),
    ("drain eu", [.control("w")], "drain |"),
    ("drain eu", [.altBackspace, .altBackspace], "|"),
    ("drain eu", [.control("u"), .control("y"), .control("y")], "drain eudrain eu|"),
    ("drain eu", [.alt("b"), .control("k")], "drain |"),
    ("drain eu", [.wordLeft, .wordLeft, .alt("d")], "| eu"),
    ("ab", [.control("t")], "ba|"),
    ("abc", [.left, .left, .control("t")], "ba|c"),
    ("a👩\u{200D}👧é", [.backspace, .control("h")], "a|"),
    ("日本", [.left, .delete], "日|"),
    ("ab", [.left, .paste("日\n")], "a日\n|b"),
    ("e", [.character("\u{301}")], "e\u{301}|"),
    ("ab", [.control("w"), .control("_")], "ab|"),
    ("", [.character("a"), .character("b"), .control("_")], "|"),
    ("x", [.character("a"), .left, .character("b"), .control("_")], "x|a"),
    ("", [.backspace, .delete, .control("k"), .control("t"), .control("_"), .left], "|"),
  ])
  func `Keys edit as in readline`(_ text: String, _ keys: [Key], _ result: String) {
    var editor = LineEditor(text)
    for key in keys {
      let isHandled = editor.handle(key)
      #expect(isHandled)
    }
    var shown = Array(editor.text)
    shown.insert("|", at: editor.cursor)
    #expect(String(shown) == result)
  }

  @Test(arguments: [Key.enter, .escape, .tab, .up, .control("c"), .functionKey(1)])
  func `Keys of the console are left to it`(_ key: Key) {
    var editor = LineEditor("text")
    let isHandled = editor.handle(key)
    #expect(!isHandled)
    #expect(editor == LineEditor("text"))
  }

  @Test(arguments: [
    ("abc", 10, "abc", 3), ("abcdef", 4, "def", 3), ("日本語", 4, "語", 2), ("abc", 0, "", 0),
    ("a\u{1B}b", 10, "a^[b", 4), ("abc", 3, "bc", 2),
  ])
  func `A long line scrolls by columns`(
    _ text: String, _ width: Int, _ shown: String, _ column: Int
  ) {
    let display = LineEditor(text).display(width: width)
    #expect(display.text == shown)
    #expect(display.cursorColumn == column)
  }
}

struct HistoryTests {
  @Test func `Browsing keeps the draft`() {
    var history = History(["one", "two"])
    let up = [
      history.older(than: "draft"), history.older(than: "two"), history.older(than: "one"),
    ]
    let down = [history.newer(), history.newer(), history.newer()]
    #expect(up == ["two", "one", nil])
    #expect(down == ["two", "draft", nil])
  }

  @Test func `A line committed again moves to the end`() {
    var history = History(["one", "two"])
    history.append("one")
    history.append("")
    #expect(history.lines == ["two", "one"])
  }

  @Test func `The oldest lines go beyond the limit`() {
    #expect(History(["a", "b", "c"], limit: 2).lines == ["b", "c"])
  }
}
