import Testing

@testable import IncidentModel

private func report(_ run: DrillRun, _ earlier: [DrillRun] = []) -> DrillReport {
  DrillReport(run: run, earlier: earlier, now: muchLater)
}

private func check(_ name: DrillCheck.Name, _ run: DrillRun) -> DrillOutcome? {
  report(run).checks.first { $0.name == name }?.outcome
}

private func outcome(_ name: DrillObjectiveResult.Name, _ run: DrillRun) -> DrillOutcome? {
  report(run).objectives.first { $0.name == name }?.outcome
}

@Suite struct DrillObjectiveTests {
  @Test(arguments: [
    (Int64(599), DrillOutcome.met), (600, .met), (601, .missed),
  ])
  func `an actual up to the objective meets it`(verified: Int64, expected: DrillOutcome) {
    #expect(
      outcome(.rto, sampleRun([.injected: 0, .switched: 5, .verified: verified])) == expected)
  }

  @Test func `what was not measured is not met`() {
    #expect(outcome(.rto, sampleRun([.injected: 0, .switched: 5])) == .notMeasured)
  }

  @Test func `objectives that are not set do not appear`() {
    #expect(report(sampleRun(fullMarks)).objectives.map(\.name) == [.detect, .rto, .failback])
  }

  @Test func `the clock of the RTO starts where the plan says`() {
    let plan = samplePlan { $0.objectives.rtoStart = .decided }
    let run = sampleRun([.injected: 0, .decided: 500, .switched: 510, .verified: 900], plan: plan)
    #expect(outcome(.rto, run) == .met)
  }

  @Test func `objective and actual are told in different words`() throws {
    let result = try #require(report(sampleRun(fullMarks)).objectives.first { $0.name == .rto })
    #expect(result.objectiveWords == "at most 10m")
    #expect(result.actual.words == "7m")
  }

  @Test(arguments: [
    (false, Int64(0), DrillOutcome.met), (false, 6, .missed), (true, 0, .notMeasured),
    (true, 6, .missed),
  ])
  func `a graceful drill does not prove the recovery point`(
    isGraceful: Bool, lost: Int64, expected: DrillOutcome
  ) {
    let plan = samplePlan(isGraceful: isGraceful) { $0.objectives.rpoSeconds = 5 }
    let run = sampleRun(fullMarks, plan: plan) { $0.lostSeconds = lost }
    #expect(outcome(.rpo, run) == expected)
    #expect(check(.recoveryPoint, run) == expected)
  }

  @Test func `a table-top measures nothing`() {
    let run = sampleRun(fullMarks, plan: samplePlan { $0.isTableTop = true })
    #expect(outcome(.rto, run) == .notMeasured)
  }
}

@Suite struct DrillCheckTests {
  @Test func `there are eight, each with a sentence of evidence`() {
    let checks = report(sampleRun(fullMarks)).checks
    #expect(checks.map(\.name) == DrillCheck.Name.allCases)
    #expect(checks.count == 8)
    #expect(checks.allSatisfy { $0.evidence.hasSuffix(".") })
  }

  @Test func `what was not measured is counted apart`() {
    let run = sampleRun(fullMarks) { $0.wasRunbookFollowed = nil }
    #expect(report(run).score == "6 of 8 met, 2 not measured")
  }

  @Test(arguments: [
    (DrillMark.Detector?.some(.monitor), DrillOutcome.met), (.human, .missed),
    (.injector, .notMeasured), (nil, .notMeasured),
  ])
  func `only monitoring detects`(detector: DrillMark.Detector?, expected: DrillOutcome) {
    let run = sampleRun(fullMarks) { $0.marks[.detected]?.by = detector }
    #expect(check(.detectedByMonitoring, run) == expected)
  }

