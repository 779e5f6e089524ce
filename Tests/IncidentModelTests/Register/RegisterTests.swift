import Testing

@testable import IncidentModel

/// Entries of the register, written one after the other.
private struct Book {
  var entries: [Entry] = []
  var register: Register { Register(replaying: entries) }

  @discardableResult
  mutating func add(_ event: Event, in incident: IncidentID = .register) -> EntryID {
    let id = EntryID(clock: start.milliseconds << 16, random: UInt64(entries.count + 7))
    let at = after(Int64(entries.count))
    entries.append(
      Entry(
        id: id, incident: incident, happenedAt: at, recordedAt: at, author: .person(ana),
        event: event))
    return id
  }

  /// Writes what the rules make of a command.
  @discardableResult
  mutating func perform(_ command: RegisterCommand) throws -> EntryID {
    add(try register.decide(command, Occasion(author: .person(ana), now: after(100))))
  }
}

/// An experiment that has all it needs.
func readyExperiment(_ title: String = "Orders survive the loss of eu") -> Experiment {
  var experiment = Experiment(title: title, sort: .fault)
  experiment.hypothesis = "When eu is gone, users still order, because us takes over"
  var probe = Experiment.Activity(name: "front-200", isAction: false)
  probe.url = "http://127.0.0.1:1/page"
  probe.expect = Experiment.Expectation(status: [200])
  var action = Experiment.Activity(name: "stop-eu", isAction: true)
  action.command = ["systemctl", "stop", "checkout"]
  var undo = Experiment.Activity(name: "start-eu", isAction: true)
  undo.command = ["systemctl", "start", "checkout"]
  experiment.steadyState = [probe]
  experiment.method = [action]
  experiment.rollback = [undo]
  experiment.blastRadius = Experiment.BlastRadius(scope: "one instance")
  experiment.blastRadius?.maxSeconds = 60
  experiment.stopNow = ["errors above 1 %"]
  experiment.owner = bo
  return experiment
}

private func run(
  _ verdict: ExperimentRun.Verdict, digest: String = "00"
) -> ExperimentRun {
  ExperimentRun(verdict: verdict, digest: digest, status: "completed", isDeviated: false)
}

private func plan() -> DrillPlan {
  DrillPlan(title: "eu to us", topology: .activeActive, from: "eu", to: "us")
}

private func risk(_ title: String = "EU loss") -> RegisteredRisk {
  RegisteredRisk(
    title: title, detectMinutes: .init(14), repairMinutes: .init(47), impact: .init(0.4),
    daysBetween: .init(90))
}

@Suite struct RegisterTests {
  @Test func `an experiment is what its entries add up to`() throws {
    var book = Book()
    let id = try book.perform(.propose(readyExperiment()))
    try book.perform(.move(id, .ready, on: nil, because: nil))
    try book.perform(.move(id, .scheduled, on: "2026-12-01", because: nil))
    try book.perform(.record(id, run(.weaknessFound), because: nil))
    let planned = try #require(book.register.experiments.first)
    #expect(planned.state == .done)
    #expect(planned.moves.map(\.value) == [.ready, .scheduled, .done])
    #expect(planned.lastEvidence?.value.verdict == .weaknessFound)
    #expect("\(planned.name)" == "EXP-\(id.shortText)")
  }

  @Test(arguments: ExperimentRun.Verdict.allCases)
  func `only a run that says something about the system makes it done`(
    verdict: ExperimentRun.Verdict
  ) throws {
    var book = Book()
    let id = try book.perform(.propose(readyExperiment()))
    try book.perform(.record(id, run(verdict), because: nil))
    let isEvidence = verdict == .held || verdict == .weaknessFound
    #expect(book.register.experiments.first?.state == (isEvidence ? .done : .draft))
  }

