import Testing

@testable import IncidentModel

@Suite struct MetricTests {
  private func value(_ name: Metric.Name, _ log: Log, _ now: Int64 = 200) -> Metric.Value? {
    log.folded.metrics(at: after(now)).first { $0.name == name }?.value
  }

  @Test func `Google's example gives the times its report gives`() {
    var log = Log()
    log.add(0, .milestone(MilestoneReached(name: .impactStarted)))
    log.add(1, .milestone(MilestoneReached(name: .detected)))
    log.add(7, .declared(Declaration(title: "Shakespeare")))
    log.add(42, .milestone(MilestoneReached(name: .mitigated)))
    log.add(66, .milestone(MilestoneReached(name: .recovered)))
    log.add(96, .status(StatusChange(to: .resolved)))
    #expect(value(.timeToDetect, log) == .seconds(60))
    #expect(value(.timeToMitigate, log) == .seconds(41 * 60))
    #expect(value(.outage, log) == .seconds(66 * 60))
    #expect(value(.timeToResolve, log) == .seconds(89 * 60))
    #expect(value(.timeToAcknowledge, log) == .missing([.acknowledged]))
    #expect(value(.outage, log, 50) == .inTheFuture(.recovered))
  }

  @Test func `an end before its start is said with both times`() {
    var log = Log.declared()
    log.add(-5, .milestone(MilestoneReached(name: .detected)))
    log.add(-10, .milestone(MilestoneReached(name: .mitigated)))
    #expect(value(.timeToMitigate, log) == .endBeforeStart)
    let expected = OrderViolation(
      earlier: .detected, earlierAt: after(-5), later: .mitigated, laterAt: after(-10))
    #expect(log.folded.orderViolations == [expected])
  }

  @Test func `milestones follow from other entries unless they are set`() {
    var log = Log.declared()
    log.add(3, .note(Remark(text: "here")), by: bo)
    log.add(5, .status(StatusChange(to: .monitoring)))
    log.add(6, .update(Update(audience: .public, text: "x")))
    log.add(9, .status(StatusChange(to: .resolved)))
    let milestones = log.folded.state.milestones
    #expect(milestones[.declared] == start)
    #expect(milestones[.engaged] == after(3))
    #expect(milestones[.mitigated] == after(5))
    #expect(milestones[.firstPublicUpdate] == after(6))
    #expect(milestones[.resolved] == after(9))
    log.add(4, .milestone(MilestoneReached(name: .mitigated)))
    #expect(log.folded.state.milestones[.mitigated] == after(4))
    log.add(12, .status(StatusChange(to: .investigating, because: "again")))
    #expect(log.folded.state.milestones[.resolved] == nil)
  }

  @Test func `time in each severity runs to the resolution`() {
    var log = Log.declared()
    log.add(10, .severity(SeverityChange(to: .sev1)))
    log.add(15, .severity(SeverityChange(to: .sev2)))
    log.add(20, .status(StatusChange(to: .resolved)))
    let times = log.folded.timeInSeverity(at: after(99))
    #expect(times.map(\.severity) == [.sev1, .sev2])
    #expect(times.map(\.seconds) == [300, 900])
  }

  @Test func `an update after its time is late`() {
    var log = Log.declared()
    log.add(31, .update(Update(audience: .team, text: "x", nextSeconds: 600)))
    log.add(40, .update(Update(audience: .team, text: "x")))
    #expect(log.folded.updatesSent == (2, 1))
  }

  @Test(
    arguments: [
      ([Int64](), nil, nil), ([5], 5, 5), ([1, 3], 2, 3), ([9, 1, 2], 2, 9),
      (Array(1...10), 5, 9), (Array(1...11), 6, 10),
    ] as [([Int64], Int64?, Int64?)])
  func `many are summed up by median and a high quantile`(
    values: [Int64], median: Int64?, ninetieth: Int64?
  ) throws {
    let some = values.map { MeasuredIncident(mode: .live, severity: .sev1, seconds: [.outage: $0]) }
    let metric = MetricOverMany(
      .outage, over: some + [.init(mode: .live, severity: .sev1, seconds: [:])])
    #expect(metric.median == median)
    #expect(metric.ninetieth == ninetieth)
    #expect(metric.count == values.count)
    #expect(metric.total == values.count + 1)
  }

  @Test func `drills stand apart and tests nowhere`() {
    let all = [Mode.live, .drill, .test, .live].map {
      MeasuredIncident(mode: $0, severity: $0 == .live ? .sev2 : .sev1, seconds: [:])
    }
    let figures = MetricsOverMany(all)
    #expect(figures.live.map(\.severity) == [nil, .sev2])
    #expect(figures.live.map(\.total) == [2, 2])
    #expect(figures.drills.map(\.total) == [1, 1])
  }

  @Test func `an incident counts at its worst`() {
    var log = Log.declared(.sev1)
    log.add(5, .severity(SeverityChange(to: .sev3)))
    #expect(MeasuredIncident(log.folded, at: after(9)).severity == .sev1)
  }
}
