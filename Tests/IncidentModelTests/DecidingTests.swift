import Testing

@testable import IncidentModel

private func occasion(_ minute: Int64 = 20, by author: PersonID = ana) -> Occasion {
  Occasion(author: .person(author), now: after(minute))
}

private let nobody = EntryID(bits: 5)

@Suite struct DecidingTests {
  @Test(arguments: [
    (Command.log(.note(Remark(text: " "))), Rejection.emptyText), (.retitle(" "), .emptyText),
    (.retitle(String(repeating: "x", count: 201)), .titleTooLong(201)),
    (.retitle("Checkout errors"), .alreadySo("Checkout errors")),
    (.setSeverity(.sev2, because: nil), .alreadySo("SEV2")),
    (.setStatus(.investigating, because: nil, exitCriteria: nil), .alreadySo("investigating")),
    (.setStatus(.canceled, because: " ", exitCriteria: nil), .needsReason(.canceled)),
    (.setStatus(.falseAlarm, because: nil, exitCriteria: nil), .needsReason(.falseAlarm)),
    (.setStatus(.closed, because: nil, exitCriteria: nil), .closeBeforeResolved(.investigating)),
    (.assign(.commander, bo), .roleHeld(.commander, by: ana)),
    (.assign(.commander, ana), .alreadySo("commander")), (.release(.scribe), .roleFree(.scribe)),
    (.release(.commander), .commanderNeeded),
    (.offer(nil, to: ana, because: nil), .offerToHolder(.commander)),
    (.accept(nil), .noOffer(nil, for: ana)), (.withdraw(.scribe), .noOffer(.scribe, for: ana)),
    (.finishTask(nobody, result: nil), .noSuch("task", nobody)),
    (.answer(nobody, text: "x"), .noSuch("question", nobody)),
    (.judge(nobody, .supported, text: nil), .noSuch("hypothesis", nobody)),
    (.finishFollowup(nobody), .noSuch("follow-up", nobody)),
    (.post(.team, text: "", nextSeconds: nil), .emptyText),
    (.post(.team, text: "x", nextSeconds: 0), .spanOutOfRange(0)),
    (.snoozeUpdate(seconds: 604_801), .spanOutOfRange(604_801)),
  ])
  func `a command that makes no sense is refused`(command: Command, why: Rejection) {
    let incident = Log.declared().folded
    #expect(throws: why) { try incident.decide(command, occasion()) }
  }

