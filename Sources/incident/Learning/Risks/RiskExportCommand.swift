internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Writes the register of risks for a spreadsheet.
struct RiskExportCommand: LogbookCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case csv
  }

  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the risks as CSV, which `risk import` reads back.",
    discussion: """
      RFC 4180, the columns of Google's risk sheet with their units, and the provenance of each number.

        incident risk export --format csv -o risks.csv
      """)

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var budgets: BudgetOptions
  @Option(help: "The format.") var format = Format.csv
  @Option(
    name: .shortAndLong, help: ArgumentHelp("Where to; else standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  func run(in session: Session) throws {
    let risks = try session.book.register().risks.filter { !$0.isRetired }.map(\.risk)
    let people = try session.book.people()
    let budget = try budgets.budget(session, for: risks)
    let text = RiskCSV.write(risks, budget: { _ in budget }, name: { people[$0]?.handle ?? "" })
    guard let output, output != "-" else { return try session.output.write(text) }
    try writeFile(text, to: output)
    session.output.message("wrote \(visible(output))")
  }
}
