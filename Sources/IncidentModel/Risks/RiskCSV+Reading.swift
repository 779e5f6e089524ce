extension RiskCSV {
  /// What is wrong with a file of risks, at a line and in a column.
  package struct Problem: Error, Hashable, Sendable {
    package enum What: Hashable, Sendable {
      /// The file is no CSV, or has not the columns or fields it has to have.
      case file(LineProblem.What)
      /// A field that has to be there is empty.
      case empty
      case notANumber(String)
      /// A number that nothing can be computed from.
      case refused(RiskProblem)
      case unknownProvenance(String, known: [String])
      case notATime(String)
      case notYesOrNo(String)
      case badHandle(String)
      case badSeed(String)
    }

    /// Counted from 1.
    package let line: Int
    /// As the header names it; nil for the line as a whole.
    package let column: String?
    package let what: What
  }

  /// A computed column that says something else than what follows from the inputs.
  package struct Contradiction: Hashable, Sendable {
    package let line: Int
    package let column: String
    package let found: String
    package let computed: String
  }

  /// What was read from a file.
  package struct Reading: Hashable, Sendable {
    /// The risks of the lines without a problem.
    package var risks: [RegisteredRisk] = []
    package var problems: [Problem] = []
    package var contradictions: [Contradiction] = []
  }

  /// Reads a file whose header has at least the risk and its four inputs, in any order.
  ///
  /// Columns with other names are passed over. What is computed is not read, only compared.
  ///
  /// - Parameters:
  ///   - file: the whole file.
  ///   - budget: what the objective of a risk leaves in a year; nil where none is known.
  ///   - person: finds or makes the person with a handle.
  /// - Returns: the risks, every problem in the order of the lines, and contradictions.
  package static func read(
    _ file: String, budget: (RegisteredRisk) -> RiskBudget?, person: (String) -> PersonID
  ) -> Reading {
    let (records, broken) = CSV.records(of: file)
    var reading = read(records, budget: budget, person: person)
    if let broken {
      // Nothing after it was read; without a record the file is broken and not empty.
      if records.isEmpty { reading.problems = [] }
      reading.problems.append(Problem(line: broken.line, column: nil, what: .file(broken.what)))
    }
    return reading
  }

  private static func read(
    _ records: [CSV.Record], budget: (RegisteredRisk) -> RiskBudget?, person: (String) -> PersonID
  ) -> Reading {
    var reading = Reading()
    guard let header = records.first else {
      reading.missing(.title, line: 1)
      return reading
    }
    guard let places = reading.places(header) else { return reading }
    for record in records.dropFirst() {
      guard record.fields.count == header.fields.count else {
        let what = LineProblem.What.fields(
          found: record.fields.count, wanted: header.fields.count)
        reading.problems.append(Problem(line: record.line, column: nil, what: .file(what)))
        continue
      }
      var row = Row(
        line: record.line, fields: places.mapValues { CSV.unguarded(record.fields[$0]) })
      if let risk = row.risk(person) {
        reading.contradictions += row.contradictions(risk, budget(risk))
        reading.risks.append(risk)
      }
      reading.problems += row.problems
    }
    return reading
  }

  /// A column by the name in its header, in any case.
  fileprivate static let columns = Dictionary(
    Column.all.map { ($0.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
}

extension RiskCSV.Reading {
  fileprivate mutating func missing(_ column: RiskCSV.Column, line: Int) {
    problems.append(
      RiskCSV.Problem(line: line, column: column.name, what: .file(.missingColumn(column.name))))
  }

  /// Where each column stands; nil when one is not there without which nothing can be read.
  fileprivate mutating func places(_ header: CSV.Record) -> [RiskCSV.Column: Int]? {
    var places: [RiskCSV.Column: Int] = [:]
    for (place, name) in header.fields.enumerated() {
      let name = CSV.unguarded(name).trimmingSpaces().lowercased()
      guard let column = RiskCSV.columns[name] else { continue }
      if places.updateValue(place, forKey: column) != nil {
        problems.append(
          RiskCSV.Problem(
            line: header.line, column: column.name, what: .file(.columnTwice(column.name))))
      }
    }
    let lacking = RiskCSV.Column.all.filter { $0.isRequired && places[$0] == nil }
    for column in lacking { missing(column, line: header.line) }
    return lacking.isEmpty ? places : nil
  }
}

/// One line of the file, while it is read.
private struct Row {
  let line: Int
  let fields: [RiskCSV.Column: String]
  private(set) var problems: [RiskCSV.Problem] = []

  init(line: Int, fields: [RiskCSV.Column: String]) {
    self.line = line
    self.fields = fields
  }

  private mutating func note(_ column: RiskCSV.Column, _ what: RiskCSV.Problem.What) {
    problems.append(RiskCSV.Problem(line: line, column: column.name, what: what))
  }

  /// The field without spaces around it; nil when nothing stands there.
  private func word(_ column: RiskCSV.Column) -> String? {
    let text = fields[column]?.trimmingSpaces() ?? ""
    return text.isEmpty ? nil : String(text)
  }

  /// The field as it stands; nil when nothing stands there.
  private func text(_ column: RiskCSV.Column) -> String? {
    word(column) == nil ? nil : fields[column]
  }

  /// The risk; nil after a problem.
  mutating func risk(_ person: (String) -> PersonID) -> RegisteredRisk? {
    let inputs = RiskQuantity.allCases.compactMap { input($0) }
    let title = text(.title)
    if title == nil { note(.title, .empty) }
    let (accepted, seeds) = (flag(.accepted), seeds())
    if let handle = word(.owner), !People.isHandle(handle) { note(.owner, .badHandle(handle)) }
    guard problems.isEmpty, inputs.count == 4, let title else { return nil }
    var risk = RegisteredRisk(
      title: title, detectMinutes: inputs[0], repairMinutes: inputs[1], impact: inputs[2],
      daysBetween: inputs[3])
    risk.service = text(.service)
    risk.slo = text(.slo)
    risk.owner = word(.owner).map(person)
    risk.isAccepted = accepted
    risk.seeds = seeds
    for problem in risk.problems { note(problem) }
    if problems.isEmpty, (try? risk.figures()) == nil {
      note(.badMinutesPerYear, .refused(.tooLarge))
    }
    return problems.isEmpty ? risk : nil
  }

  private mutating func note(_ problem: RiskProblem) {
    switch problem {
    case .notANumber(let quantity), .negative(let quantity), .notPositive(let quantity):
      note(.input(quantity), .refused(problem))
    case .tooLarge: note(.badMinutesPerYear, .refused(problem))
    }
  }

  private mutating func input(_ quantity: RiskQuantity) -> RegisteredRisk.Input? {
    let column = RiskCSV.Column.input(quantity)
    guard let text = word(column) else {
      note(column, .empty)
      return nil
    }
    // By its digits: a hundredth of a number would not be the number that was written.
    let digits = quantity == .impact && text.hasSuffix("%") ? text.dropLast() : text[...]
    let decimal = RiskCSV.shifted(String(digits.trimmingSpaces()), by: quantity == .impact ? -2 : 0)
    guard let value = decimal.flatMap({ Double($0) }) else {
      note(column, .notANumber(text))
      return nil
    }
    var input = RegisteredRisk.Input(value)
    if let word = word(.provenance(quantity)) {
      if let provenance = RegisteredRisk.Provenance(rawValue: word.lowercased()) {
        input.provenance = provenance
      } else {
        let known = RegisteredRisk.Provenance.allCases.map(\.rawValue)
        note(.provenance(quantity), .unknownProvenance(word, known: known))
      }
    }
    input.source = self.text(.source(quantity))
    if let word = word(.at(quantity)) {
      input.at = Instant(rfc3339: word) ?? Instant(rfc3339: "\(word)T00:00:00Z")
      if input.at == nil { note(.at(quantity), .notATime(word)) }
    }
    return input
  }

  private mutating func flag(_ column: RiskCSV.Column) -> Bool? {
    guard let word = word(column) else { return nil }
    switch word.lowercased() {
    case "yes", "true": return true
    case "no", "false": return false
    default:
      note(column, .notYesOrNo(word))
      return nil
    }
  }

  private mutating func seeds() -> [Experiment.Seed]? {
    guard let word = word(.seeds) else { return nil }
    return word.split(separator: " ").compactMap { text in
      let parts = text.split(separator: "/", omittingEmptySubsequences: false)
      let surprise = parts.count == 2 ? EntryID(parts[1]) : nil
      guard let incident = parts.first.flatMap({ IncidentID($0) }), parts.count <= 2,
        parts.count == 1 || surprise != nil
      else {
        note(.seeds, .badSeed(String(text)))
        return nil
      }
      return Experiment.Seed(incident: incident, surprise: surprise)
    }
  }

  /// Where a computed column is further from what follows than its own digits explain.
  func contradictions(
    _ risk: RegisteredRisk, _ budget: RiskBudget?
  ) -> [RiskCSV.Contradiction] {
    guard let figures = try? risk.figures() else { return [] }
    return RiskCSV.Column.all.compactMap { column in
      guard let computed = RiskCSV.computed(column, figures, budget), let found = word(column),
        !isNear(found, computed)
      else { return nil }
      return RiskCSV.Contradiction(
        line: line, column: column.name, found: found, computed: computed)
    }
  }

  /// Whether two numbers are the same to the digits of the first, or to three significant ones.
  private func isNear(_ found: String, _ computed: String) -> Bool {
    let isPercent = found.hasSuffix("%")
    guard let number = Double((isPercent ? found.dropLast() : found[...]).trimmingSpaces()),
      let wanted = Double(computed)
    else { return found.lowercased() == computed.lowercased() }
    let places = found.split(separator: ".", maxSplits: 1).dropFirst().first?.count ?? 0
    let digits = (0..<min(places, 15)).reduce(0.5) { half, _ in half / 10 }
    return abs(number - wanted) <= max(digits, wanted.magnitude * 0.005) * 1.001
  }
}
