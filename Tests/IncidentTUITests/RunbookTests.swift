import IncidentModel
import IncidentTUI
import Testing

/// A runbook on the stage, and what the disk answers.
extension Stage {
  static let runbook: Runbook = {
    var runbook = Runbook(name: "failover", path: "/r/failover.md", title: "Failover", digest: "9f")
    var region = RunbookParameter(name: "from")
    region.choices = ["eu", "us"]
    region.standard = "eu"
    runbook.front.parameters = [region]
    runbook.lines = [
      "# Failover", "## Fail over", "- [ ] ask", "- [ ] drain", "- [ ] settle", "- [ ] log in",
    ]
    runbook.sections = [
      .init(title: "Fail over", level: 2, line: 2, role: .mitigate, slug: "fail-over")
    ]
    let titles = ["Ask the commander", "Drain $from", "Let it settle", "Look at the host"]
    for (index, title) in titles.enumerated() {
      var step = Runbook.Step(
        title: title, depth: 0, role: .mitigate, section: 0, lines: (3 + index)..<(4 + index))
      (step.id, step.number) = ("k\(index + 1)", "\(index + 1)")
      runbook.steps.append(step)
    }
    var drain = RunbookBlock(
      line: 4, language: "sh", source: "drain", command: "drain \"$from\"", use: .command)
    drain.attributes.undo = "undrain"
    runbook.steps[1].blocks = [drain]
    runbook.steps[1].attributes.facts = [.mitigated]
    runbook.steps[2].attributes.waitSeconds = 120
    runbook.steps[3].blocks = [
      RunbookBlock(
        line: 6, language: "sh", source: "ssh web-1", command: "ssh web-1",
        use: .session(because: "it is a session"))
    ]
    return runbook
  }()

  /// An incident with the runbook open, its panel in focus on the whole screen.
  static func walking(columns: Int = 80, rows: Int = 24) throws -> Stage {
    var stage = try Stage(Scripts.checkout, size: Size(columns: columns, rows: rows))
    stage.say(.runbook(runbook, heading: nil))
    stage.press(.character("2"))
    if !stage.state.isZoomed { stage.press(.character("z")) }
    stage.state.notice = nil
    return stage
  }

  mutating func say(_ message: Message) { note(state.update(message)) }

  /// An entry about a step, by somebody, a minute after the last.
  mutating func happens(
    _ act: RunbookStep.Act, _ step: Int, by author: PersonID = ana,
    _ change: (inout RunbookStep) -> Void = { _ in }
  ) -> EntryID {
    var event = RunbookStep(
      act: act, runbook: "failover", step: "\(step) x", key: "k\(step)")
    change(&event)
    let id = EntryID(clock: state.now.milliseconds << 16, random: UInt64.random(in: 1...1 << 40))
    tell(
      Entry(
        id: id, incident: Self.incident, happenedAt: state.now, recordedAt: state.now,
        author: .person(author), event: .runbook(event)))
    state.now = state.now.advanced(bySeconds: 60)
    return id
  }

  static func preview(risk: Risk = .change, approvals: Int = 0) -> StepPreview {
    var plan = StepPlan(
      runbook: "failover", path: "/r/failover.md", line: 4, step: "k2", label: "2 Drain eu",
      text: "drain \"$from\"", folder: "/r")
    (plan.values, plan.risk, plan.digest) = (["from": "eu"], risk, "d1")
    plan.attributes.approvals = approvals
    return StepPreview(
      choice: StepChoice(runbook: "failover", step: "k2"), plan: plan,
      rows: plan.preview(SecretMask()),
      values: ["from": "eu"])
  }
}

@Suite struct RunbookTests {
  static let sizes = [(80, 24), (200, 50)]

