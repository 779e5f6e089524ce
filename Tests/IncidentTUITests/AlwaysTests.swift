import IncidentTUI
import Testing

/// Keys that mean the same wherever one is.
struct AlwaysTests {
  static let ways: [[Key]] = [
    [], [.character("i")], [.character("/")], [.character("f")], [.character("e")],
    [.character("?")], [.enter], [.paste("two\nlines")],
  ]

  @Test(arguments: ways)
  func `Ctrl-Z suspends and Ctrl-L draws again wherever one is`(way: [Key]) throws {
    var stage = try Stage(Scripts.long)
    for key in way { stage.press(key) }
    let mode = stage.state.mode
    stage.forgetEffects()
    stage.press(.control("z"), .control("l"))
    #expect(stage.effects == [.suspend, .redraw])
    #expect(stage.state.mode == mode)
  }
}
