/// The register of risks as comma-separated values, RFC 4180, with units in the header.
///
/// The columns stand in the order of the sheet of Google's Customer Reliability Engineering; where
/// each input comes from stands after them.
package enum RiskCSV {
  /// A column, by the name in its header.
  package enum Column: Hashable, Sendable {
    case title
    case input(RiskQuantity)
    case incidentsPerYear
    case badMinutesPerYear
    case share
    case tooBig
    case service
    case slo
    case owner
    case accepted
    case seeds
    case provenance(RiskQuantity)
    case source(RiskQuantity)
    case at(RiskQuantity)

    /// Every column, in its order.
    package static let all: [Column] =
      [.title] + RiskQuantity.allCases.map(Column.input)
      + [
        .incidentsPerYear, .badMinutesPerYear, .share, .tooBig, .service, .slo, .owner, .accepted,
        .seeds,
      ] + RiskQuantity.allCases.flatMap { [.provenance($0), .source($0), .at($0)] }

    package var name: String {
      switch self {
      case .title: "risk"
      case .input(let quantity): quantity.term
      case .incidentsPerYear: "incidents/yr"
      case .badMinutesPerYear: "bad min/yr"
      case .share: "share of budget %"
      case .tooBig: "too big"
      case .service: "service"
      case .slo: "SLO"
      case .owner: "owner"
      case .accepted: "accepted"
      case .seeds: "seeds"
      case .provenance(let quantity): "\(quantity.term) provenance"
      case .source(let quantity): "\(quantity.term) source"
      case .at(let quantity): "\(quantity.term) date"
      }
    }

    /// Whether a file without it cannot be read.
    var isRequired: Bool {
      switch self {
      case .title, .input: true
      default: false
      }
    }
  }

  /// Writes risks as records, each ended with CR LF.
  ///
  /// Guarded against formulas. What is computed has six significant digits, and is empty where
  /// nothing can be computed.
  ///
  /// - Parameters:
  ///   - risks: in the order in which they are to stand.
  ///   - budget: what the objective of a risk leaves in a year; nil where none is known.
  ///   - name: the handle of an owner.
  /// - Returns: the file.
  package static func write(
    _ risks: [RegisteredRisk], budget: (RegisteredRisk) -> RiskBudget?,
    name: (PersonID) -> String
  ) -> String {
    let header = record(Column.all.map(\.name))
    return risks.reduce(header) { file, risk in
      let figures = try? risk.figures()
      let budget = budget(risk)
      return file
        + record(Column.all.map { column in field(column, risk, figures, budget, name) })
    }
  }

  private static func record(_ fields: [String]) -> String {
    fields.map { CSV.field(CSV.guarded($0)) }.joined(separator: ",") + "\r\n"
  }

  private static func field(
    _ column: Column, _ risk: RegisteredRisk, _ figures: RiskFigures?, _ budget: RiskBudget?,
    _ name: (PersonID) -> String
  ) -> String {
    switch column {
    case .title: risk.title
    case .input(let quantity): number(risk[quantity].value, by: quantity == .impact ? 2 : 0)
    case .incidentsPerYear, .badMinutesPerYear, .share, .tooBig:
      figures.flatMap { computed(column, $0, budget) } ?? ""
    case .service: risk.service ?? ""
    case .slo: risk.slo ?? ""
    case .owner: risk.owner.map(name) ?? ""
    case .accepted: risk.isAccepted.map { $0 ? "yes" : "no" } ?? ""
    case .seeds: (risk.seeds ?? []).map(seedText).joined(separator: " ")
    case .provenance(let quantity): risk[quantity].provenance.rawValue
    case .source(let quantity): risk[quantity].source ?? ""
    case .at(let quantity): risk[quantity].at?.rfc3339 ?? ""
    }
  }

  /// What a computed column says; nil for a column that is not computed, or has nothing to say.
  static func computed(
    _ column: Column, _ figures: RiskFigures, _ budget: RiskBudget?
  ) -> String? {
    switch column {
    case .incidentsPerYear: significantText(figures.incidentsPerYear, 6)
    case .badMinutesPerYear: significantText(figures.badMinutesPerYear, 6)
    case .share:
      switch budget?.share(of: figures.badMinutesPerYear) {
      case .of(let share)?: significantText(share * 100, 6)
      case .noBudget?: RiskBudget.Share.noBudget.words
      case nil: nil
      }
    case .tooBig: budget.map { $0.isTooBig(figures.badMinutesPerYear) ? "yes" : "no" }
    default: nil
    }
  }

  private static func seedText(_ seed: Experiment.Seed) -> String {
    seed.incident.description + (seed.surprise.map { "/\($0.description)" } ?? "")
  }

  private static func number(_ value: Double, by places: Int) -> String {
    shifted("\(value)", by: places) ?? "\(value)"
  }

  /// A decimal number with its point moved to the right, in digits: nothing is lost.
  ///
  /// - Parameters:
  ///   - text: what a number is described as, such as `0.4` or `1e-05`.
  ///   - places: how far; to the left when negative.
  /// - Returns: the number times 10 to the power of `places`; nil if it is no decimal number.
  static func shifted(_ text: String, by places: Int) -> String? {
    let parts = text.lowercased()
      .split(separator: "e", maxSplits: 1, omittingEmptySubsequences: false)
    guard let mantissa = parts.first, parts.count == 1 || Int(parts[1]) != nil else { return nil }
    var (exponent, isOver) = (parts.count == 1 ? 0 : Int(parts[1]) ?? 0, false)
    (exponent, isOver) = exponent.addingReportingOverflow(places)
    guard !isOver else { return nil }
    let sign = mantissa.hasPrefix("-") ? "-" : ""
    let body = mantissa.drop { $0 == "-" || $0 == "+" }
    let halves = body.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let (whole, part) = (halves.first ?? "", halves.count > 1 ? halves[1] : "")
    let isDecimal = (whole + part).utf8.allSatisfy { (0x30...0x39).contains($0) }
    guard isDecimal, !(whole + part).isEmpty else { return nil }
    // Beyond this it reads better, and means the same, with its exponent.
    guard (-20...20).contains(exponent) else { return "\(mantissa)e\(exponent)" }
    return sign + moved(Array(whole), Array(part), by: exponent)
  }

  /// The digits with the point moved, without zeros that say nothing.
  private static func moved(_ whole: [Character], _ part: [Character], by places: Int) -> String {
    let before = max(0, -places - whole.count + 1)
    let after = max(0, places - part.count)
    let all =
      Array(repeating: "0", count: before) + whole + part + Array(repeating: "0", count: after)
    let point = min(max(before + whole.count + places, 1), all.count)
    var start = all[..<point].drop { $0 == "0" }
    if start.isEmpty { start = ["0"] }
    var end = all[point...]
    while end.last == "0" { end.removeLast() }
    return String(start) + (end.isEmpty ? "" : "." + String(end))
  }
}
