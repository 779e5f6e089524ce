import Testing

@testable import IncidentModel

@Suite struct HealthErrorBudgetTests {
  private static let nines3 = Objective(percent: 99.9)

  @Test(arguments: [
    // Objective, error ratio, budget left, burn, hours: worked out by hand from the formula.
    (99.9, 0.0144, 1.0, 14.4, 50.0), (99.9, 0.0144, 0.05, 14.4, 2.5),
    (99.9, 0.05, 0.25, 50, 3.6), (99.9, 0.2, 1, 200, 3.6), (99.9, 1, 1, 1000, 0.72),
    (99.0, 0.2, 0.05, 20, 1.8), (99.99, 0.0005, 0.25, 5, 36),
  ])
  func `the rest lasts for so many hours`(
    _ percent: Double, _ ratio: Double, _ left: Double, _ burn: Double, _ hours: Double
  ) throws {
    let budget = ErrorBudget(objective: Objective(percent: percent), left: left)
    #expect(abs(budget.burn(ratio) - burn) < 1e-6)
    guard case .hours(let found) = budget.lasts(ratio) else {
      Issue.record("\(budget.lasts(ratio))")
      return
    }
    #expect(abs(found - hours) < 1e-6)
    #expect(budget.lasts(ratio).isOver(within: 4) == (hours <= 4))
  }

  @Test func `exactly four hours are within four hours, whatever the digits`() {
    // 1 - 0.999 is not 0.001: by hand this is 4 h.
    let budget = ErrorBudget(objective: Self.nines3, left: 1)
    #expect(budget.lasts(0.18).isOver(within: 4))
  }

  @Test func `nothing bad lasts for ever, and nothing left is said`() {
    #expect(ErrorBudget(objective: Self.nines3, left: 1).lasts(0) == .never)
    #expect(ErrorBudget(objective: Self.nines3, left: 0).lasts(0.1) == .exhausted)
    let over = ErrorBudget(objective: Self.nines3, over: EventCount(bad: 2, total: 1000))
    #expect(over.map { abs($0.left + 1) < 1e-9 } == true)
  }

  @Test(arguments: [(0.0, 0.0), (.nan, 10), (1, .nan), (1, .infinity), (0, -1)])
  func `no events are no ratio`(_ bad: Double, _ total: Double) {
    #expect(EventCount(bad: bad, total: total).errorRatio == nil)
    #expect(ErrorBudget(objective: Self.nines3, over: EventCount(bad: bad, total: total)) == nil)
  }

  /// The state with so many bad of a thousand events in each window and a quarter of the budget left.
  private func state(
    _ bad: [BurnWindow: Double], total: Double = 1000, left: Double = 0.25
  ) -> BurnState {
    let spent = (1 - left) * Self.nines3.budget
    return BurnState(
      Self.nines3, whole: EventCount(bad: spent * 1e6, total: 1e6),
      counts: bad.mapValues { EventCount(bad: $0 * total / 1000, total: total) })
  }

  @Test func `somebody is woken when both windows say that it is soon over`() {
    #expect(state([.hour: 50, .fiveMinutes: 50]).alert == .page)
    #expect(
      state([.hour: 50, .fiveMinutes: 50]).text == "burns 50x, 3h 36m left, 25 % of the budget left"
    )
    #expect(state([.hour: 50, .fiveMinutes: 0]).alert == .none)
    #expect(state([.hour: 50]).alert == .none)
    #expect(state([.hour: 40, .fiveMinutes: 50]).alert == .none)
  }

  @Test func `few events wake nobody unless many of them are bad`() {
    #expect(state([.hour: 500, .fiveMinutes: 500], total: 10).alert == .fewEvents(10))
    #expect(state([.hour: 500, .fiveMinutes: 500], total: 20).alert == .page)
  }

  @Test func `slow burn is for the same day`() {
    #expect(
      state([.hour: 4, .day: 3.1, .twoHours: 3.1]).alert == .ticket(factor: 3))
    #expect(state([.hour: 1, .threeDays: 1.1, .sixHours: 1.1]).alert == .ticket(factor: 1))
    #expect(state([.hour: 1, .threeDays: 1.1, .sixHours: 0.9]).alert == .none)
    #expect(state([.hour: 4, .day: 3.1, .twoHours: 3.1]).urgency == .today)
  }

  @Test func `no events are said and not guessed`() {
    let quiet = state([.hour: 0, .fiveMinutes: 0], total: 0)
    #expect(quiet.alert == .noEvents)
    #expect(quiet.status == .unknown)
    #expect(quiet.burn == nil)
    #expect(quiet.text == "no events: nothing to say")
  }

  @Test func `a budget that is gone wakes somebody while it is overspent`() {
    #expect(state([.hour: 20, .fiveMinutes: 20], left: -0.5).alert == .page)
    #expect(state([.hour: 0.5, .fiveMinutes: 0.5], left: -0.5).alert == .none)
  }

  @Test func `an incident took so much of the budget`() throws {
    let whole = EventCount(bad: 500, total: 1_000_000)
    let spent = try #require(
      BudgetSpent(Self.nines3, during: EventCount(bad: 280, total: 4000), whole: whole))
    #expect(abs(spent.share - 0.28) < 1e-9)
    #expect(spent.text(Self.nines3) == "12 min of error budget, 28 % of 30d")
    #expect(
      BudgetSpent(
        Self.nines3, during: EventCount(bad: 1, total: 1), whole: EventCount(bad: 0, total: 0))
        == nil)
  }

  @Test(arguments: [
    ("sum(increase(hits[{window}]))", "sum(increase(hits[3600s]))"),
    ("sum(rate(hits[5m]))", "sum_over_time((sum(rate(hits[5m])))[3600s:1m]) * 60"),
  ])
  func `events are counted over a window`(_ written: String, _ asked: String) {
    #expect(Configuration.SLO.query(written, over: 3600) == asked)
  }
}
