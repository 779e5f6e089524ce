import IncidentModel
import IncidentTUI
import Testing

private struct NothingOpened: Error {}

/// Moving, finding, filtering, correcting, retracting, answering an offer.
struct BrowsingTests {
  @Test func `up selects the line before the newest, down follows again`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.up)
    #expect(stage.state.timeline.selected?.entry.event.kind == .decision)
    stage.press(.down, .down)
    #expect(stage.state.timeline.isFollowing)
  }

  @Test func `g goes to the first line and G to the newest`() throws {
    var stage = try Stage(Scripts.long)
    stage.press(.character("g"))
    #expect(stage.state.timeline.selected?.entry.event.kind == .declared)
    #expect(stage.screen().contains("Long one"))
    stage.press(.character("G"))
    #expect(stage.screen().contains("number 120"))
  }

  @Test func `a page moves by what is seen`() throws {
    var stage = try Stage(Scripts.long)
    stage.press(.pageUp)
    let index = try #require(stage.state.timeline.selectedIndex)
    stage.press(.pageDown)
    #expect(try #require(stage.state.timeline.selectedIndex) - index == 123 - 1 - index)
  }

  @Test func `a match is found and n goes on to the next`() throws {
    var stage = try Stage(Scripts.long)
    stage.press(.character("/"))
    stage.type("number 4")
    stage.press(.enter)
    #expect(stage.effects.last == .find("number 4", LineFilter()))
    let places = stage.state.timeline.lines.filter {
      $0.entry.event.text { $0.rawValue }.contains("number 4")
    }.map { TimelinePlace(id: $0.id, position: $0.entry.position) }
    _ = stage.state.update(.found("number 4", places))
    #expect(stage.state.timeline.selected?.id == places.last?.id)
    stage.press(.character("n"))
    #expect(stage.state.timeline.selected?.id == places.first?.id)
    stage.press(.character("N"))
    #expect(stage.state.timeline.selected?.id == places.last?.id)
  }

  @Test(arguments: [Key.character("e"), .character("x"), .enter])
  func `in the panel of tasks a key is about the selected task`(key: Key) throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("4"), key)
    switch stage.state.mode {
    case .form(let form):
      let line: TimelineLine =
        switch form.purpose {
        case .correct(let line), .retract(let line): line
        default: throw NothingOpened()
        }
      #expect(line.entry.event.kind == .action)
    case .details(let id, _):
      let index = try #require(stage.state.timeline.index(of: id))
      #expect(stage.state.timeline.lines[index].entry.event.kind == .action)
    default: Issue.record("nothing was opened")
    }
  }

  @Test(arguments: [Key.character("e"), .character("x")])
  func `in an open entry a key is about that entry, whatever arrives`(key: Key) throws {
    var stage = try Stage(Scripts.checkout)
    let id = try #require(stage.state.timeline.selected).id
    stage.press(.enter)
    try stage.arrive(.observation, "news")
    stage.press(key)
    guard case .form(let form) = stage.state.mode else {
      Issue.record("nothing was opened")
      return
    }
    let line: TimelineLine =
      switch form.purpose {
      case .correct(let line), .retract(let line): line
      default: throw NothingOpened()
      }
    #expect(line.id == id)
  }

  @Test func `what is to be retracted is shown`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.up, .character("x"))
    #expect(stage.screen().contains(": drain eu for checkout ─"))
  }

  @Test func `a filter asks the logbook for what passes it`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("f"))
    stage.press(
      .down, .down, .down, .down, .down, .down, .down, .down, .down, .character(" "), .enter)
    guard case .load(_, let filter, _)? = stage.effects.last else {
      Issue.record("nothing was loaded")
      return
    }
    #expect(filter.kinds.count == 1)
  }

  @Test func `a correction sends only what was changed`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.up, .character("e"), .end)
    stage.type("-west")
    stage.press(.enter)
    let id = try #require(stage.state.timeline.selected?.id)
    #expect(
      stage.saves == [.correct(id, text: "drain eu for checkout-west", at: nil, kind: nil)])
  }

  @Test func `a correction can choose another kind`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.up, .character("e"), .tab, .tab, .character("n"), .enter)
    let id = try #require(stage.state.timeline.selected?.id)
    #expect(stage.saves == [.correct(id, text: nil, at: nil, kind: .note)])
  }

  @Test func `a retraction wants a reason`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.up, .character("x"), .enter)
    #expect(stage.saves.isEmpty)
    stage.type("other incident")
    stage.press(.enter)
    let id = try #require(stage.state.timeline.selected?.id)
    #expect(stage.saves == [.retract(id, because: "other incident")])
  }

  @Test func `an offered role is answered from the screen`() throws {
    var stage = try Stage(Scripts.checkout)
    let offer = Entry(
      id: EntryID(clock: 1 << 40, random: 5), incident: Stage.incident, happenedAt: stage.state.now,
      recordedAt: stage.state.now, author: .person(Stage.bo),
      event: .handoff(
        Handoff(
          act: .offered, role: .scribe, from: Stage.bo, to: Stage.ana, because: "end of shift",
          brief: "Conditions: SEV1")))
    stage.tell(offer)
    #expect(stage.screen().contains("bo offers you scribe: H answers"))
    stage.press(.character("H"))
    #expect(stage.screen().contains("bo offers you scribe: end of shift"))
    stage.press(.character("y"))
    #expect(stage.saves == [.command(.accept(.scribe), at: nil)])
  }

  @Test func `a key that means nothing now says why`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("n"))
    #expect(stage.state.notice?.text == "n: nothing has been searched for: / finds")
  }

  @Test func `no key of the table means two things`() {
    for table in [KeyTable.browsing, KeyTable.runbook] {
      let keys = table.flatMap(\.keys)
      #expect(Set(keys).count == keys.count)
    }
  }

  @Test func `every key that the hint bar shows is in the help`() throws {
    var stage = try Stage(Scripts.checkout, size: Size(columns: 200, rows: 140))
    stage.press(.character("?"))
    let help = stage.screen(200, 140)
    for binding in KeyTable.browsing + KeyTable.runbook {
      #expect(help.contains(binding.help), "\(binding.help)")
    }
  }
}
