internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Prints what makes every risk worse.
struct RiskFactorCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "factor",
    abstract: "Print what something costs that makes every risk worse, such as late alerts.",
    discussion: """
        incident risk factor --detect 30m
        incident risk factor --repair 15m --frequency 20
      """)

  @OptionGroup var globals: GlobalOptions
  @Option(help: ArgumentHelp("How much later everything is noticed.", valueName: "duration"))
  var detect: String?
  @Option(help: ArgumentHelp("How much longer every repair takes.", valueName: "duration"))
  var `repair`: String?
  @Option(
    help: ArgumentHelp("By how many percent everything happens more often.", valueName: "percent"))
  var frequency = 0.0

  func run(in session: Session) throws {
    let factor = RiskFactor(
      detectMinutes: try detect.map { Double(try parseDuration($0)) / 60 } ?? 0,
      repairMinutes: try `repair`.map { Double(try parseDuration($0)) / 60 } ?? 0,
      frequency: frequency / 100)
    let risks = try session.book.register().risks.filter { !$0.isRetired }.map(\.risk)
    let cost: Double
    do throws(RiskProblem) { cost = try factor.badMinutesPerYear(over: risks) } catch {
      throw Rejection.learning(.badRisk(error))
    }
    if session.options.json {
      return try session.output.document(["badMinutesPerYear": .decimal(cost)])
    }
    try session.output.line(
      "costs \(decimalText(cost, places: 1)) bad minutes a year over \(risks.count) risks")
  }
}
