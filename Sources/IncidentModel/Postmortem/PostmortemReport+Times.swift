extension PostmortemReport {
  /// From when to when, and how long.
  var span: String {
    let start = state.milestones[.impactStarted] ?? state.declaredAt
    guard let start = [start, state.declaredAt].compactMap(\.self).min() else { return "unknown" }
    let end = [state.milestones[.recovered], state.milestones[.resolved]].compactMap(\.self).max()
    guard !state.status.isActive || end != nil, let end, end >= start else {
      return "since \(time(start))"
    }
    return "\(time(start)) to \(time(end)) (\(durationText(end.seconds(since: start))))"
  }

  var severity: String {
    let reached = Set(state.severities.map(\.value))
    let worst = Severity.allCases.first(where: reached.contains) ?? .unknown
    if worst == .unknown { return "unknown" }
    let now = state.severity == worst ? "" : " at its worst, \(state.severity.rawValue) in the end"
    return "\(worst.rawValue)\(now) (\(incident.policies[worst].means))"
  }

  var status: String {
    let because = state.statuses.last?.because.map { ": \(md($0))" } ?? ""
    return state.status.rawValue.replacing("-", with: " ") + because
  }

  /// Who responded: the roles and their holders.
  var response: String {
    let roles = cast.holders.keys.sorted().map { role in
      let names = (cast.holders[role] ?? []).map { md(cast.name($0)) }
      guard options.peopleAs == .names else {
        return names.count == 1 ? md(role.words) : "\(md(role.words)) (\(names.count) in turn)"
      }
      return "\(md(role.words)): \(names.joined(separator: ", then "))"
    }
    let others = cast.others
    let count = others.count == 1 ? "1 more responder" : "\(others.count) more responders"
    let parts = roles + (others.isEmpty ? [] : [count])
    return parts.isEmpty ? "nobody was named" : parts.joined(separator: "; ")
  }

  /// The milestones that were reached, and those of which nothing is known.
  var milestones: String {
    let known = Milestone.allCases.filter { state.milestones[$0] != nil }
      .sorted { (state.milestones[$0], place($0)) < (state.milestones[$1], place($1)) }
    var text = ""
    if !known.isEmpty {
      text += "| Milestone | Time (UTC) | |\n|---|---|---|\n"
      for name in known {
        guard let at = state.milestones[name] else { continue }
        let words = milestoneText(name).map(md) ?? ""
        text += "| **\(name.words)** | \(time(at).dropLast(4)) | \(words) |\n"
      }
      text += "\n"
    }
    let missing = Milestone.allCases.filter { state.milestones[$0] == nil }.map(\.words)
    if !missing.isEmpty { text += "Not recorded: \(missing.joined(separator: ", ")).\n" }
    for violation in incident.orderViolations {
      text += "\n**Contradiction:** \(violation.later.words) (\(time(violation.laterAt))) stands "
      text += "before \(violation.earlier.words) (\(time(violation.earlierAt))), "
      text += "which cannot come after it.\n"
    }
    return text
  }

  private func place(_ name: Milestone) -> Int { Milestone.allCases.firstIndex(of: name) ?? 0 }

  /// What was written down with a milestone, the last time it was set.
  func milestoneText(_ name: Milestone) -> String? {
    lines.compactMap { line -> String? in
      guard case .milestone(let reached) = line.entry.event, reached.name == name else {
        return nil
      }
      return reached.text
    }.last
  }

  var metrics: String {
    var text = "Computed from the milestones above.\n\n"
    text += "| Metric | Value | From | To |\n|---|---|---|---|\n"
    for metric in incident.metrics(at: options.now) {
      let (from, to) = metric.name.endpoints
      text += "| \(metric.name.words) | \(value(metric)) "
      text += "| \(endpoint(from, metric.start)) | \(endpoint(to, metric.end)) |\n"
    }
    let updates = incident.updatesSent
    text += "\nUpdates sent: \(updates.count)"
    if updates.count > 0 { text += ", late: \(updates.late)" }
    return text + ".\n"
  }

  private func value(_ metric: Metric) -> String {
    switch metric.value {
    case .seconds(let seconds): "**\(durationText(seconds))**"
    case .missing(let names):
      "unknown: no time for \(names.map(\.words).joined(separator: " and "))"
    case .endBeforeStart: "none: it ends before it starts"
    case .inTheFuture(let name): "none: \(name.words) is in the future"
    }
  }

  private func endpoint(_ name: Milestone, _ at: Instant?) -> String {
    "\(name.words) \(at.map { String(time($0).dropLast(4)) } ?? "–")"
  }

  /// The record, a table for each day.
  var timeline: String {
    var text = ""
    var day = ""
    // Where one hand wrote it all, who wrote says nothing.
    let showsWho = Set(lines.map(\.entry.author)).count > 1
    let head =
      showsWho
      ? "| Time (UTC) | Who | Kind | What |\n|---|---|---|---|\n"
      : "| Time (UTC) | Kind | What |\n|---|---|---|\n"
    for line in lines where !isToldByItsEnd(line) && !isAfterwards(line) {
      let civil = CivilTime(utc: line.entry.happenedAt)
      if civil.dateText != day {
        day = civil.dateText
        text += (text.isEmpty ? "" : "\n") + "### \(day) (UTC)\n\n\(head)"
      }
      text += "| \(civil.briefTimeText) "
      if showsWho { text += "| \(markdown(cast.name(line.entry.author))) " }
      text += "| \(markdown(line.entry.event.kindName)) | \(what(line))\(links(line.id)) |\n"
    }
    return text
  }

  /// Whether a line says only that a command began whose end stands below it.
  private func isToldByItsEnd(_ line: TimelineLine) -> Bool {
    guard case .runbook(let step) = line.entry.event, step.act == .started,
      step.command?.override == nil
    else { return false }
    return ended.contains(line.id)
  }

  /// Whether a line is about what was learnt later; the other parts of the document tell it.
  private func isAfterwards(_ line: TimelineLine) -> Bool {
    switch line.entry.event {
    case .insight, .review: true
    default: false
    }
  }

  private func what(_ line: TimelineLine) -> String {
    switch line.entry.event {
    case .milestone(let reached):
      return "**\(reached.name.words)**" + (reached.text.map { ": \(md($0))" } ?? "")
    case .surprise(let surprise):
      let cue = surprise.cue.map { "; noticed by: \(md($0))" } ?? ""
      return "expected: \(md(surprise.expected)); found: \(md(surprise.found))\(cue)"
    case .role(let change):
      let why = change.text.map { ": \(md($0))" } ?? ""
      guard let person = change.person else { return "\(md(change.role.words)) is free\(why)" }
      let who = cast.name(person)
      return who == change.role.words
        ? "\(md(who)) takes the role\(why)" : "\(md(who)) becomes \(md(change.role.words))\(why)"
    case .reference(let reference):
      return markdownLink(reference.url) + (reference.text.map { ": \(md($0))" } ?? "")
    case .decision(let decision): return md(decision.text)
    case .action(let action) where action.act != .ended:
      let box = action.timeBoxSeconds.map { " (time-box \(compactDuration($0)))" } ?? ""
      let result = action.result.map { "; result: \(md($0))" } ?? ""
      return addressed(action.who, md(action.text ?? "")) + box + result
    case .task(let task) where task.act == .added:
      return addressed(task.owner, md(task.text ?? ""))
    case .redacted:
      let because = line.redaction?.event.text { "{\($0.rawValue)}" }
      return "*removed*" + (because.map { ": \(md($0))" } ?? "")
    default: return markdown(cast.text(line.entry.event))
    }
  }

  private func addressed(_ person: PersonID?, _ text: String) -> String {
    person.map { "\(md(cast.name($0))): \(text)" } ?? text
  }

  /// Evidence for an entry, after its text.
  func links(_ id: EntryID) -> String {
    guard let references = evidence[id] else { return "" }
    return references.map { reference in
      let text = reference.text.map { "\(md($0)): " } ?? ""
      return " (\(text)\(markdownLink(reference.url)))"
    }.joined()
  }
}

private func < (left: (Instant?, Int), right: (Instant?, Int)) -> Bool {
  guard let first = left.0, let second = right.0, first != second else { return left.1 < right.1 }
  return first < second
}