  @Test(arguments: [
    (Bool?.some(true), DrillOutcome.met), (false, .missed), (nil, .notMeasured),
  ])
  func `the role on duty decides`(isOnDuty: Bool?, expected: DrillOutcome) {
    #expect(
      check(.decidedOnDuty, sampleRun(fullMarks) { $0.wasDecidedOnDuty = isOnDuty }) == expected)
  }

  @Test func `who was to be absent and took part spoils the decision`() {
    let run = sampleRun(fullMarks) { $0.absentButPresent = [.operations] }
    #expect(check(.decidedOnDuty, run) == .missed)
  }

  @Test func `steps of no runbook are improvised`() {
    let run = sampleRun(fullMarks) { $0.unrehearsedSteps = ["restarted the cache"] }
    #expect(check(.runbookFollowed, run) == .missed)
  }

  @Test func `a switch that nobody verified is a miss, an aborted one is not`() {
    let marks: [DrillMilestone: Int64] = [.injected: 0, .switched: 60]
    #expect(check(.failoverVerified, sampleRun(marks)) == .missed)
    #expect(
      check(.failoverVerified, sampleRun(marks) { $0.abortedBecause = "x" }) == .notMeasured)
    #expect(check(.failoverVerified, sampleRun(marks, isOver: false)) == .notMeasured)
  }

  @Test(arguments: [
    (Int64?.some(1200), Int64?.some(1300), DrillOutcome.met), (1400, 1300, .missed),
    (nil, 1300, .missed), (1200, nil, .met), (nil, nil, .notMeasured),
  ])
  func `the state is verified before traffic goes back`(
    verified: Int64?, back: Int64?, expected: DrillOutcome
  ) {
    var marks = fullMarks
    marks[.stateVerified] = verified
    marks[.failbackStarted] = back
    #expect(check(.stateVerifiedBeforeFailback, sampleRun(marks)) == expected)
  }

  @Test(arguments: [
    ([DrillMilestone.failbackStarted, .failbackVerified], true, DrillOutcome.met),
    ([.failbackStarted], true, .missed), ([], true, .missed), ([], false, .notMeasured),
  ])
  func `a drill ends with traffic back, when the plan asks for it`(
    marked: [DrillMilestone], isNeeded: Bool, expected: DrillOutcome
  ) {
    let marks = fullMarks.filter { $0.key.number < 10 || marked.contains($0.key) }
    let run = sampleRun(marks, plan: samplePlan { $0.needsFailback = isNeeded })
    #expect(check(.failbackDone, run) == expected)
  }
}

@Suite struct DrillVerdictTests {
  @Test func `a complete drill within its objectives has passed`() {
    #expect(report(sampleRun(fullMarks)).verdict == .passed)
    #expect(report(sampleRun(fullMarks)).reasons.isEmpty)
  }

  @Test func `one missed objective fails it`() {
    var marks = fullMarks
    marks[.verified] = 700
    #expect(report(sampleRun(marks)).verdict == .failed)
    #expect(report(sampleRun(marks)).reasons == [.objectiveMissed(.rto)])
  }

  @Test func `one missed check fails it`() {
    let run = sampleRun(fullMarks) { $0.wasRunbookFollowed = false }
    #expect(report(run).reasons == [.checkMissed(.runbookFollowed)])
    #expect(report(run).verdict == .failed)
  }

  @Test func `an objective that was not measured leaves it open`() {
    let run = sampleRun(fullMarks) { $0.marks[.detected] = nil }
    #expect(report(run).verdict == .inconclusive)
    #expect(report(run).reasons == [.objectiveNotMeasured(.detect)])
  }

  @Test func `an aborted drill is inconclusive`() {
    let run = sampleRun([.injected: 0, .switched: 60]) { $0.abortedBecause = "real outage" }
    #expect(report(run).verdict == .inconclusive)
    #expect(report(run).reasons.first == .aborted)
  }

  @Test func `a drill in which nothing was done is inconclusive`() {
    #expect(report(sampleRun([:])).reasons == [.notRun])
  }

  @Test func `a drill without objectives cannot pass`() {
    let run = sampleRun(fullMarks, plan: samplePlan { $0.objectives = .init() })
    #expect(report(run).verdict == .inconclusive)
    #expect(report(run).reasons == [.noObjective])
  }

  @Test func `milestones that contradict each other leave it open`() {
    var marks = fullMarks
    marks[.impactSeen] = -10
    #expect(report(sampleRun(marks)).reasons == [.outOfOrder])
  }

  @Test func `a table-top is a table-top`() {
    let run = sampleRun(fullMarks, plan: samplePlan { $0.isTableTop = true })
    #expect(report(run).verdict == .tableTop)
    #expect(report(run).score == "0 of 8 met, 8 not measured")
    #expect(!report(run).limits.isEmpty)
  }

  @Test func `a graceful drill may pass but says what it does not prove`() {
    let plan = samplePlan(isGraceful: true) { $0.objectives.rpoSeconds = 5 }
    let run = sampleRun(fullMarks, plan: plan) { $0.lostSeconds = 0 }
    #expect(report(run).verdict == .passed)
    #expect(report(run).limits.contains { $0.contains("RPO") })
  }

  @Test func `never is more met than measured`() {
    var generator = SeededNumbers(seed: 7)
    for _ in 0..<500 {
      let run = generator.run()
      let report = report(run)
      #expect(report.count(.met) + report.count(.missed) + report.count(.notMeasured) == 8)
      if report.verdict == .passed {
        #expect(run.marks[.verified] != nil)
        #expect(report.count(.missed) == 0)
        #expect(report.objectives.allSatisfy { $0.outcome == .met })
      }
      for objective in report.objectives where objective.outcome == .met {
        #expect(objective.actual.amount.map { $0 <= objective.objective } == true)
      }
    }
  }
}
