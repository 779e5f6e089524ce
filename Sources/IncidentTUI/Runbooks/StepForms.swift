internal import IncidentModel

extension AppState {
  func skipForm(_ step: Runbook.Step) -> Form {
    Form(
      .skipStep(step.id), title: "Leave out \(label(of: step))",
      hint: "The postmortem tells it with the reason. Enter leaves it out, Esc leaves.",
      fields: [Field("because", example: "what differs from what the runbook says")])
  }

  func tickForm(_ step: Runbook.Step) -> Form {
    Form(
      .tickStep(step.id), title: "Done by hand: \(label(of: step))",
      hint:
        "Its command did not end well. The postmortem tells it with what you write. Enter says so.",
      fields: [Field("how", example: "what was done instead, and how it was verified")])
  }

  func noteForm(_ step: Runbook.Step) -> Form {
    Form(
      .noteStep(step.id), title: "About \(label(of: step))",
      hint: "A note in the timeline. Enter writes it, Esc leaves.", fields: [Field("note")])
  }

  /// What becomes of a step for which a reason or a remark was written.
  func stepRequest(_ form: Form, _ id: String, _ act: RunbookStep.Act?) throws(FormProblem)
    -> SaveRequest
  {
    guard let text = form.fields[0].given else {
      throw FormProblem(act == nil ? "write the note" : "say why", field: 0)
    }
    guard let runbook = book.runbook, let step = runbook[step: id] else {
      throw FormProblem("the step is gone from the runbook")
    }
    guard let act else {
      let remark = Remark(
        text: people.storingMentions(in: "\(runbook.name) \(step.number): \(text)"))
      return .command(.log(.note(remark)), at: nil)
    }
    var event = RunbookStep(
      act: act, runbook: runbook.name, step: label(of: step),
      text: people.storingMentions(in: text), key: step.id)
    if case .started? = progress(of: step)?.state { event.of = progress(of: step)?.started?.id }
    let facts = step.attributes.facts + step.blocks.flatMap(\.attributes.facts)
    if act == .byHand, !facts.isEmpty { event.facts = facts.map(\.rawValue) }
    return .walk(event, origin: runbook.origin(), again: false)
  }

  /// The values that a command wants first, or all of the runbook's.
  func valuesForm(_ parameters: [RunbookParameter], _ choice: StepChoice?) -> Form {
    var form = Form(
      .values(parameters, choice),
      title: choice == nil ? "Values of the runbook" : "Values that the command wants",
      hint: choice == nil
        ? "Enter keeps them, Tab goes on." : "Enter goes on to the preview; nothing runs before.",
      fields: parameters.map { parameter in
        let known = book.values[parameter.name]
        if !parameter.choices.isEmpty {
          return Field(
            parameter.name, choices: parameter.choices.map { Field.Choice($0) },
            selected: known ?? parameter.standard)
        }
        return Field(
          parameter.name, known ?? parameter.standard ?? "",
          shape: parameter.isSecret ? .secret : .line,
          example: parameter.prompt ?? "")
      })
    form.about = parameters.compactMap { parameter in
      let pattern = parameter.pattern.map { "matches \($0)" }
      let source = parameter.source.map { "else $\($0)" }
      let parts = [parameter.prompt, pattern, source].compactMap(\.self)
      return parts.isEmpty ? nil : "\(parameter.name): \(parts.joined(separator: ", "))"
    }
    return form
  }

  func valuesEffect(
    _ form: Form, _ parameters: [RunbookParameter], _ choice: StepChoice?
  ) throws(FormProblem) -> Effect {
    var values = book.values
    for (index, parameter) in parameters.enumerated() {
      let text = form.fields[index].text
      guard !text.isEmpty else {
        if choice != nil { throw FormProblem("\(parameter.name) wants a value", field: index) }
        continue
      }
      if let reason = parameter.refusal(of: text) { throw FormProblem(reason, field: index) }
      values[parameter.name] = text
    }
    return .keepValues(values, then: choice)
  }

  /// All there is to know about a step, and what can be done about it.
  mutating func openStep() {
    guard let step = selectedStep else { return }
    if book.running?.step == step.id { return showOutput() }
    enter(.step(step.id, scroll: 0))
  }

  func stepText(_ id: String, _ width: Int) -> [DialogRow] {
    guard let runbook = book.runbook, let step = runbook[step: id] else {
      return [DialogRow("It is gone from the runbook.")]
    }
    return stepDetails(step, runbook, width)
  }

