import IncidentModel
import Testing

@Suite struct CompositionTests {
  @Test(arguments: [
    ("p99 is up", Kind.observation, nil, "p99 is up"),
    ("> drain eu", .action, nil, "drain eu"),
    (">drain eu", .action, nil, "drain eu"),
    ("= fail over", .decision, nil, "fail over"),
    ("! expected 60 s :: found 9 min", .surprise, nil, "expected 60 s :: found 9 min"),
    ("? is the queue draining", .question, nil, "is the queue draining"),
    ("~ DNS", .hypothesis, nil, "DNS"),
    ("# @cy check the lag", .task, nil, "@cy check the lag"),
    ("+ prevent: lower the TTL", .followup, nil, "prevent: lower the TTL"),
    ("\" public: we are on it", .update, nil, "public: we are on it"),
    ("@14:02 restarted", .observation, "14:02", "restarted"),
    ("@-5m restarted", .observation, "-5m", "restarted"),
    ("@-5m > restarted", .action, "-5m", "restarted"),
    ("> @-5m restarted", .action, "-5m", "restarted"),
    ("@yesterday 23:10 first alert", .observation, "yesterday 23:10", "first alert"),
    ("@2026-11-22 14:02 first alert", .observation, "2026-11-22 14:02", "first alert"),
    ("@10m ago first alert", .observation, "10m ago", "first alert"),
    ("@25:00 wrong clock", .observation, "25:00", "wrong clock"),
    ("@ana looks at it", .observation, nil, "@ana looks at it"),
    ("14:02 restarted", .observation, nil, "14:02 restarted"),
    ("+1 for the plan", .observation, nil, "+1 for the plan"),
    ("#4021 is merged", .observation, nil, "#4021 is merged"),
    ("\\> not an action", .observation, nil, "> not an action"),
    ("  ", .observation, nil, ""),
    ("", .observation, nil, ""),
  ])
  func `a line is read`(line: String, kind: Kind, at: String?, text: String) {
    #expect(Composition(line: line) == Composition(kind: kind, at: at, text: text))
  }

  @Test(arguments: [
    ("14:02 restarted", "14:02", "restarted"), ("14:02:31 = drain", "14:02:31", "drain"),
    ("@14:02 restarted", "14:02", "restarted"),
    ("2026-11-22T14:02:00Z > drain", "2026-11-22T14:02:00Z", "drain"),
    ("restarted at 14:02", nil, "restarted at 14:02"),
  ])
  func `pasted notes may open with a bare time`(line: String, at: String?, text: String) {
    let composition = Composition(line: line, readsLeadingTime: true)
    #expect(composition.at == at)
    #expect(composition.text == text)
  }

  @Test func `a surprise may leave out the two words`() throws {
    let nobody = { (handle: String) in PersonID(rawValue: handle) }
    let short = try Composition(line: "! 60 s :: 9 min").event(person: nobody)
    let long = try Composition(line: "! expected 60 s :: found 9 min").event(person: nobody)
    #expect(short == .surprise(Surprise(expected: "60 s", found: "9 min")))
    #expect(long == short)
  }

  @Test func `an update is for the stakeholders unless it names its audience`() throws {
    let nobody = { (handle: String) in PersonID(rawValue: handle) }
    #expect(
      try Composition(line: "\" we are on it").event(person: nobody)
        == .update(Update(audience: .stakeholders, text: "we are on it")))
    #expect(
      try Composition(line: "\" public: we are on it").event(person: nobody)
        == .update(Update(audience: .public, text: "we are on it")))
  }

  @Test func `a surprise of one half is refused with its grammar`() {
    #expect(throws: TextFormError.self) {
      try Composition(line: "! it broke").event { PersonID(rawValue: $0) }
    }
  }
}
