/// A request to change an incident; it may be refused.
package enum Command: Hashable, Sendable {
  /// Writes down an event that needs no permission: remarks, alerts, references, runs.
  case log(Event)
  case retitle(String)
  case setSeverity(Severity, because: String?)
  case setStatus(Status, because: String?, exitCriteria: String?)
  case reach(Milestone, text: String?)
  case assign(RoleName, PersonID)
  case release(RoleName)
  /// Without a role: the one role the author holds, else commander.
  case offer(RoleName?, to: PersonID, because: String?)
  case accept(RoleName?)
  case decline(RoleName?, because: String?)
  case withdraw(RoleName?)
  case finishTask(EntryID, result: String?)
  case endAction(EntryID, result: String?)
  case answer(EntryID, text: String)
  case judge(EntryID, Hypothesis.Act, text: String?)
  case post(Update.Audience, text: String, nextSeconds: Int64?)
  case snoozeUpdate(seconds: Int64)
  case skipUpdate(because: String)
  case finishFollowup(EntryID)
  case declineFollowup(EntryID, because: String)
  /// Moves the postmortem on.
  case review(ReviewStep)
  /// What was found out about a surprise.
  case explain(TimelineLine, Insight)
  /// Marks, counts or ends a drill.
  case drill(DrillStep)
  case correct(TimelineLine, text: String?, at: Instant?, kind: Kind?)
  case retract(TimelineLine, because: String)
  case redact(TimelineLine, because: String)

  /// Whether it only changes how an entry reads.
  package var isAmendment: Bool {
    switch self {
    case .correct, .retract, .redact: true
    default: false
    }
  }

  /// Whether the rules ask what the incident is like before they allow it.
  package var needsState: Bool {
    switch self {
    case .log(.runbook): true
    case .log: false
    default: true
    }
  }
}

/// What is known when an incident is declared.
package struct NewIncident: Hashable, Sendable {
  package var title: String
  package var mode = Mode.live
  package var isBackfilled = false
  package var severity: Severity?
  package var impactStarted: Instant?
  package var detected: Instant?
  package var commander: PersonID?
  package var scribe: PersonID?
  package var services: [String] = []
  package var regions: [String] = []
  /// The plan of a drill that begins with it, and its id.
  package var drill: DrillStep?

  package init(title: String) { self.title = title }
}

/// An event that is to be written, and when it happened.
package struct Proposal: Hashable, Sendable {
  package var event: Event
  package var happenedAt: Instant

  package init(_ event: Event, at happenedAt: Instant) {
    self.event = event
    self.happenedAt = happenedAt
  }
}

/// The circumstances of a request.
package struct Occasion: Hashable, Sendable {
  package var author: Author
  package var now: Instant
  /// When it happened; `now` unless the writer says otherwise.
  package var at: Instant
  /// Whether a moment more than a minute ahead is meant.
  package var allowsFuture = false
  /// The last decisions, for the brief of a handoff: the state does not carry them.
  package var decisions: [String] = []

  package init(author: Author, now: Instant, at: Instant? = nil, allowsFuture: Bool = false) {
    self.author = author
    self.now = now
    self.at = at ?? now
    self.allowsFuture = allowsFuture
  }
}

/// Why a command was refused, with the evidence; sentences are made by the program.
package enum Rejection: Error, Hashable, Sendable {
  case emptyText
  case titleTooLong(Int)
  case inTheFuture(at: Instant, now: Instant)
  case ended(Status)
  case alreadySo(String)
  case needsReason(Status)
  case closeBeforeResolved(Status)
  case exitCriteriaUnanswered(String)
  case severityNeeded(Status)
  case outOfOrder(Milestone, Instant, Milestone, Instant)
  case roleHeld(RoleName, by: PersonID)
  case roleFree(RoleName)
  case commanderNeeded
  case offerOpen(RoleName, to: PersonID)
  case noOffer(RoleName?, for: PersonID?)
  case severalOffers([RoleName])
  case offerToHolder(RoleName)
  case notYours(RoleName, holder: PersonID?)
  case notAPerson
  case noSuch(String, EntryID)
  case alreadyDone(String)
  case notCorrectable(String)
  case wrongText(TextFormError)
  case nothingToCorrect
  case alreadyWithdrawn(EntryID)
  case spanOutOfRange(Int64)
  case ownRequest
  case requestClosed
  case notApproved(wanted: Int)
  case learning(LearningRejection)
}
