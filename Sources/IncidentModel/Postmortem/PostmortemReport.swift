/// The parts of a postmortem for one incident, from which templates are put together.
///
/// Each is what stands below its heading and ends with one line end; empty when there is nothing.
struct PostmortemReport {
  let incident: Incident
  /// What stands in the timeline, hidden lines left out.
  let lines: [TimelineLine]
  let cast: Cast
  let options: PostmortemOptions
  /// Links given as evidence for an entry.
  let evidence: [EntryID: [Reference]]
  /// What was found out about surprises.
  let insights: [EntryID: Insight]
  let learning: PostmortemLearning
  /// Starts of commands whose end is recorded.
  let ended: Set<EntryID>

  var state: Incident.State { incident.state }

  init(_ source: PostmortemSource) {
    incident = source.incident
    lines = source.lines.filter { !$0.isHidden }
    learning = source.learning
    insights = lines.reduce(into: [:]) { insights, line in
      guard case .insight(let insight) = line.entry.event else { return }
      insights[insight.of, default: Insight(of: insight.of)].take(insight)
    }
    options = source.options
    cast = Cast(source.lines, people: source.people, as: source.options.peopleAs)
    var evidence: [EntryID: [Reference]] = [:]
    for line in lines {
      if case .reference(let reference) = line.entry.event, let target = reference.of {
        evidence[target, default: []].append(reference)
      }
    }
    self.evidence = evidence
    ended = Set(
      lines.compactMap { line in
        guard case .runbook(let step) = line.entry.event, step.act == .ended else { return nil }
        return step.of
      })
  }

  func head(_ places: inout WritePlaces) -> String {
    let left = places.total - places.written
    var text = "# Postmortem: \(md(state.title))\n\n"
    if state.status.isActive {
      text +=
        "> **Draft while live.** The incident goes on; this is as of \(time(options.now)).\n\n"
    }
    switch state.mode {
    case .live: break
    case .drill:
      text += "> **Drill.** This was practised, not suffered; no customer was harmed.\n\n"
    case .test: text += "> **Test.** This record tries out the program; nothing happened.\n\n"
    }
    text += "| | |\n|---|---|\n"
    text += "| **When** | \(span) |\n"
    text += "| **Severity** | \(severity) |\n"
    text += "| **Status** | \(status) |\n"
    if !state.services.isEmpty { text += "| **Services** | \(list(state.services)) |\n" }
    if !state.regions.isEmpty { text += "| **Regions** | \(list(state.regions)) |\n" }
    text += "| **Response** | \(response) |\n"
    text += "| **Postmortem** | \(stage(left)) |\n"
    text += "\n"
    if left > 0 {
      text += "\(left) of \(places.total) places are still to be written; each is marked "
      text += "`<!-- write: … -->` in the source.\n"
    } else if places.total > 0 {
      text += "All \(places.total) places are written.\n"
    }
    return text
  }

  /// How far the document is: a draft as long as anything is left to write.
  private func stage(_ left: Int) -> String {
    let review = state.review
    let isDraft = state.status.isActive || options.isDraft || left > 0
    var said =
      isDraft && review.state == .draft
      ? "draft" : review.state == .draft ? "written, to be reviewed" : review.state.words
    if isDraft, review.state != .draft { said += ", though places are still to be written" }
    if let on = review.on { said += ", review on \(md(on))" }
    if let owner = review.owner { said += ", owner \(md(cast.name(owner)))" }
    return said
  }

  func summary(_ places: inout WritePlaces) -> String {
    var text = places.place("summary", "what happened, to whom, for how long, in a few sentences")
    let posted = state.updates.filter { ($0.update.act ?? .posted) == .posted }
    guard !posted.isEmpty else { return text }
    text += "\nWhat was said at the time, newest first:\n\n"
    for update in posted.reversed() {
      text += "- \(time(update.at)), \(update.update.audience.rawValue): "
      text += "\(md(update.update.text ?? ""))\n"
    }
    return text
  }

  func impact(_ places: inout WritePlaces) -> String {
    var text = places.place("impact", "who could not do what, how many, which data, which promises")
    let spent = incident.timeInSeverity(at: options.now)
    guard !spent.isEmpty else { return text }
    text += "\nTime in each severity: "
    text += spent.map { "\($0.severity.rawValue) \(durationText($0.seconds))" }
      .joined(separator: ", ")
    return text + ".\n"
  }

