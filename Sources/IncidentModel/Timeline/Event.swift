/// The fact that an entry carries.
///
/// What is stored of each is in `Event+Payloads.swift` and `Event+Coding.swift`.
package enum Event: Hashable, Sendable {
  case declared(Declaration)
  case titled(Titling)
  case severity(SeverityChange)
  case status(StatusChange)
  case milestone(MilestoneReached)
  case role(RoleChange)
  case handoff(Handoff)
  case observation(Remark)
  case hypothesis(Hypothesis)
  case decision(Decision)
  case action(Action)
  case task(TaskStep)
  case question(QuestionStep)
  case surprise(Surprise)
  case update(Update)
  case health(HealthChange)
  case alert(Alert)
  case acknowledgement(AcknowledgementStep)
  case runbook(RunbookStep)
  case command(CommandRun)
  case followup(Followup)
  case reference(Reference)
  case note(Remark)
  // What is rare and large lies elsewhere: else every entry of every timeline would have its size.
  indirect case insight(Insight)
  indirect case review(ReviewStep)
  indirect case experiment(ExperimentStep)
  indirect case drill(DrillStep)
  indirect case risk(RiskStep)
  case correction(Correction)
  case retraction(Withdrawal)
  case redaction(Withdrawal)
  /// The text was really removed; only the kind is left.
  case redacted(kind: String)
  /// Written by a newer program: kept whole and shown raw.
  case unknown(kind: String, body: String)

  /// The stored name of its kind.
  package var kindName: String {
    switch self {
    case .redacted(let kind), .unknown(let kind, _): kind
    default: kind?.rawValue ?? ""
    }
  }

  package var kind: Kind? {
    switch self {
    case .declared: .declared
    case .titled: .titled
    case .severity: .severity
    case .status: .status
    case .milestone: .milestone
    case .role: .role
    case .handoff: .handoff
    case .observation: .observation
    case .hypothesis: .hypothesis
    case .decision: .decision
    case .action: .action
    case .task: .task
    case .question: .question
    case .surprise: .surprise
    case .update: .update
    case .health: .health
    case .alert: .alert
    case .acknowledgement: .acknowledgement
    case .runbook: .runbook
    case .command: .command
    case .followup: .followup
    case .reference: .reference
    case .note: .note
    case .insight: .insight
    case .review: .review
    case .experiment: .experiment
    case .drill: .drill
    case .risk: .risk
    case .correction: .correction
    case .retraction: .retraction
    case .redaction: .redaction
    case .redacted(let kind): Kind(rawValue: kind)
    case .unknown: nil
    }
  }

  /// Whether the state of the incident depends on it, beyond its line in the timeline.
  ///
  /// Only these entries are decoded to open an incident, so its length does not matter.
  package var shapesState: Bool {
    switch self {
    case .declared, .titled, .severity, .status, .milestone, .role, .handoff, .hypothesis,
      .task, .question, .update, .followup, .runbook, .review, .drill, .correction, .retraction,
      .redaction:
      true
    case .action(let action): action.timeBoxSeconds != nil || action.act == .ended
    case .observation, .decision, .surprise, .health, .alert, .acknowledgement, .command,
      .reference, .note, .insight, .experiment, .risk, .redacted, .unknown:
      false
    }
  }

  /// The entry it is about, where there is one.
  package var target: EntryID? {
    switch self {
    case .handoff(let handoff): handoff.of
    case .hypothesis(let hypothesis): hypothesis.of
    case .action(let action): action.of
    case .task(let task): task.of
    case .question(let question): question.of
    case .followup(let followup): followup.of
    case .reference(let reference): reference.of
    case .acknowledgement(let step): step.of
    case .runbook(let step): step.of
    case .insight(let insight): insight.of
    case .experiment(let step): step.of
    case .drill(let step): step.of
    case .risk(let step): step.of
    case .correction(let correction): correction.of
    case .retraction(let withdrawal), .redaction(let withdrawal): withdrawal.of
    case .declared, .titled, .severity, .status, .milestone, .role, .observation, .decision,
      .surprise, .update, .health, .alert, .command, .note, .review, .redacted, .unknown:
      nil
    }
  }
}
