extension Incident.State {
  /// The state that lines of one incident add up to.
  ///
  /// - Parameter lines: in the order of the timeline.
  package init(folding lines: [TimelineLine]) {
    beginDrill(lines)
    for line in lines where !line.isHidden { apply(line.entry) }
    deriveMilestones(lines)
  }

  private mutating func apply(_ entry: Entry) {
    switch entry.event {
    case .declared(let declaration):
      // Two machines may declare the same incident: the earlier one counts, the other stays shown.
      guard declaredAt == nil else { return }
      title = declaration.title
      mode = declaration.mode
      isBackfilled = declaration.backfilled ?? false
      services = declaration.services ?? []
      regions = declaration.regions ?? []
      declaredAt = entry.happenedAt
      declaredBy = entry.author
    case .redacted(kind: Kind.declared.rawValue):
      // Its title is gone; that it was declared, when and by whom is not.
      guard declaredAt == nil else { return }
      title = "[redacted]"
      declaredAt = entry.happenedAt
      declaredBy = entry.author
    case .titled(let titling): title = titling.title
    case .severity(let change):
      severities.append(dated(change.to, change.because, entry))
    case .status(let change):
      statuses.append(dated(change.to, change.because, entry))
      exitCriteria = change.exitCriteria ?? exitCriteria
    case .milestone(let reached):
      milestones[reached.name] = entry.happenedAt
      drill?.take(reached, entry, roles)
      endStatus(with: reached, entry)
    case .role(let change):
      roles[change.role] = change.person
      if change.role == .commander, change.person != nil { drill?.takesCommand(entry, roles) }
    case .handoff(let handoff): apply(handoff, entry)
    case .hypothesis(let hypothesis): apply(hypothesis, entry)
    case .action(let action): apply(action, entry)
    case .task(let task): apply(task, entry)
    case .question(let question): apply(question, entry)
    case .update(let update):
      updates.append(PostedUpdate(id: entry.id, at: entry.happenedAt, update: update))
    case .followup(let followup): apply(followup, entry)
    case .runbook(let step):
      apply(step, entry)
      drill?.take(step, entry, roles)
    case .review(let step): review.take(step)
    case .drill(let step): apply(step, entry)
    case .observation, .decision, .surprise, .health, .alert, .acknowledgement, .command,
      .reference, .note, .insight, .experiment, .risk, .correction, .retraction, .redaction,
      .redacted, .unknown:
      break
    }
  }

  /// A milestone may say that it is over where no status does, as in timelines written afterwards.
  private mutating func endStatus(with reached: MilestoneReached, _ entry: Entry) {
    let end: Status? =
      switch reached.name {
      case .resolved: status.isActive ? .resolved : nil
      case .closed: status.isEnded ? nil : .closed
      case .impactStarted, .detected, .acknowledged, .declared, .engaged, .mitigated, .recovered,
        .firstPublicUpdate:
        nil
      }
    if let end { statuses.append(dated(end, reached.text, entry)) }
  }

  private func dated<Value>(_ value: Value, _ because: String?, _ entry: Entry) -> Dated<Value> {
    Dated(at: entry.happenedAt, value: value, because: because, author: entry.author)
  }

  private mutating func apply(_ handoff: Handoff, _ entry: Entry) {
    switch handoff.act {
    case .offered:
      guard let to = handoff.to else { return }
      offers.append(
        HandoffOffer(
          id: entry.id, at: entry.happenedAt, role: handoff.role, from: handoff.from, to: to,
          because: handoff.because, brief: handoff.brief))
    case .accepted:
      guard let offer = offers.first(where: { $0.id == handoff.of }) else { return }
      roles[offer.role] = offer.to
      if offer.role == .commander { drill?.takesCommand(entry, roles) }
      offers.removeAll { $0.id == offer.id }
    case .declined, .withdrawn: offers.removeAll { $0.id == handoff.of }
    }
  }

  private mutating func apply(_ hypothesis: Hypothesis, _ entry: Entry) {
    switch hypothesis.act {
    case .raised:
      hypotheses.append(
        Idea(
          id: entry.id, at: entry.happenedAt, text: hypothesis.text ?? "", outcome: .raised))
    case .supported, .ruledOut:
      guard let index = hypotheses.firstIndex(where: { $0.id == hypothesis.of }) else { return }
      hypotheses[index].outcome = hypothesis.act
      hypotheses[index].outcomeText = hypothesis.text
    }
  }

  private mutating func apply(_ action: Action, _ entry: Entry) {
    if action.act == .ended {
      guard let index = actions.firstIndex(where: { $0.id == action.of }) else { return }
      actions[index].isDone = true
      actions[index].result = action.result
    } else {
      guard let timeBox = action.timeBoxSeconds else { return }
      actions.append(
        Assignment(
          id: entry.id, at: entry.happenedAt, text: action.text ?? "", owner: action.who,
          due: entry.happenedAt.advanced(bySeconds: timeBox), isDone: action.result != nil,
          result: action.result))
    }
  }

  private mutating func apply(_ task: TaskStep, _ entry: Entry) {
    switch task.act {
    case .added:
      tasks.append(
        Assignment(
          id: entry.id, at: entry.happenedAt, text: task.text ?? "", owner: task.owner,
          due: task.due, isDone: false))
    case .done:
      guard let index = tasks.firstIndex(where: { $0.id == task.of }) else { return }
      tasks[index].isDone = true
      tasks[index].result = task.result
    }
  }

  private mutating func apply(_ question: QuestionStep, _ entry: Entry) {
    switch question.act {
    case .asked:
      questions.append(
        OpenQuestion(id: entry.id, at: entry.happenedAt, text: question.text ?? ""))
    case .answered:
      guard let index = questions.firstIndex(where: { $0.id == question.of }) else { return }
      questions[index].answer = question.text ?? ""
    }
  }

  private mutating func apply(_ followup: Followup, _ entry: Entry) {
    switch followup.act {
    case nil, .added:
      followups.append(
        OpenFollowup(
          id: entry.id, at: entry.happenedAt, followup: followup, outcome: .added))
    case .done, .declined:
      guard let index = followups.firstIndex(where: { $0.id == followup.of }) else { return }
      followups[index].outcome = followup.act ?? .done
      followups[index].because = followup.because
    }
  }

  /// Milestones that follow from other entries; one that was set by hand wins.
  private mutating func deriveMilestones(_ lines: [TimelineLine]) {
    func derive(_ name: Milestone, _ at: Instant?) {
      if milestones[name] == nil, let at { milestones[name] = at }
    }
    derive(.declared, declaredAt)
    deriveFromDrill(derive)
    derive(.mitigated, statuses.first { $0.value == .monitoring }?.at)
    // After a reopening the last resolution counts; an incident that is open again has none.
    if !status.isActive { derive(.resolved, statuses.last { $0.value == .resolved }?.at) }
    if status == .closed { derive(.closed, statuses.last { $0.value == .closed }?.at) }
    derive(
      .firstPublicUpdate,
      updates.first { $0.update.audience == .public && ($0.update.act ?? .posted) == .posted }?.at)
    guard let declaredAt, let declarer = declaredBy else { return }
    let engaged = lines.first { line in
      guard !line.isHidden, line.entry.happenedAt >= declaredAt else { return false }
      if case .person = line.entry.author, line.entry.author != declarer { return true }
      guard case .role(let change) = line.entry.event, let person = change.person else {
        return false
      }
      return person != declarer.person
    }
    derive(.engaged, engaged?.entry.happenedAt)
  }
}
