/// Risks in the order of what they cost, the dearest first.
///
/// Risks that overlap are counted twice: the total is an upper bound then.
package struct RiskRanking: Hashable, Sendable {
  /// One risk in its place.
  package struct Row: Hashable, Sendable {
    /// Where it stood in what was ranked, from 0.
    package let index: Int
    package let risk: RegisteredRisk
    package let figures: RiskFigures
    /// nil without a budget.
    package let share: RiskBudget.Share?
    /// Whether it alone takes more of the budget than the threshold.
    package let isTooBig: Bool
    /// Bad minutes a year of this risk and those before it.
    package let cumulative: Double
    package let cumulativeShare: RiskBudget.Share?
  }

  /// A risk that nothing can be computed from.
  package struct Refused: Hashable, Sendable {
    package let index: Int
    package let risk: RegisteredRisk
    package let problem: RiskProblem
  }

  package let rows: [Row]
  package let refused: [Refused]
  package let budget: RiskBudget?
  /// Bad minutes a year of all rows.
  package let total: Double

  /// Ranks risks.
  ///
  /// - Parameters:
  ///   - risks: in any order; of those that cost the same, the first one stays first.
  ///   - budget: of a year; nil where no objective is known.
  package init(_ risks: [RegisteredRisk], budget: RiskBudget?) {
    var ranked: [(index: Int, risk: RegisteredRisk, figures: RiskFigures)] = []
    var refused: [Refused] = []
    for (index, risk) in risks.enumerated() {
      do throws(RiskProblem) {
        ranked.append((index, risk, try risk.figures()))
      } catch {
        refused.append(Refused(index: index, risk: risk, problem: error))
      }
    }
    ranked.sort {
      ($1.figures.badMinutesPerYear, $0.index) < ($0.figures.badMinutesPerYear, $1.index)
    }
    var rows: [Row] = []
    var sum = 0.0
    for (index, risk, figures) in ranked {
      let minutes = figures.badMinutesPerYear
      sum += minutes
      rows.append(
        Row(
          index: index, risk: risk, figures: figures, share: budget?.share(of: minutes),
          isTooBig: budget?.isTooBig(minutes) ?? false, cumulative: sum,
          cumulativeShare: budget?.share(of: sum)))
    }
    self.rows = rows
    self.refused = refused
    self.budget = budget
    total = sum
  }

  /// The part of the budget that all risks take together; nil without a budget.
  package var totalShare: RiskBudget.Share? { budget?.share(of: total) }

  /// Bad minutes a year by which all risks exceed the budget; 0 when they do not, nil without one.
  package var over: Double? { budget.map { max(0, total - $0.minutes) } }

  /// The bad minutes a year that accepted risks leave; negative when they take more than there is.
  package var unallocated: Double? {
    let accepted = rows.filter { $0.risk.isAccepted == true }
    return budget.map { $0.minutes - accepted.reduce(0) { $0 + $1.figures.badMinutesPerYear } }
  }
}

/// What would be saved if some inputs of a risk were others: what orders the backlog.
package struct SavingEstimate: Hashable, Sendable {
  package let before: RiskFigures
  package let after: RiskFigures

  /// Bad minutes a year; negative when the change makes it worse.
  package var minutesPerYear: Double { before.badMinutesPerYear - after.badMinutesPerYear }

  /// Estimates a saving.
  ///
  /// - Parameters:
  ///   - risk: as it is.
  ///   - changes: the inputs that an experiment, a drill or a follow-up would change.
  /// - Throws: the first problem of the inputs, before or after.
  package init(
    _ risk: RegisteredRisk, changing changes: [RiskQuantity: Double]
  ) throws(RiskProblem) {
    var changed = risk
    for (quantity, value) in changes { changed[quantity].value = value }
    self.before = try risk.figures()
    self.after = try changed.figures()
  }

  /// Compares a risk with itself after it was measured.
  ///
  /// - Parameters:
  ///   - risk: as it was.
  ///   - measured: what was measured; what was not stays.
  /// - Throws: the first problem of the inputs, before or after.
  package init(
    _ risk: RegisteredRisk, measured: MeasuredInputs
  ) throws(RiskProblem) {
    try self.init(risk, changing: measured.inputs.mapValues(\.value))
  }
}
