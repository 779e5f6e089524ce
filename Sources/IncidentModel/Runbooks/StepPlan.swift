/// A command of a runbook as it is going to be run: what the preview shows, and nothing else.
package struct StepPlan: Hashable, Sendable {
  package var runbook: String
  /// The file, and the line of it in which the command begins.
  package var path: String
  package var line: Int
  package var step: String
  package var label: String
  /// The very text that the shell gets.
  package var text: String
  /// Variables it gets besides those of this program.
  package var values: [String: String] = [:]
  /// Names of values that are neither shown nor recorded.
  package var secrets: Set<String> = []
  package var attributes = RunbookAttributes()
  package var risk = Risk.read
  /// Variables that it sets, and that later steps get.
  package var assigned: [String] = []
  package var folder: String
  /// The block that reverts it.
  package var undo: String?
  package var isUndo = false
  /// The number of the block in its step.
  package var block = 0
  package var facts: [RunbookFact] = []
  /// SHA-256 of all that decides what happens: text, values, folder.
  package var digest = ""
  package var user = ""
  package var host = ""
  /// The commit of the file's repository, and `+` when the file differs from it.
  package var revision: String?
  /// What one should know before: it does not end by itself, it already ran.
  package var warnings: [String] = []
  /// Whether its target has to be typed, whatever its risk.
  package var wantsTarget = false

  package init(
    runbook: String, path: String, line: Int, step: String, label: String, text: String,
    folder: String
  ) {
    self.runbook = runbook
    self.path = path
    self.line = line
    self.step = step
    self.label = label
    self.text = text
    self.folder = folder
  }

  /// What has to be typed to run something destructive: the value that it is aimed at, else the number.
  package var target: String {
    let named = attributes.confirm.map { ShellText.variables(in: $0).needed } ?? []
    let used = named + ShellText.variables(in: text).needed
    let value = used.first {
      values[$0].map { !$0.isEmpty && $0.count <= 40 } ?? false && !secrets.contains($0)
    }
    return value.flatMap { values[$0] } ?? String(label.split(separator: " ").first ?? "")
  }

  /// Whether a yes is not enough.
  package var asksForTarget: Bool { risk == .destructive || wantsTarget }

  /// The extra question, with the values it names.
  package var question: String? {
    attributes.confirm.map { ShellText.naming(shownValues, in: $0) }
  }

  /// The values as they may be seen.
  package var shownValues: [String: String] {
    values.reduce(into: [:]) { $0[$1.key] = secrets.contains($1.key) ? "[masked]" : $1.value }
  }

  /// What is hidden in whatever is shown or recorded of it.
  package func mask(also patterns: [String], environment: [String: String]) -> SecretMask {
    let own = environment.filter { SecretMask.isSecretName($0.key) }.map(\.value)
    return SecretMask(values: secrets.compactMap { values[$0] } + own, patterns: patterns)
  }

  /// The lines of the preview, without what must not be seen on a screen that others look at.
  package func preview(_ mask: SecretMask) -> [String] {
    // Values only: what looks like a secret in the text itself is part of what is run, and has to be seen.
    let mask = mask.valuesOnly
    var rows = warnings.map { "NOTE   \($0)" } + (warnings.isEmpty ? [] : [""])
    rows += mask.masking(text).split(separator: "\n", omittingEmptySubsequences: false).map {
      "    \($0)"
    }
    rows.append("")
    let values = shownValues.sorted { $0.key < $1.key }.map {
      "\($0.key)=\(mask.masking($0.value))"
    }
    if !values.isEmpty { rows.append("with   \(values.joined(separator: "  "))") }
    rows.append("in     \(folder)")
    rows.append(
      "as     \(user)@\(host), bash -euo pipefail\(attributes.wantsTerminal ? ", in a terminal" : "")"
    )
    let file = path.split(separator: "/").last.map(String.init) ?? path
    rows.append("from   \(file):\(line)\(revision.map { " at \($0)" } ?? "")")
    var limits =
      attributes.timeoutSeconds == 0
      ? "no time limit" : "stopped after \(durationText(attributes.timeoutSeconds))"
    if let retry = attributes.retry {
      limits +=
        ", tried every \(durationText(retry.everySeconds)) for \(durationText(retry.limitSeconds))"
    }
    rows.append("limit  \(limits)")
    var aims: [String] = []
    if let expect = attributes.expect { aims.append("the output matches \(expect)") }
    if attributes.exits != [0] {
      aims.append("exit \(words(attributes.exits.sorted().map(String.init)))")
    }
    if !aims.isEmpty { rows.append("expect \(aims.joined(separator: ", "))") }
    if let undo { rows.append("undo   \(undo)") }
    rows.append(
      "risk   \(risk.rawValue)\(attributes.approvals > 0 ? ", wants the approval of \(attributes.approvals == 1 ? "another person" : "\(attributes.approvals) others")" : "")"
    )
    return rows
  }

  /// What is recorded of it before it runs; secrets masked.
  package func record(_ mask: SecretMask) -> RunbookStep.Command {
    var command = RunbookStep.Command(
      text: mask.masking(text), digest: digest, risk: risk, line: line)
    command.values = values.isEmpty ? nil : shownValues.mapValues(mask.masking)
    command.folder = folder
    command.host = host
    command.user = user
    command.timeoutSeconds = attributes.timeoutSeconds
    command.wanted = attributes.approvals > 0 ? attributes.approvals : nil
    command.isUndo = isUndo ? true : nil
    return command
  }

  /// An entry about its step.
  package func entry(_ act: RunbookStep.Act) -> RunbookStep {
    RunbookStep(act: act, runbook: runbook, step: label, key: step)
  }
}

/// Why a command is not run.
package enum StepRefusal: Error, Hashable, Sendable {
  case noSuchStep(String)
  case noCommand
  case nothingReverts
  /// The block says itself why.
  case block(String)
  case syntax(String)
  case unknownCommand(String)
  /// Values that have to be given first.
  case missing([RunbookParameter])
  case value(String)
  case tooLong(Int)
  /// The file is another one than the one that was previewed.
  case changed
  case withinStep
}

extension StepRefusal {
  /// Whether another value would do.
  package var isAboutValues: Bool { if case .value = self { true } else { false } }

  /// The reason in a sentence.
  package var text: String {
    switch self {
    case .noSuchStep(let name): "there is no step \(name)"
    case .nothingReverts: "the runbook says nothing that reverts it"
    case .noCommand: "it has no command: it is done by hand"
    case .block(let reason): "it cannot be run: \(reason)"
    case .syntax(let reason): "it cannot be run: bash does not understand it: \(reason)"
    case .unknownCommand(let name):
      "it cannot be run: there is no command '\(name)' on this machine"
    case .missing(let parameters):
      "it cannot be run before there is a value for \(words(parameters.map(\.name)))"
    case .value(let reason): "it cannot be run: \(reason)"
    case .tooLong(let bytes):
      "it cannot be run: \(bytes) bytes are more than a shell is given here; put them into a script"
    case .changed: "the file has changed since the preview: look at what it says now"
    case .withinStep: "a step of a runbook does not run steps of runbooks"
    }
  }
}
