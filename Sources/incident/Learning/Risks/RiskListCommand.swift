internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Prints the risks.
struct RiskListCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Print the risks, those that cost most first, beside the error budget.",
    discussion: """
      Times are in minutes, the time between failures in days, all figures per year of 365.25 days. \
      The letter behind a number is its provenance: e estimated, i incident, d drill, x experiment.

        incident risk list --objective 99.9
        incident risk list --slo checkout-availability
      """)

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var budgets: BudgetOptions
  @Flag(help: "Retired ones too.") var all = false

  func run(in session: Session) throws {
    let known = try session.book.register().risks.filter { all || !$0.isRetired }
    let risks = known.map(\.risk)
    let budget = try budgets.budget(session, for: risks)
    let ranking = RiskRanking(risks, budget: budget)
    let people = try session.book.people()
    if session.options.json {
      return try session.output.document(ranking.document(known, people))
    }
    if known.isEmpty {
      return session.output.message("no risks; `incident risk add TITLE …` adds one")
    }
    let output = session.output
    let head = [
      "", "bad min/yr", "of budget", "together", "ETTD min", "ETTR min", "impact", "ETBF d",
    ]
    let rows = ranking.rows.map { row -> [String] in
      let risk = row.risk
      let mark = row.isTooBig ? " !" : risk.isAccepted == true ? " accepted" : ""
      return [
        "\(known[row.index].name)", significantText(row.figures.badMinutesPerYear) + mark,
        row.share?.words ?? "-", row.cumulativeShare?.words ?? "-",
        risk.detectMinutes.shown(), risk.repairMinutes.shown(),
        risk.impact.shown(times: 100, unit: "%"), risk.daysBetween.shown(), risk.title,
      ]
    }
    try output.table([head + ["risk"]] + rows)
    for refused in ranking.refused {
      output.message(
        "incident: \(known[refused.index].name) is not ranked: \(refused.problem.words)")
    }
    var total = "together \(decimalText(ranking.total, places: 1)) bad minutes a year"
    if let budget {
      total += ", the budget is \(decimalText(budget.minutes, places: 1))"
      if let over = ranking.over, over > 0 {
        total += ": over by \(decimalText(over, places: 1))"
      }
      if let left = ranking.unallocated {
        total += "; left beside what is accepted: \(decimalText(left, places: 1))"
      }
    }
    try output.line(total)
    if known.count > 1 { output.message("risks that overlap are counted twice") }
  }
}

extension RegisteredRisk.Input {
  /// The number with the letter of its provenance, such as `14 e`.
  fileprivate func shown(times factor: Double = 1, unit: String = "") -> String {
    let letter =
      switch provenance {
      case .estimated: "e"
      case .incident: "i"
      case .drill: "d"
      case .experiment: "x"
      }
    return "\(significantText(value * factor))\(unit) \(letter)"
  }
}

extension RiskRanking {
  fileprivate func document(_ known: [KnownRisk], _ people: People) -> [String: JSON] {
    [
      "risks": .array(
        rows.map { row in
          .object([
            "id": .string(known[row.index].id.description),
            "name": .string("\(known[row.index].name)"), "risk": row.risk.json(people),
            "incidentsPerYear": .decimal(row.figures.incidentsPerYear),
            "badMinutesPerYear": .decimal(row.figures.badMinutesPerYear),
            "shareOfBudget": row.share.map(\.json) ?? .null, "isTooBig": .bool(row.isTooBig),
          ])
        }),
      "totalBadMinutesPerYear": .decimal(total),
      "budgetMinutesPerYear": .optional(budget?.minutes), "overMinutesPerYear": .optional(over),
      "unallocatedMinutesPerYear": .optional(unallocated),
    ]
  }
}

extension RiskBudget.Share {
  fileprivate var json: JSON {
    if case .of(let share) = self { .decimal(share) } else { .null }
  }
}

extension RegisteredRisk {
  /// As it is stored, the owner by handle.
  func json(_ people: People) -> JSON {
    let step = Event.risk(RiskStep(act: .added, risk: self)).body
    guard case .object(let members) = JSON(parsing: step),
      case .object(var stored)? = members["risk"]
    else { return .null }
    stored["owner"] = .optional(owner.map { people.handle(of: $0) })
    return .object(stored)
  }
}
