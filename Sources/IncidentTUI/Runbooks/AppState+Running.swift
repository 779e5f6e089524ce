internal import IncidentModel

/// Running the command of a step: preview, answers, output, end.
extension AppState {
  /// Asks for the preview of what a step would run; a step without one waits, or is done by hand.
  mutating func runStep(undo: Bool = false) -> [Effect] {
    guard let runbook = book.runbook, let step = selectedStep else { return [] }
    if let running = book.running {
      say("\(running.label) is still running: Enter shows it, Ctrl-C ends it", isError: true)
      return []
    }
    if case .started? = progress(of: step)?.state, let fate = fate(of: step), fate == .runsElsewhere
    {
      say("another console runs it: wait for its end", isError: true)
      return []
    }
    if !undo, let seconds = step.attributes.waitSeconds, step.blocks.isEmpty {
      return startWaiting(step, seconds)
    }
    if !undo, step.blocks.isEmpty {
      say("\(step.number) has no command: Space says that it is done")
      return []
    }
    if !undo, let session = step.blocks.first(where: \.isSession),
      step.blocks.allSatisfy({ $0.refusal != nil })
    {
      askAboutSession(session, step)
      return []
    }
    let runnable = step.blocks.indices.filter { step.blocks[$0].refusal == nil }
    if !undo, runnable.count > 1 {
      askWhichBlock(step, runnable)
      return []
    }
    return plan(StepChoice(runbook: runbook.name, step: step.id, isUndo: undo))
  }

  mutating func plan(_ choice: StepChoice) -> [Effect] { [.planStep(choice, values: book.values)] }

  private mutating func startWaiting(_ step: Runbook.Step, _ seconds: Int64) -> [Effect] {
    if case .waiting(let until)? = progress(of: step)?.state {
      say(
        until > now
          ? "\(clockText(until.seconds(since: now))) are left; x leaves the rest out"
          : "the time is over: Space says that it is done")
      return []
    }
    return saveStep(
      .started, step, text: nil, what: "waiting \(durationText(seconds))",
      until: now.advanced(bySeconds: seconds))
  }

  private mutating func askWhichBlock(_ step: Runbook.Step, _ blocks: [Int]) {
    let keys: [Character] = ["1", "2", "3", "4", "5", "6", "7", "8", "9"]
    let shown = Array(zip(keys, blocks))
    enter(
      .asking(
        Question(
          title: "\(label(of: step)): which command?",
          text: shown.flatMap { key, index in
            ["\(key)"] + step.blocks[index].command.split(separator: "\n").map { "    \($0)" }
          },
          choices: shown.map { key, index in
            .init(
              key: key,
              label: step.blocks[index].attributes.name ?? "line \(step.blocks[index].line)",
              answer: .planStep(
                StepChoice(runbook: book.runbook?.name ?? "", step: step.id, block: index)))
          })))
  }

  /// What is meant for another machine or program: copied, or a terminal is opened for it.
  mutating func askAboutSession(_ block: RunbookBlock, _ step: Runbook.Step) {
    enter(
      .asking(
        Question(
          title: label(of: step),
          text: block.command.split(separator: "\n", omittingEmptySubsequences: false).map {
            "    \($0)"
          }
            + ["", "Not run from here: \(block.refusal ?? "")."],
          choices: [
            .init(
              key: "t", label: "open a terminal for it", answer: .terminal(step.id, block.command)),
            .init(key: "c", label: "copy it", answer: .copy(block.command)),
          ])))
  }

  // MARK: The preview

  /// Shows what would be run, and asks.
  mutating func take(_ preview: StepPreview) -> [Effect] {
    guard isFree else { return [] }
    let plan = preview.plan
    let request = incident.walk(of: plan.runbook)?[plan.step]?.request
    let isApproved =
      plan.attributes.approvals == 0
      || request.map { $0.command.digest == plan.digest && $0.isApproved(at: now) } ?? false
    guard isApproved else {
      askForApproval(preview, request)
      return []
    }
    guard plan.asksForTarget else {
      enter(
        .asking(
          Question(
            title: "Run \(plan.label)?", text: preview.rows + [plan.question].compactMap(\.self),
            choices: [.init(key: "y", label: "run it", answer: .runStep(preview, .run))])))
      settlesBefore = now
      return []
    }
    return openForm(.runDestructive(preview))
  }

