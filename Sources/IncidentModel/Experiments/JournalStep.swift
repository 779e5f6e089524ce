/// One activity as a journal tells it: what was asked, what came back, and when.
///
/// Its texts are kept as they came, and made fit to be given out only where they are: a long run has
/// tens of thousands of steps.
struct JournalStep: Sendable {
  /// As it came.
  let rawName: String
  let isAction: Bool
  let startedAt: Instant?
  let endedAt: Instant?
  let outcome: Outcome
  /// Only of the hypothesis.
  let isWithinTolerance: Bool?
  private let tolerance: JSONDocument?
  private let output: JSONDocument?
  private let exception: String

  /// What became of it.
  enum Outcome: Hashable, Sendable {
    case succeeded
    /// The exit status of a program.
    case exited(Int)
    /// The status of an answer of HTTP.
    case answered(Int)
    /// It could not be carried out.
    case failed
    /// It was begun, and the run was over before it.
    case unfinished
  }

  init(_ document: JSONDocument) {
    let activity = document["activity"] ?? .null
    rawName = activity["name"]?.text ?? activity["ref"]?.text ?? "(no name)"
    isAction = activity["type"]?.text == "action"
    startedAt = Instant(journal: document["start"])
    endedAt = Instant(journal: document["end"])
    isWithinTolerance = document["tolerance_met"]?.bool
    tolerance = activity["tolerance"]
    output = document["output"]
    exception = document["exception"]?.elements.last?.text ?? document["exception"]?.text ?? ""
    outcome = Self.outcome(document, provider: activity["provider"]?["type"]?.text)
  }

  private static func outcome(_ document: JSONDocument, provider: String?) -> Outcome {
    switch document["status"]?.text {
    case nil: return .unfinished
    case "failed": return .failed
    default: break
    }
    guard let status = document["output"]?["status"]?.integer else { return .succeeded }
    switch provider {
    case "process": return .exited(status)
    case "http": return .answered(status)
    default: return .succeeded
    }
  }

  var name: String { journalText(rawName, limit: 200) }

  /// The last line of the exception without the name of its class.
  private var reason: String {
    let line =
      exception.utf8.split(separator: UInt8(ascii: "\n")).last.flatMap { Substring($0) } ?? ""
    let start = line.prefix { $0.isLetter || $0 == "." || $0 == "_" }
    let isClass = start.contains(".") && line.dropFirst(start.count).hasPrefix(": ")
    return journalText(String(isClass ? line.dropFirst(start.count + 2) : line), limit: 400)
  }

  /// Whether it did what it was to do, as far as its status tells.
  ///
  /// A probe that names the statuses it wants has to give one of these; anything else an exit status
  /// of 0, or an answer below 400.
  var isOK: Bool {
    switch outcome {
    case .succeeded: true
    case .exited(let status): wantedStatuses?.contains(status) ?? (status == 0)
    case .answered(let status): wantedStatuses?.contains(status) ?? (status < 400)
    case .failed, .unfinished: false
    }
  }

  private var wantedStatuses: [Int]? {
    switch tolerance {
    case .integer(let status) where !isAction: [status]
    case .array(let elements) where !isAction: elements.compactMap(\.integer)
    default: nil
    }
  }

  /// What became of it, as the end of a sentence.
  var words: String {
    switch outcome {
    case .succeeded: "succeeded"
    case .exited(let status): "ended with exit status \(status)"
    case .answered(let status): "was answered with HTTP \(status)"
    case .failed: exception.isEmpty ? "failed" : "failed: \(reason)"
    case .unfinished: "was not finished"
    }
  }

  /// What was wanted of a probe and what it gave.
  var comparison: String {
    if outcome == .failed { return "expected \(expected), but it \(words)" }
    return "expected \(expected), got \(got)"
  }

  private var expected: String {
    switch tolerance {
    case nil, .null: "what is not said"
    case .array(let elements):
      elements.prefix(10).map(Self.short).joined(separator: hasStatus ? " or " : " to ")
    case .object: expectedByRule
    case let value?: Self.short(value)
    }
  }

  private var expectedByRule: String {
    guard let tolerance else { return "" }
    let target = tolerance["target"]?.text.map { " in the \(journalText($0, limit: 40))" } ?? ""
    func part(_ key: String) -> String { tolerance[key].map(Self.short) ?? "?" }
    switch tolerance["type"]?.text {
    case "regex": return "something that matches \(part("pattern"))\(target)"
    case "jsonpath": return "something at \(part("path"))\(target)"
    case "range":
      let bounds = (tolerance["range"]?.elements ?? []).prefix(2).map(Self.bound)
      let words = [bounds.first?.map { "at least \($0)" }, bounds.last?.map { "at most \($0)" }]
      return "a number, \(words.compactMap { $0 ?? nil }.joined(separator: " and "))\(target)"
    default: return "what \(part("name")) accepts"
    }
  }

  /// A bound of a range; nil for one so large that it stands for none.
  private static func bound(_ value: JSONDocument) -> String? {
    if case .number(let number) = value, number.magnitude >= Experiment.Expectation.unbounded {
      return nil
    }
    return short(value)
  }

  private var hasStatus: Bool { output?["status"]?.integer != nil }

  private var got: String {
    let key = tolerance?["target"]?.text
    if let key, let value = output?[key] { return Self.short(value) }
    switch outcome {
    case .exited(let status): return "exit status \(status)"
    case .answered(let status): return "HTTP \(status)"
    default: return output.map(Self.short) ?? "nothing"
    }
  }

  /// A value on one line, bounded.
  private static func short(_ value: JSONDocument) -> String {
    switch value {
    case .null: "null"
    case .bool(let bool): bool ? "true" : "false"
    case .integer(let integer): String(integer)
    case .number(let number): number.isFinite ? decimalText(number) : "\(number)"
    case .text(let text): jsonQuoted(journalText(text, limit: 200))
    case .array(let elements): "a list of \(elements.count)"
    case .object(let members): "an object of \(members.count)"
    }
  }
}
