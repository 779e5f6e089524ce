/// The windows over which the burn of a budget is looked at.
///
/// Source: *The Site Reliability Workbook*, chapter 5, table 5-8; sloth's `google-30d` has the same.
package enum BurnWindow: String, CaseIterable, Hashable, Sendable {
  case fiveMinutes = "5m"
  case halfHour = "30m"
  case hour = "1h"
  case twoHours = "2h"
  case sixHours = "6h"
  case day = "1d"
  case threeDays = "3d"

  package var seconds: Int64 {
    switch self {
    case .fiveMinutes: 300
    case .halfHour: 1800
    case .hour: 3600
    case .twoHours: 7200
    case .sixHours: 21_600
    case .day: 86_400
    case .threeDays: 259_200
    }
  }
}

/// How fast an objective's budget is spent at a moment, and what that asks for.
package struct BurnState: Hashable, Sendable {
  package enum Alert: Hashable, Sendable {
    /// The budget is gone within ``pageHours``: by the last hour and the last five minutes.
    case page
    /// It is spent so many times as fast as allowed, over a day or longer.
    case ticket(factor: Double)
    case none
    /// There were no events, and so nothing can be said.
    case noEvents
    /// It burns, but so few events wake nobody.
    case fewEvents(Int)
  }

  /// What "exhausted in the next few hours" means.
  package static let pageHours: Double = 4
  /// So many bad events wake somebody, however few there were in all.
  package static let enoughBadEvents: Double = 10

  package var budget: ErrorBudget?
  /// The events of the last hour.
  package var events: EventCount?
  /// By the last hour; nil without events.
  package var burn: Double?
  package var life: BudgetLife?
  package var alert: Alert

  /// Works out what counts of windows and of the whole.
  ///
  /// - Parameters:
  ///   - objective: what is promised.
  ///   - whole: the events of the objective's own window.
  ///   - counts: the events of each window; one that is not there says nothing.
  ///   - minEvents: so many events in an hour are enough to wake somebody.
  package init(
    _ objective: Objective, whole: EventCount?, counts: [BurnWindow: EventCount],
    minEvents: Int = Objective.minEvents
  ) {
    budget = whole.flatMap { ErrorBudget(objective: objective, over: $0) }
    events = counts[.hour]
    let ratios = counts.compactMapValues(\.errorRatio)
    guard let budget, let hour = ratios[.hour], let events else {
      alert = .noEvents
      return
    }
    burn = budget.burn(hour)
    life = budget.lasts(hour)
    // Both windows of a pair have to burn so fast.
    func burns(_ factor: Double, _ long: BurnWindow, _ short: BurnWindow) -> Bool {
      [long, short].allSatisfy { window in
        ratios[window].map { budget.burn($0) > factor * (1 - 1e-9) } ?? false
      }
    }
    // Whether the budget is soon gone by a window; one that is gone already has to be overspent still.
    func isSoonGone(by window: BurnWindow) -> Bool {
      guard let ratio = ratios[window] else { return false }
      let life = budget.lasts(ratio)
      return life == .exhausted
        ? budget.burn(ratio) >= 1 - 1e-9 : life.isOver(within: Self.pageHours)
    }
    let isPage = isSoonGone(by: .hour) && isSoonGone(by: .fiveMinutes)
    if isPage, events.total >= Double(minEvents) || events.bad >= Self.enoughBadEvents {
      alert = .page
    } else if burns(3, .day, .twoHours) {
      alert = .ticket(factor: 3)
    } else if burns(1, .threeDays, .sixHours) {
      alert = .ticket(factor: 1)
    } else {
      alert = isPage ? .fewEvents(Int(events.total)) : .none
    }
  }

  /// Whom it wakes.
  package var urgency: HealthUrgency? {
    switch alert {
    case .page: .page
    case .ticket: .today
    case .fewEvents: .canWait
    case .none, .noEvents: nil
    }
  }

  /// `burns 14.4x, 3h 36m left, 25 % of the budget left`, or why that cannot be said.
  package var text: String {
    guard let burn, let life, let budget else { return "no events: nothing to say" }
    let left = "\(rounded(max(0, budget.left) * 100)) % of the budget left"
    let few = if case .fewEvents(let count) = alert { ", only \(count) events" } else { "" }
    return "burns \(rounded(burn))x, \(life.text), \(left)\(few)"
  }

  package var status: HealthStatus {
    switch alert {
    case .page: .critical
    case .ticket, .fewEvents: .warning
    case .none: .ok
    case .noEvents: .unknown
    }
  }
}
