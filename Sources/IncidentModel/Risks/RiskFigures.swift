/// A number that a risk is computed from.
package enum RiskQuantity: String, Hashable, Sendable, CaseIterable {
  case detectMinutes
  case repairMinutes
  case impact
  case daysBetween

  /// The term of the Customer Reliability Engineering sheet, with its unit.
  package var term: String {
    switch self {
    case .detectMinutes: "ETTD min"
    case .repairMinutes: "ETTR min"
    case .impact: "impact %"
    case .daysBetween: "ETBF d"
    }
  }

  package var words: String {
    switch self {
    case .detectMinutes: "estimated time to detect, in minutes"
    case .repairMinutes: "estimated time to repair, in minutes"
    case .impact: "share that is harmed"
    case .daysBetween: "estimated days between failures"
    }
  }
}

/// Why nothing can be computed from the inputs of a risk.
package enum RiskProblem: Error, Hashable, Sendable {
  /// Not a number, or an infinite one.
  case notANumber(RiskQuantity)
  case negative(RiskQuantity)
  /// Days between failures have to be above 0.
  case notPositive(RiskQuantity)
  /// What follows from the inputs is more than any number here.
  case tooLarge
}

/// What follows from the inputs of a risk.
///
/// Source: Google's Customer Reliability Engineering, "Are your SLOs realistic? How to analyze your
/// risks like an SRE", 2022; a year has 365.25 days there.
package struct RiskFigures: Hashable, Sendable {
  /// 365.25 / ETBF.
  package let incidentsPerYear: Double
  /// (ETTD + ETTR) x impact x incidents a year.
  package let badMinutesPerYear: Double

  package static let daysPerYear = 365.25
}

extension RegisteredRisk {
  package subscript(_ quantity: RiskQuantity) -> Input {
    get {
      switch quantity {
      case .detectMinutes: detectMinutes
      case .repairMinutes: repairMinutes
      case .impact: impact
      case .daysBetween: daysBetween
      }
    }
    set {
      switch quantity {
      case .detectMinutes: detectMinutes = newValue
      case .repairMinutes: repairMinutes = newValue
      case .impact: impact = newValue
      case .daysBetween: daysBetween = newValue
      }
    }
  }

  /// Every input that nothing can be computed from, in the order of the quantities.
  package var problems: [RiskProblem] {
    RiskQuantity.allCases.compactMap { quantity in
      let value = self[quantity].value
      if !value.isFinite { return .notANumber(quantity) }
      if quantity == .daysBetween { return value > 0 ? nil : .notPositive(quantity) }
      return value >= 0 ? nil : .negative(quantity)
    }
  }

  /// How often it happens and what it costs.
  ///
  /// - Returns: incidents and bad minutes a year.
  /// - Throws: the first problem of the inputs.
  package func figures() throws(RiskProblem) -> RiskFigures {
    if let problem = problems.first { throw problem }
    let perYear = RiskFigures.daysPerYear / daysBetween.value
    let minutes = (detectMinutes.value + repairMinutes.value) * impact.value * perYear
    guard perYear.isFinite, minutes.isFinite else { throw .tooLarge }
    return RiskFigures(incidentsPerYear: perYear, badMinutesPerYear: minutes)
  }
}

