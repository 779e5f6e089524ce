internal import IncidentModel

extension AppState {
  /// Everything about one row: what is wrong, what it means, what to do, and the checks behind it.
  func healthText(_ subject: HealthSubject, _ width: Int) -> [DialogRow] {
    guard let row = health.outline?.board.row(subject) else {
      return [DialogRow("It is no longer watched.")]
    }
    let (sign, role) = sign(of: row)
    var rows = [DialogRow("\(sign) \(row.word)", label: "status", role: role)]
    rows.append(DialogRow("\(moment(row.since)) (\(age(of: row.since)))", label: "since"))
    if let urgency = row.urgency { rows.append(DialogRow(urgency.word, label: "wakes")) }
    rows.append(
      DialogRow(
        row.measuredAt.map { "\(moment($0)) (\(age(of: $0)) ago)" } ?? "never", label: "measured"))
    if !row.notes.isEmpty {
      rows += labelled("notes", row.notes.joined(separator: ", "), width, role: .warning)
    }
    if !row.output.isEmpty { rows += labelled("says", row.output, width) }
    if let held = row.acknowledgement {
      rows += labelled("acknowledged", acknowledgementText(held), width, role: .accent)
    }
    if let said = row.sourceAcknowledgement { rows += labelled("its source says", said, width) }
    for (label, text) in [
      ("impact", row.impact), ("what to do", row.guide), ("runbook", row.runbook),
      ("owner", row.owner),
    ] {
      if let text { rows += labelled(label, text, width) }
    }
    rows += [DialogRow(""), DialogRow("Checks", role: .title)]
    if checks.isEmpty { rows.append(DialogRow("no answer yet", role: .dim)) }
    for check in checks {
      let state = check.state
      let (sign, role) = self.sign(ofHealth: state.status.rawValue)
      let notes = [
        state.doubt?.text, state.progress?.text, state.isFlapping ? "flapping" : nil,
        state.isAbsent ? "no longer spoken of" : nil,
      ].compactMap(\.self).joined(separator: ", ")
      rows += labelled(
        "\(sign) \(check.probe.text)",
        "\(state.name): \(state.output.isEmpty ? state.result.rawValue : state.output)"
          + (notes.isEmpty ? "" : " (\(notes))") + ", \(age(of: state.measuredAt)) ago", width,
        role: role == .ok ? .text : role)
    }
    return rows
  }

  /// Who has it, why, and how much longer.
  func acknowledgementText(_ held: Acknowledgement) -> String {
    let left = max(0, held.until.seconds(since: now))
    return "\(people.label(of: held.author)): \(shown(held.because)), \(compactSpan(left)) left"
  }

  func age(of instant: Instant) -> String { compactSpan(max(0, now.seconds(since: instant))) }

  func sign(of row: HealthRow) -> (sign: String, role: Role) { sign(ofHealth: row.status.rawValue) }
}

/// A span in its largest unit, as it fits into a column: `3s`, `12m`, `5h`, `2d`.
func compactSpan(_ seconds: Int64) -> String {
  switch seconds {
  case ..<60: "\(max(0, seconds))s"
  case ..<3600: "\(seconds / 60)m"
  case ..<86_400: "\(seconds / 3600)h"
  default: "\(seconds / 86_400)d"
  }
}
