internal import ArgumentParser
internal import IncidentModel
internal import Runbooks

/// Prints a runbook as it is understood.
struct RunbookShowCommand: RunbookDeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print a runbook's steps, what each may do, and why a command in it cannot be run.",
    discussion: """
        incident runbook show regional-failover
        incident runbook show docs/KubePodCrashLooping.md --json
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(
    help: ArgumentHelp("Its name, or a file.", valueName: "name"),
    completion: .custom(CompletionLists.runbooks))
  var name: String

  func run(at desk: RunbookDesk) throws {
    let runbook = try desk.shelf.open(name)
    let fresh = RunbookFreshness(
      runbook.front, try desk.exercises()[runbook.name], now: Session.clock())
    if globals.json { return try desk.output.document(Self.json(runbook, fresh)) }
    try desk.output.line(desk.output.styled(visible(runbook.title), .strong))
    try desk.output.line(
      visible(
        "\(runbook.path) · owner \(runbook.front.owner ?? "none") · last walked \(fresh.text)"))
    for parameter in runbook.front.parameters {
      try desk.output.line(visible("  \(parameter.name): \(Self.text(parameter))"))
    }
    var section: Int? = -1
    for step in runbook.steps {
      if step.section != section {
        section = step.section
        let title = section.map { runbook.sections[$0].title } ?? ""
        try desk.output.line()
        try desk.output.line(
          visible(title) + desk.output.styled("  \(step.role.rawValue)", .faint))
      }
      try show(step, desk.output)
    }
    for problem in runbook.problems {
      desk.output.message(visible("\(runbook.path):\(problem.line): \(problem.text)"))
    }
  }

  private func show(_ step: Runbook.Step, _ output: Output) throws {
    let indent = String(repeating: "  ", count: step.depth + 1)
    let notes = [
      step.attributes.role, step.attributes.waitSeconds.map { "wait \(durationText($0))" },
      step.attributes.facts.isEmpty
        ? nil : step.attributes.facts.map(\.rawValue).joined(separator: " "),
    ].compactMap(\.self).joined(separator: " · ")
    try output.line(
      "\(indent)\(step.number) \(visible(step.title))"
        + output.styled(notes.isEmpty ? "" : visible("  [\(notes)]"), .faint))
    for block in step.blocks {
      let what = block.refusal.map { "not run: \($0)" } ?? Self.text(block)
      try output.line(
        "\(indent)    " + output.styled(visible("line \(block.line), \(what)"), .faint))
      for line in block.command.split(separator: "\n", omittingEmptySubsequences: false) {
        try output.line("\(indent)      \(visible(String(line)))")
      }
    }
  }

  private static func text(_ block: RunbookBlock) -> String {
    var parts = [block.attributes.isCheck ? "check" : block.risk.rawValue]
    if !block.placeholders.isEmpty {
      parts.append("wants \(block.placeholders.map(\.text).joined(separator: " "))")
    }
    if block.attributes.approvals > 0 {
      parts.append("wants \(block.attributes.approvals) to approve")
    }
    if let undo = block.attributes.undo { parts.append("undo \(undo)") }
    return parts.joined(separator: ", ")
  }

  private static func text(_ parameter: RunbookParameter) -> String {
    var parts = [parameter.prompt ?? "a value"]
    if !parameter.choices.isEmpty { parts.append(words(parameter.choices)) }
    if let pattern = parameter.pattern { parts.append("matches \(pattern)") }
    if let source = parameter.source { parts.append("from $\(source)") }
    if let standard = parameter.standard { parts.append("else \(standard)") }
    if parameter.isSecret { parts.append("secret") }
    return parts.joined(separator: ", ")
  }

  private static func json(_ runbook: Runbook, _ fresh: RunbookFreshness) -> [String: JSON] {
    [
      "name": .string(runbook.name), "title": .string(runbook.title), "path": .string(runbook.path),
      "digest": .string(runbook.digest), "owner": .optional(runbook.front.owner),
      "lastExercised": .time(fresh.exercise?.at),
      "steps": .array(
        runbook.steps.map { step in
          .object([
            "id": .string(step.id), "number": .string(step.number), "title": .string(step.title),
            "line": .count(step.lines.lowerBound), "section": .string(step.role.rawValue),
            "role": .optional(step.attributes.role),
            "facts": .list(step.attributes.facts.map(\.rawValue)),
            "waitSeconds": .optional(step.attributes.waitSeconds),
            "commands": .array(step.blocks.map(json)),
          ])
        }),
      "problems": .array(
        runbook.problems.map { .object(["line": .count($0.line), "text": .string($0.text)]) }),
    ]
  }

  private static func json(_ block: RunbookBlock) -> JSON {
    .object([
      "line": .count(block.line), "name": .optional(block.attributes.name),
      "command": .string(block.command), "risk": .string(block.risk.rawValue),
      "refusal": .optional(block.refusal), "sample": .optional(block.sample),
      "placeholders": .list(block.placeholders.map(\.name)),
      "isCheck": .bool(block.attributes.isCheck), "approvals": .count(block.attributes.approvals),
      "undo": .optional(block.attributes.undo),
    ])
  }
}
