import Testing

@testable import IncidentModel

@Suite struct RiskFiguresTests {
  @Test(arguments: [
    (badRelease, "4.06", "507.3", "96.5"), (regionLoss, "4.06", "99.0", "18.8"),
    (slowQuotes, "12.18", "54.8", "10.4"), (commanderAway, "1.00", "36.0", "6.8"),
    (unmergedWrites, "2.03", "30.4", "5.8"),
  ])
  func `the worked example comes out to its printed digits`(
    risk: RegisteredRisk, perYear: String, minutes: String, share: String
  ) throws {
    let figures = try risk.figures()
    #expect(decimalText(figures.incidentsPerYear, places: 2) == perYear)
    #expect(decimalText(figures.badMinutesPerYear, places: 1) == minutes)
    guard case .of(let part) = yearlyBudget?.share(of: figures.badMinutesPerYear) else {
      Issue.record("no share")
      return
    }
    #expect(decimalText(part * 100, places: 1) == share)
  }

  @Test(arguments: [
    (0.999, RiskFigures.daysPerYear, "526.0"), (0.999, 28, "40.3"), (0.99, 30, "432.0"),
    (1, 365.25, "0.0"), (0, 1, "1440.0"),
  ])
  func `the budget is what the objective leaves`(objective: Double, days: Double, minutes: String) {
    let budget = RiskBudget(objective: objective, days: days)
    #expect(budget.map { decimalText($0.minutes, places: 1) } == minutes)
  }

  @Test func `a configured objective is in percent`() {
    let budget = RiskBudget(Objective(percent: 99.9))
    #expect(budget.map { decimalText($0.minutes, places: 1) } == "526.0")
  }

  @Test(arguments: [(-0.1, 365.0), (1.1, 365), (.nan, 365), (0.9, 0), (0.9, .infinity), (0.9, -1)])
  func `what leaves no sensible budget is refused`(objective: Double, days: Double) {
    #expect(RiskBudget(objective: objective, days: days) == nil)
  }

  @Test func `a full objective leaves no budget, not an infinite share`() {
    let budget = RiskBudget(objective: 1)
    #expect(budget?.share(of: 5) == .noBudget)
    #expect(RiskBudget.Share.noBudget.words == "no budget")
    #expect(budget?.isTooBig(5) == true)
    #expect(budget?.isTooBig(0) == false)
  }

  @Test(arguments: [(131.4, false), (131.6, true)])
  func `more than a quarter of the budget is too big`(minutes: Double, isTooBig: Bool) {
    #expect(yearlyBudget?.isTooBig(minutes) == isTooBig)
  }

  @Test func `the threshold is a setting`() {
    #expect(RiskBudget(objective: 0.999, threshold: 0.5)?.isTooBig(200) == false)
  }

  @Test(arguments: [
    (sampleRisk(-1, 0, 0, 1), RiskProblem.negative(.detectMinutes)),
    (sampleRisk(0, -1, 0, 1), .negative(.repairMinutes)),
    (sampleRisk(0, 0, -0.1, 1), .negative(.impact)),
    (sampleRisk(0, 0, 0, 0), .notPositive(.daysBetween)),
    (sampleRisk(0, 0, 0, -5), .notPositive(.daysBetween)),
    (sampleRisk(.nan, 0, 0, 1), .notANumber(.detectMinutes)),
    (sampleRisk(0, .infinity, 0, 1), .notANumber(.repairMinutes)),
    (sampleRisk(0, 0, 0, .nan), .notANumber(.daysBetween)),
    (sampleRisk(1e300, 1e300, 1e300, 1), .tooLarge),
    (sampleRisk(1, 1, 1, .leastNonzeroMagnitude), .tooLarge),
  ])
  func `what nothing can be computed from is refused`(
    risk: RegisteredRisk, problem: RiskProblem
  ) {
    #expect(throws: problem) { try risk.figures() }
  }

  @Test func `every bad input is told, not only the first`() {
    #expect(sampleRisk(-1, .nan, -1, 0).problems.count == 4)
  }

  @Test(arguments: [
    (RiskFactor(detectMinutes: 30), "240.3"),
    (RiskFactor(repairMinutes: 15, frequency: 0.2), "289.7"),
    (RiskFactor(), "0.0"),
  ])
  func `a factor makes every risk worse`(factor: RiskFactor, minutes: String) throws {
    let added = try factor.badMinutesPerYear(over: sampleRisks)
    #expect(decimalText(added, places: 1) == minutes)
  }

  @Test(arguments: [
    RiskFactor(detectMinutes: 30), RiskFactor(repairMinutes: 15, frequency: 0.2),
    RiskFactor(detectMinutes: 7, repairMinutes: 3, frequency: 0.9),
  ])
  func `a factor is the difference that it makes to each risk`(factor: RiskFactor) throws {
    var difference = 0.0
    for risk in sampleRisks {
      var worse = risk
      worse.detectMinutes.value += factor.detectMinutes
      worse.repairMinutes.value += factor.repairMinutes
      worse.daysBetween.value /= 1 + factor.frequency
      difference += try worse.figures().badMinutesPerYear - risk.figures().badMinutesPerYear
    }
    #expect(abs(try factor.badMinutesPerYear(over: sampleRisks) - difference) < 1e-9)
  }

