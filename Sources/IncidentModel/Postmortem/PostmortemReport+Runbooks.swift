extension PostmortemReport {
  /// The runbooks that were walked: what was done, left out, and not as they say; empty when none was.
  var runbooks: String {
    guard !state.walks.isEmpty else { return "" }
    return state.walks.map(section(of:)).joined(separator: "\n")
  }

  private func section(of walk: RunbookWalk) -> String {
    var text = "### \(md(walk.name))\n\n"
    let of = walk.origin.map { " of \($0.steps)" } ?? ""
    text +=
      "Taken up \(time(walk.began)) by \(md(cast.name(walk.by))), \(walk.settled)\(of) steps settled"
    if let origin = walk.origin {
      let version =
        origin.revision.map { "commit \(md($0))" } ?? "SHA-256 \(origin.digest.prefix(12))"
      text += "; its text is that of \(version)"
    }
    text += ".\n\n| Step | Became | When (UTC) | By | What came of it |\n|---|---|---|---|---|\n"
    for step in walk.steps {
      text += "| \(md(step.label)) | \(md(became(step))) | \(time(step.at).dropLast(4)) "
      text += "| \(md(cast.name(step.by))) | \(md(remarks(step))) |\n"
    }
    let differs = walk.steps.filter {
      $0.state == .skipped || $0.state == .failed || $0.state == .started || $0.isUndone
        || !$0.overrides.isEmpty || $0.exitStatus.map { $0 != 0 } ?? false
    }
    if !differs.isEmpty {
      text += "\nNot as the runbook says:\n\n"
      for step in differs { text += "- \(md(step.label)): \(md(difference(step)))\n" }
    }
    return text
  }

  private func became(_ step: RunbookWalk.Progress) -> String {
    if step.isUndone { return "undone" }
    return switch step.state {
    case .open: step.request == nil ? "open" : "waited for approval"
    case .started: "outcome unknown"
    case .waiting: "waited"
    case .done: "run"
    case .failed: "run, failed"
    case .skipped: "left out"
    case .byHand: "done by hand"
    }
  }

  private func remarks(_ step: RunbookWalk.Progress) -> String {
    var parts: [String] = []
    if let status = step.exitStatus, status != 0 { parts.append("exit \(status)") }
    if let unmet = step.outcome?.unmet, unmet != "exit \(step.exitStatus ?? 0)" {
      parts.append(unmet)
    }
    if let outcome = step.outcome {
      parts.append(
        outcome.milliseconds < 1000
          ? "took \(outcome.milliseconds)ms" : "took \(durationText(outcome.milliseconds / 1000))")
      if let attempts = outcome.attempts { parts.append("\(attempts) attempts") }
      if let left = outcome.leftRunning {
        parts.append("left running: \(left.joined(separator: ", "))")
      }
    }
    if step.attempts > 1 { parts.append("run \(step.attempts) times") }
    if let text = step.text { parts.append(text) }
    if let values = step.started?.command?.values, !values.isEmpty {
      parts.append(
        "with \(values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " "))"
      )
    }
    for reason in step.overrides { parts.append("run WITHOUT the approval it wants: \(reason)") }
    for approval in step.approvals + (step.request?.approvals ?? []) {
      parts.append(
        approval.attested.map { "approved by \($0), attested and not verified" }
          ?? "approved by \(cast.name(approval.by))")
    }
    return parts.isEmpty ? "–" : parts.joined(separator: "; ")
  }

  private func difference(_ step: RunbookWalk.Progress) -> String {
    if let reason = step.overrides.last { return "run without the approval it wants: \(reason)" }
    if step.isUndone { return "done, and undone again" }
    return switch step.state {
    case .skipped: "left out: \(step.text ?? "no reason was given")"
    case .started: "it was started, and how it ended was not recorded"
    case .failed: step.outcome?.unmet ?? "exit \(step.exitStatus ?? 1)"
    case .open, .waiting, .done, .byHand:
      step.exitStatus.map { $0 == 0 ? "" : "went on although it ended with exit \($0)" } ?? ""
    }
  }
}
