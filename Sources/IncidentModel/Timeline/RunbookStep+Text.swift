extension RunbookStep {
  /// The line of the timeline: `regional-failover 3 Drain eu: ended, exit 1: output has no 0`.
  func line(_ mentions: (String) -> String) -> String {
    let name = step.isEmpty ? runbook : "\(runbook) \(step)"
    var said = act.words
    switch act {
    case .opened:
      if let origin {
        said += ", \(origin.steps) steps" + (origin.revision.map { " at \($0)" } ?? "")
      }
    case .started:
      if let until { said = "waiting until \(Zone.utc.civil(until).secondText)Z" }
      if command?.isUndo == true { said += ", to undo" }
      if command?.override != nil { said += " WITHOUT the approval it wants" }
    case .ended:
      if let exitStatus { said += exitStatus == 0 ? "" : ", exit \(exitStatus)" }
      if let outcome {
        if let why = outcome.endedBy {
          said += why == Outcome.leftTerminal ? " in a terminal" : ", \(why)"
        }
        said += " after \(Self.span(outcome.milliseconds))"
        if let left = outcome.leftRunning {
          said += ", left running: \(left.joined(separator: ", "))"
        }
        if let unmet = outcome.unmet { said += ": \(unmet)" }
      }
    case .approved:
      if let attested { said += " by \(mentions(attested)), attested and not verified" }
    case .skipped, .byHand, .requested, .rejected: break
    }
    if let reason = command?.override { said += ": \(mentions(reason))" }
    return "\(name): \(said)" + (text.map { ": \(mentions($0))" } ?? "")
  }

  private static func span(_ milliseconds: Int64) -> String {
    milliseconds < 1000 ? "\(milliseconds)ms" : durationText(milliseconds / 1000)
  }
}

extension RunbookStep.Act {
  package var words: String {
    switch self {
    case .opened: "taken up"
    case .started: "started"
    case .ended: "ended"
    case .skipped: "skipped"
    case .byHand: "done by hand"
    case .requested: "wants approval"
    case .approved: "approved"
    case .rejected: "rejected"
    }
  }
}
