import IncidentModel
import IncidentTUI
import Testing

/// A click selects and the wheel scrolls; nothing needs either.
struct MouseTests {
  private func click(_ text: String, on stage: inout Stage) throws {
    let rows = stage.screen(120, 40).split(separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(rows.firstIndex { $0.contains(text) })
    let before = try #require(rows[row].firstRange(of: text)).lowerBound
    let column = rows[row][..<before].count
    stage.press(.mouse(MouseEvent(.press, at: Position(column: column, row: row))))
  }

  @Test func `a click selects an entry, and the panel it stands in`() throws {
    var stage = try Stage(Scripts.checkout, size: Size(columns: 120, rows: 40))
    stage.press(.character("5"))
    try click("is the queue draining", on: &stage)
    #expect(stage.state.focus == "timeline")
    #expect(stage.state.timeline.selected?.entry.event.kind == .question)
  }

  @Test func `a click selects a task`() throws {
    var stage = try Stage(Scripts.checkout, size: Size(columns: 120, rows: 40))
    try click("bo: write to the partners", on: &stage)
    #expect(stage.state.focus == "work")
    #expect(stage.state.selections["work"] == 1)
  }

  @Test func `the wheel scrolls the panel under it, and typing goes on`() throws {
    var stage = try Stage(Scripts.long, size: Size(columns: 120, rows: 40))
    stage.press(.character("i"))
    stage.type("half")
    stage.press(.mouse(MouseEvent(.wheelUp, at: Position(column: 80, row: 10))))
    #expect(!stage.state.timeline.isFollowing)
    #expect(stage.state.composer.editor.text == "half")
  }

  @Test func `a click answers no question`() throws {
    var stage = try Stage(Scripts.checkout, size: Size(columns: 120, rows: 40))
    stage.press(.paste("a\nb"))
    let mode = stage.state.mode
    for row in 0..<40 {
      stage.press(.mouse(MouseEvent(.press, at: Position(column: 30, row: row))))
    }
    #expect(stage.state.mode == mode)
  }

  @Test(arguments: [("on", true), ("off", false)])
  func `the mouse is switched from the command line`(_ word: String, _ isOn: Bool) throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character(":"))
    stage.type("mouse \(word)")
    stage.press(.enter)
    #expect(stage.effects.last == .mouse(isOn))
  }
}
