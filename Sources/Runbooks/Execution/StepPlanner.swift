package import IncidentModel

/// Makes of a block of a runbook what is to be run, or says why it cannot be.
package struct StepPlanner {
  package var runbook: Runbook
  /// Values that were given or captured, by name.
  package var values: [String: String]
  /// Our own environment, from which some values come.
  package var environment: [String: String]
  package var user: String

  /// The longest text that is given to a shell as one argument.
  static let longestText = 100_000

  package init(
    _ runbook: Runbook, values: [String: String], environment: [String: String], user: String
  ) {
    self.runbook = runbook
    self.values = values
    self.environment = environment
    self.user = user
  }

  /// Plans a block of a step: the first that can be run when `number` is nil.
  package func plan(step id: String, block number: Int? = nil) throws(StepRefusal) -> StepPlan {
    guard let step = runbook[step: id] else { throw .noSuchStep(id) }
    guard !step.blocks.isEmpty else { throw .noCommand }
    let chosen = number ?? step.blocks.firstIndex { $0.refusal == nil } ?? 0
    guard step.blocks.indices.contains(chosen) else {
      throw .noCommand
    }
    var made = try plan(step.blocks[chosen], of: step)
    made.block = chosen
    return made
  }

  /// Plans what reverts a step: the block with the name that it gives, or all it says under a heading.
  package func undo(step id: String, block number: Int? = nil) throws(StepRefusal) -> StepPlan {
    guard let step = runbook[step: id] else { throw .noSuchStep(id) }
    let ran = number.flatMap { step.blocks.indices.contains($0) ? step.blocks[$0] : nil }
    let name =
      ran?.attributes.undo ?? step.blocks.lazy.compactMap(\.attributes.undo).first
      ?? step.attributes.undo
    guard let name else { throw .nothingReverts }
    let section = runbook.sections.firstIndex { $0.slug == name }
    let below = runbook.steps.filter { $0.section == section && section != nil }.flatMap(\.blocks)
    // Several commands are steps of their own: none of them alone reverts it.
    let found = runbook.block(named: name)?.block ?? (below.count == 1 ? below[0] : nil)
    guard let found else { throw .nothingReverts }
    var plan = try plan(found, of: step)
    plan.isUndo = true
    plan.label = "\(plan.label) (undo)"
    (plan.facts, plan.undo) = ([], nil)
    return plan
  }

  private func plan(_ block: RunbookBlock, of step: Runbook.Step) throws(StepRefusal) -> StepPlan {
    if let reason = block.refusal { throw .block(reason) }
    let needed = ShellText.variables(in: block.command)
    var given = try givenValues(for: needed.needed)
    let text = try filled(block)
    guard text.utf8.count <= Self.longestText else { throw .tooLong(text.utf8.count) }
    if let reason = BlockClassifier.refusal(ofFilled: text) { throw .block(reason) }
    if let error = ShellCheck.syntaxError(in: text) { throw .syntax(error) }
    if let name = ShellCheck.missingCommand(in: text) { throw .unknownCommand(name) }
    var plan = StepPlan(
      runbook: runbook.name, path: runbook.path, line: block.line, step: step.id,
      label: runbook.label(of: step, given), text: text, folder: folder(of: block))
    // What stands in the text is seen in the text.
    for placeholder in block.placeholders { given[placeholder.name] = nil }
    plan.values = given
    plan.secrets = Set(
      runbook.front.parameters.filter(\.isSecret).map(\.name)
        + given.keys.filter(SecretMask.isSecretName))
    plan.attributes = block.attributes
    plan.risk = block.risk
    plan.assigned = needed.assigned.filter(RunbookParameter.isAllowed)
    plan.undo = block.attributes.undo
    plan.facts = step.attributes.facts + block.attributes.facts
    plan.user = user
    plan.host = Leftovers.host
    if let endless = CommandWords.endless(in: text), !block.attributes.wantsTerminal {
      plan.warnings.append("\(endless) does not end by itself: the limit ends it")
    }
    let parts =
      [text, plan.folder] + given.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
    plan.digest = digest(ofText: parts.map { "\($0.utf8.count):\($0)" }.joined())
    return plan
  }

  /// The values of the variables that a text uses, and of all parameters that have one.
  private func givenValues(for needed: [String]) throws(StepRefusal) -> [String: String] {
    var given: [String: String] = [:]
    var missing: [RunbookParameter] = []
    for parameter in runbook.front.parameters {
      let value =
        values[parameter.name] ?? parameter.source.flatMap { environment[$0] } ?? parameter.standard
      if let value {
        if let reason = parameter.refusal(of: value) { throw .value(reason) }
        given[parameter.name] = value
      } else if needed.contains(parameter.name) {
        missing.append(parameter)
      }
    }
    for name in needed where given[name] == nil && !missing.contains(where: { $0.name == name }) {
      if name.hasPrefix("INCIDENT") || (environment[name] != nil && values[name] == nil) {
        continue
      }
      // A name that a shell obeys is left as it is: bash says that it is not set.
      guard RunbookParameter.isAllowed(name) else { continue }
      if let value = values[name] {
        given[name] = value
      } else {
        var parameter = RunbookParameter(name: name)
        parameter.isSecret = SecretMask.isSecretName(name)
        missing.append(parameter)
      }
    }
    // What earlier steps have set or captured goes on to later ones.
    for (name, value) in values
    where given[name] == nil && RunbookParameter.isAllowed(name) && needed.contains(name) {
      given[name] = value
    }
    guard missing.isEmpty else { throw .missing(missing) }
    return given
  }

  /// Variables that a shell has by itself, or that say only who and where we are.
  private static let given: Set<String> = [
    "PATH", "HOME", "USER", "LOGNAME", "SHELL", "PWD", "HOSTNAME", "UID", "EUID", "RANDOM",
    "SECONDS",
    "LINENO", "IFS", "LANG", "LC_ALL", "TERM", "TMPDIR", "BASH", "OSTYPE", "REPLY", "PPID", "TZ",
  ]

  /// The text with its placeholders filled in; one that is left open keeps it from being run.
  private func filled(_ block: RunbookBlock) throws(StepRefusal) -> String {
    var missing: [RunbookParameter] = []
    for placeholder in block.placeholders {
      guard let value = values[placeholder.name] else {
        var parameter = RunbookParameter(name: placeholder.name)
        parameter.prompt = "what stands for \(placeholder.text)"
        missing.append(parameter)
        continue
      }
      let isSecret = runbook.front.parameters.contains {
        $0.name == placeholder.name && $0.isSecret
      }
      if isSecret || SecretMask.isSecretName(placeholder.name) {
        throw .value(
          "\(placeholder.text) is a secret, and would be seen in the list of processes: the runbook should say \"$NAME\", which comes with the environment"
        )
      }
      if let reason = RunbookParameter.refusal(ofText: value, for: placeholder.name) {
        throw .value(reason)
      }
    }
    guard missing.isEmpty else { throw .missing(missing) }
    return ShellText.filling(block.placeholders, in: block.command, with: values)
  }

  /// Where it starts: relative to the runbook's own folder.
  private func folder(of block: RunbookBlock) -> String {
    let own = runbook.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    let base = runbook.path.hasPrefix("/") || !own.isEmpty ? (own.isEmpty ? "/" : own) : "."
    guard let wanted = block.attributes.folder ?? runbook.front.folder else { return base }
    return wanted.hasPrefix("/") ? wanted : "\(base)/\(wanted)"
  }
}
