import TestSupport
import Testing

@testable import IncidentModel

@Suite struct FoldingTests {
  /// An incident with a bit of everything.
  static let busy: Log = {
    var log = Log.declared()
    let task = log.add(1, .task(TaskStep(text: "call", owner: bo, due: after(30))))
    let idea = log.add(2, .hypothesis(Hypothesis(text: "pool")), by: bo)
    let question = log.add(3, .question(QuestionStep(text: "lost?")))
    let offer = log.add(4, .handoff(Handoff(act: .offered, role: .commander, from: ana, to: bo)))
    log.add(5, .handoff(Handoff(act: .accepted, role: .commander, of: offer, from: ana, to: bo)))
    log.add(6, .task(TaskStep(act: .done, of: task, result: "called")))
    log.add(7, .hypothesis(Hypothesis(act: .supported, text: "seen", of: idea)))
    log.add(8, .question(QuestionStep(act: .answered, text: "no", of: question)))
    let note = log.add(9, .severity(SeverityChange(to: .sev1)))
    log.add(10, .correction(Correction(of: note, text: "worse", at: after(8))))
    let wrong = log.add(11, .status(StatusChange(to: .closed)))
    log.add(12, .retraction(Withdrawal(of: wrong, because: "mistyped")))
    log.add(13, .update(Update(audience: .public, text: "we know", nextSeconds: 600)))
    log.add(14, .milestone(MilestoneReached(name: .mitigated)))
    log.add(15, .titled(Titling(title: "Checkout errors in the EU")))
    return log
  }()

  @Test(arguments: 1...40)
  func `the state does not depend on the order of arrival`(seed: UInt64) {
    var chance = SeededGenerator(seed: seed)
    let shuffled = Self.busy.entries.shuffled(using: &chance)
    #expect(Incident(id: Self.busy.incident, replaying: shuffled) == Self.busy.folded)
  }

  @Test func `replaying is applying one by one, and twice is once`() {
    var incident = Incident(id: Self.busy.incident)
    for entry in Self.busy.entries + Self.busy.entries { incident.apply(entry) }
    #expect(incident == Self.busy.folded)
  }

  @Test func `entries of another incident are passed over`() {
    var other = Log.declared()
    other.incident = IncidentID(bits: 1)
    #expect(!Incident(id: other.incident, replaying: Self.busy.entries).isDeclared)
  }

  @Test func `the fold says what stands now`() {
    let state = Self.busy.folded.state
    #expect(state.title == "Checkout errors in the EU")
    #expect(state.severity == .sev1)
    #expect(state.severities.last?.because == "worse")
    #expect(state.severities.last?.at == after(8))
    #expect(state.status == .investigating)
    #expect(state.roles == [.commander: bo])
    #expect(state.offers.isEmpty)
    #expect(state.tasks.map(\.result) == ["called"])
    #expect(state.hypotheses.map(\.outcome) == [.supported])
    #expect(state.questions.map(\.answer) == ["no"])
  }

  @Test func `entries that do not shape the state may be left out`() {
    var log = Self.busy
    log.add(16, .note(Remark(text: "n")))
    log.add(17, .surprise(Surprise(expected: "a", found: "b")))
    let some = log.entries.filter(\.event.shapesState)
    #expect(Incident(id: log.incident, replaying: some).state == log.folded.state)
  }

  @Test func `of two declarations the earlier counts`() {
    var log = Log.declared()
    log.add(-5, .declared(Declaration(title: "Earlier", mode: .drill)), by: bo)
    #expect(log.folded.state.title == "Earlier")
    #expect(log.folded.state.mode == .drill)
    #expect(log.folded.state.declaredAt == after(-5))
  }

  @Test func `an incident that nobody declared is not declared`() {
    #expect(!Incident(id: IncidentID(bits: 1)).isDeclared)
    #expect(Log.declared().folded.isDeclared)
  }

