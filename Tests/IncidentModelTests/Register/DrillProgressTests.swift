import Testing

@testable import IncidentModel

/// A drill that was begun by a plan, in the first minute.
private func drill(_ change: (inout DrillPlan) -> Void = { _ in }) -> Log {
  var plan = DrillPlan(title: "eu to us", topology: .activeActive, from: "eu", to: "us")
  plan.runbook = "regional-failover"
  change(&plan)
  var log = Log()
  log.add(0, .declared(Declaration(title: "Drill: eu to us", mode: .drill)))
  log.add(0, .status(StatusChange(to: .investigating)))
  log.add(0, .drill(DrillStep(act: .started, of: EntryID(bits: 9), plan: plan)))
  log.add(0, .role(RoleChange(role: .commander, person: ana)))
  return log
}

extension Log {
  fileprivate mutating func mark(
    _ minute: Int64, _ milestone: DrillMilestone, by author: PersonID = ana
  ) {
    add(minute, .drill(DrillStep(act: .marked, milestone: milestone)), by: author)
  }
}

@Suite struct DrillProgressTests {
  @Test func `marks are when they happened, the first word on each counts`() {
    var log = drill()
    log.mark(1, .injected)
    log.mark(3, .detected)
    log.mark(9, .detected)
    let state = log.folded.state
    #expect(state.drill?.marks[.detected]?.at == after(3))
    #expect(state.drill?.next == .leadAssigned)
    #expect(state.drill?.isOver == false)
  }

  @Test func `what a drill measures are the milestones of the incident that it is`() {
    var log = drill()
    for (minute, milestone) in [
      (1, .injected), (2, .detected), (4, .switched), (6, .verified),
    ] as [(Int64, DrillMilestone)] {
      log.mark(minute, milestone)
    }
    let milestones = log.folded.state.milestones
    #expect(milestones[.impactStarted] == after(1))
    #expect(milestones[.detected] == after(2))
    #expect(milestones[.mitigated] == after(4))
    #expect(milestones[.recovered] == after(6))
  }

  @Test(arguments: RunbookFact.allCases)
  func `a step of the runbook that is done marks what it says`(fact: RunbookFact) {
    var log = drill()
    var step = RunbookStep(act: .byHand, runbook: "regional-failover", step: "1 x", key: "k")
    step.facts = [fact.rawValue]
    log.add(5, .runbook(step))
    let marks = log.folded.state.drill?.marks ?? [:]
    #expect(Set(marks.keys) == Set([fact.drillMilestone].compactMap(\.self)))
  }

  @Test func `a step that failed marks nothing`() {
    var log = drill()
    var step = RunbookStep(
      act: .ended, runbook: "regional-failover", step: "1 x", exitStatus: 1, key: "k")
    step.facts = ["failover-done"]
    log.add(5, .runbook(step))
    #expect(log.folded.state.drill?.marks.isEmpty == true)
  }

  @Test func `who takes command after the fault leads from then on`() {
    var log = drill()
    #expect(log.folded.state.drill?.marks[.leadAssigned] == nil)
    log.mark(1, .injected)
    log.add(2, .role(RoleChange(role: .commander, person: bo)))
    #expect(log.folded.state.drill?.marks[.leadAssigned]?.at == after(2))
  }

  @Test func `what a script waits for is waited for until it is marked`() {
    var log = drill()
    log.add(1, .drill(DrillStep(act: .awaited, milestone: .decided)))
    log.add(1, .drill(DrillStep(act: .awaited, milestone: .decided)))
    #expect(log.folded.state.drill?.awaited == [.decided])
    log.mark(2, .decided)
    #expect(log.folded.state.drill?.awaited == [])
  }

  @Test(arguments: [(ana, true), (bo, false)])
  func `the decision is on duty when its commander or deputy takes it`(
    who: PersonID, isOnDuty: Bool
  ) {
    var log = drill()
    log.mark(1, .injected)
    log.mark(4, .decided, by: who)
    let run = DrillRun(log.folded, ref: "r", surprises: 0)
    #expect(run?.wasDecidedOnDuty == isOnDuty)
  }

  @Test func `an incident without a plan is no run of a drill`() {
    #expect(DrillRun(Log.declared().folded, ref: "r", surprises: 0) == nil)
  }

  @Test func `roles that were to be absent and were held are told`() {
    var log = drill { $0.absentRoles = [.commander, .scribe] }
    log.mark(1, .injected)
    #expect(DrillRun(log.folded, ref: "r", surprises: 0)?.absentButPresent == [.commander])
  }

  @Test func `owner, dates and objectives do not make another plan, steps do`() {
    let plan = DrillPlan(title: "a", topology: .activeActive, from: "eu", to: "us")
    var same = plan
    same.title = "b"
    same.owner = ana
    same.cadenceDays = 7
    same.objectives.rtoSeconds = 60
    var other = plan
    other.steps = [.init(phase: .activate, text: "drain", isManual: true)]
    #expect(plan.fingerprint == same.fingerprint)
    #expect(plan.fingerprint != other.fingerprint)
  }

  @Test func `only a drill that was begun can be marked, and each milestone once`() throws {
    let occasion = Occasion(author: .person(ana), now: after(9))
    let mark = Command.drill(DrillStep(act: .marked, milestone: .injected))
    #expect(throws: Rejection.learning(.notADrill)) {
      try Log.declared().folded.decide(mark, occasion)
    }
    var bare = Log()
    bare.add(0, .declared(Declaration(title: "Drill", mode: .drill)))
    #expect(throws: Rejection.learning(.noDrillBegun)) { try bare.folded.decide(mark, occasion) }
    var log = drill()
    log.mark(1, .injected)
    #expect(throws: Rejection.learning(.alreadyMarked(.injected, after(1)))) {
      try log.folded.decide(mark, occasion)
    }
    log.add(2, .drill(DrillStep(act: .aborted, text: "a live incident")))
    #expect(throws: Rejection.learning(.drillAborted)) {
      try log.folded.decide(.drill(DrillStep(act: .marked, milestone: .decided)), occasion)
    }
  }
}
