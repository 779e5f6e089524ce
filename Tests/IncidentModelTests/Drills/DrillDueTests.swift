import Testing

@testable import IncidentModel

private func day(_ number: Int64) -> Instant { start.advanced(bySeconds: number * 86_400) }

private func due(
  last: Int64?, cadence: Int = 90, seeded: Int64? = nil, now: Int64
) -> Due {
  Due(
    created: start, lastQualifying: last.map(day), cadenceDays: cadence, seededAt: seeded.map(day),
    now: day(now))
}

@Suite struct DueTests {
  @Test(arguments: [
    (Int64(0), Due.State.ok), (71, .ok), (72, .dueSoon), (89, .dueSoon), (90, .overdue),
    (500, .overdue),
  ])
  func `the last fifth of the interval is soon, its end is overdue`(now: Int64, state: Due.State) {
    let due = due(last: 0, now: now)
    #expect(due.state == state)
    #expect(due.at == day(90))
    #expect(due.reason == .cadence(days: 90))
  }

  @Test(arguments: [(Int64(0), Due.State.never), (13, .never), (14, .overdue)])
  func `what was never run is overdue after its first time`(now: Int64, state: Due.State) {
    #expect(due(last: nil, now: now).state == state)
    #expect(due(last: nil, now: now).at == day(14))
  }

  @Test func `a short cadence leaves no longer first time`() {
    #expect(due(last: nil, cadence: 7, now: 0).at == day(7))
  }

  @Test func `an incident calls for a drill within two weeks`() {
    let due = due(last: 0, seeded: 20, now: 21)
    #expect(due.at == day(34))
    #expect(due.reason == .seeded(days: 14))
    #expect(due.state == .ok)
  }

  @Test func `a drill since the incident has answered it`() {
    #expect(due(last: 25, seeded: 20, now: 30).at == day(115))
  }

  @Test func `an incident does not put off what is due earlier`() {
    #expect(due(last: 0, cadence: 30, seeded: 29, now: 29).at == day(30))
  }

  @Test(arguments: [Int.min, -1, 0, Int.max])
  func `no cadence overflows`(days: Int) {
    let due = Due(
      created: Instant(milliseconds: .max), lastQualifying: Instant(milliseconds: .max - 5),
      cadenceDays: days, seededAt: Instant(milliseconds: .max), now: Instant(milliseconds: .min))
    #expect(due.at == Instant(milliseconds: .max))
  }
}

@Suite struct DrillDueTests {
  private func due(
    _ runs: [DrillRun], plan: DrillPlan = samplePlan(), changed: Instant? = nil, now: Int64 = 50
  ) -> DrillDue {
    DrillDue(
      plan: plan, planDigest: "a", created: start, runs: runs, topologyChangedAt: changed,
      now: day(now))
  }

  @Test(arguments: [
    (DrillPlan.Topology.activeActive, 30), (.activePassive, 90), (.backupRestore, 180),
  ])
  func `the topology gives the cadence`(topology: DrillPlan.Topology, days: Int) {
    #expect(samplePlan { $0.topology = topology }.effectiveCadenceDays == days)
  }

  @Test func `absent people are tried twice a year`() {
    #expect(samplePlan { $0.absentRoles = [.operations] }.effectiveCadenceDays == 180)
  }

  @Test func `the plan's own cadence comes first`() {
    let plan = samplePlan {
      $0.absentRoles = [.operations]
      $0.cadenceDays = 7
    }
    #expect(plan.effectiveCadenceDays == 7)
  }

  @Test(arguments: [
    sampleRun(fullMarks, plan: samplePlan { $0.isTableTop = true }, day: 20),
    sampleRun([:], day: 20),
    sampleRun([.injected: 0, .switched: 9], day: 20) { $0.abortedBecause = "x" },
    sampleRun(fullMarks, day: 20, isOver: false),
  ])
  func `what shows nothing does not reset the clock`(run: DrillRun) {
    let due = due([run, sampleRun(fullMarks, day: 1)])
    #expect(due.last?.ref == "DRILL-1")
    #expect(due.notCounting == 1)
    #expect(due.due.at == day(91).advanced(bySeconds: 1500))
  }

  @Test func `a failed drill counts as much as one that passed`() {
    #expect(due([sampleRun(fullMarks, day: 1) { $0.wasRunbookFollowed = false }]).last != nil)
  }

  @Test func `another plan since the last drill makes it stale`() {
    #expect(due([sampleRun(fullMarks, day: 1, digest: "b")]).isStale)
    #expect(!due([sampleRun(fullMarks, day: 1)]).isStale)
    #expect(due([sampleRun(fullMarks, day: 1)], changed: day(5)).isStale)
    #expect(!due([]).isStale)
  }

  @Test func `blocked dates push the start and not the due date`() {
    // 2026-11-22 plus 14 days.
    let plan = samplePlan { $0.blockedDates = ["2026-12-06", "2026-12-07", "soon"] }
    let due = due([], plan: plan, now: 0)
    #expect(due.due.at == day(14))
    #expect(due.nextStart == CivilTime(year: 2026, month: 12, day: 8).utc)
  }

  @Test func `windows give the first moment at which it may begin`() {
    // 2026-12-06 is a Sunday.
    let plan = samplePlan {
      $0.windows = ["tue 09:00-12:00 UTC", "mon-fri 14:00-16:00"]
      $0.blockedDates = ["2026-12-07"]
    }
    #expect(
      due([], plan: plan, now: 0).nextStart
        == CivilTime(year: 2026, month: 12, day: 8, hour: 9).utc)
  }

  @Test func `within a window it may begin at once`() {
    let plan = samplePlan { $0.windows = ["mon-sun 13:00-15:00"] }
    #expect(due([], plan: plan, now: 20).nextStart == day(20))
  }

  @Test(arguments: [Int64.min, .max, -1])
  func `where there are no dates there is no start`(milliseconds: Int64) {
    #expect(samplePlan().nextStart(from: Instant(milliseconds: milliseconds)) == nil)
  }

  @Test(arguments: ["mon-fri 09:00-16:00 UTC", "mon-fri 09:00-16:00", "TUE 9:00-12:00 utc"])
  func `windows are read`(text: String) {
    #expect(DrillWindow(text) != nil)
  }

  @Test(arguments: ["", "UTC", "mon", "09:00-16:00", "mon-fri 16:00-09:00", "mon-fri 9-16"])
  func `other texts are no window`(text: String) {
    #expect(DrillWindow(text) == nil)
  }
}