  @Test(arguments: sizes)
  func `a walk under way`(_ columns: Int, _ rows: Int) throws {
    var stage = try Stage.walking(columns: columns, rows: rows)
    _ = stage.happens(.byHand, 1)
    let start = stage.happens(.started, 2)
    _ = stage.happens(.ended, 2) { step in
      (step.of, step.exitStatus) = (start, 1)
      step.outcome = .init(milliseconds: 2000, bytes: 5)
      step.outcome?.unmet = "exit 1"
      step.outcome?.tail = "eu 50"
    }
    let until = stage.state.now.advanced(bySeconds: 120)
    _ = stage.happens(.started, 3) { $0.until = until }
    stage.press(.character("j"))
    try expectSnapshot(stage.screen(columns, rows), "walk-\(columns)x\(rows)")
  }

  @Test func `Space says that a step was done by hand, with what that means for the incident`()
    throws
  {
    var stage = try Stage.walking()
    stage.press(.character("j"), .character(" "))
    guard case .walk(let step, let origin, false)? = stage.saves.last else {
      Issue.record("\(stage.saves)")
      return
    }
    #expect(step.act == .byHand)
    #expect(step.key == "k2")
    #expect(step.step == "2 Drain eu")
    #expect(step.facts == ["mitigated"])
    #expect(origin.digest == "9f")
  }

  @Test func `leaving a step out wants a reason`() throws {
    var stage = try Stage.walking()
    stage.press(.character("x"), .enter)
    #expect(stage.saves == [])
    stage.type("no such host")
    stage.press(.enter)
    guard case .walk(let step, _, _)? = stage.saves.last else {
      Issue.record("\(stage.saves)")
      return
    }
    #expect(step.act == .skipped)
    #expect(step.text == "no such host")
    #expect(stage.state.selections["runbook"] == 1)
  }

  @Test func `r asks for the preview, and only y runs it`() throws {
    var stage = try Stage.walking()
    stage.press(.character("j"), .character("r"))
    let choice = StepChoice(runbook: "failover", step: "k2")
    #expect(stage.seen.contains(.planStep(choice, values: [:])))
    stage.say(.preview(Stage.preview()))
    stage.state.now = stage.state.now.advanced(bySeconds: 1)
    stage.press(.enter)
    #expect(stage.ran == 0)
    stage.press(.character("y"))
    #expect(stage.ran == 1)
    #expect(stage.state.book.running?.label == "2 Drain eu")
  }

  @Test func `a paste of many keys does not answer the preview`() throws {
    var stage = try Stage.walking()
    stage.say(.preview(Stage.preview()))
    stage.pressBlindly(.character("y"))
    #expect(stage.ran == 0)
    // Shown since, but a moment ago only.
    stage.press(.character("y"))
    #expect(stage.ran == 0)
    stage.state.now = Instant(milliseconds: stage.state.now.milliseconds + 301)
    stage.press(.character("y"))
    #expect(stage.ran == 1)
  }

  @Test func `what is destructive wants its target typed`() throws {
    var stage = try Stage.walking()
    stage.say(.preview(Stage.preview(risk: .destructive)))
    stage.press(.enter)
    stage.type("us")
    stage.press(.enter)
    #expect(stage.ran == 0)
    stage.press(.control("u"))
    stage.type("eu")
    stage.press(.enter)
    #expect(stage.ran == 1)
  }

  @Test func `what wants approval does not run without, and another person's approval lets it`()
    throws
  {
    var stage = try Stage.walking()
    let preview = Stage.preview(approvals: 1)
    stage.say(.preview(preview))
    stage.state.now = stage.state.now.advanced(bySeconds: 1)
    try expectSnapshot(stage.screen(), "walk-approval")
    stage.press(.character("y"))
    #expect(stage.seen.contains { if case .runStep(_, .ask, _) = $0 { true } else { false } })
    let request = stage.happens(.requested, 2) { step in
      step.command = preview.plan.record(SecretMask())
    }
    _ = stage.happens(.approved, 2, by: Stage.bo) { $0.of = request }
    #expect(stage.state.notice?.text.contains("approved") == true)
    stage.say(.preview(preview))
    stage.state.now = stage.state.now.advanced(bySeconds: 1)
    stage.press(.character("y"))
    #expect(stage.state.book.running != nil)
  }

