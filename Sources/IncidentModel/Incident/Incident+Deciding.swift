extension Incident {
  /// The events that declare an incident.
  package static func declaring(
    _ new: NewIncident, _ occasion: Occasion
  ) throws(Rejection) -> [Proposal] {
    let title = new.title.trimmingSpaces()
    guard !title.isEmpty else { throw .emptyText }
    guard title.count <= 200 else { throw .titleTooLong(title.count) }
    var proposals: [Proposal] = []
    var moments: [Milestone: Instant] = [.declared: occasion.at]
    for (name, at) in [(Milestone.impactStarted, new.impactStarted), (.detected, new.detected)] {
      guard let at else { continue }
      try checkOrder(name, at, in: moments)
      moments[name] = at
      proposals.append(Proposal(.milestone(MilestoneReached(name: name)), at: at))
    }
    let now = occasion.at
    proposals.append(
      Proposal(
        .declared(
          Declaration(
            title: String(title), mode: new.mode, backfilled: new.isBackfilled ? true : nil,
            services: new.services.isEmpty ? nil : new.services,
            regions: new.regions.isEmpty ? nil : new.regions)), at: now))
    proposals.append(Proposal(.status(StatusChange(to: .investigating)), at: now))
    if let severity = new.severity {
      proposals.append(Proposal(.severity(SeverityChange(to: severity)), at: now))
    }
    if let drill = new.drill { proposals.append(Proposal(.drill(drill), at: now)) }
    for (role, person) in [
      (RoleName.commander, new.commander ?? occasion.author.person), (.scribe, new.scribe),
    ] {
      guard let person else { continue }
      proposals.append(Proposal(.role(RoleChange(role: role, person: person)), at: now))
    }
    for proposal in proposals { try checkClock(proposal.happenedAt, occasion) }
    return proposals
  }

  /// The events that a command leads to; none is written when it is refused.
  package func decide(
    _ command: Command, _ occasion: Occasion
  ) throws(Rejection) -> [Proposal] {
    try Self.checkClock(occasion.at, occasion)
    return try events(for: command, occasion).map { Proposal($0, at: occasion.at) }
  }

  private func events(
    for command: Command, _ occasion: Occasion
  ) throws(Rejection) -> [Event] {
    switch command {
    case .log(let event):
      guard event.isFilledIn else { throw .emptyText }
      if case .runbook(let step) = event { try checkWalk(step, occasion) }
      return [event]
    case .retitle(let title):
      let title = title.trimmingSpaces()
      guard !title.isEmpty else { throw .emptyText }
      guard title.count <= 200 else { throw .titleTooLong(title.count) }
      if title == state.title { throw .alreadySo(state.title) }
      return [.titled(Titling(title: String(title)))]
    case .setSeverity(let severity, let because):
      if severity == state.severities.last?.value { throw .alreadySo(severity.rawValue) }
      if severity == .unknown, !state.status.isActive { throw .severityNeeded(state.status) }
      return [.severity(SeverityChange(to: severity, because: because))]
    case .setStatus(let status, let because, let criteria):
      try checkStep(to: status, because: because, criteria: criteria, at: occasion.at)
      return [.status(StatusChange(to: status, because: because, exitCriteria: criteria))]
    case .reach(let milestone, let text):
      try Self.checkOrder(milestone, occasion.at, in: state.milestones)
      return [.milestone(MilestoneReached(name: milestone, text: text))]
    case .assign, .release, .offer, .accept, .decline, .withdraw:
      return try [roleEvent(for: command, occasion)]
    case .finishTask(let id, let result):
      guard let task = state.tasks.first(where: { $0.id == id }) else { throw .noSuch("task", id) }
      if task.isDone { throw .alreadyDone("task") }
      return [.task(TaskStep(act: .done, text: task.text, of: id, result: result))]
    case .endAction(let id, let result):
      if state.actions.contains(where: { $0.id == id && $0.isDone }) {
        throw .alreadyDone("action")
      }
      return [.action(Action(act: .ended, of: id, result: result))]
    case .answer(let id, let text):
      guard state.questions.contains(where: { $0.id == id }) else { throw .noSuch("question", id) }
      guard !text.trimmingSpaces().isEmpty else { throw .emptyText }
      return [.question(QuestionStep(act: .answered, text: text, of: id))]
    case .judge(let id, let act, let text):
      guard state.hypotheses.contains(where: { $0.id == id }) else {
        throw .noSuch("hypothesis", id)
      }
      return [.hypothesis(Hypothesis(act: act, text: text, of: id))]
    case .post(let audience, let text, let next):
      guard !text.trimmingSpaces().isEmpty else { throw .emptyText }
      try checkSpan(next)
      return [.update(Update(audience: audience, text: text, nextSeconds: next))]
    case .snoozeUpdate(let seconds):
      try checkSpan(seconds)
      return [.update(Update(act: .snoozed, audience: .stakeholders, nextSeconds: seconds))]
    case .skipUpdate(let because):
      try Self.checkReason(because)
      return [.update(Update(act: .skipped, audience: .stakeholders, text: because))]
    case .finishFollowup(let id):
      let followup = try openFollowup(id)
      return [.followup(Followup(act: .done, text: followup.followup.text, of: id))]
    case .declineFollowup(let id, let because):
      try Self.checkReason(because)
      let followup = try openFollowup(id)
      return [
        .followup(
          Followup(act: .declined, text: followup.followup.text, of: id, because: because))
      ]
    case .review(let step):
      try checkReview(step)
      return [.review(step)]
    case .explain(let line, let insight):
      guard case .surprise = line.entry.event else {
        throw .learning(.notASurprise(line.entry.event.kindName))
      }
      return [.insight(insight)]
    case .drill(let step):
      try checkDrill(step)
      return [.drill(step)]
    case .correct(let line, let text, let at, let kind):
      return try [correction(of: line, text: text, at: at, kind: kind, occasion)]
    case .retract(let line, let because):
      try Self.checkReason(because)
      guard !line.isHidden, line.redaction == nil else { throw .alreadyWithdrawn(line.id) }
      return [.retraction(Withdrawal(of: line.id, because: because))]
    case .redact(let line, let because):
      try Self.checkReason(because)
      guard line.redaction == nil else { throw .alreadyWithdrawn(line.id) }
      return [.redaction(Withdrawal(of: line.id, because: because))]
    }
  }

  private func openFollowup(_ id: EntryID) throws(Rejection) -> OpenFollowup {
    guard let followup = state.followups.first(where: { $0.id == id }) else {
      throw .noSuch("follow-up", id)
    }
    if followup.outcome != .added { throw .alreadyDone("follow-up") }
    return followup
  }

  private func correction(
    of line: TimelineLine, text: String?, at: Instant?, kind: Kind?, _ occasion: Occasion
  ) throws(Rejection) -> Event {
    guard text != nil || at != nil || kind != nil else { throw .nothingToCorrect }
    guard line.redaction == nil else { throw .alreadyWithdrawn(line.id) }
    let event = line.entry.event
    if let at {
      try Self.checkClock(at, occasion)
      if case .milestone(let reached) = event {
        try Self.checkOrder(reached.name, at, in: state.milestones)
      }
    }
    if let kind, kind != event.kind {
      guard kind.isRemark, event.kind?.isRemark == true, event.target == nil else {
        throw .notCorrectable(event.kindName)
      }
      let plain = text ?? event.editableText ?? ""
      do throws(TextFormError) {
        _ = try Event(remark: kind, text: plain) { PersonID(rawValue: $0) }
      } catch { throw .wrongText(error) }
    } else if let text {
      guard event.editableText != nil else { throw .notCorrectable(event.kindName) }
      guard !text.trimmingSpaces().isEmpty else { throw .emptyText }
      if case .surprise = event, Surprise(text) == nil {
        throw .wrongText(.grammar(.surprise, wanted: "expected: … | found: … | cue: …"))
      }
    }
    return .correction(Correction(of: line.id, text: text, at: at, kind: kind))
  }

  private func checkReview(_ step: ReviewStep) throws(Rejection) {
    let order = ReviewState.allCases
    let given = !(step.because ?? "").trimmingSpaces().isEmpty
    if state.status.isActive, step.to != .draft { throw .learning(.reviewTooEarly(state.status)) }
    let saysNothing = step.on == nil && step.owner == nil && step.link == nil && !given
    if step.to == state.review.state, saysNothing { throw .alreadySo(step.to.words) }
    let (from, to) = (order.firstIndex(of: state.review.state), order.firstIndex(of: step.to))
    guard let from, let to, to <= from + 1, to >= from || given else {
      throw .learning(.reviewOutOfOrder(from: state.review.state, to: step.to))
    }
    if step.to == .reviewed, step.on ?? state.review.on == nil {
      throw .learning(.reviewDateNeeded)
    }
  }

  private func checkDrill(_ step: DrillStep) throws(Rejection) {
    guard state.mode == .drill else { throw .learning(.notADrill) }
    guard let drill = state.drill else { throw .learning(.noDrillBegun) }
    if drill.abortedBecause != nil { throw .learning(.drillAborted) }
    if step.by != nil, step.milestone != .detected { throw .learning(.noticedByOfDetected) }
    if step.act == .marked, let milestone = step.milestone, let mark = drill.marks[milestone] {
      throw .learning(.alreadyMarked(milestone, mark.at))
    }
  }

  private func checkStep(
    to status: Status, because: String?, criteria: String?, at: Instant
  ) throws(Rejection) {
    let given = !(because ?? "").trimmingSpaces().isEmpty
    if status == state.statuses.last?.value, criteria == nil { throw .alreadySo(status.rawValue) }
    if status.needsReason, !given { throw .needsReason(status) }
    if state.status.isEnded, status.isActive, !given { throw .needsReason(status) }
    if status == .resolved {
      if state.severity == .unknown { throw .severityNeeded(status) }
      try Self.checkOrder(.resolved, at, in: state.milestones)
    }
    if status == .closed {
      guard state.status == .resolved else { throw .closeBeforeResolved(state.status) }
      if let open = criteria ?? state.exitCriteria, !given { throw .exitCriteriaUnanswered(open) }
      try Self.checkOrder(.closed, at, in: state.milestones)
    }
  }

  /// A reason is kept for ever: it has to say something.
  private static func checkReason(_ because: String) throws(Rejection) {
    if because.trimmingSpaces().isEmpty { throw .emptyText }
  }

  private func checkSpan(_ seconds: Int64?) throws(Rejection) {
    if let seconds, !(1...7 * 86_400).contains(seconds) { throw .spanOutOfRange(seconds) }
  }

  private static func checkClock(_ at: Instant, _ occasion: Occasion) throws(Rejection) {
    if !occasion.allowsFuture, at.seconds(since: occasion.now) > 60 {
      throw .inTheFuture(at: at, now: occasion.now)
    }
  }

  /// Refuses a milestone before one that must precede it, or after one that must follow it.
  private static func checkOrder(
    _ name: Milestone, _ at: Instant, in known: [Milestone: Instant]
  ) throws(Rejection) {
    for earlier in name.predecessors {
      if let time = known[earlier], at < time { throw .outOfOrder(name, at, earlier, time) }
    }
    for later in name.successors {
      if let time = known[later], time < at { throw .outOfOrder(name, at, later, time) }
    }
  }
}

extension Event {
  /// Whether its main text says something.
  fileprivate var isFilledIn: Bool {
    switch self {
    case .surprise(let surprise):
      !surprise.expected.trimmingSpaces().isEmpty && !surprise.found.trimmingSpaces().isEmpty
    case .health, .acknowledgement, .command, .runbook, .handoff, .insight, .review, .experiment,
      .drill, .risk, .correction, .retraction, .redaction, .redacted, .unknown:
      true
    case .followup(let followup):
      followup.act ?? .added != .added || !(followup.text ?? "").trimmingSpaces().isEmpty
    default: !text { $0.rawValue }.trimmingSpaces().isEmpty
    }
  }
}
