import IncidentModel
import IncidentTUI
import Testing

/// What the logbook does not take stays in sight, and is never called saved.
struct UnsavedTests {
  private static let why =
    "the disk is full; kept in /home/ana/.cache/incident, tried again every second"

  private func token(_ stage: Stage) throws -> Int {
    let tokens = stage.seen.compactMap {
      if case .save(_, _, let token) = $0 { token } else { nil }
    }
    return try #require(tokens.last)
  }

  /// Types a line that the logbook does not take.
  private func typed(_ text: String, on stage: inout Stage) throws {
    stage.press(.character("i"))
    stage.type(text)
    stage.press(.enter)
    stage.note(stage.state.update(.unsaved(token: try token(stage), Self.why)))
  }

  @Test(arguments: [(80, 24), (200, 50)])
  func `what is not saved stands above the input line`(columns: Int, rows: Int) throws {
    var stage = try Stage(Scripts.checkout, size: Size(columns: columns, rows: rows), minutes: 26)
    try typed("the disk is full", on: &stage)
    try typed("= delete the old dumps", on: &stage)
    try expectSnapshot(stage.screen(columns, rows), "unsaved-\(columns)x\(rows)")
  }

  @Test func `every second it is tried again, until it is there`() throws {
    var stage = try Stage(Scripts.checkout, minutes: 26)
    #expect(!stage.state.update(.tick).contains(.retryUnsaved))
    try typed("the disk is full", on: &stage)
    #expect(stage.state.update(.tick).contains(.retryUnsaved))
    _ = stage.state.update(.saved(token: try token(stage), [EntryID(bits: 7)]))
    #expect(!stage.state.update(.tick).contains(.retryUnsaved))
    #expect(!stage.screen().contains("NOT SAVED"))
    #expect(stage.screen().contains("all is saved now"))
  }

  @Test func `one goes on typing meanwhile`() throws {
    var stage = try Stage(Scripts.checkout, minutes: 26)
    try typed("the disk is full", on: &stage)
    stage.press(.character("i"))
    stage.type("next")
    #expect(stage.state.composer.editor.text == "next")
    #expect(stage.screen().contains("NOT SAVED 1"))
  }

  @Test func `on a small screen there is still a timeline`() throws {
    var stage = try Stage(Scripts.checkout, size: Size(columns: 60, rows: 15), minutes: 26)
    for number in 0..<20 { try typed("line \(number)", on: &stage) }
    let screen = stage.screen(60, 15)
    #expect(screen.contains("NOT SAVED line 19"))
    #expect(screen.contains("Timeline"))
  }

  @Test func `leaving asks first`() throws {
    var stage = try Stage(Scripts.checkout, minutes: 26)
    try typed("the disk is full", on: &stage)
    stage.press(.character("q"))
    #expect(stage.state.isRunning)
    #expect(stage.screen().contains("NOT SAVED"))
    stage.press(.character("y"))
    #expect(!stage.state.isRunning)
  }

  @Test func `a masked secret is told`() throws {
    var stage = try Stage(Scripts.checkout, minutes: 26)
    stage.press(.character("i"))
    stage.type("password=hunter2")
    stage.press(.enter)
    let entry = try Stage.entry(.observation, "password=[masked]", number: 40)
    stage.tell(entry)
    _ = stage.state.update(.saved(token: try token(stage), [entry.id]))
    #expect(stage.screen(120, 40).contains("masked"))
  }
}
