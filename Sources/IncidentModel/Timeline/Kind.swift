/// The kinds of entries; the raw value is the stored name and never changes.
package enum Kind: String, CaseIterable, Sendable, Codable {
  case declared
  case titled
  case severity
  case status
  case milestone
  case role
  case handoff
  case observation
  case hypothesis
  case decision
  case action
  case task
  case question
  case surprise
  case update
  case health
  case alert
  case acknowledgement
  case runbook
  case command
  case followup
  case reference
  case note
  case insight
  case review
  case experiment
  case drill
  case risk
  case correction
  case retraction
  case redaction

  /// Whether a person writes it as one line of text, so that an entry can be turned into it.
  package var isRemark: Bool {
    switch self {
    case .observation, .hypothesis, .decision, .action, .task, .question, .surprise, .followup,
      .note:
      true
    case .declared, .titled, .severity, .status, .milestone, .role, .handoff, .update, .health,
      .alert, .acknowledgement, .runbook, .command, .reference, .insight, .review, .experiment,
      .drill, .risk, .correction, .retraction, .redaction:
      false
    }
  }

  /// Whether it changes another entry and has no line of its own in the timeline.
  package var isAmendment: Bool {
    switch self {
    case .correction, .retraction, .redaction: true
    default: false
    }
  }
}
