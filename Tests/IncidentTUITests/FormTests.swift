import IncidentModel
import IncidentTUI
import Testing

/// Every act of a commander has a form, and what is wrong with one is said in it.
struct FormTests {
  private func form(_ stage: Stage) throws -> Form {
    guard case .form(let form) = stage.state.mode else { throw NoForm() }
    return form
  }

  private struct NoForm: Error {}

  @Test func `the next status is offered, and the reason goes with it`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("S"), .tab)
    stage.type("the pool is exhausted")
    stage.press(.enter)
    #expect(
      stage.saves == [
        .command(
          .setStatus(.identified, because: "the pool is exhausted", exitCriteria: nil), at: nil)
      ])
  }

  @Test func `a status that needs a reason asks for it where it belongs`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("S"), .character("f"), .enter)
    #expect(stage.saves.isEmpty)
    #expect(try form(stage).problem == "false-alarm needs a reason: say why")
    #expect(try form(stage).focus == 1)
  }

  @Test func `a severity is chosen by its number`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("v"), .character("3"), .enter)
    #expect(stage.saves == [.command(.setSeverity(.sev3, because: nil), at: nil)])
  }

  @Test func `the severity it has already is not set again`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("v"), .enter)
    #expect(stage.saves.isEmpty)
    #expect(stage.screen().contains("it is SEV1 already"))
  }

  @Test func `a milestone can lie back in time`() throws {
    var stage = try Stage(Scripts.checkout, minutes: 30)
    stage.press(.character("m"), .character("r"), .tab, .control("u"))
    stage.type("14:20")
    stage.press(.enter)
    let at = Stage.day.advanced(bySeconds: 20 * 60)
    #expect(stage.saves == [.command(.reach(.recovered, text: nil), at: at)])
  }

  @Test(arguments: ["25:99", "soon", "23:59:61"])
  func `a time that cannot be read stays in the form`(_ time: String) throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("m"), .tab, .control("u"))
    stage.type(time)
    stage.press(.enter)
    #expect(stage.saves.isEmpty)
    #expect(try form(stage).problem != nil)
    #expect(try form(stage).fields[1].text == time)
  }

  @Test func `a handoff shows the brief before it is offered`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("H"))
    #expect(stage.effects.contains(.loadBrief))
    _ = stage.state.update(.brief("Conditions: SEV1, all is on fire"))
    #expect(stage.screen().contains("all is on fire"))
    stage.type("b")
    stage.press(.tab, .tab)
    stage.type("end of shift")
    stage.press(.enter)
    #expect(stage.saves == [.offer(.commander, to: "bo", because: "end of shift")])
  }

  @Test(arguments: ["", "two words", "@"])
  func `a handoff needs somebody`(_ name: String) throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("H"))
    stage.type(name)
    stage.press(.enter)
    #expect(stage.saves.isEmpty)
    #expect(try form(stage).problem != nil)
  }

  @Test func `an offer that waits can be withdrawn`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.tell(
      Entry(
        id: EntryID(clock: 1 << 40, random: 5), incident: Stage.incident,
        happenedAt: stage.state.now, recordedAt: stage.state.now, author: .person(Stage.ana),
        event: .handoff(
          Handoff(act: .offered, role: .scribe, from: Stage.bo, to: Stage.cy, brief: ""))))
    stage.press(.character("H"), .character("1"))
    #expect(stage.saves == [.command(.withdraw(.scribe), at: nil)])
  }

  @Test func `an update cannot leave with a place that nobody filled in`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("u"), .enter)
    #expect(stage.saves.isEmpty)
    #expect(stage.screen().contains("still to fill in: [what customers notice, and who]"))
  }

  @Test func `Tab fills in one place of an update after the other`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("u"), .tab)
    stage.type("nobody in eu can pay")
    stage.press(.tab)
    stage.type("We roll back.")
    stage.press(.enter)
    guard case .command(.post(let audience, let text, let next), nil)? = stage.saves.first else {
      Issue.record("nothing was saved: \(stage.screen())")
      return
    }
    #expect(audience == .stakeholders)
    #expect(text.contains(": nobody in eu can pay."))
    #expect(text.contains("We are looking for the cause. We roll back."))
    #expect(!text.contains("["))
    #expect(next == Int64(1200))
  }

  @Test func `a half-written update is kept like a half-typed line`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("u"), .tab)
    stage.type("x")
    guard case .keepDraft(let draft?)? = stage.effects.last else {
      Issue.record("nothing was kept")
      return
    }
    #expect(draft.hasPrefix("\" stakeholders: EU checkout errors"))
    stage.press(.escape)
    #expect(stage.effects.last == .keepDraft(nil))
  }

  @Test func `a refused form comes back with the reason and with what was typed`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("S"), .tab)
    stage.type("done")
    stage.press(.enter)
    #expect(stage.state.mode == .browsing)
    _ = stage.state.update(.refused(token: 1, "resolved cannot come before mitigated"))
    #expect(stage.screen().contains("resolved cannot come before mitigated"))
    #expect(try form(stage).fields[1].text == "done")
  }

  @Test func `a refused form does not come over what is being typed`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("S"), .enter, .character("i"))
    stage.type("half")
    _ = stage.state.update(.refused(token: 1, "no"))
    #expect(stage.state.mode == .composing)
    #expect(stage.state.composer.editor.text == "half")
  }

  @Test(arguments: [
    (0, SaveRequest.Settled.action), (1, .task), (2, .question),
  ])
  func `d ends what is open`(_ row: Int, _ settled: SaveRequest.Settled) throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("4"))
    for _ in 0..<row { stage.press(.down) }
    stage.press(.character("d"))
    stage.type("all well")
    stage.press(.enter)
    #expect(stage.saves.first?.settled == settled)
  }

  @Test func `d says why there is nothing to end`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.up, .character("d"))
    #expect(stage.state.notice?.text.hasPrefix("d: what is selected is not open") == true)
  }

  @Test func `a free role is assigned from the panel of roles`() throws {
    var stage = try Stage(Scripts.checkout, size: Size(columns: 120, rows: 40))
    stage.press(.character("5"), .down, .enter)
    #expect(stage.screen(120, 40).contains("deputy: nobody, so the commander does it"))
    stage.press(.character("a"))
    stage.type("cy")
    stage.press(.enter)
    #expect(stage.saves == [.assign(.deputy, to: "cy")])
  }

  @Test(arguments: [(Character("1"), 10), ("2", 20), ("3", 30)] as [(Character, Int64)])
  func `the next update is put off`(_ key: Character, _ minutes: Int64) throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("t"), .character(key))
    #expect(stage.saves == [.command(.snoozeUpdate(seconds: minutes * 60), at: nil)])
  }

  @Test func `an update is left out with a reason`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("t"), .character("k"), .enter)
    #expect(stage.saves.isEmpty)
    stage.type("nothing has changed")
    stage.press(.enter)
    #expect(stage.saves == [.command(.skipUpdate(because: "nothing has changed"), at: nil)])
  }

  @Test func `Ctrl-E at the end opens an editor on the field, and its text comes back`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.up, .character("e"), .control("e"))
    #expect(stage.effects.last == .edit("drain eu for checkout"))
    _ = stage.state.update(.edited("drain eu\nfor all\n"))
    #expect(try form(stage).fields[0].text == "drain eu\nfor all")
  }
}

extension SaveRequest {
  enum Settled: Sendable {
    case task
    case action
    case question
  }

  fileprivate var settled: Settled? {
    switch self {
    case .command(.finishTask(_, result: "all well"), nil): .task
    case .command(.endAction(_, result: "all well"), nil): .action
    case .command(.answer(_, text: "all well"), nil): .question
    default: nil
    }
  }
}