  @Test func `an approval counts for the very command only`() throws {
    var stage = try Stage.walking()
    var other = Stage.preview(approvals: 1)
    let request = stage.happens(.requested, 2) { $0.command = other.plan.record(SecretMask()) }
    _ = stage.happens(.approved, 2, by: Stage.bo) { $0.of = request }
    other.plan.digest = "d2"
    stage.say(.preview(other))
    stage.state.now = stage.state.now.advanced(bySeconds: 1)
    stage.press(.character("y"))
    #expect(stage.state.book.running == nil)
  }

  @Test func `another person is called to approve, and A shows exactly what`() throws {
    var stage = try Stage.walking()
    _ = stage.happens(.requested, 2, by: Stage.bo) { step in
      step.command = Stage.preview(approvals: 1).plan.record(SecretMask())
    }
    #expect(stage.state.notice?.text == "bo asks you to approve 2 x: A answers")
    stage.press(.character("A"))
    let screen = stage.screen()
    #expect(screen.contains("drain \"$from\""))
    #expect(screen.contains("from=eu"))
    stage.state.now = stage.state.now.advanced(bySeconds: 1)
    stage.press(.character("y"))
    guard case .command(.log(.runbook(let answer)), _)? = stage.saves.last else {
      Issue.record("\(stage.saves)")
      return
    }
    #expect(answer.act == .approved)
  }

  @Test func `a wait counts down, and is not over by a key`() throws {
    var stage = try Stage.walking()
    stage.press(.character("j"), .character("j"), .character("r"))
    guard case .walk(let step, _, _)? = stage.saves.last else {
      Issue.record("\(stage.saves)")
      return
    }
    #expect(step.until == stage.state.now.advanced(bySeconds: 120))
    let until = stage.state.now.advanced(bySeconds: 180)
    _ = stage.happens(.started, 3) { $0.until = until }
    stage.forgetEffects()
    stage.press(.character(" "))
    #expect(stage.saves == [])
    stage.state.now = stage.state.now.advanced(bySeconds: 180)
    stage.press(.character(" "))
    #expect(stage.saves.count == 1)
  }

  @Test func `a second later the clocks of a walk have moved, as if all was drawn`() throws {
    var stage = try Stage.walking(columns: 200, rows: 50)
    stage.press(.character("z"))
    let until = stage.state.now.advanced(bySeconds: 180)
    _ = stage.happens(.started, 3) { $0.until = until }
    let old = stage.state.render(stage.state.size)
    stage.state.now = stage.state.now.advanced(bySeconds: 1)
    let new = stage.state.renderClocks(over: old, stage.state.size)
    #expect(new.canvas == stage.state.render(stage.state.size).canvas)
    #expect(new.canvas != old.canvas)
  }

  @Test func `a session is copied or opened in a terminal, and never run`() throws {
    var stage = try Stage.walking()
    stage.press(.character("G"), .character("r"))
    #expect(stage.screen().contains("Not run from here: it is a session"))
    stage.press(.character("t"))
    #expect(stage.seen.contains(.openTerminal(step: "k4", text: "ssh web-1", values: [:])))
    #expect(stage.ran == 0)
  }

  @Test func `what was started and has no end is unknown, and does not run again by itself`() throws
  {
    var stage = try Stage.walking()
    let start = stage.happens(.started, 2) {
      $0.command = Stage.preview().plan.record(SecretMask())
    }
    #expect(stage.seen.contains(.lookAfterSteps([start])))
    #expect(!stage.screen().contains("outcome unknown"))
    stage.say(.fates([start: .unknown(leftRunning: ["77 (sleep)"])]))
    #expect(stage.screen().contains("outcome unknown"))
    stage.press(.character("j"), .enter)
    #expect(stage.screen().contains("Of it still run: 77 (sleep)"))
    stage.press(.escape, .character("K"), .character("y"))
    #expect(stage.seen.contains(.endLeftRunning(start)))
    #expect(stage.ran == 0)
  }

