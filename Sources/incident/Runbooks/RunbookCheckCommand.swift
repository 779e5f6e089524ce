internal import ArgumentParser
internal import IncidentModel
internal import Runbooks

/// Looks for what is wrong with runbooks.
struct RunbookCheckCommand: RunbookDeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say what is wrong with runbooks, by file and line.",
    discussion: """
      Errors: attributes that cannot be read, commands that bash does not understand, dead links to \
      other runbooks. Warnings: no owner, placeholders, nobody walked it for long, its review is late. \
      The status is 2 when there are errors, with --strict also when there are warnings.

        incident runbook check
        incident runbook check runbooks/regional-failover.md --json
      """)

  @OptionGroup var globals: GlobalOptions
  @Flag(help: "Warnings set the exit status, too.") var strict = false
  @Option(help: ArgumentHelp("Warn of what nobody has walked for so many days.", valueName: "days"))
  var staleDays = RunbookFreshness.staleDays
  @Argument(
    help: ArgumentHelp("Files; without any all runbooks of the folders.", valueName: "file"),
    completion: .file(extensions: ["md"]))
  var files: [String] = []

  func validate() throws {
    guard staleDays > 0 else { throw ValidationError("--stale-days takes a number above 0.") }
  }

  func run(at desk: RunbookDesk) throws {
    let exercises = try desk.exercises()
    var findings: [RunbookFinding] = []
    var count = 0
    if files.isEmpty, desk.library.items.isEmpty, desk.library.unreadable.isEmpty {
      throw RunbookRefusal.noFolder(configuration: desk.health.file?.path)
    }
    for path in files.isEmpty ? desk.library.items.map(\.path) : files {
      let runbook = try desk.shelf.open(path)
      count += 1
      let fresh = RunbookFreshness(
        runbook.front, exercises[runbook.name], now: Session.clock(), staleDays: staleDays)
      findings += RunbookFinding.all(in: runbook, fresh)
    }
    if files.isEmpty {
      findings += desk.library.unreadable.map { file in
        RunbookFinding(
          path: file.path, line: 1, level: .error, rule: "unreadable",
          text: ErrorMessages(path: "").reason(file.failure))
      }
    }
    if globals.json {
      try desk.output.document(["findings": .array(findings.map(\.json)), "files": .count(count)])
    } else {
      for finding in findings { try desk.output.line(visible(finding.row)) }
      let errors = findings.count { $0.level == .error }
      let warnings = findings.count { $0.level == .warning }
      desk.output.message("\(count) runbooks: \(errors) errors, \(warnings) warnings")
    }
    if findings.contains(where: { $0.level == .error || strict && $0.level == .warning }) {
      throw ExitCode(ExitStatus.findings)
    }
  }
}

/// Something that is wrong with a runbook.
struct RunbookFinding: Hashable {
  enum Level: String {
    case error
    case warning
    case note
  }

  var path: String
  var line: Int
  var level: Level
  var rule: String
  var text: String

  /// `FILE:LINE:COLUMN: level: rule: text`, as editors read it.
  var row: String { "\(path):\(line):1: \(level.rawValue): \(rule): \(text)" }

  var json: JSON {
    .object([
      "path": .string(path), "line": .count(line), "level": .string(level.rawValue),
      "rule": .string(rule), "text": .string(text),
    ])
  }

  /// Everything that is wrong with a runbook, in the order of its lines.
  static func all(in runbook: Runbook, _ fresh: RunbookFreshness) -> [RunbookFinding] {
    var found: [RunbookFinding] = []
    func add(_ line: Int, _ level: Level, _ rule: String, _ text: String) {
      found.append(
        RunbookFinding(path: runbook.path, line: line, level: level, rule: rule, text: text))
    }
    for problem in runbook.problems { add(problem.line, .error, "attributes", problem.text) }
    for block in runbook.steps.flatMap(\.blocks) { check(block, add) }
    for link in runbook.links where !leadsSomewhere(link.target, from: runbook.path) {
      add(link.line, .error, "dead-link", "\(link.target) is not there")
    }
    if runbook.front.owner == nil {
      add(1, .warning, "no-owner", "nobody keeps it: owner: TEAM in front of the text")
    }
    if let late = fresh.reviewLateDays {
      add(1, .warning, "review-late", "it should have been read over \(late) days ago")
    }
    if fresh.walkedDays == nil {
      add(1, .note, "never-walked", "nobody has walked it yet: a drill shows whether it holds")
    } else if fresh.isStale, let days = fresh.walkedDays {
      add(1, .warning, "stale", "nobody has walked it for \(days) days")
    }
    if runbook.steps.isEmpty { add(1, .warning, "no-steps", "there is nothing in it to do") }
    return found.sorted { ($0.line, $0.rule) < ($1.line, $1.rule) }
  }

  private static func check(_ block: RunbookBlock, _ add: (Int, Level, String, String) -> Void) {
    switch block.use {
    case .session(let reason):
      add(block.line, .note, "session", "it is opened in a terminal: \(reason)")
    case .shown(let reason)
    where BlockClassifier.isShell(block.language) && !block.attributes.isIgnored:
      add(
        block.line, .warning, "not-run", "it is tagged \(block.language), and never run: \(reason)")
    case .shown: break
    case .command:
      for placeholder in block.placeholders {
        add(
          block.line, .warning, "placeholder",
          "\(placeholder.text) is filled in by hand each time: a parameter and \"$\(placeholder.name.filter { $0.isLetter })\" are safer"
        )
      }
      // A placeholder reads as a redirection: what it stands for is a word.
      let values = Dictionary(block.placeholders.map { ($0.name, "x") }, uniquingKeysWith: { $1 })
      let text = ShellText.filling(block.placeholders, in: block.command, with: values)
      if let error = ShellCheck.syntaxError(in: text) {
        add(block.line, .error, "syntax", "bash does not understand it: \(error)")
      }
    }
  }

  /// Whether a link to a file beside it leads to one; links elsewhere are not followed.
  private static func leadsSomewhere(_ target: String, from path: String) -> Bool {
    let file = target.prefix { $0 != "#" && $0 != "?" }
    guard !file.isEmpty, !file.contains("://"), !file.hasPrefix("/"), !file.hasPrefix("mailto:"),
      file.hasSuffix(".md")
    else { return true }
    return fileExists("\(folder(of: path))/\(file)")
  }
}
