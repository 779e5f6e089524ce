internal import ArgumentParser
internal import IncidentModel

/// The four numbers of a risk, as they are typed.
struct RiskOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Time until it is noticed (ETTD).", valueName: "duration"))
  var detect: String?
  @Option(
    help: ArgumentHelp("Time from then until it is repaired (ETTR).", valueName: "duration"))
  var `repair`: String?
  @Option(
    help: ArgumentHelp("Share of users or requests harmed, such as 40%.", valueName: "percent"))
  var impact: String?
  @Option(help: ArgumentHelp("Time between two of them (ETBF).", valueName: "duration"))
  var every: String?

  /// What was given; times in minutes, days, and a share of 1.
  func inputs() throws -> [RiskQuantity: Double] {
    var inputs: [RiskQuantity: Double] = [:]
    inputs[.detectMinutes] = try detect.map(minutes)
    inputs[.repairMinutes] = try `repair`.map(minutes)
    inputs[.impact] = try impact.map(share)
    inputs[.daysBetween] = try every.map { try minutes($0) / 1440 }
    return inputs
  }

  private func minutes(_ text: String) throws -> Double {
    if text == "0" { return 0 }
    // Estimates come in fractions, such as 365.25d, which no other duration has.
    if let unit = text.last, let factor = ["s": 1.0 / 60, "m": 1, "h": 60, "d": 1440][unit],
      let value = Double(text.dropLast()), value.isFinite, value >= 0
    {
      return value * factor
    }
    return Double(try parseDuration(text)) / 60
  }

  private func share(_ text: String) throws -> Double {
    let isPercent = text.hasSuffix("%")
    guard let value = Double(isPercent ? String(text.dropLast()) : text), value.isFinite,
      // 40 is meant as a percentage in a table and would be forty times everything here.
      isPercent || value <= 1
    else { throw Failure.learning(.notAQuantity(text, wanted: "a share; write 40% or 0.4")) }
    return isPercent ? value / 100 : value
  }
}

/// With whose error budget risks are compared.
struct BudgetOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The objective with whose budget they are compared.", valueName: "name"),
    completion: .custom(CompletionLists.slos))
  var slo: String?
  @Option(help: ArgumentHelp("An objective in percent, such as 99.9.", valueName: "percent"))
  var objective: Double?
  @Option(
    help: ArgumentHelp(
      "From which share of the budget on one risk is too big, in percent.", valueName: "percent"))
  var threshold = 25.0

  func validate() throws {
    if slo != nil, objective != nil {
      throw ValidationError("Give --slo or --objective, not both.")
    }
    if let objective, !(0...100).contains(objective) {
      throw ValidationError("--objective is between 0 and 100.")
    }
    guard threshold.isFinite, threshold >= 0 else {
      throw ValidationError("--threshold is 0 or more.")
    }
  }

  /// The budget of a year; nil where no objective is known.
  func budget(_ session: Session, for risks: [RegisteredRisk]) throws -> RiskBudget? {
    if let objective {
      return RiskBudget(objective: objective / 100, threshold: threshold / 100)
    }
    let slos = session.configuration.slos
    let names = Set(risks.compactMap(\.slo)).sorted()
    let wanted = slo ?? (names.count == 1 ? names.first : slos.count == 1 ? slos.first?.name : nil)
    guard let wanted else {
      if names.count > 1 {
        session.output.message(
          "these risks have several objectives; --slo says with which to compare")
      }
      return nil
    }
    guard let found = slos.first(where: { $0.name == wanted }) else {
      if slo == nil { return nil }
      throw Failure.learning(.noObjective(slos: slos.map(\.name)))
    }
    return RiskBudget(objective: found.objective.percent / 100, threshold: threshold / 100)
  }
}
