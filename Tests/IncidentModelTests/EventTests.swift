import Testing

@testable import IncidentModel

@Suite struct EventTests {
  static func stored() throws -> [(kind: String, body: String)] {
    try golden("events.jsonl").split(separator: "\n").map { line in
      let bytes = Array(line.utf8)
      let spans = try JSONSpan.values(of: bytes)
      let kind = try #require(spans["kind"])
      let body = try #require(spans["body"])
      return (
        String(decoding: bytes[kind].dropFirst().dropLast(), as: UTF8.self),
        String(decoding: bytes[body], as: UTF8.self)
      )
    }
  }

  @Test func `every stored form reads and writes back unchanged`() throws {
    for (kind, body) in try Self.stored() {
      let event = Event(kind: kind, body: body)
      #expect(event.kind?.rawValue == kind, "\(body)")
      #expect(event.body == body)
    }
  }

  @Test func `no kind lacks a stored form`() throws {
    let kinds = try Set(Self.stored().map(\.kind))
    #expect(kinds == Set(Kind.allCases.map(\.rawValue)))
  }

  @Test(arguments: [
    ("handoff", ["offered", "accepted", "declined", "withdrawn"]),
    ("hypothesis", ["raised", "supported", "ruledOut"]), ("action", ["started", "ended"]),
    ("task", ["added", "done"]), ("question", ["asked", "answered"]),
    ("update", ["posted", "snoozed", "skipped"]),
    ("runbook", RunbookStep.Act.allCases.map(\.rawValue)),
    ("experiment", ExperimentStep.Act.allCases.map(\.rawValue)),
    ("drill", DrillStep.Act.allCases.map(\.rawValue)),
    ("risk", RiskStep.Act.allCases.map(\.rawValue)),
    ("followup", ["added", "done", "declined"]), ("acknowledgement", ["acknowledged", "ended"]),
  ])
  func `no act lacks a stored form`(kind: String, acts: [String]) throws {
    let bodies = try Self.stored().filter { $0.kind == kind }.map(\.body)
    for act in acts { #expect(bodies.contains { $0.contains("\"act\":\"\(act)\"") }, "\(act)") }
  }

  @Test(arguments: [
    ("weather", #"{"rain": 1.50}"#), ("note", #"{"txt":"a"}"#), ("severity", #"{"to":"SEV9"}"#),
    ("note", "not json"),
  ])
  func `what a newer program wrote is kept whole`(kind: String, body: String) {
    let event = Event(kind: kind, body: body)
    #expect(event == .unknown(kind: kind, body: body))
    #expect(event.body == body)
    #expect(event.kindName == kind)
  }

  @Test func `a redacted event keeps its kind and nothing else`() {
    let event = Event.redacted(kind: "note")
    #expect(event.body == "{}")
    #expect(event.kind == .note)
    #expect(event.text { $0.rawValue } == "[redacted]")
  }

  @Test func `only a time-boxed action shapes the state`() {
    #expect(!Event.action(Action(text: "a")).shapesState)
    #expect(Event.action(Action(text: "a", timeBoxSeconds: 60)).shapesState)
    #expect(Event.action(Action(act: .ended)).shapesState)
  }
}