  @Test func `what lacks something is not ready, and all that it lacks is said`() throws {
    var book = Book()
    let id = try book.perform(.propose(Experiment(title: "t", sort: .fault)))
    let error = #expect(throws: Rejection.self) {
      try book.perform(.move(id, .ready, on: nil, because: nil))
    }
    guard case .learning(.notReady(let lacks)) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(lacks.count >= 7)
  }

  @Test func `what is edited until it lacks something is a draft again`() throws {
    var book = Book()
    let id = try book.perform(.propose(readyExperiment()))
    try book.perform(.move(id, .ready, on: nil, because: nil))
    var changed = readyExperiment()
    changed.hypothesis = "When us is gone as well, nothing changes, because eu is back"
    try book.perform(.edit(id, changed))
    #expect(book.register.experiments.first?.state == .ready)
    changed.owner = nil
    try book.perform(.edit(id, changed))
    #expect(book.register.experiments.first?.state == .draft)
  }

  @Test func `a journal counts once`() throws {
    var book = Book()
    let id = try book.perform(.propose(readyExperiment()))
    try book.perform(.record(id, run(.held), because: nil))
    let name = RegisterID(.experiment, id)
    #expect(throws: Rejection.learning(.sameRun(name, after(1)))) {
      try book.perform(.record(id, run(.held), because: nil))
    }
    try book.perform(.record(id, run(.held, digest: "01"), because: nil))
    #expect(book.register.experiments.first?.runs.count == 2)
  }

  @Test(arguments: [
    (RegisterCommand.propose(Experiment(title: " ", sort: .fault)), Rejection.emptyText),
    (
      .move(EntryID(bits: 1), .ready, on: nil, because: nil),
      .noSuch("experiment", EntryID(bits: 1))
    ),
    (.retirePlan(EntryID(bits: 1), because: "x"), .noSuch("drill", EntryID(bits: 1))),
    (.retireRisk(EntryID(bits: 1), because: "x"), .noSuch("risk", EntryID(bits: 1))),
    (
      .plan(DrillPlan(title: "t", topology: .activeActive, from: "eu", to: "EU")),
      .learning(.badPlan(.sameRegion("EU")))
    ),
  ])
  func `a command that makes no sense is refused`(command: RegisterCommand, why: Rejection) {
    #expect(throws: why) {
      try Register().decide(command, Occasion(author: .person(ana), now: after(0)))
    }
  }

  @Test(arguments: [0, -1, Double.nan, .infinity])
  func `a risk from which nothing can be computed is refused`(days: Double) {
    var wrong = risk()
    wrong.daysBetween.value = days
    #expect(throws: Rejection.self) {
      try Register().decide(.addRisk(wrong), Occasion(author: .person(ana), now: after(0)))
    }
  }

  @Test func `of what would change a risk the last word on each counts`() throws {
    var book = Book()
    let id = try book.perform(.addRisk(risk()))
    for (by, minutes) in [("EXP-0001", 9.0), ("FD-0001", 3), ("EXP-0001", 8)] {
      var change = RiskChange(by: by)
      change.repairMinutes = minutes
      try book.perform(.proposeChange(id, change))
    }
    let changes = try #require(book.register.risks.first?.changes)
    #expect(changes.map(\.by) == ["FD-0001", "EXP-0001"])
    #expect(changes.last?.inputs == [.repairMinutes: 8])
  }

  @Test func `a change of nothing is none`() throws {
    var book = Book()
    let id = try book.perform(.addRisk(risk()))
    #expect(throws: Rejection.nothingToCorrect) {
      try book.perform(.proposeChange(id, RiskChange(by: "EXP-0001")))
    }
  }

  @Test func `plans and risks can be taken out of use, once and with a reason`() throws {
    var book = Book()
    let drill = try book.perform(.plan(plan()))
    let known = try book.perform(.addRisk(risk()))
    #expect(throws: Rejection.emptyText) { try book.perform(.retirePlan(drill, because: " ")) }
    try book.perform(.retirePlan(drill, because: "us is given up"))
    try book.perform(.retireRisk(known, because: "eu is given up"))
    #expect(book.register.drills.first?.isRetired == true)
    #expect(book.register.risks.first?.isRetired == true)
    #expect(throws: Rejection.learning(.isRetired(RegisterID(.drill, drill)))) {
      try book.perform(.retirePlan(drill, because: "again"))
    }
  }

  @Test func `the order of arrival does not matter, and other incidents are passed over`() throws {
    var book = Book()
    let id = try book.perform(.propose(readyExperiment()))
    try book.perform(.move(id, .ready, on: nil, because: nil))
    book.add(
      .experiment(ExperimentStep(act: .proposed, experiment: readyExperiment())), in: Log().incident
    )
    let other = Register(replaying: book.entries.reversed())
    #expect(other == book.register)
    #expect(other.experiments.count == 1)
  }

  @Test(arguments: [
    ("EXP-%", true), ("exp-%", true), ("%", true), ("FD-%", false), ("EXP-zzzz", false),
    ("", false),
  ])
  func `a name is its letters and digits, in any case`(text: String, isMeant: Bool) {
    let id = EntryID(clock: start.milliseconds << 16, random: 77)
    let name = RegisterID(.experiment, id)
    #expect(name.isMeant(by: text.replacing("%", with: id.shortText)) == isMeant)
    #expect(name.isMeant(by: id.description))
  }
}