  func detection(_ places: inout WritePlaces) -> String {
    var text = ""
    if let at = state.milestones[.detected] {
      let words = milestoneText(.detected).map { ": \(md($0))" } ?? "."
      text += "Detected \(time(at))\(words)\n\n"
    }
    let declaredAt = state.declaredAt ?? options.now
    let alerts = lines.compactMap { line -> String? in
      guard case .alert(let alert) = line.entry.event, line.entry.happenedAt <= declaredAt else {
        return nil
      }
      return "- \(time(line.entry.happenedAt)), \(md(alert.source)): \(md(alert.text))\n"
    }
    if !alerts.isEmpty { text += "Alerts before it was declared:\n\n\(alerts.joined())\n" }
    return text
      + places.place("detection", "how it was noticed, and what would have shown it earlier")
  }

  func conditions(_ places: inout WritePlaces) -> String {
    var text = "What had to be true for this to happen; no single cause is looked for.\n\n"
    for idea in state.hypotheses where idea.outcome == .supported {
      text += "- \(words(idea))\n"
    }
    if state.hypotheses.contains(where: { $0.outcome == .supported }) { text += "\n" }
    text += places.place("conditions", "the other conditions, technical and organisational")
    let refuted = state.hypotheses.filter { $0.outcome == .ruledOut }
    guard !refuted.isEmpty else { return text }
    return text + "\nRuled out:\n\n" + refuted.map { "- \(words($0))\n" }.joined()
  }

  var decisions: String {
    var text = ""
    for line in lines {
      guard case .decision(let decision) = line.entry.event else { continue }
      text += "- **\(time(line.entry.happenedAt))** \(md(decision.text))\(links(line.id))\n"
      if let objections = decision.objections { text += "  - Objections: \(md(objections))\n" }
      if let alternatives = decision.alternatives {
        text += "  - Alternatives left: \(md(alternatives))\n"
      }
    }
    return text
  }

  func followups(_ places: inout WritePlaces) -> String {
    var text = ""
    if state.followups.isEmpty {
      text += "None was written down.\n\n"
    } else {
      text += "| What | Type | Owner | Due | State |\n|---|---|---|---|---|\n"
      for open in state.followups {
        let followup = open.followup
        let link = followup.link.map { " (\(markdownLink(cast.text($0))))" } ?? ""
        let because = open.because.map { ": \(md($0))" } ?? ""
        text += "| \(md(followup.text ?? ""))\(link) | \(followup.type?.rawValue ?? "–") "
        text += "| \(followup.owner.map { md(cast.name($0)) } ?? "–") "
        text += "| \(followup.due.map(md) ?? "–") | \(word(open.outcome))\(because) |\n"
      }
      text += "\n"
    }
    return text
      + places.place("follow-ups", "what else will be done, and what is decided against and why")
  }

  var questions: String {
    let open = state.questions.filter { $0.answer == nil }
    let ideas = state.hypotheses.filter { $0.outcome == .raised }
    guard !open.isEmpty || !ideas.isEmpty else { return "" }
    var text = ""
    for question in open { text += "- \(md(question.text))\n" }
    guard !ideas.isEmpty else { return text }
    if !open.isEmpty { text += "\n" }
    text += "Hypotheses neither supported nor ruled out:\n\n"
    for idea in ideas { text += "- \(md(idea.text))\n" }
    return text
  }

  private func words(_ idea: Idea) -> String {
    md(idea.text) + (idea.outcomeText.map { " – \(md($0))" } ?? "")
  }

  func word(_ outcome: Followup.Act) -> String {
    switch outcome {
    case .added: "open"
    case .done: "done"
    case .declined: "decided against"
    }
  }

  /// Text from outside as Markdown, people called what they are called here.
  func md(_ text: String) -> String { markdown(cast.text(text)) }

  func list(_ texts: [String]) -> String { texts.map(md).joined(separator: ", ") }

  /// A moment as `2018-10-21 22:52 UTC`.
  func time(_ instant: Instant) -> String {
    let civil = CivilTime(utc: instant)
    return "\(civil.dateText) \(civil.briefTimeText) UTC"
  }
}