  @Test(arguments: [
    ([(61.0, 0.4)], "24.4", "60.5"), ([(14, 0.4), (20, 0.6), (27, 0.1)], "20.3", "50.3"),
    ([], "0.0", "0.0"),
  ])
  func `an incident is the sum of its phases`(
    phases: [(Double, Double)], minutes: String, share: String
  ) throws {
    let bad = ImpactPhase.badMinutes(
      of: phases.compactMap { ImpactPhase(minutes: $0.0, impact: $0.1) })
    #expect(decimalText(bad, places: 1) == minutes)
    guard case .of(let part) = RiskBudget(objective: 0.999, days: 28)?.share(of: bad) else {
      Issue.record("no share")
      return
    }
    #expect(decimalText(part * 100, places: 1) == share)
  }

  @Test(arguments: [(-1.0, 0.5), (1, -0.5), (.nan, 0.5), (1, .infinity)])
  func `a phase of less than nothing is none`(minutes: Double, impact: Double) {
    #expect(ImpactPhase(minutes: minutes, impact: impact) == nil)
  }
}

@Suite struct RiskRankingTests {
  private let ranking = RiskRanking(sampleRisks.reversed(), budget: yearlyBudget)

  @Test func `the dearest stands first`() {
    #expect(ranking.rows.map(\.risk.title) == sampleRisks.map(\.title))
    #expect(ranking.rows.map(\.index) == [4, 3, 2, 1, 0])
  }

  @Test func `the total of the worked example is more than the budget`() {
    #expect(decimalText(ranking.total, places: 1) == "727.5")
    #expect(ranking.totalShare?.words == "138 %")
    #expect(ranking.over.map { decimalText($0, places: 1) } == "201.6")
  }

  @Test func `shares add up`() {
    #expect(
      ranking.rows.map { decimalText($0.cumulative, places: 1) } == [
        "507.3", "606.3", "661.1", "697.1", "727.5",
      ])
    #expect(ranking.rows.last?.cumulativeShare == ranking.totalShare)
    #expect(ranking.rows.map(\.isTooBig) == [true, false, false, false, false])
  }

  @Test func `accepted risks take from what is left`() {
    var accepted = regionLoss
    accepted.isAccepted = true
    let ranking = RiskRanking([accepted, slowQuotes], budget: yearlyBudget)
    #expect(ranking.unallocated.map { decimalText($0, places: 1) } == "426.9")
    #expect(ranking.over == 0)
  }

  @Test func `without an objective there are no shares`() {
    let ranking = RiskRanking(sampleRisks, budget: nil)
    #expect(ranking.rows.allSatisfy { $0.share == nil && !$0.isTooBig })
    #expect(ranking.over == nil && ranking.unallocated == nil && ranking.totalShare == nil)
  }

  @Test func `a risk that cannot be computed stands apart`() {
    let ranking = RiskRanking([regionLoss, sampleRisk(1, 1, 1, 0)], budget: yearlyBudget)
    #expect(ranking.rows.map(\.index) == [0])
    #expect(ranking.refused.map(\.index) == [1])
    #expect(ranking.refused.map(\.problem) == [.notPositive(.daysBetween)])
  }

  @Test func `of what costs the same the first stays first`() {
    let ranking = RiskRanking([regionLoss, regionLoss, badRelease], budget: nil)
    #expect(ranking.rows.map(\.index) == [2, 0, 1])
  }
}

@Suite struct SavingTests {
  @Test func `what a drill measured saves minutes`() throws {
    let saving = try SavingEstimate(regionLoss, changing: [.detectMinutes: 3, .repairMinutes: 9])
    #expect(decimalText(saving.after.badMinutesPerYear, places: 1) == "19.5")
    #expect(decimalText(saving.minutesPerYear, places: 1) == "79.5")
  }

  @Test func `what makes it worse saves less than nothing`() throws {
    #expect(try SavingEstimate(regionLoss, changing: [.repairMinutes: 99]).minutesPerYear < 0)
  }

  @Test func `a change to what nothing can be computed from is refused`() {
    #expect(throws: RiskProblem.notPositive(.daysBetween)) {
      try SavingEstimate(regionLoss, changing: [.daysBetween: 0])
    }
  }
}

@Suite struct DecimalTextTests {
  @Test(arguments: [
    (0.0, 1, "0.0"), (507.2916, 1, "507.3"), (-0.04, 1, "0.0"), (-0.06, 1, "-0.1"), (0.5, 0, "1"),
    (1e20, 1, "1e+20"), (.nan, 2, "not a number"), (.infinity, 2, "infinite"), (2, -3, "2"),
    (1, 99, "1.000000000000000"), (0.006, 2, "0.01"),
  ])
  func `a number has the digits that are asked for`(value: Double, places: Int, text: String) {
    #expect(decimalText(value, places: places) == text)
  }

  @Test(arguments: [
    (507.2916, "507"), (99.02, "99"), (4.0583, "4.06"), (0.018826, "0.0188"), (727.5, "728"),
    (1234.5, "1235"), (0, "0"), (-19.48, "-19.5"), (100, "100"), (0.1, "0.1"), (1e-30, "0"),
    (1e300, "1e+300"), (.nan, "not a number"), (9.999, "10"), (138.32, "138"),
  ])
  func `three digits are enough to be read`(value: Double, text: String) {
    #expect(significantText(value) == text)
  }
}
