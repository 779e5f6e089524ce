internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Reads risks from a spreadsheet.
struct RiskImportCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Read risks from CSV: those of a known title get its numbers, others are added.",
    discussion: """
      All of the file or nothing. Computed columns are not read; where they contradict the numbers that is \
      said.

        incident risk import risks.csv
        incident risk import risks.csv --dry-run
      """)
  static let makesLogbook = true

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var budgets: BudgetOptions
  @Argument(help: ArgumentHelp("The file.", valueName: "file.csv"), completion: .file())
  var file: String
  @Flag(help: "Only say what would be written.") var dryRun = false

  func run(in session: Session) throws {
    let text = try readText(ofFile: file)
    let known = try session.book.register().risks.filter { !$0.isRetired }
    let budget = try budgets.budget(session, for: known.map(\.risk))
    let first = RiskCSV.read(text, budget: { _ in budget }) { PersonID(rawValue: $0) }
    guard first.problems.isEmpty else {
      throw Failure.learning(.badRisks(path: file, first.problems))
    }
    for wrong in first.contradictions {
      session.output.message(
        "\(visible(file)):\(wrong.line): \(visible(wrong.column)) says \(visible(wrong.found)), and \(wrong.computed) follows from the numbers; it is not read"
      )
    }
    var (added, changed) = (0, 0)
    let now = session.now
    if dryRun {
      // Read without making anybody, an owner in the file goes by the handle.
      let people = try session.book.people()
      let before = known.map { known in
        var risk = known.risk
        risk.owner = risk.owner.map { PersonID(rawValue: people.handle(of: $0)) }
        return risk
      }
      added = first.risks.count { risk in !before.contains { $0.title == risk.title } }
      changed = first.risks.count { !before.contains($0) } - added
    } else {
      (added, changed) = try session.write { writer, author in
        let reading = try peopled(text, budget, &writer)
        return try save(reading.risks, known, Occasion(author: author, now: now), &writer)
      }
    }
    if session.options.json {
      return try session.output.document([
        "added": .count(added), "changed": .count(changed), "isWritten": .bool(!dryRun),
      ])
    }
    try session.output.line(
      "\(dryRun ? "would add" : "added") \(added), \(dryRun ? "change" : "changed") \(changed)")
  }

  /// Reads the file once more with everybody whom it names.
  private func peopled(
    _ text: String, _ budget: RiskBudget?, _ writer: inout Writer
  ) throws -> RiskCSV.Reading {
    var named: [String] = []
    _ = RiskCSV.read(text, budget: { _ in budget }) { handle in
      named.append(handle)
      return PersonID(rawValue: handle)
    }
    let ids = Dictionary(
      try named.map { ($0, try writer.person(handle: $0)) }, uniquingKeysWith: { $1 })
    return RiskCSV.read(text, budget: { _ in budget }) { ids[$0] ?? PersonID(rawValue: $0) }
  }

  private func save(
    _ risks: [RegisteredRisk], _ known: [KnownRisk], _ occasion: Occasion, _ writer: inout Writer
  ) throws -> (added: Int, changed: Int) {
    var (added, changed) = (0, 0)
    for risk in risks {
      if let old = known.first(where: { $0.risk.title == risk.title }) {
        guard old.risk != risk else { continue }
        try writer.perform(.estimate(old.id, risk, because: nil), occasion)
        changed += 1
      } else {
        try writer.perform(.addRisk(risk), occasion)
        added += 1
      }
    }
    return (added, changed)
  }
}
