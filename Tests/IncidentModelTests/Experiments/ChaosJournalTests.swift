import Testing

@testable import IncidentModel

@Suite struct ChaosJournalTests {
  static let failed = JournalText.step(
    "break", action: true, status: "failed",
    exception: "chaoslib.exceptions.ActivityFailed: failed to connect\n")

  @Test(arguments: [
    (JournalText(), ExperimentRun.Verdict.held), (JournalText(dry: .text("actions")), .rehearsal),
    (JournalText(isDeviated: true, dry: .text("pause")), .rehearsal),
    (JournalText(before: false, after: nil, run: []), .notRun),
    (JournalText(status: "interrupted", before: false), .notRun),
    (JournalText(status: "interrupted", isDeviated: true), .inconclusive),
    (JournalText(status: "aborted"), .inconclusive), (JournalText(after: nil), .inconclusive),
    (JournalText(hasHypothesis: false, before: nil, after: nil), .observation),
    (JournalText(run: [JournalText.step("look", action: false, exit: 0)]), .baseline),
    (JournalText(isDeviated: true), .weaknessFound), (JournalText(after: false), .weaknessFound),
    (JournalText(during: [true, false]), .weaknessFound),
    (JournalText(status: "failed", isDeviated: true, run: [failed]), .weaknessFound),
    (JournalText(run: [failed]), .inconclusive),
    (JournalText(run: [JournalText.step("a", action: true, exit: 3)]), .inconclusive),
    (JournalText(run: [JournalText.step("a", action: true, http: 404)]), .inconclusive),
    (JournalText(status: "failed"), .inconclusive),
    (
      JournalText(run: [
        JournalText.step("a", action: true, http: 204),
        JournalText.step("b", action: false, exit: 1),
      ]), .held
    ),
  ])
  func `the first rule that holds gives the verdict`(
    journal: JournalText, wanted: ExperimentRun.Verdict
  ) throws {
    #expect(try journal.outcome.verdict == wanted)
  }

  @Test(arguments: [
    (JournalText(), []), (JournalText(plannedSteps: 3), [ExperimentRun.Flag.methodCutShort]),
    (JournalText(before: false, after: nil, run: [], plannedSteps: 3), []),
    (JournalText(plannedRollbacks: 2), [.rollbacksNotRun]),
    (JournalText(before: false, run: [], rollbacks: [], plannedRollbacks: 2), []),
    (JournalText(rollbacks: [failed]), [.rollbackFailed]),
    (JournalText(rollbacks: [JournalText.step("r", action: true, exit: 1)]), [.rollbackFailed]),
    (JournalText(run: [failed]), [.actionFailed]),
    (JournalText(during: [false, true]), [.duringDeviated]),
    (JournalText(run: [JournalText.step("p", action: false, exit: 1)]), [.methodProbeNotOK]),
    (
      JournalText(run: [JournalText.step("p", action: false, exit: 1, tolerance: .integer(1))]), []
    ),
    (JournalText(run: [JournalText.step("p", action: false, status: nil)]), [.methodProbeNotOK]),
  ])
  func `what has to be known besides is flagged`(
    journal: JournalText, wanted: [ExperimentRun.Flag]
  ) throws {
    #expect(try journal.outcome.flags == wanted)
  }

  @Test func `an outage is from the first to the last bad sample`() throws {
    let run = try JournalText(during: [true, false, true, false, true]).outcome
    #expect(run.samples == 5)
    #expect(run.badSamples == 2)
    #expect(run.outageMilliseconds == 2500)
  }

  @Test func `times are read with and without a fraction and a zone`() throws {
    let run = try JournalText().outcome
    #expect(run.startedAt?.rfc3339 == "2026-11-22T14:00:00.250Z")
    #expect(run.endedAt?.rfc3339 == "2026-11-22T14:01:00.000Z")
  }