  @Test func `a moment in the future is refused unless it is meant`() throws {
    let incident = Log.declared().folded
    var later = Occasion(author: .person(ana), now: after(20), at: after(22))
    let note = Command.log(.note(Remark(text: "x")))
    #expect(throws: Rejection.inTheFuture(at: after(22), now: after(20))) {
      try incident.decide(note, later)
    }
    later.allowsFuture = true
    #expect(try incident.decide(note, later).map(\.happenedAt) == [after(22)])
  }

  @Test func `a milestone out of order is refused with both times`() {
    var log = Log.declared()
    log.add(10, .milestone(MilestoneReached(name: .detected)))
    #expect(throws: Rejection.outOfOrder(.mitigated, after(5), .detected, after(10))) {
      try log.folded.decide(
        .reach(.mitigated, text: nil), Occasion(author: .person(ana), now: after(20), at: after(5)))
    }
  }

  @Test func `an incident without a severity cannot be resolved`() {
    let incident = Log.declared(nil).folded
    #expect(throws: Rejection.severityNeeded(.resolved)) {
      try incident.decide(.setStatus(.resolved, because: nil, exitCriteria: nil), occasion())
    }
  }

  @Test func `closing answers the exit criteria and reopening gives a reason`() throws {
    var log = Log.declared()
    log.add(1, .status(StatusChange(to: .resolved, exitCriteria: "one quiet hour")))
    let close = Command.setStatus(.closed, because: nil, exitCriteria: nil)
    #expect(throws: Rejection.exitCriteriaUnanswered("one quiet hour")) {
      try log.folded.decide(close, occasion())
    }
    #expect(
      try log.folded.decide(
        .setStatus(.closed, because: "it was quiet", exitCriteria: nil), occasion()
      ).count == 1)
    log.add(2, .status(StatusChange(to: .closed)))
    #expect(throws: Rejection.needsReason(.investigating)) {
      try log.folded.decide(
        .setStatus(.investigating, because: nil, exitCriteria: nil), occasion())
    }
  }

  @Test func `declaring writes what is known`() throws {
    var new = NewIncident(title: " Checkout errors ")
    new.severity = .sev1
    new.detected = after(-5)
    new.scribe = bo
    let proposals = try Incident.declaring(new, occasion(0))
    #expect(
      proposals.map(\.event.kind) == [.milestone, .declared, .status, .severity, .role, .role])
    #expect(proposals.first?.happenedAt == after(-5))
    new.impactStarted = after(-1)
    #expect(throws: Rejection.outOfOrder(.detected, after(-5), .impactStarted, after(-1))) {
      try Incident.declaring(new, occasion(0))
    }
    #expect(throws: Rejection.emptyText) {
      try Incident.declaring(NewIncident(title: " "), occasion(0))
    }
  }

  @Test func `what was removed or hidden is not withdrawn again`() throws {
    var log = Log.declared()
    let id = log.add(1, .note(Remark(text: "x")))
    log.add(2, .redaction(Withdrawal(of: id, because: "secret")))
    let line = try log.line(id)
    for command in [
      Command.retract(line, because: "x"), .redact(line, because: "x"),
      .correct(line, text: "y", at: nil, kind: nil),
    ] {
      #expect(throws: Rejection.alreadyWithdrawn(id)) { try log.folded.decide(command, occasion()) }
    }
  }

  @Test func `a correction says what it corrects`() throws {
    var log = Log.declared()
    let id = log.add(1, .note(Remark(text: "x")))
    let line = try log.line(id)
    let incident = log.folded
    #expect(throws: Rejection.nothingToCorrect) {
      try incident.decide(.correct(line, text: nil, at: nil, kind: nil), occasion())
    }
    #expect(throws: Rejection.emptyText) {
      try incident.decide(.correct(line, text: " ", at: nil, kind: nil), occasion())
    }
    #expect(throws: Rejection.notCorrectable("note")) {
      try incident.decide(.correct(line, text: nil, at: nil, kind: .severity), occasion())
    }
  }
}

@Suite struct HandoffTests {
  @Test func `a role moves only when the other accepts`() throws {
    var log = Log.declared()
    let offer = try log.folded.decide(.offer(nil, to: bo, because: "shift"), occasion())
    for proposal in offer { log.add(20, proposal.event) }
    #expect(log.folded.state.roles[.commander] == ana)
    #expect(throws: Rejection.noOffer(nil, for: cy)) {
      try log.folded.decide(.accept(nil), occasion(21, by: cy))
    }
    #expect(throws: Rejection.offerOpen(.commander, to: bo)) {
      try log.folded.decide(.offer(.commander, to: cy, because: nil), occasion())
    }
    for proposal in try log.folded.decide(.accept(nil), occasion(21, by: bo)) {
      log.add(21, proposal.event, by: bo)
    }
    #expect(log.folded.state.roles[.commander] == bo)
    #expect(log.folded.state.offers.isEmpty)
  }

  @Test(arguments: [Handoff.Act.declined, .withdrawn])
  func `an offer that is declined or withdrawn leaves the role`(act: Handoff.Act) throws {
    var log = Log.declared()
    log.add(1, .handoff(Handoff(act: .offered, role: .commander, from: ana, to: bo)))
    let answer =
      act == .declined
      ? try log.folded.decide(.decline(nil, because: nil), occasion(by: bo))
      : try log.folded.decide(.withdraw(nil), occasion())
    for proposal in answer { log.add(2, proposal.event, by: bo) }
    #expect(log.folded.state.offers.isEmpty)
    #expect(log.folded.state.roles[.commander] == ana)
  }

  @Test func `who does not hold a role cannot hand it over`() {
    #expect(throws: Rejection.notYours(.commander, holder: ana)) {
      try Log.declared().folded.decide(.offer(nil, to: cy, because: nil), occasion(by: bo))
    }
  }

  @Test func `the brief says what the next holder needs`() {
    var log = Log.declared()
    log.add(5, .task(TaskStep(text: "call", owner: bo, due: after(30))))
    log.add(6, .question(QuestionStep(text: "lost?")))
    log.add(7, .hypothesis(Hypothesis(text: "pool")))
    #expect(
      log.folded.brief(at: after(20)) == """
        Conditions: SEV2, investigating, 20m since it was declared
        Actions under way:
        - @{p-bo} call (10m left)
        Needs: open questions:
        - lost?
        Open hypotheses:
        - pool
        Next update: 2026-11-22T14:30Z (10m left)
        """)
  }

  @Test func `the brief repeats the last decisions`() {
    let brief = Log.declared().folded.brief(at: after(20), decisions: ["roll back", "drain eu"])
    #expect(brief.contains("Decisions so far:\n- roll back\n- drain eu"))
  }

  @Test(arguments: [
    Command.skipUpdate(because: " "), .retract(Self.remark, because: ""),
    .redact(Self.remark, because: "\n"),
  ])
  func `a reason has to say something`(command: Command) {
    #expect(throws: Rejection.emptyText) {
      try Log.declared().folded.decide(command, occasion(by: bo))
    }
  }

  private static let remark = TimelineLine(
    Entry(
      id: EntryID(bits: 1), incident: IncidentID(bits: 1), happenedAt: after(1),
      recordedAt: after(1), author: .person(bo), event: .note(Remark(text: "x"))))
}