  @Test func `a released role falls to the commander`() {
    var log = Log.declared()
    log.add(1, .role(RoleChange(role: .scribe, person: bo)))
    #expect(log.folded.holder(of: .scribe) == bo)
    log.add(2, .role(RoleChange(role: .scribe, person: nil)))
    #expect(log.folded.holder(of: .scribe) == ana)
    #expect(log.folded.roles(of: bo).isEmpty)
  }

  @Test(arguments: [Followup.Act.done, .declined])
  func `a follow-up remembers what became of it`(act: Followup.Act) {
    var log = Log.declared()
    let id = log.add(1, .followup(Followup(text: "alert", type: .detect)))
    log.add(2, .followup(Followup(act: act, of: id, because: "moot")))
    #expect(log.folded.state.followups.map(\.outcome) == [act])
    #expect(log.folded.state.followups.map(\.because) == ["moot"])
  }
}

@Suite struct TimelineTests {
  @Test func `lines stand by when they happened, then when they were written`() {
    var log = Log()
    let second = log.add(5, .note(Remark(text: "b")))
    let third = log.add(5, .note(Remark(text: "c")))
    let first = log.add(1, .note(Remark(text: "a")))
    #expect(log.lines.map(\.id) == [first, second, third])
  }

  @Test func `the last correction of a field counts and the first text stays`() throws {
    var log = Log()
    let id = log.add(5, .note(Remark(text: "a")))
    log.add(6, .correction(Correction(of: id, text: "b")))
    log.add(7, .correction(Correction(of: id, at: after(1))))
    log.add(8, .correction(Correction(of: id, text: "c")))
    let line = try log.line(id)
    #expect(line.entry.event == .note(Remark(text: "c")))
    #expect(line.entry.happenedAt == after(1))
    #expect(line.original.event == .note(Remark(text: "a")))
    #expect(line.isEdited)
    #expect(line.corrections.count == 3)
  }

  @Test func `a correction can make another kind of it`() throws {
    var log = Log()
    let id = log.add(5, .note(Remark(text: "fail over")))
    log.add(6, .correction(Correction(of: id, kind: .decision)))
    #expect(try log.line(id).entry.event == .decision(Decision(text: "fail over")))
  }

  @Test func `a redaction wins over corrections and retractions`() throws {
    var log = Log()
    let id = log.add(5, .note(Remark(text: "hunter2")))
    log.add(6, .redaction(Withdrawal(of: id, because: "a password")))
    log.add(7, .correction(Correction(of: id, text: "hunter2 again")))
    log.add(8, .retraction(Withdrawal(of: id, because: "x")))
    let line = try log.line(id)
    #expect(line.entry.event == .redacted(kind: "note"))
    #expect(!line.isHidden)
    #expect(line.corrections.isEmpty)
  }

  @Test func `a retraction hides the line and its effect`() throws {
    var log = Log.declared()
    let id = log.add(5, .severity(SeverityChange(to: .sev1)))
    log.add(6, .retraction(Withdrawal(of: id, because: "wrong window")))
    #expect(try log.line(id).isHidden)
    #expect(log.folded.state.severity == .sev2)
  }

  @Test func `amendments have no line of their own`() {
    var log = Log()
    let id = log.add(5, .note(Remark(text: "a")))
    log.add(6, .correction(Correction(of: id, text: "b")))
    log.add(7, .correction(Correction(of: EntryID(bits: 9), text: "for one that is not there")))
    #expect(log.lines.map(\.id) == [id])
  }

  @Test(arguments: [(0, false), (2, false), (3, true)])
  func `written more than two minutes later is late`(minutes: Int64, isLate: Bool) {
    let entry = Entry(
      id: EntryID(bits: 1), incident: IncidentID(bits: 1), happenedAt: start,
      recordedAt: after(minutes), author: .system("x"), event: .note(Remark(text: "a")))
    #expect(entry.isAddedLate == isLate)
  }
}