  private mutating func askForApproval(_ preview: StepPreview, _ request: RunbookWalk.Request?) {
    var text = preview.rows
    var choices: [Question.Choice] = []
    if let request, request.command.digest == preview.plan.digest, request.isOpen(at: now) {
      text.append(
        "Waits for approval since \(moment(request.at)), until \(moment(request.until)): A gives it, in another console."
      )
    } else {
      choices.append(.init(key: "y", label: "ask for approval", answer: .runStep(preview, .ask)))
    }
    if let rejected = request?.rejected {
      text.append(
        "\(people.label(of: rejected.by)) said no\(rejected.text.map { ": \(shown($0))" } ?? "").")
    }
    choices.append(
      .init(key: "a", label: "somebody approved aloud", answer: .form(.attest(preview))))
    choices.append(
      .init(key: "o", label: "run it without, for a reason", answer: .form(.override(preview))))
    enter(
      .asking(Question(title: "\(preview.plan.label) wants approval", text: text, choices: choices))
    )
    settlesBefore = now
  }

  func destructiveForm(_ preview: StepPreview) -> Form {
    var form = Form(
      .runDestructive(preview), title: "Run \(preview.plan.label)?",
      hint:
        "\(preview.plan.question ?? "It is destructive.") Type \(preview.plan.target), then Enter runs it; Esc leaves.",
      fields: [Field("type", example: preview.plan.target)])
    form.about = preview.rows
    return form
  }

  func destructiveEffect(_ form: Form, _ preview: StepPreview) throws(FormProblem) -> Effect {
    guard form.fields[0].text == preview.plan.target else {
      throw FormProblem("type \(preview.plan.target) to run it; nothing has run", field: 0)
    }
    return .runStep(preview, .run, id: 0)
  }

  func attestForm(_ preview: StepPreview) -> Form {
    Form(
      .attest(preview), title: "Who approved \(preview.plan.label)?",
      hint: "It is recorded as said by you and not verified. Enter goes on to the preview.",
      fields: [Field("who", shape: .person)])
  }

  func attestEffect(_ form: Form, _ preview: StepPreview) throws(FormProblem) -> Effect {
    let name = try handle(in: form, field: 0)
    guard name.lowercased() != handle(of: setting.me).lowercased() else {
      throw FormProblem("another person has to: the one who runs it cannot approve it", field: 0)
    }
    return .runStep(preview, .attested(name), id: 0)
  }

  func overrideForm(_ preview: StepPreview) -> Form {
    var form = Form(
      .override(preview), title: "Run \(preview.plan.label) without approval?",
      hint:
        "The record and the postmortem show it. Type \(preview.plan.target) as well; Enter runs it.",
      fields: [
        Field("because", example: "why it cannot wait"),
        Field("type", example: preview.plan.target),
      ])
    form.about = preview.rows
    return form
  }

  func overrideEffect(_ form: Form, _ preview: StepPreview) throws(FormProblem) -> Effect {
    guard let because = form.fields[0].given else {
      throw FormProblem("say why it cannot wait", field: 0)
    }
    guard form.fields[1].text == preview.plan.target else {
      throw FormProblem("type \(preview.plan.target) to run it; nothing has run", field: 1)
    }
    return .runStep(preview, .override(because), id: 0)
  }

  /// Begins what was answered yes to.
  mutating func begin(_ preview: StepPreview, _ way: StepWay) -> [Effect] {
    let id = nextToken()
    switch way {
    case .ask, .attested: return [.runStep(preview, way, id: id)]
    case .run, .override: break
    }
    guard book.running == nil else { return [] }
    if preview.plan.attributes.wantsTerminal { return [.runInTerminal(preview, way)] }
    let label = preview.plan.label
    book.running = .init(id: id, step: preview.plan.step, label: label, since: now)
    mode = .reading(Document(title: label, width: dialogWidth, commandID: id))
    return [.runStep(preview, way, id: id)]
  }

  // MARK: What comes back

  /// Why there is no preview.
  mutating func take(_ refusal: StepRefusal, of choice: StepChoice) -> [Effect] {
    guard isFree else {
      say(refusal.text, isError: true)
      return []
    }
    if case .missing(let parameters) = refusal { return openForm(.values(parameters, choice)) }
    let step = book.runbook?[step: choice.step]
    enter(
      .asking(
        Question(
          title: step.map { label(of: $0) } ?? "It cannot be run", text: [refusal.text],
          choices: refusal.isAboutValues
            ? [
              .init(
                key: "P", label: "other values", answer: .form(.values(parameters(of: step), nil)))
            ]
            : [])))
    return []
  }

  /// Whether nobody is typing or answering something else.
  private var isFree: Bool {
    mode == .browsing || mode.isStep || mode == .composing && composer.isEmpty
  }