@Suite struct TimerTests {
  @Test(
    arguments: [
      (Update(act: .snoozed, audience: .stakeholders, nextSeconds: 1800), 35),
      (Update(act: .skipped, audience: .stakeholders, text: "x"), 35),
      (Update(audience: .public, text: "x", nextSeconds: 600), 15),
      (Update(audience: .team, text: "x"), 35),
    ] as [(Update, Int64)])
  func `an update moves when the next is due`(update: Update, minute: Int64) {
    var log = Log.declared()
    #expect(log.folded.updateDue == after(30))
    log.add(5, .update(update))
    #expect(log.folded.updateDue == after(minute))
  }

  @Test(arguments: [Status.resolved, .closed, .canceled])
  func `no clock runs after the end`(status: Status) {
    var log = Log.declared()
    log.add(1, .status(StatusChange(to: status)))
    #expect(log.folded.timers(at: after(90)).isEmpty)
    #expect(log.folded.updateDue == nil)
  }

  @Test(arguments: [(0, 10), (9, 10), (10, 20), (25, 30)])
  func `the call-out comes every ten minutes`(minute: Int64, due: Int64) {
    let timers = Log.declared().folded.timers(at: after(minute))
    #expect(timers.first { $0.purpose == .callOut }?.due == after(due))
  }

  @Test(
    arguments: [
      (27, IncidentTimer.Urgency.calm), (28, .soon), (30, .soon), (31, .overdue),
    ] as [(Int64, IncidentTimer.Urgency)])
  func `a clock warns before it is overdue`(minute: Int64, urgency: IncidentTimer.Urgency) throws {
    let timer = Log.declared().folded.timers(at: after(minute)).first { $0.purpose == .update }
    #expect(try #require(timer).urgency(at: after(minute)) == urgency)
  }

  @Test func `time-boxes, tasks and offers have clocks until they are done`() {
    var log = Log.declared(.sev4)
    let action = log.add(1, .action(Action(text: "drain", timeBoxSeconds: 300)))
    let task = log.add(1, .task(TaskStep(text: "call", due: after(8))))
    log.add(1, .handoff(Handoff(act: .offered, role: .scribe, from: ana, to: bo)))
    let purposes = log.folded.timers(at: after(2)).map(\.purpose)
    #expect(purposes.count == 4)
    #expect(Set(purposes) == [.timeBox(action), .handoff(.scribe), .task(task), .callOut])
    log.add(3, .action(Action(act: .ended, of: action)))
    log.add(3, .task(TaskStep(act: .done, of: task)))
    #expect(log.folded.timers(at: after(4)).count == 2)
  }
}
