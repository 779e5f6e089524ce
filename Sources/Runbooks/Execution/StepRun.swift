internal import Glibc
package import IncidentModel
internal import Processes

/// Runs a plan as its runbook asks: once, or until a check is well; and judges what came of it.
package enum StepRun {
  /// What there is to record and to hand on.
  package struct End: Sendable {
    package var exitStatus: Int
    package var outcome: RunbookStep.Outcome
    /// Variables for later steps: those that the text set, and what was captured.
    package var variables: [String: String]

    package init(
      exitStatus: Int, outcome: RunbookStep.Outcome, variables: [String: String] = [:]
    ) {
      self.exitStatus = exitStatus
      self.outcome = outcome
      self.variables = variables
    }
  }

  /// Runs it; `output` gets lines that may be shown, and what `mask` hides is neither shown nor recorded.
  package static func run(
    _ plan: StepPlan, environment: [String: String], start: EntryID, process: StepProcess,
    mask: SecretMask, output: (String) -> Void
  ) throws(StepFailure) -> End {
    let began = monotonicMilliseconds()
    var variables = environment
    variables.merge(plan.values) { $1 }
    variables["BASH_ENV"] = nil
    variables["ENV"] = nil
    variables["INCIDENT_DEPTH"] = "1"
    var attempts = 0
    while true {
      attempts += 1
      var stream = SecretStream(mask)
      var result = try process.run(plan, environment: variables, start: start) { piece in
        let text = stream.take(plainOutput(piece))
        if !text.isEmpty { output(text) }
      }
      let rest = stream.finish()
      if !rest.isEmpty { output(rest) }
      let text = plainOutput(String(decoding: result.output, as: UTF8.self))
      var unmet = unmet(of: plan, result, text)
      let spent = monotonicMilliseconds() - began
      if plan.attributes.isCheck, let retry = plan.attributes.retry,
        unmet != nil || isNearly(plan, result),
        result.endedBy == nil,
        spent + retry.everySeconds * 1000 <= retry.limitSeconds * 1000
      {
        output("[not yet: again in \(durationText(retry.everySeconds))]\n")
        let until = monotonicMilliseconds() + retry.everySeconds * 1000
        while monotonicMilliseconds() < until, !process.isStopped { usleep(50_000) }
        if !process.isStopped { continue }
        result.endedBy = .stopped
        unmet = Self.unmet(of: plan, result, text)
      }
      var outcome = RunbookStep.Outcome(milliseconds: spent, bytes: result.bytes)
      let variables = handedOn(plan, result)
      // What it has made itself may be a secret, too.
      let made = SecretMask(
        values: variables.filter { SecretMask.isSecretName($0.key) }.map(\.value))
      (outcome.head, outcome.tail) = ends(of: made.masking(mask.masking(text)))
      outcome.unmet = unmet
      outcome.endedBy = result.endedBy?.rawValue
      outcome.attempts = attempts > 1 ? attempts : nil
      outcome.leftRunning = result.leftRunning.isEmpty ? nil : result.leftRunning.map(\.text)
      return End(
        exitStatus: Int(result.status), outcome: outcome, variables: variables)
    }
  }

  /// Gives the user's terminal to a program, and keeps the end of what was seen.
  package static func runInTerminal(
    _ plan: StepPlan, _ arguments: [String], environment: [String: String], start: EntryID,
    mask: SecretMask
  ) throws(StepFailure) -> End {
    var variables = environment.merging(plan.values) { $1 }
    for name in ["BASH_ENV", "ENV"] { variables[name] = nil }
    variables["INCIDENT_DEPTH"] = "1"
    variables[Leftovers.mark] = "\(start)"
    let session = try TerminalSession.run(arguments, folder: plan.folder, environment: variables)
    var outcome = RunbookStep.Outcome(
      milliseconds: session.milliseconds, bytes: Int64(session.transcript.utf8.count))
    (outcome.head, outcome.tail) = ends(of: mask.masking(session.transcript))
    var result = StepProcess.Result()
    result.status = session.status
    outcome.unmet = unmet(of: plan, result, session.transcript)
    return End(exitStatus: Int(session.status), outcome: outcome)
  }

  private static func isNearly(_ plan: StepPlan, _ result: StepProcess.Result) -> Bool {
    plan.attributes.isCheck && result.status == 2
  }

  /// In what it was not as the runbook expects; nil when it was.
  static func unmet(
    of plan: StepPlan, _ result: StepProcess.Result, _ text: String
  ) -> String? {
    switch result.endedBy {
    case .timeout: return "not finished within \(durationText(plan.attributes.timeoutSeconds))"
    case .stopped: return "stopped before its end"
    case nil: break
    }
    let status = Int(result.status)
    if plan.attributes.isCheck, plan.attributes.exits == [0] {
      if status != 0, status != 2 { return "the check says no (exit \(status))" }
    } else if !plan.attributes.exits.contains(status) {
      return "exit \(status)"
    }
    guard let expect = plan.attributes.expect else { return nil }
    return matches(expect, text) ? nil : "the output does not match \(expect)"
  }

  /// Whether a text is a POSIX extended regular expression, of those that mean the same everywhere.
  static func isPattern(_ pattern: String) -> Bool {
    var regex = unsafe regex_t()
    guard unsafe regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB) == 0 else { return false }
    unsafe regfree(&regex)
    // By GNU these are letters or nothing, and would never match what is meant.
    return !["\\d", "\\D", "(?"].contains { pattern.contains($0) }
  }

  /// Whether a text matches a POSIX extended regular expression, in which `^` and `$` mean lines.
  static func matches(_ pattern: String, _ text: String) -> Bool {
    var regex = unsafe regex_t()
    guard unsafe regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB | REG_NEWLINE) == 0 else {
      return false
    }
    defer { unsafe regfree(&regex) }
    return unsafe regexec(&regex, text, 0, nil, 0) == 0
  }

  /// The first lines (2 KiB), when there are more, and the last ones (8 KiB).
  package static func ends(of text: String) -> (head: String?, tail: String?) {
    let trimmed = String(text.trimmingSpaces())
    guard !trimmed.isEmpty else { return (nil, nil) }
    let bytes = Array(trimmed.utf8)
    guard bytes.count > 8192 + 2048 else { return (nil, trimmed) }
    return (
      String(decoding: bytes.prefix(2048), as: UTF8.self),
      String(decoding: bytes.suffix(8192), as: UTF8.self)
    )
  }

  private static func handedOn(_ plan: StepPlan, _ result: StepProcess.Result) -> [String: String] {
    var variables = result.variables.filter { $0.value.utf8.count <= 4096 }
    if let name = plan.attributes.capture, result.endedBy == nil {
      let text = String(decoding: result.standardOutput.prefix(4096), as: UTF8.self)
      variables[name] = String(text.trimmingSpaces())
    }
    return variables
  }
}