  /// What a step may be given: the runbook's parameters, and the places in its own commands.
  private func parameters(of step: Runbook.Step?) -> [RunbookParameter] {
    let places = Set(step?.blocks.flatMap { $0.placeholders.map(\.name) } ?? []).sorted()
    return (book.runbook?.front.parameters ?? []) + places.map { RunbookParameter(name: $0) }
  }

  /// Opens what a running step writes, or has written.
  mutating func showOutput() {
    guard let running = book.running else { return }
    var document =
      book.output ?? Document(title: running.label, width: dialogWidth, commandID: running.id)
    document.wrap(to: dialogWidth)
    book.output = nil
    mode = .reading(document)
  }

  /// Takes what a step writes: into what is being read, else to be read later.
  mutating func takeStepOutput(_ text: String, of id: Int) {
    guard let running = book.running, running.id == id else { return }
    if case .reading(var document) = mode, document.commandID == id {
      let isAtEnd = document.scroll >= max(0, document.rows.count - dialogHeight)
      mode = .browsing
      document.append(text)
      if isAtEnd { document.scroll = max(0, document.rows.count - dialogHeight) }
      mode = .reading(document)
    } else {
      var document =
        book.output ?? Document(title: running.label, width: dialogWidth, commandID: id)
      book.output = nil
      document.append(text)
      book.output = document
    }
  }

  /// A step has ended, and that is on disk.
  mutating func takeStepEnd(of id: Int, _ end: StepEnd) {
    guard let running = book.running, running.id == id else { return }
    book.running = nil
    book.values.merge(end.values) { $1 }
    if case .reading(var document) = mode, document.commandID == id {
      document.commandID = nil
      document.append("\n[\(end.text)]")
      document.scroll = max(0, document.rows.count - dialogHeight)
      mode = .reading(document)
    } else {
      book.output?.commandID = nil
      say("\(running.label): \(end.text)", isError: end.isFailed)
    }
    // After a warning a person looks first.
    if !end.isFailed, !end.isWarning, let step = book.runbook?[step: running.step],
      selectedStep?.id == step.id
    {
      advance(from: step)
    }
  }

  /// What is known of a step that was started and has no end; nil before that was looked for.
  func fate(of step: Runbook.Step) -> StepFate? {
    guard let progress = progress(of: step), case .started = progress.state,
      book.running?.step != step.id
    else { return nil }
    return progress.started.flatMap { book.fates[$0.id] }
  }

  /// Starts without an end that this console does not run: what became of them has to be looked for.
  var lostStarts: [EntryID] {
    incident.state.walks.flatMap(\.steps).compactMap { step in
      guard case .started = step.state, book.running?.step != step.key else { return nil }
      return step.started?.id
    }
  }
}

/// How a step has ended.
package struct StepEnd: Equatable, Sendable {
  package var text: String
  package var isFailed: Bool
  package var isWarning: Bool
  package var values: [String: String]

  package init(
    text: String, isFailed: Bool, isWarning: Bool = false, values: [String: String] = [:]
  ) {
    self.text = text
    self.isFailed = isFailed
    self.isWarning = isWarning
    self.values = values
  }
}

extension RunbookBlock {
  var isSession: Bool { if case .session = use { true } else { false } }
}

extension AppState {
  /// What still runs of the step under the eye, whose outcome is unknown.
  var leftRunning: [String] {
    guard let step = selectedStep, case .unknown(let left)? = fate(of: step) else { return [] }
    return left
  }

  mutating func askToEndLeftRunning() {
    guard let step = selectedStep, let start = progress(of: step)?.started?.id else { return }
    enter(
      .asking(
        Question(
          title: "End what still runs of \(label(of: step))?", text: leftRunning,
          choices: [
            .init(key: "y", label: "end it", answer: .endLeftRunning(start)),
            .init(key: "n", label: "leave it running", answer: .nothing),
          ])))
  }

  mutating func askToWalkAgain() {
    guard let runbook = book.runbook, let walked else { return }
    let event = RunbookStep(act: .opened, runbook: runbook.name, step: "")
    enter(
      .asking(
        Question(
          title: "Walk \(runbook.name) once more?",
          text: [
            "\(walked.settled) of \(walked.of) steps are settled; all are open again. The record keeps both."
          ],
          choices: [
            .init(
              key: "y", label: "from the start",
              answer: .save(.walk(event, origin: runbook.origin(), again: true), "walked again"))
          ])))
  }
}