  @Test func `steps named by milestones give their times`() throws {
    let names = [("t0-inject", true), ("T4 decide", false), ("t12-no", false), ("t1x", true)]
    let steps = names.map { JournalText.step($0.0, action: $0.1, exit: 0) }
    let milestones = try JournalText(run: steps).outcome.milestones
    #expect(
      milestones?.mapValues(\.rfc3339) == [
        "injected": "2026-11-22T14:00:10.000Z", "decided": "2026-11-22T14:00:20.100Z",
      ])
  }

  @Test func `findings say which probe, what was expected and what came`() throws {
    let run = try JournalText(after: false, run: [Self.failed], rollbacks: [Self.failed]).outcome
    #expect(
      run.findings == [
        "The steady state was not met after the method: “page” expected 200, got HTTP 503.",
        "Rollback “break” failed: failed to connect: the system may be left as the experiment made it.",
        "Action “break” failed: failed to connect.",
      ])
  }

  @Test(arguments: [
    (
      #"{"type": "regex", "pattern": "^ok$", "target": "body"}"#,
      #"expected something that matches "^ok$" in the body, got "sorry""#
    ),
    (
      #"{"type": "range", "range": [1, 1e300], "target": "body"}"#,
      #"expected a number, at least 1 in the body, got "sorry""#
    ),
    (#"[200, 204]"#, "expected 200 or 204, got HTTP 503"),
  ])
  func `every form of tolerance has words`(tolerance: String, wanted: String) throws {
    var journal = JournalText(after: false)
    journal.tolerance = try JSONDocument(Array(tolerance.utf8))
    #expect(try journal.outcome.findings?.first?.hasSuffix(wanted + ".") == true)
  }

  @Test func `where it comes from is read from tags and from the extension`() throws {
    let origin = try JournalText().journal.origin
    #expect(origin.experiments == ["EXP-7k3f"])
    #expect(origin.incidents == ["INC-0042"])
    #expect(origin.surprises == ["a1b2"])
    let text =
      #"{"experiment": {"extensions": [{"name": "incident", "experiment": "EXP-1"}]}, "#
      + #""steady_states": {}, "run": [], "status": "completed"}"#
    let read = try ChaosJournal.read(Array(text.utf8), sha256: "")
    #expect(read.origin.experiments == ["EXP-1"])
  }

  @Test func `a text is bounded and without secrets`() throws {
    let exception = "x.Y: password=hunter2hunter2 " + String(repeating: "long ", count: 100_000)
    let step = JournalText.step("a", action: true, status: "failed", exception: exception)
    let finding = try #require(try JournalText(run: [step]).outcome.findings?.first)
    #expect(finding.hasPrefix("Action “a” failed: password=[masked] long"))
    #expect(finding.unicodeScalars.count < 500)
  }

  @Test func `there are not more findings than can be read`() throws {
    let step = JournalText.step("a", action: false, exit: 1)
    let findings = try JournalText(run: Array(repeating: step, count: 50)).outcome.findings
    #expect(findings?.count == 20)
    #expect(findings?.last == "More was not as it should have been.")
  }

  @Test(arguments: [
    ("[]", JournalError.notAnObject), ("{}", .missing(key: "experiment")),
    (#"{"title": "t", "method": []}"#, .isExperiment),
    (#"{"experiment": {}, "steady_states": {}, "run": {}, "status": "x"}"#, .missing(key: "run")),
    (#"{"experiment": {}, "steady_states": {}, "run": []}"#, .missing(key: "status")),
    ("{\n", .json(JSONDocumentError(line: 2, offset: 2, .endsEarly))),
  ])
  func `what is no journal is told apart`(text: String, wanted: JournalError) {
    #expect(throws: wanted) { try ChaosJournal.read(Array(text.utf8), sha256: "") }
  }

  @Test func `values of any kind in any place do no harm`() throws {
    for value in [
      "NaN", "-Infinity", "1e999", "\"x\"", "[[]]", "{}", "null", "-9223372036854775808",
    ] {
      let step =
        #"{"activity": \#(value), "output": \#(value), "start": \#(value), "status": \#(value)}"#
      let text =
        #"{"experiment": {"dry": \#(value), "method": \#(value), "tags": [\#(value)]}, "status": "completed","#
        + #""steady_states": {"before": \#(value), "during": [\#(value), \#(step)]},"#
        + #""run": [\#(value), \#(step)], "rollbacks": \#(value), "start": \#(value), "deviated": \#(value)}"#
      _ = try ChaosJournal.read(Array(text.utf8), sha256: "").run()
    }
  }
}