/// The bad minutes that an objective leaves.
package struct RiskBudget: Hashable, Sendable {
  /// A share of a budget.
  package enum Share: Hashable, Sendable {
    /// 1 is all of it.
    case of(Double)
    /// An objective of 100 % leaves nothing to take a share of.
    case noBudget

    /// The share as text, such as `96.5 %`, to three significant digits.
    package var words: String {
      switch self {
      case .of(let share): "\(significantText(share * 100)) %"
      case .noBudget: "no budget"
      }
    }
  }

  /// The share of the time that has to be good, 0 to 1.
  package let objective: Double
  /// The days for which it holds; a year unless said otherwise.
  package let days: Double
  /// From which share of the budget on one risk is too big.
  package let threshold: Double

  /// A quarter of the budget.
  package static let usualThreshold = 0.25

  /// Creates the budget of an objective; nil unless 0 ≤ objective ≤ 1, days > 0 and threshold ≥ 0.
  package init?(
    objective: Double, days: Double = RiskFigures.daysPerYear, threshold: Double = usualThreshold
  ) {
    guard (0...1).contains(objective), days > 0, days.isFinite, threshold >= 0, threshold.isFinite
    else { return nil }
    self.objective = objective
    self.days = days
    self.threshold = threshold
  }

  /// Creates the budget of a configured objective; nil unless it is a share of 0 to 100 %.
  package init?(
    _ objective: Objective, days: Double = RiskFigures.daysPerYear,
    threshold: Double = usualThreshold
  ) {
    self.init(objective: objective.percent / 100, days: days, threshold: threshold)
  }

  /// (1 - SLO) x 1440 x days, in minutes.
  package var minutes: Double { (1 - objective) * 1440 * days }

  /// The part of the budget that some bad minutes take, both of the same time.
  package func share(of badMinutes: Double) -> Share {
    minutes > 0 ? .of(badMinutes / minutes) : .noBudget
  }

  /// Whether one risk takes more than the threshold; without a budget, anything is too much.
  package func isTooBig(_ badMinutes: Double) -> Bool { badMinutes > threshold * minutes }
}

/// Something that makes every risk worse, such as alerts that arrive late.
///
/// Its cost is what all risks cost with it less what they cost without it.
package struct RiskFactor: Hashable, Sendable {
  /// Minutes that it adds to each time to detect.
  package var detectMinutes: Double
  /// Minutes that it adds to each time to repair.
  package var repairMinutes: Double
  /// The part by which everything happens more often: 0.2 for a fifth.
  package var frequency: Double

  package init(detectMinutes: Double = 0, repairMinutes: Double = 0, frequency: Double = 0) {
    self.detectMinutes = detectMinutes
    self.repairMinutes = repairMinutes
    self.frequency = frequency
  }

  /// (1 + Δf) x (Δd + Δr) x Σ(impact x incidents a year) + Δf x Σ bad minutes a year.
  ///
  /// - Parameter risks: all risks that it makes worse.
  /// - Returns: bad minutes a year that it adds.
  /// - Throws: the first problem of a risk, and `tooLarge` when the result is no number.
  package func badMinutesPerYear(over risks: [RegisteredRisk]) throws(RiskProblem) -> Double {
    var (harm, minutes) = (0.0, 0.0)
    for risk in risks {
      let figures = try risk.figures()
      harm += risk.impact.value * figures.incidentsPerYear
      minutes += figures.badMinutesPerYear
    }
    let added = (1 + frequency) * (detectMinutes + repairMinutes) * harm + frequency * minutes
    guard added.isFinite else { throw .tooLarge }
    return added
  }
}

/// A part of an incident during which the same share was harmed.
package struct ImpactPhase: Hashable, Sendable {
  /// 0 or more.
  package let minutes: Double
  /// 0 to 1; above 1 for emphasis.
  package let impact: Double

  /// Creates a phase; nil when a number is negative or none.
  package init?(minutes: Double, impact: Double) {
    guard minutes.isFinite, minutes >= 0, impact.isFinite, impact >= 0 else { return nil }
    self.minutes = minutes
    self.impact = impact
  }

  /// The bad minutes that an incident was: Σ minutes x impact over its phases, not at its peak.
  ///
  /// - Parameter phases: in any order, none overlapping another.
  /// - Returns: bad minutes, 0 or more.
  package static func badMinutes(of phases: [ImpactPhase]) -> Double {
    min(phases.reduce(0) { $0 + $1.minutes * $1.impact }, .greatestFiniteMagnitude)
  }
}
