import Testing

@testable import IncidentModel

private typealias Evidence = MeasuredInputs.IncidentEvidence

@Suite struct MeasuredInputsTests {
  private let one = Evidence(ref: "INC-1", at: after(0), detectSeconds: 840, repairSeconds: 2820)
  private let two = Evidence(ref: "INC-2", at: after(9), detectSeconds: 240)

  @Test func `incidents give means, with where they come from`() {
    let measured = MeasuredInputs(incidents: [one, two], windowDays: 180, now: after(10))
    #expect(
      measured.inputs == [
        .detectMinutes: .init(9, .incident, source: "INC-1, INC-2", at: after(9)),
        .repairMinutes: .init(47, .incident, source: "INC-1", at: after(0)),
        .daysBetween: .init(90, .incident, source: "INC-1, INC-2", at: after(10)),
      ])
  }

  @Test func `without an incident everything stays estimated`() {
    let measured = MeasuredInputs(incidents: [], windowDays: 365, now: start)
    #expect(measured.isEmpty)
    #expect(regionLoss.measured(by: measured) == regionLoss)
  }

  @Test(arguments: [0.0, -1, .nan, .infinity])
  func `without a window there is no time between failures`(days: Double) {
    #expect(
      MeasuredInputs(incidents: [one], windowDays: days, now: start).inputs[.daysBetween] == nil)
  }

  @Test func `negative times are none`() {
    let odd = Evidence(ref: "INC-3", at: start, detectSeconds: -5, repairSeconds: -5)
    #expect(MeasuredInputs(incidents: [odd], windowDays: 30, now: start).inputs.count == 1)
  }

  @Test func `five incidents are named and the rest counted`() {
    let many = (1...7).map { Evidence(ref: "INC-\($0)", at: start) }
    let measured = MeasuredInputs(incidents: many, windowDays: 70, now: start)
    #expect(
      measured.inputs[.daysBetween]?.source == "INC-1, INC-2, INC-3, INC-4, INC-5 and 2 more")
  }

  @Test func `an incident is measured by its milestones`() {
    var log = Log.declared()
    log.add(0, .milestone(MilestoneReached(name: .impactStarted)))
    log.add(14, .milestone(MilestoneReached(name: .detected)))
    log.add(61, .milestone(MilestoneReached(name: .recovered)))
    let evidence = Evidence(log.folded, ref: "INC-42", now: after(99))
    #expect(evidence?.detectSeconds == 840)
    #expect(evidence?.repairSeconds == 2820)
  }

  @Test func `a drill updates only what it measured`() {
    let run = sampleRun([.injected: 0, .switched: 10, .detected: 180])
    let measured = regionLoss.measured(by: MeasuredInputs(drill: run, now: muchLater))
    #expect(measured.detectMinutes.value == 3)
    #expect(measured.detectMinutes.provenance == .drill)
    #expect(measured.detectMinutes.source == "DRILL-0")
    #expect(measured.repairMinutes == regionLoss.repairMinutes)
    #expect(measured.daysBetween == regionLoss.daysBetween)
  }

  @Test func `a drill that recovers in minutes saves most of the risk`() throws {
    let run = sampleRun([.injected: 0, .switched: 200, .detected: 180, .verified: 720])
    let saving = try SavingEstimate(
      regionLoss, measured: MeasuredInputs(drill: run, now: muchLater))
    #expect(decimalText(saving.minutesPerYear, places: 1) == "79.5")
  }

  @Test func `whoever injected the fault has not detected it`() {
    let run = sampleRun(fullMarks) { $0.marks[.detected]?.by = .injector }
    #expect(MeasuredInputs(drill: run, now: muchLater).inputs[.detectMinutes] == nil)
  }

  @Test func `a table-top measures nothing`() {
    let run = sampleRun(fullMarks, plan: samplePlan { $0.isTableTop = true })
    #expect(MeasuredInputs(drill: run, now: muchLater).isEmpty)
  }

  @Test func `an experiment is measured by the names of its steps`() {
    var run = ExperimentRun(
      verdict: .held, digest: "", status: "completed", isDeviated: false)
    run.milestones = ["t0-inject": after(0), "t2-detect": after(2), "t7-verify": after(7)]
    let measured = MeasuredInputs(experiment: run, ref: "EXP-1")
    #expect(measured.inputs[.detectMinutes] == .init(2, .experiment, source: "EXP-1", at: after(2)))
    #expect(measured.inputs[.repairMinutes] == .init(5, .experiment, source: "EXP-1", at: after(7)))
  }

  @Test(arguments: [
    ExperimentRun.Verdict.inconclusive, .notRun, .rehearsal, .observation, .baseline,
  ])
  func `an experiment that is no evidence measures nothing`(verdict: ExperimentRun.Verdict) {
    var run = ExperimentRun(verdict: verdict, digest: "", status: "completed", isDeviated: false)
    run.milestones = ["t0": after(0), "t2": after(2)]
    #expect(MeasuredInputs(experiment: run, ref: "EXP-1").isEmpty)
  }
}
