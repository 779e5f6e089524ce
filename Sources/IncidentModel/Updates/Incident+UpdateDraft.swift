extension Incident {
  /// What an update of this phase says, with brackets where a person has to.
  ///
  /// What belongs into which phase follows PagerDuty's and Atlassian's guides to incident communication.
  package func updateDraft(at now: Instant, zone: Zone) -> String {
    let clock = { (instant: Instant) in
      zone.civil(instant).minuteText + zone.suffix(at: instant)
    }
    var lines = ["\(state.title) (\(state.severity.rawValue), \(state.status.rawValue))"]
    let began = state.milestones[.impactStarted] ?? state.declaredAt
    if let began { lines.append("Since \(clock(began)): [what customers notice, and who].") }
    switch state.status {
    case .triage, .investigating:
      lines.append("We are looking for the cause. [What is ruled out or tried.]")
    case .identified:
      let supported = state.hypotheses.last { $0.outcome == .supported }?.text
      lines.append("We know the cause: \(supported ?? "[in words customers understand]").")
      lines.append("We are [what is being done about it].")
    case .monitoring:
      lines.append(
        "A fix is in place\(state.milestones[.mitigated].map { " since \(clock($0))" } ?? "") and we watch it."
      )
      lines.append("[What may still be noticed.]")
    case .resolved, .closed:
      let ended = state.milestones[.recovered] ?? state.milestones[.resolved]
      lines.append(
        "It is over\(ended.map { " since \(clock($0))" } ?? ""). [What was lost, what customers should do.]"
      )
      lines.append("We are learning from it and will say what we change.")
    case .canceled, .duplicate, .falseAlarm:
      lines.append("There is no incident: \(state.statuses.last?.because ?? "[why]").")
    }
    if state.status.isActive {
      let next = policy.updateEvery ?? 3600
      lines.append("Next update by \(clock(now.advanced(bySeconds: next))).")
    }
    return lines.joined(separator: "\n")
  }
}
