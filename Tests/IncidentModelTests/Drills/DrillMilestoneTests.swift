import Testing

@testable import IncidentModel

@Suite struct DrillMilestoneTests {
  @Test(arguments: [
    ("t7", DrillMilestone.verified), ("T7", .verified), ("verified", .verified),
    ("first-good", .firstGood), ("FirstGood", .firstGood), ("FIRST_GOOD", .firstGood),
    ("first good", .firstGood), (" t11 ", .failbackVerified), ("T1", .impactSeen),
    ("state-verified", .stateVerified),
  ])
  func `a milestone is read as people type it`(text: String, milestone: DrillMilestone) {
    #expect(DrillMilestone(text) == milestone)
  }

  @Test(arguments: ["", "t", "t12", "T07", "first", "t7 verified", "é"])
  func `other words are no milestone`(text: String) {
    #expect(DrillMilestone(text) == nil)
  }

  @Test(arguments: DrillMilestone.allCases)
  func `what is typed and what is shown lead back to the milestone`(milestone: DrillMilestone) {
    #expect(DrillMilestone(milestone.rawValue.hyphenated) == milestone)
    #expect(DrillMilestone(milestone.label) == milestone)
    #expect(!milestone.rawValue.hyphenated.contains { $0.isUppercase })
  }

  @Test(arguments: [
    ("t2-detect", DrillMilestone.detected), ("t10-fail-back", .failbackStarted),
    ("t7", .verified), ("first-good", .firstGood), ("T4: decide", .decided),
  ])
  func `a step is named after its milestone`(name: String, milestone: DrillMilestone) {
    #expect(DrillMilestone(ofStep: name) == milestone)
  }

  @Test(arguments: ["kill-eu", "t2detect", "", "-", "front-200"])
  func `other steps stand for none`(name: String) {
    #expect(DrillMilestone(ofStep: name) == nil)
  }

  @Test func `predecessors stand before`() {
    for milestone in DrillMilestone.allCases {
      #expect(milestone.predecessors.allSatisfy { $0.number < milestone.number })
    }
  }

  @Test func `a complete run is in order`() {
    #expect(sampleRun(fullMarks).orderViolations.isEmpty)
  }

  @Test func `an earlier milestone after a later one is told with both times`() {
    let run = sampleRun([.injected: 10, .detected: 5])
    #expect(
      run.orderViolations == [
        DrillOrderViolation(
          earlier: .injected, earlierAt: start.advanced(bySeconds: 10), later: .detected,
          laterAt: start.advanced(bySeconds: 5))
      ])
  }

  @Test func `order is seen across what was not marked`() {
    let run = sampleRun([.injected: 0, .switched: 60, .verified: 30])
    #expect(run.orderViolations.map(\.later) == [.verified])
    #expect(run.orderViolations.map(\.earlier) == [.switched])
  }

  @Test func `somebody may lead before anything is noticed`() {
    #expect(sampleRun([.injected: 0, .leadAssigned: 10, .detected: 60]).orderViolations.isEmpty)
  }
}

@Suite struct DrillMeasureTests {
  private func value(
    _ name: DrillMeasure.Name, _ run: DrillRun, now: Instant = muchLater
  ) -> DrillMeasure.Value {
    DrillMeasure(name, of: run, now: now).value
  }

  @Test(arguments: [
    (DrillMeasure.Name.detect, Int64(60)), (.mobilise, 30), (.decide, 60), (.execute, 60),
    (.userOutage, 235), (.recoveryFromInjection, 420), (.recoveryFromDecision, 270),
    (.exposure, 1080), (.failback, 200),
  ])
  func `each is the time between its two milestones`(name: DrillMeasure.Name, seconds: Int64) {
    #expect(value(name, sampleRun(fullMarks)) == .seconds(seconds))
  }

  @Test func `recovery ends when it is verified, not when traffic is switched`() {
    let run = sampleRun([.injected: 0, .decided: 10, .switched: 20, .firstGood: 30])
    #expect(value(.recoveryFromInjection, run) == .missing([.verified]))
  }

  @Test(arguments: DrillMeasure.Name.allCases)
  func `without marks nothing is measured, least of all as zero`(name: DrillMeasure.Name) {
    let measure = DrillMeasure(name, of: sampleRun([:]), now: muchLater)
    #expect(measure.amount == nil)
    #expect(measure.words.hasPrefix("not measured"))
  }

  @Test func `both missing endpoints are told`() {
    #expect(value(.failback, sampleRun([:])) == .missing([.failbackStarted, .failbackVerified]))
  }

  @Test func `an end before its start is no time`() {
    #expect(value(.detect, sampleRun([.injected: 10, .detected: 5])) == .endBeforeStart)
  }

  @Test func `a mark in the future is no measurement`() {
    let run = sampleRun([.injected: 0, .detected: 120])
    #expect(value(.detect, run, now: start) == .inTheFuture(.detected))
  }

  @Test(arguments: [
    (Int64?.none, DrillMeasure.Value.notCounted), (0, .seconds(0)), (5, .seconds(5)),
    (-1, .notCounted),
  ])
  func `lost writes are what was counted`(lost: Int64?, expected: DrillMeasure.Value) {
    #expect(value(.recoveryPoint, sampleRun(fullMarks) { $0.lostSeconds = lost }) == expected)
  }

  @Test func `lost records are counted apart`() {
    let run = sampleRun(fullMarks) { $0.lostRecords = 1 }
    #expect(value(.recoveryPointRecords, run) == .records(1))
    #expect(DrillMeasure(.recoveryPointRecords, of: run, now: muchLater).words == "1 record")
    #expect(value(.recoveryPoint, run) == .notCounted)
  }

  @Test func `times at the ends of the range do not overflow`() {
    let run = sampleRun([:]) {
      $0.marks[.injected] = DrillMark(at: Instant(milliseconds: .min), author: .person(ana))
      $0.marks[.detected] = DrillMark(at: Instant(milliseconds: .max), author: .person(ana))
    }
    #expect(
      value(.detect, run, now: Instant(milliseconds: .max)) == .seconds(Int64.max / 1000 + 1))
  }

  @Test(arguments: [
    (Int64(0), "0s"), (59, "59s"), (3605, "1h 5s"), (90_061, "1d 1h 1m 1s"), (-60, "-1m"),
    (.min, "-106751991167300d 15h 30m 8s"),
  ])
  func `spans are told to the second`(seconds: Int64, text: String) {
    #expect(exactDurationText(seconds) == text)
  }
}
