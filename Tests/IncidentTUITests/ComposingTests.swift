import IncidentModel
import IncidentTUI
import Testing

/// What becomes of what one types.
struct ComposingTests {
  @Test(arguments: [
    ("checkout is slow", Kind.observation), ("> roll back", .action), ("= drain eu", .decision),
    ("? who knows DNS", .question), ("~ it is the cache", .hypothesis), ("# tell bo", .task),
    ("+ lower the TTL", .followup), ("\" we are on it", .update),
    ("! a minute :: found ten", .surprise),
  ])
  func `a sign at the start chooses the kind`(_ line: String, _ kind: Kind) throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("i"))
    stage.type(line)
    stage.press(.enter)
    guard case .lines(let lines)? = stage.saves.first else {
      Issue.record("nothing was saved")
      return
    }
    #expect(lines.map(\.composition.kind) == [kind])
    #expect(stage.state.mode == .browsing)
  }

  @Test func `a time at the start sets when it happened`() throws {
    var stage = try Stage(Scripts.checkout, minutes: 30)
    stage.press(.character("i"))
    stage.type("@14:02 first alert")
    stage.press(.enter)
    let line = TypedLine(
      Composition(kind: .observation, at: "14:02", text: "first alert"),
      at: Stage.day.advanced(bySeconds: 120))
    #expect(stage.saves == [.lines([line])])
  }

  @Test func `a moment that does not exist is said, and nothing is lost`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("i"))
    stage.type("@25:99 what")
    stage.press(.enter)
    #expect(stage.saves.isEmpty)
    #expect(stage.state.composer.editor.text == "@25:99 what")
    #expect(stage.state.notice?.isError == true)
  }

  @Test func `a surprise asks for its second half`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("i"))
    stage.type("! a failover takes a minute")
    stage.press(.enter)
    #expect(stage.saves.isEmpty)
    stage.type("nine")
    stage.press(.enter)
    guard case .lines(let lines)? = stage.saves.first else {
      Issue.record("nothing was saved")
      return
    }
    let event = try lines[0].composition.event { PersonID(rawValue: $0) }
    #expect(event == .surprise(Surprise(expected: "a failover takes a minute", found: "nine")))
  }

  @Test func `scribe mode keeps the line open`() throws {
    var stage = try Stage(Scripts.checkout, isScribe: true)
    stage.type("one")
    stage.press(.enter)
    stage.type("q is a letter")
    stage.press(.enter)
    #expect(stage.saves.count == 2)
    #expect(stage.state.mode == .composing)
    #expect(stage.state.isRunning)
  }

  @Test func `a refused line comes back`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("i"))
    stage.type("hello")
    stage.press(.enter)
    #expect(stage.state.composer.isEmpty)
    _ = stage.state.update(.failed(token: 1, "the disk is full"))
    #expect(stage.state.composer.editor.text == "hello")
    #expect(stage.screen().contains("NOT SAVED: the disk is full"))
  }

  @Test func `what is typed is kept for the next start, key by key`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("i"))
    stage.type("ab")
    #expect(stage.effects.suffix(2) == [.keepDraft("a"), .keepDraft("ab")])
  }

  @Test func `the draft is forgotten only when the entry is on disk`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("i"))
    stage.type("a")
    stage.press(.enter)
    #expect(stage.effects.last == .keepDraft("a"))
    #expect(stage.state.update(.saved(token: 1, [])) == [.keepDraft(nil)])
  }

  @Test func `Tab completes a name, and goes round`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("i"))
    stage.type("# @b")
    stage.press(.tab)
    #expect(stage.state.composer.editor.text == "# @bo ")
    stage.press(.control("u"))
    stage.type("@")
    stage.press(.tab, .tab)
    #expect(stage.state.composer.editor.text == "@bo ")
  }

  @Test func `up brings earlier lines, down the one half-typed`() throws {
    var stage = try Stage(Scripts.checkout, isScribe: true)
    stage.type("first")
    stage.press(.enter)
    stage.type("sec")
    stage.press(.up)
    #expect(stage.state.composer.editor.text == "first")
    stage.press(.down)
    #expect(stage.state.composer.editor.text == "sec")
  }

  @Test func `a paste is text and never keys`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.paste("qqq"))
    #expect(stage.state.isRunning)
    #expect(stage.state.composer.editor.text == "qqq")
  }

  @Test func `several pasted lines ask once what they are`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.paste("one\n= two\n\nthree\n"))
    #expect(stage.screen().contains("3 lines were pasted"))
    stage.press(.character("l"))
    guard case .lines(let lines)? = stage.saves.first else {
      Issue.record("nothing was saved")
      return
    }
    #expect(lines.map(\.composition.kind) == [.observation, .decision, .observation])
  }

  @Test func `nothing can be written to a logbook that is read-only`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.state.setting.readOnly = "a newer program wrote it"
    stage.press(.character("i"))
    stage.type("x")
    #expect(stage.state.mode == .browsing)
    #expect(stage.screen().contains("read-only: a newer program wrote it"))
  }
}
