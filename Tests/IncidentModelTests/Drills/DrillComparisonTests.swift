import Testing

@testable import IncidentModel

private func compared(_ run: DrillRun, _ earlier: [DrillRun]) -> DrillComparison {
  DrillReport(run: run, earlier: earlier, now: muchLater).comparison
}

/// A complete run that was verified at that second.
private func verified(_ seconds: Int64, day: Int64, digest: String = "a") -> DrillRun {
  var marks = fullMarks
  marks[.verified] = seconds
  return sampleRun(marks, day: day, digest: digest)
}

@Suite struct DrillComparisonTests {
  private func recovery(_ comparison: DrillComparison) -> DrillComparison.Row? {
    comparison.rows.first { $0.name == .recoveryFromInjection }
  }

  @Test func `previous, best, median and objective stand beside this run`() {
    let earlier = [500, 300, 450, 400, 420, 600].enumerated().map {
      verified($0.element, day: Int64($0.offset))
    }
    let row = recovery(compared(verified(430, day: 10), earlier.shuffled()))
    #expect(row?.this.amount == 430)
    #expect(row?.previous == 600)
    #expect(row?.best == 300)
    #expect(row?.medianOfLastFive == 420)
    #expect(row?.objective == 600)
  }

  @Test func `a changed plan begins the series anew`() {
    let comparison = compared(
      verified(430, day: 10), [verified(400, day: 1, digest: "b"), verified(410, day: 2)])
    #expect(comparison.runs.map(\.ref) == ["DRILL-2"])
    #expect(comparison.byAnotherPlan == 1)
  }

  @Test(
    arguments: [
      { $0.from = "us" }, { $0.to = "ap" }, { $0.isGraceful = true }, { $0.environment = "lab" },
      { $0.service = "search" }, { $0.isTableTop = true },
    ] as [@Sendable (inout DrillPlan) -> Void])
  func `another drill is no measure for this one`(change: @Sendable (inout DrillPlan) -> Void) {
    let other = sampleRun(fullMarks, plan: samplePlan(isGraceful: false, change), day: 1)
    let comparison = compared(sampleRun(fullMarks, day: 10), [other])
    #expect(comparison.runs.isEmpty)
    #expect(comparison.byAnotherPlan == 0)
  }

  @Test func `neither later drills nor itself are earlier ones`() {
    let run = verified(430, day: 10)
    #expect(compared(run, [run, verified(400, day: 11)]).runs.isEmpty)
  }

  @Test(arguments: [
    (Int64(200), Int64(240), false), (200, 241, true), (100, 130, false), (100, 131, true),
    (100, 121, false), (10, 40, false), (300, 200, false),
  ])
  func `worse is more than a fifth and more than half a minute`(
    previous: Int64, this: Int64, isWorse: Bool
  ) {
    let marks: (Int64) -> [DrillMilestone: Int64] = { [.injected: 0, .detected: $0] }
    let comparison = compared(
      sampleRun(marks(this), day: 2), [sampleRun(marks(previous), day: 1)])
    #expect(comparison.rows.first { $0.name == .detect }?.isWorse == isWorse)
    #expect(
      comparison.regressions.contains(.slower(.detect, from: previous, to: this)) == isWorse)
  }

  @Test func `an objective that was met and is missed is told`() {
    let comparison = compared(verified(620, day: 2), [verified(590, day: 1)])
    #expect(comparison.regressions == [.objectiveLost(.rto)])
  }

  @Test func `a verification that is left out is told`() {
    var marks = fullMarks
    marks[.stateVerified] = nil
    let comparison = compared(sampleRun(marks, day: 2), [sampleRun(fullMarks, day: 1)])
    #expect(comparison.regressions == [.verificationDropped(.stateVerified)])
  }

  @Test func `what is still to come is not left out`() {
    let run = sampleRun([.injected: 0, .switched: 60], day: 2, isOver: false)
    #expect(compared(run, [sampleRun(fullMarks, day: 1)]).regressions.isEmpty)
  }

  @Test func `a measure that the previous run lacks is compared with none`() {
    let previous = sampleRun([.injected: 0, .switched: 9], day: 1)
    let row = recovery(compared(verified(430, day: 2), [previous]))
    #expect(row?.previous == nil)
    #expect(row?.isWorse == false)
  }
}
