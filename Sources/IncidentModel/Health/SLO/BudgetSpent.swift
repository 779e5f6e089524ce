/// What an incident took of an objective's budget.
package struct BudgetSpent: Hashable, Sendable {
  /// The share of the window's budget: 0.25 is a quarter of it, more than 1 all and more.
  package var share: Double
  /// As minutes in which everything fails.
  package var minutes: Double

  /// Works out what the events during an incident took.
  ///
  /// - Parameters:
  ///   - objective: what is promised.
  ///   - during: the events from the start of the impact to its end, or to now.
  ///   - whole: the events of the objective's own window, by which its budget is measured.
  package init?(_ objective: Objective, during: EventCount, whole: EventCount) {
    guard whole.total > 0, whole.total.isFinite, during.bad.isFinite, during.bad >= 0 else {
      return nil
    }
    share = during.bad / (objective.budget * whole.total)
    minutes = share * objective.budget * Double(objective.window) / 60
  }

  /// `12 min of error budget, 28 % of 30d`.
  package func text(_ objective: Objective) -> String {
    let window = compactWindow(objective.window)
    return "\(rounded(minutes)) min of error budget, \(rounded(share * 100)) % of \(window)"
  }
}

/// A number with one digit after the point below ten, and none above.
func rounded(_ number: Double) -> String {
  guard number.isFinite, number < 1e15 else { return "∞" }
  if number >= 10 { return String(Int64(number.rounded())) }
  let tenths = Int64((number * 10).rounded())
  return "\(tenths / 10).\(tenths % 10)"
}

/// A window as it is written: `30d`, `28d`, `6h`.
private func compactWindow(_ seconds: Int64) -> String {
  seconds % 86_400 == 0 ? "\(seconds / 86_400)d" : compactDuration(seconds)
}
