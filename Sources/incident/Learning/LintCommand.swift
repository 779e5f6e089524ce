internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Looks for language that blames, and for times that contradict each other.
struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Look for blaming language, milestones out of order and missing parts in Markdown.",
    discussion: """
      Each finding is FILE:LINE:COLUMN: LEVEL: RULE: what, why, how to put it. Nothing is rewritten and \
      nothing is blocked; --strict ends with status 2 when there is a warning or an error. A comment \
      <!-- blame-ok: reason --> in the line or the one above waives it. Without files, and with -i, the \
      timeline of an incident is read.

        incident lint postmortem.md
        incident lint docs/postmortems/*.md --strict
        incident lint -i 7k3f
        incident lint --rules
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(
    help: ArgumentHelp("Markdown files; - is standard input.", valueName: "file"),
    completion: .file())
  var files: [String] = []
  @Flag(help: "End with status 2 when there is a warning or an error.") var strict = false
  @Option(
    help: ArgumentHelp("Also a rule that is off by default; may be given again.", valueName: "rule")
  )
  var on: [String] = []
  @Option(help: ArgumentHelp("Without a rule; may be given again.", valueName: "rule"))
  var off: [String] = []
  @Option(
    help: ArgumentHelp("The least level that is shown: hint, warn or error.", valueName: "level"))
  var level: LintLevel = .hint
  @Option(
    help: ArgumentHelp(
      "The template it was made with; google and atlassian speak of root causes.",
      valueName: "name"))
  var template: String?
  @Flag(help: "Print the rules, and why they are.") var rules = false

  func validate() throws {
    let known = LintRule.all.map(\.id)
    for rule in on + off where !known.contains(rule.uppercased()) {
      throw ValidationError("There is no rule '\(rule)'; `incident lint --rules` lists them.")
    }
    if files.isEmpty, globals.incident == nil, !rules {
      throw ValidationError("Give a file, or an incident with -i.")
    }
  }

  func run() throws {
    let output = Output()
    if rules { return try printRules(output) }
    do {
      let found = try files.isEmpty ? inTimeline() : inFiles()
      let shown = found.filter { $0.finding.level >= level }
      if globals.json {
        try output.document(["findings": .array(shown.map(\.json))])
      } else {
        for place in shown { try output.line(place.line) }
        if shown.isEmpty { output.message("nothing found") }
      }
      if strict, found.contains(where: { $0.finding.level > .hint }) { throw ExitCode(2) }
    } catch let code as ExitCode {
      throw code
    } catch {
      throw try ErrorMessages(path: globals.logbookPath()).complaint(for: error)
    }
  }

  private var options: LintOptions {
    LintOptions(
      turnedOn: Set(on.map { $0.uppercased() }), turnedOff: Set(off.map { $0.uppercased() }),
      template: template)
  }

  /// Who is known by name: a document alone can be read without any logbook.
  private var roster: [String] {
    let configured = (try? ConfigurationFile.find(given: globals.config)?.read())?.people ?? []
    return configured.flatMap { [$0.handle, $0.name].compactMap(\.self) }
  }

  private func inFiles() throws -> [LintPlace] {
    let linter = Linter(roster: roster, options: options)
    return try files.flatMap { file in
      linter.findings(inMarkdown: try readText(ofFile: file)).map {
        LintPlace(place: "\(file):\($0.line):\($0.column)", file: file, finding: $0)
      }
    }
  }

  private func inTimeline() throws -> [LintPlace] {
    let session = try Session(globals, makesLogbook: false)
    let incident = try session.incident()
    let linter = Linter(roster: roster, options: options)
    return linter.findings(
      in: try session.book.allLines(of: incident.id), people: try session.book.people(),
      isLive: incident.status.isActive
    ).map {
      LintPlace(
        place: "\(incident.ref):\($0.entry.shortText):\($0.finding.column)", entry: $0.entry,
        finding: $0.finding)
    }
  }

  private func printRules(_ output: Output) throws {
    if globals.json {
      return try output.document([
        "rules": .array(
          LintRule.all.map { rule in
            .object([
              "id": .string(rule.id), "name": .string(rule.name),
              "level": .string(rule.level.rawValue), "isOnByDefault": .bool(rule.isOnByDefault),
              "why": .string(rule.why), "instead": .string(rule.instead),
            ])
          })
      ])
    }
    try output.table(
      LintRule.all.map { rule in
        [rule.id, rule.isOnByDefault ? rule.level.rawValue : "off", rule.name, rule.why]
      })
  }
}

/// A finding, and where it is.
private struct LintPlace {
  /// As an editor jumps to it: `FILE:LINE:COLUMN`.
  var place: String
  var file: String?
  var entry: EntryID?
  var finding: LintFinding

  var line: String {
    let rule = finding.rule
    let words = finding.excerpt.isEmpty ? "" : " “\(finding.excerpt)”"
    return visible(
      "\(place): \(finding.level.rawValue): \(rule.id) \(rule.name): \(finding.message)\(words) \(rule.instead)"
    )
  }

  var json: JSON {
    .object([
      "file": .optional(file), "entry": .optional(entry?.description),
      "line": .count(finding.line), "column": .count(finding.column),
      "level": .string(finding.level.rawValue), "rule": .string(finding.rule.id),
      "name": .string(finding.rule.name), "excerpt": .string(finding.excerpt),
      "message": .string(finding.message), "why": .string(finding.rule.why),
      "instead": .string(finding.rule.instead),
    ])
  }
}

extension LintLevel: ExpressibleByArgument {}
