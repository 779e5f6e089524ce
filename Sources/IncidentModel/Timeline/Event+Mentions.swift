extension Event {
  /// The event with every text a person wrote replaced, as for ``People/storingMentions(in:)``.
  ///
  /// Only kinds that a person writes as a text have any; the others stay as they are.
  package func mappingText(_ change: (String) -> String) -> Event {
    switch self {
    case .observation(let remark): return .observation(Remark(text: change(remark.text)))
    case .note(let remark): return .note(Remark(text: change(remark.text)))
    case .hypothesis(var hypothesis):
      hypothesis.text = hypothesis.text.map(change)
      return .hypothesis(hypothesis)
    case .decision(var decision):
      decision.text = change(decision.text)
      decision.objections = decision.objections.map(change)
      decision.alternatives = decision.alternatives.map(change)
      return .decision(decision)
    case .action(var action):
      action.text = action.text.map(change)
      action.result = action.result.map(change)
      return .action(action)
    case .task(var task):
      task.text = task.text.map(change)
      task.result = task.result.map(change)
      return .task(task)
    case .question(var question):
      question.text = question.text.map(change)
      return .question(question)
    case .surprise(var surprise):
      surprise.expected = change(surprise.expected)
      surprise.found = change(surprise.found)
      surprise.cue = surprise.cue.map(change)
      return .surprise(surprise)
    case .update(var update):
      update.text = update.text.map(change)
      return .update(update)
    case .followup(var followup):
      followup.text = followup.text.map(change)
      followup.because = followup.because.map(change)
      return .followup(followup)
    case .acknowledgement(var step):
      step.because = step.because.map(change)
      return .acknowledgement(step)
    case .runbook(var step):
      step.text = step.text.map(change)
      return .runbook(step)
    case .insight(let insight): return .insight(insight.mappingText(change))
    case .review(let step): return .review(step.mappingText(change))
    case .drill(let step): return .drill(step.mappingText(change))
    case .experiment(var step):
      step.because = step.because.map(change)
      return .experiment(step)
    case .risk(var step):
      step.because = step.because.map(change)
      return .risk(step)
    case .declared, .titled, .severity, .status, .milestone, .role, .handoff, .health, .alert,
      .command, .reference, .correction, .retraction, .redaction,
      .redacted, .unknown:
      return self
    }
  }
}
