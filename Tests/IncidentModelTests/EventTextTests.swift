import Testing

@testable import IncidentModel

@Suite struct EventTextTests {
  @Test(arguments: [
    (Kind.declared, "Checkout errors: half fail"), (.titled, "Checkout errors in the EU"),
    (.status, "investigating: it is real"), (.status, "false-alarm: a test"), (.status, "resolved"),
    (.severity, "SEV1: half of the orders fail"), (.severity, "unknown"),
    (.milestone, "impactStarted: first error"), (.milestone, "mitigated"),
    (.role, "commander = ana: first here"), (.role, "expert:checkout = bo"), (.role, "scribe = -"),
    (.observation, "errors rise: 5 %"), (.hypothesis, "the pool is exhausted"),
    (.decision, "fail over | to the west"), (.action, "restart"), (.action, "@ana /10m drain eu"),
    (.task, "@bo call the bank"), (.question, "is data lost?"),
    (.surprise, "expected: an alert | found: none | cue: a call"),
    (.surprise, "expected: an alert | found: none"), (.update, "public: we look into it"),
    (.health, "checkout eu: ok -> critical"), (.alert, "alertmanager: ErrorRate"),
    (.followup, "prevent: alert on lag"), (.reference, "https://example.org/a?b=c: the graph"),
    (.reference, "https://example.org:8080/x"), (.note, "first line\nsecond line"),
    (.acknowledgement, "checkout eu for 1h30m: on it: soon"),
    (.acknowledgement, "checkout ended: recovered"), (.acknowledgement, "checkout eu for 90s"),
    (.acknowledgement, "checkout ended"),
    (.health, "checkout eu: ok -> critical (p95 (1 s) -> 2 s)"),
  ])
  func `the text form reads and writes back unchanged`(kind: Kind, text: String) throws {
    let event = try Event(kind: kind, text: text, person: known)
    #expect(event.kind == kind)
    #expect(event.text(name: handle) == text)
  }

  @Test(arguments: [
    (Kind.status, "cancelled: twice"), (.severity, "sev-2"), (.severity, "2"),
    (.milestone, "impact-started"), (.role, "IC = ana"), (.role, "comms = bo"),
    (.update, "PUBLIC: x"),
  ])
  func `words may be written in several ways`(kind: Kind, text: String) throws {
    let once = try Event(kind: kind, text: text, person: known).text(name: handle)
    #expect(once != text)
    #expect(try Event(kind: kind, text: once, person: known).text(name: handle) == once)
  }

  @Test(arguments: Kind.allCases)
  func `an empty text is refused`(kind: Kind) {
    #expect(throws: TextFormError.empty(kind)) { try Event(kind: kind, text: " ", person: known) }
  }

  @Test func `what was found is no part of the status`() throws {
    let event = try Event(kind: .health, text: "a eu: critical -> ok (200)", person: known)
    #expect(
      event == .health(HealthChange(subject: "a eu", from: "critical", to: "ok", text: "200")))
  }

  @Test(arguments: [Kind.status, .severity, .milestone])
  func `an unknown word is refused with those that are known`(kind: Kind) {
    let error = #expect(throws: TextFormError.self) {
      try Event(kind: kind, text: "wobbly: x", person: known)
    }
    guard case .unknownWord(kind, word: "wobbly", known: let words) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(words.count > 4)
  }

  @Test(arguments: [
    (Kind.role, "commander ana"), (.role, "commander = ana bo"), (.followup, "just text"),
    (.followup, "someday: x"), (.update, "everybody: x"), (.health, "checkout: bad"),
    (.acknowledgement, "checkout"), (.acknowledgement, "a b c for 1h: x"),
    (.acknowledgement, "checkout for long: x"), (.acknowledgement, "for 1h"),
    (.surprise, "it broke"), (.surprise, "expected: x"),
  ])
  func `a text that misses its grammar is refused`(kind: Kind, text: String) {
    let error = #expect(throws: TextFormError.self) {
      try Event(kind: kind, text: text, person: known)
    }
    guard case .grammar(kind, wanted: _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(arguments: [
    Kind.handoff, .runbook, .command, .correction, .retraction, .redaction,
  ])
  func `a kind without a text form is refused`(kind: Kind) {
    #expect(throws: TextFormError.noTextForm(kind)) {
      try Event(kind: kind, text: "x", person: known)
    }
  }

  @Test(arguments: [
    ("expected: a | found: b | cue: c", "a", "b", "c"), ("expected a :: found b", "a", "b", nil),
    ("Expected: a | Found: b", "a", "b", nil), ("a | found b", "a", "b", nil),
    ("a :: found b :: cue: c", "a", "b", "c"), ("expected: a\nx | found: b", "a\nx", "b", nil),
  ])
  func `a surprise is read`(text: String, expected: String, found: String, cue: String?) {
    #expect(Surprise(text) == Surprise(expected: expected, found: found, cue: cue))
  }

  @Test(arguments: ["", "a", "a | b", "| found b", "a |", "expected: | found: b"])
  func `half a surprise is none`(text: String) {
    #expect(Surprise(text) == nil)
  }

  @Test(arguments: [
    ("@cy /10m check the lag", "cy", 600, "check the lag"),
    ("/1h30m @cy check", "cy", 5400, "check"), ("check @cy", nil, nil, "check @cy"),
    ("@cy", nil, nil, "@cy"), ("/etc is full", nil, nil, "/etc is full"),
    ("@cy @bo talk", "cy", nil, "@bo talk"), ("/5m /6m x", nil, 300, "/6m x"),
    ("@{p-1} x", nil, nil, "@{p-1} x"), ("@cy\t check", "cy", nil, "check"),
  ])
  func `the first words may say who and how long`(
    text: String, handle: String?, timeBox: Int64?, rest: String
  ) {
    let addressed = Addressed(text)
    #expect(addressed.handle == handle)
    #expect(addressed.timeBox == timeBox)
    #expect(addressed.text == rest)
  }

  @Test func `what a person may edit is what a correction replaces`() throws {
    for (kind, body) in try EventTests.stored() {
      let event = Event(kind: kind, body: body)
      guard let text = event.editableText, kind != "surprise" else { continue }
      let changed = event.corrected(text: "other words", kind: nil)
      #expect(changed.editableText == "other words", "\(kind) \(text)")
      #expect(changed.kind == event.kind)
    }
  }
}
