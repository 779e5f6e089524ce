extension PostmortemReport {
  /// Severity, status and health over time as a Gantt chart of Mermaid; empty when nothing has a length.
  ///
  /// Syntax: the "Gantt diagrams" page of Mermaid's documentation; GitHub and GitLab draw it.
  var chart: String {
    guard let start = beginning, let end = ending, end > start else { return "" }
    var sections: [(String, [Bar])] = [
      ("Severity", bars(state.severities.map { ($0.at, $0.value.rawValue, isBad($0.value)) }, end)),
      ("Status", bars(state.statuses.map { ($0.at, $0.value.rawValue, false) }, end)),
    ]
    let spells = spells
    var subjects: [String] = []
    for spell in spells where !subjects.contains(spell.subject) { subjects.append(spell.subject) }
    // A chart of everything is a chart of nothing: the table below has the rest.
    for subject in subjects.prefix(12) {
      let bars = spells.filter { $0.subject == subject }.compactMap { spell in
        Bar(
          spell.status, from: spell.start ?? start, to: spell.end ?? end,
          isBad: spell.status == HealthStatus.critical.rawValue)
      }
      sections.append((subject, bars))
    }
    let marks = Milestone.allCases.compactMap { name in
      state.milestones[name].map { (name.words, $0) }
    }.sorted { $0.1 < $1.1 }
    sections = sections.filter { !$0.1.isEmpty }
    guard !sections.isEmpty else { return "" }
    var text = "```mermaid\ngantt\n    dateFormat YYYY-MM-DD HH:mm:ss\n"
    text += "    axisFormat \(end.seconds(since: start) > 86_400 ? "%d %H:%M" : "%H:%M")\n"
    text += "    section Milestones\n"
    for (words, at) in marks where at >= start && at <= end {
      text += "    \(mermaidText(words)) :milestone, \(moment(at)), 0s\n"
    }
    for (title, bars) in sections {
      text += "    section \(mermaidText(title))\n"
      for bar in bars {
        text += "    \(mermaidText(bar.words)) :\(bar.isBad ? "crit, " : "")"
        text += "\(moment(bar.from)), \(moment(bar.to))\n"
      }
    }
    return text + "```\n\nTimes are UTC.\n"
  }

  private struct Bar {
    var words: String
    var from: Instant
    var to: Instant
    var isBad: Bool

    init?(_ words: String, from: Instant, to: Instant, isBad: Bool) {
      guard to > from else { return nil }
      self.words = words
      self.from = from
      self.to = to
      self.isBad = isBad
    }
  }

  private var beginning: Instant? {
    [state.milestones[.impactStarted], state.declaredAt].compactMap(\.self).min()
  }

  private var ending: Instant? {
    if state.status.isActive { return options.now }
    return [state.milestones[.resolved], state.milestones[.recovered]].compactMap(\.self).max()
  }

  private func isBad(_ severity: Severity) -> Bool { incident.policies[severity].isMajor }

  /// Each value lasts until the next one.
  private func bars(_ changes: [(at: Instant, words: String, isBad: Bool)], _ end: Instant) -> [Bar]
  {
    changes.indices.compactMap { index in
      let next = index + 1 < changes.count ? min(changes[index + 1].at, end) : end
      return Bar(
        changes[index].words, from: changes[index].at, to: next, isBad: changes[index].isBad)
    }
  }

  private func moment(_ instant: Instant) -> String {
    let civil = CivilTime(utc: instant)
    return "\(civil.dateText) \(civil.secondText)"
  }
}

/// Text from outside as the name of a section or a bar of a Mermaid chart.
///
/// The one border to Mermaid. In a chart a colon ends a name, a hash or a semicolon starts something
/// else, and a line end begins a new statement: only letters, digits and a few signs stay.
///
/// - Parameter text: what is to be shown.
/// - Returns: at most 40 characters on one line, never empty.
package func mermaidText(_ text: String) -> String {
  let allowed = visible(text).map { character in
    character.isLetter || character.isNumber || "-_./ ".contains(character) ? character : " "
  }
  let words = String(allowed).split(separator: " ").joined(separator: " ")
  return words.isEmpty ? "unnamed" : String(words.prefix(40))
}