  @Test func `values that are missing are asked for, and secrets are not shown`() throws {
    var stage = try Stage.walking()
    var token = RunbookParameter(name: "token")
    token.isSecret = true
    let choice = StepChoice(runbook: "failover", step: "k2")
    stage.say(.stepRefused(choice, .missing([token])))
    stage.type("hunter2hunter2")
    #expect(!stage.screen().contains("hunter2"))
    stage.press(.enter)
    #expect(stage.seen.contains(.planStep(choice, values: ["token": "hunter2hunter2"])))
  }

  @Test
  func `output comes in while it runs, its end stays in sight, and the next step is under the eye`()
    throws
  {
    var stage = try Stage.walking()
    stage.press(.character("j"))
    stage.say(.preview(Stage.preview()))
    stage.state.now = stage.state.now.advanced(bySeconds: 1)
    stage.press(.character("y"))
    let id = try #require(stage.state.book.running?.id)
    stage.say(.stepOutput(id: id, "eu 0\n"))
    stage.press(.escape)
    stage.say(.stepOutput(id: id, "more\n"))
    stage.press(.enter)
    #expect(stage.screen().contains("eu 0"))
    stage.press(.control("c"))
    #expect(stage.seen.contains(.stopStep(id: id)))
    let start = stage.happens(.started, 2)
    _ = stage.happens(.ended, 2) { ($0.of, $0.exitStatus) = (start, 0) }
    stage.say(
      .stepEnded(id: id, StepEnd(text: "exit 0 after 1s", isFailed: false, values: ["a": "b"])))
    #expect(stage.screen().contains("[exit 0 after 1s]"))
    #expect(stage.state.book.values["a"] == "b")
    #expect(stage.state.selections["runbook"] == 2)
  }

  @Test func `o in the panel lists the runbooks, and typing finds one`() throws {
    var stage = try Stage.walking()
    stage.press(.character("o"))
    stage.say(
      .runbooks(
        [
          RunbookRow(name: "a", title: "A", steps: 3, exercised: "never walked"),
          RunbookRow(
            name: "failover", title: "Failover", steps: 4, exercised: "2026-01-01 by drill x",
            warning: "stale"),
        ], words: ""))
    try expectSnapshot(stage.screen(), "shelf")
    stage.type("fail")
    #expect(stage.seen.contains(.listRunbooks("fail")))
    stage.press(.down, .enter)
    #expect(stage.seen.contains(.openRunbook("failover")))
  }

  @Test func `a list that comes when it was left again does not come back`() throws {
    var stage = try Stage.walking()
    let row = RunbookRow(name: "a", title: "A", steps: 3, exercised: "never walked")
    stage.press(.character("o"))
    stage.say(.runbooks([row], words: ""))
    stage.type("ab")
    stage.say(.runbooks([], words: "a"))
    #expect(stage.screen().contains("a  3 steps"))
    stage.press(.escape)
    stage.say(.runbooks([row], words: "ab"))
    #expect(stage.state.mode == .browsing)
  }

  @Test func `an alert leads to its runbook`() throws {
    var stage = try Stage(Scripts.checkout)
    try stage.arrive(.alert, "prometheus: RegionCritical: eu is down")
    stage.press(.character("o"))
    #expect(stage.seen.contains(.findRunbook(.alert("RegionCritical", labels: [:]))))
  }

  @Test func `nothing is run or written in a logbook that is only read`() throws {
    var stage = try Stage.walking()
    stage.state.setting.readOnly = "it is a copy"
    stage.press(.character("r"), .character(" "), .character("x"), .character("U"))
    #expect(stage.saves == [])
    #expect(!stage.seen.contains { if case .planStep = $0 { true } else { false } })
  }
}