  /// The text of a step, what can be run of it and why not, and what became of it.
  func stepDetails(_ step: Runbook.Step, _ runbook: Runbook, _ width: Int) -> [DialogRow] {
    var rows = stepState(step, width)
    if !rows.isEmpty { rows.append(DialogRow("")) }
    rows += runbook.text(of: step).flatMap { wrap($0.isEmpty ? " " : $0, width: width) }.map {
      DialogRow($0)
    }
    let notes = stepNotes(step)
    if !notes.isEmpty {
      rows.append(DialogRow(""))
      rows += notes.flatMap { wrap($0, width: width) }.map { DialogRow($0, role: .dim) }
    }
    if let outcome = progress(of: step)?.outcome, let tail = outcome.tail {
      rows += [DialogRow(""), DialogRow("What it wrote", role: .title)]
      rows += wrap(tail, width: width).suffix(200).map { DialogRow($0, role: .dim) }
    }
    return rows
  }

  private func stepNotes(_ step: Runbook.Step) -> [String] {
    var notes: [String] = []
    if let role = step.attributes.role { notes.append("done by \(role)") }
    if !step.attributes.facts.isEmpty {
      notes.append("when done: \(step.attributes.facts.map(\.rawValue).joined(separator: ", "))")
    }
    for block in step.blocks {
      if let reason = block.refusal {
        notes.append("line \(block.line) is not run: \(reason)")
      } else {
        var parts = [block.attributes.isCheck ? "a check" : block.risk.rawValue]
        if !block.placeholders.isEmpty {
          parts.append("wants \(block.placeholders.map(\.text).joined(separator: " "))")
        }
        if block.attributes.approvals > 0 { parts.append("wants approval") }
        if let undo = block.attributes.undo { parts.append("undone by \(undo)") }
        notes.append("line \(block.line): \(parts.joined(separator: ", "))")
      }
    }
    return notes
  }

  private func stepState(_ step: Runbook.Step, _ width: Int) -> [DialogRow] {
    guard let progress = progress(of: step) else { return [] }
    var rows: [DialogRow] = []
    let who = "\(moment(progress.at)) \(people.label(of: progress.by))"
    switch progress.state {
    case .open: if progress.isUndone { rows.append(DialogRow("\(who): undone", role: .warning)) }
    case .waiting(let until):
      rows.append(DialogRow("\(who): waiting until \(moment(until))", role: .action))
    case .started: rows += fateText(step, progress, width)
    case .done, .failed, .skipped, .byHand:
      let exit = progress.exitStatus.map { ", exit \($0)" } ?? ""
      let reason = progress.outcome?.unmet.flatMap { ", \($0)" == exit ? nil : $0 }
      let unmet = reason.map { ": \($0)" } ?? ""
      let text = progress.text.map { ": \(shown($0))" } ?? ""
      rows += wrap("\(who): \(progress.state.words)\(exit)\(unmet)\(text)", width: width).map {
        DialogRow($0, role: progress.state == .failed ? .critical : .text)
      }
      if let left = progress.outcome?.leftRunning {
        rows.append(DialogRow("left running: \(left.joined(separator: ", "))", role: .warning))
      }
    }
    if let request = progress.request, request.isOpen(at: now) {
      rows.append(DialogRow("waits for approval until \(moment(request.until))", role: .warning))
    }
    return rows
  }

  private func fateText(
    _ step: Runbook.Step, _ progress: RunbookWalk.Progress, _ width: Int
  ) -> [DialogRow] {
    let since = progress.started.map { moment($0.at) } ?? ""
    let text: String
    switch fate(of: step) {
    case nil: return [DialogRow("runs since \(since)", role: .action)]
    case .runsElsewhere: return [DialogRow("runs since \(since) in another console", role: .action)]
    case .otherMachine(let host):
      text = "Outcome unknown: it was started at \(since) on \(host). Look there what became of it."
    case .unknown(let left):
      text =
        "Outcome unknown: it was started at \(since), and no end was written down. "
        + (left.isEmpty
          ? "Nothing of it runs any more."
          : "Of it still run: \(left.joined(separator: ", ")); K ends them.")
        + " Verify what it did; then Space, x or r."
    }
    return wrap(text, width: width).map { DialogRow($0, role: .critical) }
  }
}

extension RunbookWalk.State {
  var words: String {
    switch self {
    case .open: "open"
    case .started: "started"
    case .waiting: "waiting"
    case .done: "done"
    case .failed: "failed"
    case .skipped: "left out"
    case .byHand: "done by hand"
    }
  }
}
