extension Event {
  /// The event with another text or as another kind; the same one where that makes no sense.
  func corrected(text: String?, kind: Kind?) -> Event {
    let nobody = { (handle: String) in PersonID(rawValue: handle) }
    if let kind, kind != self.kind {
      let plain = text ?? self.text { "{\($0.rawValue)}" }
      return (try? Event(remark: kind, text: plain, person: nobody)) ?? self
    }
    guard let text else { return self }
    switch self {
    case .observation: return .observation(Remark(text: text))
    case .note: return .note(Remark(text: text))
    case .titled: return .titled(Titling(title: text))
    case .declared(var declaration):
      declaration.title = text
      return .declared(declaration)
    case .severity(var change):
      change.because = text
      return .severity(change)
    case .status(var change):
      change.because = text
      return .status(change)
    case .milestone(var reached):
      reached.text = text
      return .milestone(reached)
    case .hypothesis(var hypothesis):
      hypothesis.text = text
      return .hypothesis(hypothesis)
    case .decision(var decision):
      decision.text = text
      return .decision(decision)
    case .action(var action):
      action.text = text
      return .action(action)
    case .task(var task):
      task.text = text
      return .task(task)
    case .question(var question):
      question.text = text
      return .question(question)
    case .update(var update):
      update.text = text
      return .update(update)
    case .followup(var followup):
      followup.text = text
      return .followup(followup)
    case .alert(var alert):
      alert.text = text
      return .alert(alert)
    case .acknowledgement(var step):
      step.because = text
      return .acknowledgement(step)
    case .reference(var reference):
      reference.text = text
      return .reference(reference)
    case .surprise(let surprise):
      guard var changed = Surprise(text) else { return self }
      changed.services = surprise.services
      changed.regions = surprise.regions
      return .surprise(changed)
    case .role(var change):
      change.text = text
      return .role(change)
    case .insight(var insight):
      insight.text = text
      return .insight(insight)
    case .review(var step):
      step.because = text
      return .review(step)
    case .experiment(var step):
      step.because = text
      return .experiment(step)
    case .drill(var step):
      step.text = text
      return .drill(step)
    case .risk(var step):
      step.because = text
      return .risk(step)
    case .handoff, .health, .runbook, .command, .correction, .retraction, .redaction, .redacted,
      .unknown:
      return self
    }
  }

  /// The part of the text that a correction replaces: what a person edits.
  package var editableText: String? {
    switch self {
    case .declared(let declaration): declaration.title
    case .titled(let titling): titling.title
    case .severity(let change): change.because ?? ""
    case .status(let change): change.because ?? ""
    case .milestone(let reached): reached.text ?? ""
    case .role(let change): change.text ?? ""
    case .observation(let remark), .note(let remark): remark.text
    case .hypothesis(let hypothesis): hypothesis.text ?? ""
    case .decision(let decision): decision.text
    case .action(let action): action.text ?? ""
    case .task(let task): task.text ?? ""
    case .question(let question): question.text ?? ""
    case .surprise: text { "{\($0.rawValue)}" }
    case .update(let update): update.text ?? ""
    case .alert(let alert): alert.text
    case .acknowledgement(let step): step.because ?? ""
    case .followup(let followup): followup.text ?? ""
    case .reference(let reference): reference.text ?? ""
    case .insight(let insight): insight.text ?? ""
    case .review(let step): step.because ?? ""
    case .experiment(let step): step.because ?? ""
    case .drill(let step): step.text ?? ""
    case .risk(let step): step.because ?? ""
    case .handoff, .health, .runbook, .command, .correction, .retraction, .redaction, .redacted,
      .unknown:
      nil
    }
  }
}
