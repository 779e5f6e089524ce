extension Event {
  /// The same event without secrets in any text that somebody has typed or sent.
  ///
  /// What commands print is masked where they are run.
  package func masking(_ mask: SecretMask) -> Event {
    let hide = { (text: String) in mask.masking(text) }
    switch self {
    case .declared(var declaration):
      declaration.title = hide(declaration.title)
      return .declared(declaration)
    case .titled(var titling):
      titling.title = hide(titling.title)
      return .titled(titling)
    case .severity(var change):
      change.because = change.because.map(hide)
      return .severity(change)
    case .status(var change):
      change.because = change.because.map(hide)
      change.exitCriteria = change.exitCriteria.map(hide)
      return .status(change)
    case .milestone(var reached):
      reached.text = reached.text.map(hide)
      return .milestone(reached)
    case .role(var change):
      change.text = change.text.map(hide)
      return .role(change)
    case .handoff(var handoff):
      handoff.because = handoff.because.map(hide)
      handoff.brief = handoff.brief.map(hide)
      return .handoff(handoff)
    case .alert(var alert):
      alert.text = hide(alert.text)
      alert.labels = alert.labels?.mapValues(hide)
      return .alert(alert)
    case .reference(var reference):
      reference.url = hide(reference.url)
      reference.text = reference.text.map(hide)
      return .reference(reference)
    case .correction(var correction):
      correction.text = correction.text.map(hide)
      return .correction(correction)
    case .retraction(var withdrawal):
      withdrawal.because = hide(withdrawal.because)
      return .retraction(withdrawal)
    case .redaction(var withdrawal):
      withdrawal.because = hide(withdrawal.because)
      return .redaction(withdrawal)
    case .observation, .hypothesis, .decision, .action, .task, .question, .surprise, .update,
      .acknowledgement, .runbook, .followup, .note, .insight, .review, .experiment, .drill, .risk:
      return mappingText(hide)
    case .health, .command, .redacted, .unknown:
      return self
    }
  }
}
