/// How many events there were in a time, and how many of them were bad.
package struct EventCount: Hashable, Sendable {
  package var bad: Double
  package var total: Double

  package init(bad: Double, total: Double) {
    self.bad = bad
    self.total = total
  }

  package init(good: Double, total: Double) { self.init(bad: max(0, total - good), total: total) }

  /// The share of bad events; nil when there is none at all, or a number that is none.
  package var errorRatio: Double? {
    guard total > 0, total.isFinite, bad.isFinite else { return nil }
    return min(1, max(0, bad) / total)
  }
}

/// What is left of an objective's budget, and for how long.
///
/// Source of the formulas: *The Site Reliability Workbook*, chapter 5, with the budget that is left
/// in place of a full one.
package struct ErrorBudget: Hashable, Sendable {
  package var objective: Objective
  /// The share of the window's budget that is left: 1 is all, 0 none; negative when overdrawn.
  package var left: Double

  package init(objective: Objective, left: Double) {
    self.objective = objective
    self.left = left
  }

  /// The budget after what happened in the window; nil without any event.
  package init?(objective: Objective, over window: EventCount) {
    guard let ratio = window.errorRatio else { return nil }
    self.init(objective: objective, left: 1 - ratio / objective.budget)
  }

  /// How many times as fast as allowed the budget is spent at an error ratio.
  package func burn(_ errorRatio: Double) -> Double { errorRatio / objective.budget }

  /// How long the rest lasts at an error ratio.
  package func lasts(_ errorRatio: Double) -> BudgetLife {
    if left <= 0 { return .exhausted }
    if errorRatio <= 0 { return .never }
    return .hours(left * Double(objective.window) / 3600 / burn(errorRatio))
  }
}

/// When a budget runs out.
package enum BudgetLife: Hashable, Sendable {
  /// Nothing is spent.
  case never
  case hours(Double)
  /// Nothing is left.
  case exhausted

  /// Whether it is over within so many hours; with a tolerance, as 1 - 0.999 is not 0.001.
  package func isOver(within hours: Double) -> Bool {
    switch self {
    case .never: false
    case .hours(let left): left <= hours * (1 + 1e-9)
    case .exhausted: true
    }
  }

  package var text: String {
    switch self {
    case .never: "nothing is spent"
    case .hours(let hours):
      hours >= 1e6
        ? "more than a hundred years" : "\(durationText(Int64((hours * 3600).rounded()))) left"
    case .exhausted: "exhausted"
    }
  }
}
