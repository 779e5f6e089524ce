import IncidentModel
import IncidentTUI
import Testing

/// Drills and the page of what is learnt, at the console.
struct LearningTests {
  static let plan = {
    var plan = DrillPlan(title: "Fail over checkout", topology: .activeActive, from: "eu", to: "us")
    plan.objectives.rtoSeconds = 600
    return plan
  }()

  /// A drill under way; the events happen one a minute.
  private func drill(_ marks: [DrillStep] = [], size: Size = Size(columns: 80, rows: 24)) throws
    -> Stage
  {
    var stage = try Stage("declared Drill: eu to us", size: size, minutes: 10)
    var entries = try Stage.entries("declared Drill: eu to us")
    entries[0].event = .declared(Declaration(title: "Drill: eu to us", mode: .drill))
    let steps = [DrillStep(act: .started, plan: Self.plan)] + marks
    for (index, step) in steps.enumerated() {
      var entry = try Stage.entry(.note, "x", number: index + 1)
      entry.event = .drill(step)
      entries.append(entry)
    }
    stage.note(stage.state.update(.opened(Stage.opening(entries))))
    stage.state.notice = nil
    stage.forgetEffects()
    return stage
  }

  private func mark(_ milestone: DrillMilestone) -> DrillStep {
    DrillStep(act: .marked, milestone: milestone)
  }

  @Test func `D marks the next milestone with two keys`() throws {
    var stage = try drill([mark(.injected)])
    stage.press(.character("D"), .enter)
    #expect(
      stage.saves == [
        .command(.drill(DrillStep(act: .marked, milestone: .impactSeen)), at: nil)
      ])
  }

  @Test func `the form of a drill offers what a script waits for first`() throws {
    var stage = try drill([
      mark(.injected), DrillStep(act: .awaited, milestone: .decided),
    ])
    stage.press(.character("D"))
    try expectSnapshot(stage.screen(), "drill-form")
    stage.press(.enter)
    #expect(
      stage.saves == [.command(.drill(DrillStep(act: .marked, milestone: .decided)), at: nil)])
  }

  @Test func `by what it was noticed is asked only of the detection`() throws {
    var stage = try drill([mark(.injected)])
    stage.press(.character("D"), .tab, .tab, .right, .enter)
    #expect(stage.saves.isEmpty)
    #expect(stage.screen().contains("only of T2"))
  }

  @Test func `without a drill D says where drills are`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("D"))
    #expect(stage.screen().contains("this is no drill"))
  }

  @Test func `the header counts down to the recovery time objective`() throws {
    let stage = try drill([mark(.injected)])
    // Injected in minute 2, now is minute 10: 2 of 10 minutes are left.
    #expect(stage.screen().contains("RTO 02:00"))
    let verified = try drill([mark(.injected), mark(.verified)])
    #expect(!verified.screen().contains("RTO"))
  }

  @Test func `a script that waits calls once`() throws {
    var stage = try drill([mark(.injected)])
    var entry = try Stage.entry(.note, "x", number: 9)
    entry.event = .drill(DrillStep(act: .awaited, milestone: .decided))
    stage.tell(entry)
    #expect(stage.screen().contains("a script waits for T4"))
  }

  static let rows = [
    LearningRow(
      .surprise, name: "7k3f", state: "open", due: "2026-11-22", title: "the TTL was 600 s"),
    LearningRow(
      .experiment, name: "EXP-2xq9", state: "weakness found", due: "overdue 2026-11-20",
      urgency: .overdue, title: "Orders survive the loss of eu"),
    LearningRow(
      .drill, name: "FD-46mr", state: "passed", due: "up to date 2026-12-20",
      title: "Fail over checkout from eu to us"),
    LearningRow(.risk, name: "RISK-m04c", state: "", due: "99.0 min", title: "EU region loss"),
  ]

  @Test(arguments: [(80, 24), (200, 50)])
  func `the page of what is learnt`(_ columns: Int, _ rows: Int) throws {
    var stage = try Stage(Scripts.checkout, size: Size(columns: columns, rows: rows))
    stage.press(.character("E"))
    #expect(stage.seen.contains(.listLearning))
    stage.note(stage.state.update(.learning(Self.rows)))
    stage.press(.character("j"))
    try expectSnapshot(stage.screen(columns, rows), "learning-\(columns)x\(rows)")
  }

  @Test(arguments: [
    (0, ["surprise", "show", "7k3f"]), (1, ["experiment", "show", "EXP-2xq9"]),
    (2, ["drill", "show", "FD-46mr"]), (3, ["risk", "list"]),
  ])
  func `Enter shows all of what is selected`(_ index: Int, _ words: [String]) throws {
    var stage = try Stage(Scripts.checkout)
    stage.note(stage.state.update(.learning(Self.rows)))
    for _ in 0..<index { stage.press(.down) }
    stage.press(.enter)
    let ran = stage.seen.compactMap { if case .run(let words, _) = $0 { words } else { nil } }
    #expect(ran == [words])
  }

  @Test func `the page never takes the place of something that is typed`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("i"))
    stage.type("half")
    stage.note(stage.state.update(.learning(Self.rows)))
    #expect(stage.state.mode == .composing)
  }
}
