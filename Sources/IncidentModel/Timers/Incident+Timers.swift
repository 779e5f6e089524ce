/// A clock that counts down to something the response must not forget.
package struct IncidentTimer: Hashable, Sendable {
  package enum Purpose: Hashable, Sendable {
    case update
    case callOut
    case timeBox(EntryID)
    case task(EntryID)
    case handoff(RoleName)
    /// A step of a runbook that is waited for.
    case wait(EntryID)
  }
  package enum Urgency: Hashable, Sendable, Comparable {
    case calm
    case soon
    case overdue
  }
  package var purpose: Purpose
  package var due: Instant
  package var text: String
  package var person: PersonID?
  /// How many seconds before it is due it becomes a warning.
  fileprivate var warnWithin: Int64

  package func urgency(at now: Instant) -> Urgency {
    let left = due.seconds(since: now)
    return left < 0 ? .overdue : left <= warnWithin ? .soon : .calm
  }
}

extension Incident {
  /// Seconds of incident time between two call-outs of the deputy.
  package static let callOutEvery: Int64 = 600

  /// Every clock that runs at `now`, the most urgent first.
  package func timers(at now: Instant) -> [IncidentTimer] {
    guard state.status.isActive, let declaredAt = state.declaredAt else { return [] }
    var timers: [IncidentTimer] = []
    if let due = updateDue {
      timers.append(
        IncidentTimer(purpose: .update, due: due, text: "next update", warnWithin: 120))
    }
    let elapsed = max(0, now.seconds(since: declaredAt))
    let rounds = elapsed / Self.callOutEvery + 1
    timers.append(
      IncidentTimer(
        purpose: .callOut, due: declaredAt.advanced(bySeconds: rounds * Self.callOutEvery),
        text: "call-out", warnWithin: 30))
    for action in state.actions where !action.isDone {
      guard let due = action.due else { continue }
      timers.append(
        IncidentTimer(
          purpose: .timeBox(action.id), due: due, text: action.text, person: action.owner,
          warnWithin: 60))
    }
    for task in state.tasks where !task.isDone {
      guard let due = task.due else { continue }
      timers.append(
        IncidentTimer(
          purpose: .task(task.id), due: due, text: task.text, person: task.owner, warnWithin: 60))
    }
    for offer in state.offers {
      timers.append(
        IncidentTimer(
          purpose: .handoff(offer.role), due: offer.at.advanced(bySeconds: 300),
          text: "handoff of \(offer.role.name)", person: offer.to, warnWithin: 180))
    }
    for step in state.walks.flatMap(\.steps) {
      guard case .waiting(let until) = step.state else { continue }
      timers.append(
        IncidentTimer(
          purpose: .wait(step.entry), due: until, text: "wait of step \(step.label)", warnWithin: 10
        ))
    }
    return timers.sorted { $0.due < $1.due }
  }

  /// When the next stakeholder update is due; nil when none is.
  ///
  /// The last update says when the next one comes, else the severity does; a snooze puts it off, a
  /// skip starts the interval anew.
  package var updateDue: Instant? {
    guard state.status.isActive, let declaredAt = state.declaredAt else { return nil }
    let interval = policy.updateEvery
    var due = interval.map { declaredAt.advanced(bySeconds: $0) }
    for posted in state.updates where posted.at >= declaredAt {
      switch posted.update.act {
      case nil, .posted:
        due = (posted.update.nextSeconds ?? interval).map { posted.at.advanced(bySeconds: $0) }
      case .snoozed:
        let until = posted.at.advanced(bySeconds: posted.update.nextSeconds ?? 600)
        due = due.map { max($0, until) } ?? until
      case .skipped: due = interval.map { posted.at.advanced(bySeconds: $0) }
      }
    }
    return due
  }
}
