import IncidentModel
import IncidentTUI
import TestSupport
import Testing

/// What must never happen: what others do moves nothing here, and no key does what it was not meant for.
struct NeverTests {
  private func eye(_ stage: Stage) -> TimelineView.Eye { stage.state.timeline.eye }

  /// The screen row on which a text stands.
  private func row(of text: String, on stage: Stage) -> Int? {
    stage.screen().split(separator: "\n", omittingEmptySubsequences: false)
      .firstIndex { $0.contains(text) }
  }

  @Test func `an entry that arrives moves neither selection, scroll nor draft`() throws {
    var stage = try Stage(Scripts.long)
    stage.press(.up, .up, .pageUp, .up, .character("i"))
    stage.type("half-ty")
    let (before, selected) = (eye(stage), stage.state.timeline.selected?.id)
    let text = try #require(stage.state.timeline.selected).entry.event.text { $0.rawValue }
    let place = row(of: text, on: stage)
    for number in 1...12 { try stage.arrive(.observation, "news \(number)") }
    #expect(eye(stage) == before)
    #expect(stage.state.timeline.selected?.id == selected)
    #expect(row(of: text, on: stage) == place)
    #expect(stage.state.composer.editor.text == "half-ty")
    #expect(stage.screen().contains("12 new"))
  }

  @Test func `an entry set back in time above the eye moves nothing below it`() throws {
    var stage = try Stage(Scripts.long)
    stage.press(.up, .up, .up, .up)
    let text = try #require(stage.state.timeline.selected).entry.event.text { $0.rawValue }
    let place = row(of: text, on: stage)
    try stage.arrive(.observation, "late", at: Stage.day.advanced(bySeconds: 3600))
    #expect(row(of: text, on: stage) == place)
  }

  @Test func `at the end it follows`() throws {
    var stage = try Stage(Scripts.long)
    try stage.arrive(.observation, "the newest")
    #expect(stage.screen().contains("the newest"))
    #expect(stage.state.timeline.unseen == 0)
  }

  @Test func `back at the end nothing is new any more`() throws {
    var stage = try Stage(Scripts.long)
    stage.press(.up, .up)
    try stage.arrive(.observation, "the newest")
    #expect(stage.state.timeline.unseen == 1)
    stage.press(.character("G"))
    #expect(stage.state.timeline.unseen == 0)
    #expect(stage.screen().contains("the newest"))
  }

  @Test func `somebody's correction is shown where the line stands`() throws {
    var stage = try Stage(Scripts.long)
    stage.press(.up, .up, .up)
    let line = try #require(stage.state.timeline.selected)
    let place = eye(stage)
    try stage.amend(.correction(Correction(of: line.id, text: "put right")), of: line)
    #expect(stage.screen().contains("put right [edited]"))
    #expect(eye(stage) == place)
  }

  @Test func `the selected line may go, the eye stays`() throws {
    var stage = try Stage(Scripts.long)
    stage.press(.up, .up, .up)
    let line = try #require(stage.state.timeline.selected)
    let next = stage.state.timeline.selectedIndex.map { stage.state.timeline.lines[$0 + 1].id }
    try stage.amend(.retraction(Withdrawal(of: line.id, because: "wrong incident")), of: line)
    #expect(stage.state.timeline.selected?.id == next)
  }

  @Test(arguments: ["q", "x", "e", "T", "G", "?", "/", "H", "s", "z"])
  func `a letter typed into the line is a letter`(_ letter: Character) throws {
    var stage = try Stage(Scripts.long, isScribe: true)
    let before = stage.state.timeline
    stage.press(.character(letter))
    #expect(stage.state.composer.editor.text == String(letter))
    #expect(stage.state.timeline == before)
    #expect(stage.saves.isEmpty)
    #expect(stage.state.isRunning)
  }

  @Test func `keys typed before a question is seen do not answer it`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("i"))
    stage.type("draft")
    stage.press(.escape)
    stage.pressBlindly(.character("q"), .character("y"))
    #expect(stage.state.isRunning)
    stage.press(.character("y"))
    #expect(!stage.state.isRunning)
  }

  @Test func `a retraction typed ahead is not confirmed`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.pressBlindly(.character("x"), .character("a"), .enter)
    #expect(stage.saves.isEmpty)
  }

  @Test func `Ctrl-C never quits`() throws {
    var stage = try Stage(Scripts.checkout)
    for _ in 0..<5 { stage.press(.control("c")) }
    stage.press(.character("i"), .control("c"), .control("c"), .character("?"), .control("c"))
    #expect(stage.state.isRunning)
  }

  @Test(arguments: 0..<20)
  func `no key traps`(_ seed: Int) throws {
    var stage = try Stage(Scripts.checkout)
    var random = SeededGenerator(seed: UInt64(seed))
    let keys: [Key] =
      [
        .enter, .escape, .tab, .backTab, .up, .down, .left, .right, .home, .end, .pageUp,
        .pageDown, .backspace, .delete, .control("c"), .control("u"), .paste("a\nb"), .altEnter,
      ] + "ijkhlgGnN/fFexdHsSqyzT?12345 !=:@vmutIpoarD".map(Key.character)
      + [.mouse(MouseEvent(.press, at: Position(column: 9, row: 9))), .control("r"), .control("e")]
    for _ in 0..<300 {
      stage.press(keys.randomElement(using: &random) ?? .enter)
      if !stage.state.isRunning { stage.state.isRunning = true }
      // What the world answers comes at any time.
      switch stage.effects.last {
      case .listIncidents(let all): _ = stage.state.update(.incidents([], all: all))
      case .run(_, let id): _ = stage.state.update(.ended(id: id, status: 1))
      case .edit: _ = stage.state.update(.edited("a\nb"))
      case .loadBrief: _ = stage.state.update(.brief("brief"))
      default: break
      }
    }
    #expect(stage.screen().split(separator: "\n", omittingEmptySubsequences: false).count == 24)
  }
}
