import IncidentModel
import IncidentTUI
import Testing

/// Where the parts of the screen stand.
struct LayoutTests {
  static let sizes = [(60, 15), (80, 24), (100, 20), (109, 40), (110, 24), (120, 40), (200, 50)]

  @Test(arguments: sizes)
  func `the input line and the keys are always there`(_ columns: Int, _ rows: Int) throws {
    var stage = try Stage(Scripts.checkout, size: Size(columns: columns, rows: rows))
    for panel in ["1", "2", "3", "4", "5", "z", "z"] {
      stage.press(.character(Character(panel)))
      let lines = stage.screen(columns, rows).split(
        separator: "\n", omittingEmptySubsequences: false)
      #expect(lines[rows - 2].contains("i writes an entry"))
      #expect(lines[rows - 1].contains("i write"))
    }
  }

  @Test(arguments: sizes)
  func `a question can be answered on every screen`(_ columns: Int, _ rows: Int) throws {
    var stage = try Stage(Scripts.checkout, size: Size(columns: columns, rows: rows))
    stage.press(.paste((1...40).map { "line \($0)" }.joined(separator: "\n")))
    #expect(stage.screen(columns, rows).contains("1 one entry"))
    stage.press(.down, .down, .pageDown)
    #expect(stage.screen(columns, rows).contains("1 one entry"))
  }

  @Test func `a panel that has no room gets the whole screen, and Esc gives it back`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("5"))
    #expect(stage.screen().contains("─ 5 Roles ─"))
    #expect(!stage.screen().contains("3 Timeline"))
    stage.press(.escape)
    #expect(stage.screen().contains("3 Timeline"))
    #expect(stage.state.focus == "timeline")
  }

  @Test(arguments: [1, 2, 59, 61, 3599, 3600])
  func `a second later only the clocks are drawn, and the screen is the same`(_ seconds: Int64)
    throws
  {
    for (columns, rows) in Self.sizes {
      let size = Size(columns: columns, rows: rows)
      var stage = try Stage(Scripts.checkout + "\nhealth eu api: ok -> critical", size: size)
      stage.press(.up)
      let before = stage.state.render(size)
      stage.state.now = stage.state.now.advanced(bySeconds: seconds)
      _ = stage.state.update(.tick)
      #expect(stage.state.renderClocks(over: before, size) == stage.state.render(size))
    }
  }
}
