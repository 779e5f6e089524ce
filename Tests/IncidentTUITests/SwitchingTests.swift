import IncidentModel
import IncidentTUI
import Testing

/// Several incidents, and the first one.
struct SwitchingTests {
  private static let other = IncidentID(bits: 0x0192_0000_0000_7000_8000_0000_0000_0002)

  private static func row(_ id: IncidentID, _ title: String) -> IncidentRow {
    IncidentRow(
      id: id, ref: "\(title)-0001", title: title, severity: .sev2, status: .investigating,
      mode: .live, declaredAt: Stage.day, entries: 3)
  }

  private static let rows = [row(other, "publishing"), row(Stage.incident, "checkout")]

  /// A console before any incident is chosen.
  private func empty() -> AppState {
    var state = AppState(
      setting: AppState.Setting(me: Stage.ana), people: Stage.people, now: Stage.day)
    _ = state.update(.incidents([], all: true))
    state.isModeShown = true
    return state
  }

  @Test func `an empty logbook says how to begin`() throws {
    let state = empty()
    try expectSnapshot(state.render(state.size).canvas.description, "empty")
  }

  @Test func `D declares the first one`() throws {
    var state = empty()
    _ = state.update(.key(.character("D")))
    state.isModeShown = true
    for letter in "EU errors" { _ = state.update(.key(.character(letter))) }
    let effects = state.update(.key(.enter))
    #expect(
      effects == [
        .save(
          .declare(title: "EU errors", severity: .unknown, impactStarted: nil),
          to: state.incident.id, token: 1)
      ])
  }

  @Test func `a declaration wants a title`() throws {
    var state = empty()
    _ = state.update(.key(.character("D")))
    state.isModeShown = true
    #expect(state.update(.key(.enter)) == [])
    #expect(state.render(state.size).canvas.description.contains("say in a few words"))
  }

  @Test func `without an incident nothing is written`() throws {
    var state = empty()
    state.mode = .composing
    for letter in "lost" { _ = state.update(.key(.character(letter))) }
    _ = state.update(.key(.enter))
    #expect(state.composer.editor.text == "lost")
    #expect(state.notice?.text.hasPrefix("no incident is open") == true)
  }

  @Test func `I lists the incidents, and Enter goes to another one`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("I"))
    #expect(stage.effects.last == .listIncidents(all: false))
    _ = stage.state.update(.incidents(Self.rows, all: false))
    #expect(stage.screen().contains("▶ SEV2 investigating  checkout"))
    stage.press(.up, .enter)
    #expect(stage.effects.last == .open(Self.other))
  }

  @Test func `what is half-typed stays with its incident`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("i"))
    stage.type("for checkout")
    stage.press(.escape, .character("I"))
    _ = stage.state.update(.incidents(Self.rows, all: false))
    stage.press(.up, .enter)
    #expect(stage.effects.suffix(2) == [.keepDraft("for checkout"), .open(Self.other)])
    let entries = try Stage.entries("declared Publishing is late\nstatus investigating")
    _ = stage.state.update(
      .opened(
        Stage.opening(entries, id: Self.other, ref: "publishing-0001", draft: "for publishing")))
    #expect(stage.state.composer.editor.text == "for publishing")
    #expect(stage.state.setting.ref == "publishing-0001")
  }

  @Test func `an entry goes to the incident it was typed for, even while another one opens`() throws
  {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("I"))
    _ = stage.state.update(.incidents(Self.rows, all: false))
    stage.press(.up, .enter, .escape, .character("i"))
    stage.type("quick")
    stage.press(.enter)
    let saved = stage.effects.compactMap { effect -> IncidentID? in
      if case .save(_, let incident, _) = effect { incident } else { nil }
    }
    #expect(saved == [Stage.incident])
  }

  @Test func `lines that the old incident still gets do not appear in the new one`() throws {
    var stage = try Stage(Scripts.long)
    let old = stage.state.timeline.generation
    _ = stage.state.update(
      .opened(Stage.opening([], id: Self.other, ref: "publishing-0001")))
    let line = TimelineLine(try Stage.entry(.note, "old", number: 500))
    _ = stage.state.update(.page(.last(10), [line], total: 1, generation: old))
    #expect(stage.state.timeline.lines.isEmpty)
  }

  @Test func `earlier lines come from the record, only one's own`() throws {
    var stage = try Stage(Scripts.checkout)
    try stage.arrive(.decision, "not mine", author: .person(Stage.bo))
    stage.press(.character("i"), .up)
    #expect(stage.state.composer.editor.text == "# @bo write to the partners")
    stage.press(.up)
    #expect(stage.state.composer.editor.text == "= drain eu for checkout")
  }

  @Test func `Ctrl-R finds the earlier line that holds what is typed`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("i"))
    stage.type("replica")
    stage.press(.control("r"))
    #expect(
      stage.state.composer.editor.text == "> @cy /15m check the replica lag of payments-db")
  }
}
