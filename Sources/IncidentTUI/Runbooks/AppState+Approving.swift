internal import IncidentModel

extension AppState {
  /// Why there is nothing to approve; nil when there is.
  var approveRefusal: String? {
    setting.readOnly ?? (openRequests.isEmpty ? "nobody waits for an approval" : nil)
  }

  /// The newest request for approval: what exactly is to be run, and what to say.
  mutating func askAboutRequest() {
    guard let (runbook, step, request) = openRequests.last else { return }
    let command = request.command
    var text = command.text.split(separator: "\n", omittingEmptySubsequences: false).map {
      "    \($0)"
    }
    text.append("")
    let values = (command.values ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    if !values.isEmpty { text.append("with   \(values.joined(separator: "  "))") }
    text.append("in     \(command.folder ?? "-")")
    text.append("as     \(command.user ?? "-")@\(command.host ?? "-")")
    text.append("risk   \(command.risk.rawValue)")
    text.append(
      "\(people.label(of: request.by)) asks since \(moment(request.at)); it counts until \(moment(request.until)) and for this very command only."
    )
    let isMine = request.by == .person(setting.me)
    if isMine { text.append("You asked: another person has to answer, in a console of their own.") }
    func answer(_ act: RunbookStep.Act) -> Question.Answer {
      let event = RunbookStep(
        act: act, runbook: runbook, step: step.label, key: step.key, of: request.id)
      return .save(.command(.log(.runbook(event)), at: nil), act.words)
    }
    let choices: [Question.Choice] =
      isMine
      ? [.init(key: "n", label: "take it back", answer: answer(.rejected))]
      : [
        .init(key: "y", label: "approve", answer: answer(.approved)),
        .init(key: "n", label: "reject, with a reason", answer: .form(.reject(request.id))),
      ]
    enter(.asking(Question(title: "\(runbook) \(step.label)", text: text, choices: choices)))
    settlesBefore = now
  }

  func rejectForm(_ id: EntryID) -> Form {
    Form(
      .reject(id), title: "Why must it not be run?", hint: "Enter says no, Esc leaves.",
      fields: [Field("because")])
  }

  func rejectRequest(_ form: Form, _ id: EntryID) throws(FormProblem) -> SaveRequest {
    guard let because = form.fields[0].given else { throw FormProblem("say why", field: 0) }
    guard let (runbook, step, _) = openRequests.first(where: { $0.request.id == id }) else {
      throw FormProblem("it is answered already, or too old")
    }
    let event = RunbookStep(
      act: .rejected, runbook: runbook, step: step.label, text: people.storingMentions(in: because),
      key: step.key, of: id)
    return .command(.log(.runbook(event)), at: nil)
  }

  /// Calls for a request that has just come from somebody else, and tells who asked of the answer.
  mutating func callForRequests(_ entries: [Entry]) -> [Effect] {
    var effects: [Effect] = []
    for entry in entries {
      guard case .runbook(let step) = entry.event, entry.author != .person(setting.me) else {
        continue
      }
      let text: String
      switch step.act {
      case .requested:
        text = "\(people.label(of: entry.author)) asks you to approve \(step.step): A answers"
      case .approved: text = "\(people.label(of: entry.author)) approved \(step.step): r runs it"
      case .rejected: text = "\(people.label(of: entry.author)) rejected \(step.step)"
      case .opened, .started, .ended, .skipped, .byHand: continue
      }
      if notice?.isError != true { say(text) }
      if setting.attention != .off { effects.append(.notify(text)) }
    }
    return effects
  }
}
