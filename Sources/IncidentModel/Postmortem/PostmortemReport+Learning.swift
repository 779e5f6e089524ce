extension PostmortemReport {
  // MARK: What it was like

  func mitigators(_ places: inout WritePlaces) -> String {
    var text = ""
    let until = state.milestones[.mitigated] ?? state.milestones[.recovered]
    let actions = lines.filter { line in
      guard case .action(let action) = line.entry.event, action.act != .ended else { return false }
      return until.map { line.entry.happenedAt <= $0 } ?? true
    }
    if !actions.isEmpty {
      text += until == nil ? "Done so far:\n\n" : "Done until it was mitigated:\n\n"
      text += bullets(actions, atMost: 12) { line in
        if case .action(let action) = line.entry.event { action.text ?? "" } else { "" }
      }
    }
    return text + places.place("helped", "what limited the harm or made repair faster")
  }

  func difficulties(_ places: inout WritePlaces) -> String {
    var text = ""
    let costly = surprised.filter { insights[$0.line.id]?.costMinutes != nil }
    if !costly.isEmpty {
      text += "Surprises that cost time:\n\n"
      for (line, surprise) in costly {
        let minutes = insights[line.id]?.costMinutes ?? 0
        text += "- \(minutes) min: \(md(surprise.found))\n"
      }
      text += "\n"
    }
    let updates = incident.updatesSent
    if updates.late > 0 {
      text += "\(updates.late) of \(updates.count) updates came later than they were due.\n\n"
    }
    return text + places.place("difficult", "what made it hard to see, to decide or to act")
  }

  func luck(_ places: inout WritePlaces) -> String {
    var text = ""
    for (line, surprise) in surprised where insights[line.id]?.sort == .luck {
      text += "- Expected: \(md(surprise.expected)). Found: \(md(surprise.found)).\n"
    }
    if !text.isEmpty { text += "\n" }
    return text + places.place("lucky", "what could have made it worse and did not")
  }

  /// How it ended: the words with the milestones that end harm, and what people add.
  func resolution(_ places: inout WritePlaces) -> String {
    var text = ""
    for name in [Milestone.mitigated, .recovered, .resolved] {
      guard let at = state.milestones[name] else { continue }
      let words = milestoneText(name).map { ": \(md($0))" } ?? "."
      text += "- \(name.words) \(time(at))\(words)\n"
    }
    if !text.isEmpty { text += "\n" }
    return text + places.place("resolution", "what ended it, and what of that was only for now")
  }

  private func bullets(
    _ lines: [TimelineLine], atMost limit: Int, _ words: (TimelineLine) -> String
  ) -> String {
    var text = ""
    for line in lines.prefix(limit) {
      text += "- \(time(line.entry.happenedAt)) \(md(words(line)))\(links(line.id))\n"
    }
    if lines.count > limit { text += "- and \(lines.count - limit) more, in the timeline\n" }
    return text + "\n"
  }

  // MARK: What was learnt

  private var surprised: [(line: TimelineLine, surprise: Surprise)] {
    lines.compactMap { line in
      guard case .surprise(let surprise) = line.entry.event else { return nil }
      return (line, surprise)
    }
  }

  func surprises(_ places: inout WritePlaces) -> String {
    var text = ""
    let surprised = surprised
    if surprised.isEmpty {
      text += "None was written down.\n\n"
    } else {
      text += "| When (UTC) | As imagined | As found | Noticed by |\n|---|---|---|---|\n"
      for (line, surprise) in surprised {
        text += "| \(time(line.entry.happenedAt).dropLast(4)) | \(md(surprise.expected)) "
        text += "| \(md(surprise.found))\(links(line.id)) | \(surprise.cue.map(md) ?? "–") |\n"
      }
      text += "\n"
    }
    let explained = surprised.compactMap { line, surprise in
      insights[line.id].map { "- \(md(surprise.found)): \(explanation($0))\n" }
    }
    if !explained.isEmpty { text += "Found out since:\n\n\(explained.joined())\n" }
    return text + places.place("surprises", "what else was not as we thought, and who knew")
  }

  private func explanation(_ insight: Insight) -> String {
    let parts = [
      insight.text.map(md), insight.sort.map { "a surprise of kind \($0.words)" },
      insight.subject.map { "about the \($0.sort.words) \(md($0.name))" },
      insight.costMinutes.map { "it cost \($0) min" },
      insight.changedDecision.map { "it changed the decision \(md($0))" },
      insight.refutedHypothesis.map { "it refuted \(md($0))" },
      insight.known.map { "known before by \($0.rawValue)" },
      insight.seenBefore.map { "seen in \($0.count) earlier incident\($0.count == 1 ? "" : "s")" },
      insight.seeded.map { "it seeded \(list($0))" }, (insight.state ?? .open).rawValue,
    ]
    return parts.compactMap(\.self).joined(separator: "; ")
  }

  /// Experiments and drills that it has seeded, with what their runs have shown.
  var experiments: String {
    var text = ""
    for planned in learning.experiments {
      let experiment = planned.experiment
      text += "- **\(planned.name)** \(md(experiment.title)) (\(planned.state.rawValue))\n"
      if let hypothesis = experiment.hypothesis { text += "  - Hypothesis: \(md(hypothesis))\n" }
      for run in planned.runs {
        text += "  - Run \(time(run.value.startedAt ?? run.at)): \(run.value.verdict.words)"
        text += run.value.findings?.first.map { "; \(md($0))" } ?? ""
        text += "\n"
      }
    }
    for planned in learning.drills {
      text += "- **\(planned.name)** drill: \(md(planned.plan.title)), "
      text += "\(md(planned.plan.from)) to \(md(planned.plan.to))\n"
    }
    for known in learning.risks { text += "- **\(known.name)** risk: \(md(known.risk.title))\n" }
    if text.isEmpty {
      text = "None was proposed yet; `incident experiment propose` drafts one from each surprise.\n"
    }
    return text
  }
}
