import IncidentModel
import IncidentTUI
import Testing

/// Calling for attention: off unless asked for, once for each thing.
struct CallingTests {
  private func notifications(_ effects: [Effect]) -> [String] {
    effects.compactMap { if case .notify(let text) = $0 { text } else { nil } }
  }

  @Test func `an overdue timer calls once`() throws {
    var stage = try Stage(Scripts.checkout, minutes: 18)
    stage.state.setting.attention = .bell
    #expect(notifications(stage.state.update(.tick)).isEmpty)
    stage.state.now = Stage.day.advanced(bySeconds: 23 * 60)
    #expect(
      notifications(stage.state.update(.tick)) == [
        "overdue: next update and 1 more"
      ])
    stage.state.now = stage.state.now.advanced(bySeconds: 1)
    #expect(notifications(stage.state.update(.tick)).isEmpty)
  }

  @Test func `nothing calls unless it is switched on`() throws {
    var stage = try Stage(Scripts.checkout, minutes: 60)
    #expect(stage.state.update(.tick).isEmpty)
  }

  @Test func `a role offered to you calls, and is told without it too`() throws {
    let offer = Entry(
      id: EntryID(clock: 1 << 40, random: 5), incident: Stage.incident, happenedAt: Stage.day,
      recordedAt: Stage.day, author: .person(Stage.bo),
      event: .handoff(
        Handoff(act: .offered, role: .scribe, from: Stage.bo, to: Stage.ana, brief: "")))
    var stage = try Stage(Scripts.checkout)
    stage.state.setting.attention = .osc9
    stage.tell(offer)
    #expect(notifications(stage.effects) == ["bo offers you scribe"])
    #expect(stage.state.notice?.text == "bo offers you scribe: H answers")
  }
}
