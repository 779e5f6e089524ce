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
    let budget = try budgets.budget(
      session, for: session.book.register().risks.filter { !$0.isRetired }.map(\.risk))
    let first = RiskCSV.read(text, budget: { _ in budget }, person: { PersonID(rawValue: $0) })
    guard first.problems.isEmpty else {
      throw Failure.learning(.badRisks(path: file, first.problems))
    }
    var titles: Set<String> = []
    for risk in first.risks where !titles.insert(visible(risk.title)).inserted {
      throw Failure.badInput(
        file: file, line: nil, problem: "two lines are of the risk '\(risk.title)'")
    }
    for wrong in first.contradictions {
      session.output.message(
        "\(visible(file)):\(wrong.line): \(visible(wrong.column)) says \(visible(wrong.found)), and \(wrong.computed) follows from the numbers; it is not read"
      )
    }
    let (added, changed) =
      try dryRun ? foreseen(text, budget, session) : saved(text, budget, session)
    if session.options.json {
      return try session.output.document([
        "added": .count(added), "changed": .count(changed), "isWritten": .bool(!dryRun),
      ])
    }
    try session.output.line(
      "\(dryRun ? "would add" : "added") \(added), \(dryRun ? "change" : "changed") \(changed)")
  }

  /// How many would be added and changed.
  private func foreseen(
    _ text: String, _ budget: RiskBudget?, _ session: Session
  ) throws -> (added: Int, changed: Int) {
    let people = try session.book.people()
    let reading = RiskCSV.read(
      text, budget: { _ in budget }, person: { people[handle: $0]?.id ?? PersonID(rawValue: $0) })
    let commands = try session.book.register().commands(for: reading.risks)
    let added = commands.count { if case .addRisk = $0 { true } else { false } }
    return (added, commands.count - added)
  }

  /// Writes them, and everybody whom the file names.
  private func saved(
    _ text: String, _ budget: RiskBudget?, _ session: Session
  ) throws -> (added: Int, changed: Int) {
    let now = session.now
    return try session.write { writer, author in
      var named: [String] = []
      _ = RiskCSV.read(
        text, budget: { _ in budget },
        person: { handle in
          named.append(handle)
          return PersonID(rawValue: handle)
        })
      let ids = Dictionary(
        try named.map { ($0, try writer.person(handle: $0)) }, uniquingKeysWith: { $1 })
      let reading = RiskCSV.read(
        text, budget: { _ in budget }, person: { ids[$0] ?? PersonID(rawValue: $0) })
      let commands = try writer.register().commands(for: reading.risks)
      for command in commands {
        try writer.perform(command, Occasion(author: author, now: now))
      }
      let added = commands.count { if case .addRisk = $0 { true } else { false } }
      return (added, commands.count - added)
    }
  }
}

extension Register {
  /// What makes these risks of a file those of the register; what is so already needs nothing.
  fileprivate func commands(for read: [RegisteredRisk]) -> [RegisterCommand] {
    read.compactMap { risk in
      // In a file, what cannot be seen in a title stands as visible marks.
      let known = risks.first {
        !$0.isRetired && visible($0.risk.title) == visible(risk.title)
      }
      guard let known else { return .addRisk(risk) }
      let merged = risk.merged(over: known.risk)
      return merged == known.risk ? nil : .estimate(known.id, merged, because: nil)
    }
  }
}

extension RegisteredRisk {
  /// What a file says of a known risk; what it does not say stays as it was.
  fileprivate func merged(over known: RegisteredRisk) -> RegisteredRisk {
    var risk = self
    risk.title = known.title
    risk.service = service ?? known.service
    risk.slo = slo ?? known.slo
    risk.owner = owner ?? known.owner
    risk.isAccepted = isAccepted ?? known.isAccepted
    risk.seeds = seeds ?? known.seeds
    for quantity in RiskQuantity.allCases {
      let (new, old) = (self[quantity], known[quantity])
      // The same number without a source is the one that was measured.
      if new.provenance == .estimated, abs(new.value - old.value) <= abs(old.value) * 1e-9 {
        risk[quantity] = old
      }
    }
    return risk
  }
}
