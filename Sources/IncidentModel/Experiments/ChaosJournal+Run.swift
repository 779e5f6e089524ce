extension ChaosJournal {
  /// What the run says about the system, in our own words and by our own verdict.
  package func run() -> ExperimentRun {
    var run = ExperimentRun(
      verdict: verdict, flags: flags, digest: digest, status: status, isDeviated: isDeviated)
    run.startedAt = startedAt
    run.endedAt = endedAt
    if !during.isEmpty {
      run.samples = during.count
      run.badSamples = badSamples.count
      run.outageMilliseconds = outageMilliseconds
    }
    let findings = findings
    run.findings = findings.isEmpty ? nil : findings
    let milestones = milestones
    run.milestones = milestones.isEmpty ? nil : milestones
    return run
  }

  /// The first rule that holds.
  private var verdict: ExperimentRun.Verdict {
    if dry != nil { return .rehearsal }
    if before?.isMet == false { return .notRun }
    if ["aborted", "interrupted"].contains(status) { return .inconclusive }
    guard hasHypothesis else { return .observation }
    guard let after else { return .inconclusive }
    guard steps.contains(where: \.isAction) else { return .baseline }
    if isDeviated || !after.isMet || !badSamples.isEmpty { return .weaknessFound }
    // The fault was perhaps never there; see chaostoolkit/chaostoolkit-lib issue 95.
    if steps.contains(where: { $0.isAction && !$0.isOK }) { return .inconclusive }
    return status == "completed" ? .held : .inconclusive
  }

  private var badSamples: [Check] { during.filter { !$0.isMet } }

  private var isMethodCutShort: Bool { before?.isMet != false && steps.count < plannedSteps }

  /// Nothing has to be put back where nothing was done.
  private var areRollbacksMissing: Bool {
    dry == nil && !steps.isEmpty && rollbacks.count < plannedRollbacks
  }

  private var flags: [ExperimentRun.Flag] {
    ExperimentRun.Flag.allCases.filter { flag in
      switch flag {
      case .methodCutShort: isMethodCutShort
      case .rollbacksNotRun: areRollbacksMissing
      case .rollbackFailed: rollbacks.contains { !$0.isOK }
      case .methodProbeNotOK: steps.contains { !$0.isAction && !$0.isOK }
      case .duringDeviated: !badSamples.isEmpty
      case .actionFailed: steps.contains { $0.isAction && !$0.isOK }
      }
    }
  }

  /// From when the first bad sample was asked for to when the last one was there.
  private var outageMilliseconds: Int64? {
    let probes = badSamples.flatMap(\.probes)
    let starts = probes.compactMap(\.startedAt)
    let ends = probes.compactMap { $0.endedAt ?? $0.startedAt }
    guard let first = starts.min(), let last = ends.max() else { return nil }
    return max(0, last.milliseconds - first.milliseconds)
  }

  /// The times of steps whose names begin like `t0-` or `T11 `, by the name of the milestone.
  ///
  /// What is commanded counts from its command, everything else from its end. Of several steps for
  /// one milestone the first counts.
  private var milestones: [String: Instant] {
    var times: [String: Instant] = [:]
    for step in steps {
      guard let milestone = DrillMilestone(ofStep: step.rawName), times[milestone.rawValue] == nil
      else { continue }
      let isCommand = [.injected, .switched, .failbackStarted].contains(milestone) && step.isAction
      times[milestone.rawValue] = isCommand ? step.startedAt : step.endedAt
    }
    return times
  }
}

// MARK: - Findings

extension ChaosJournal {
  /// More of them tell nothing new.
  private static let mostFindings = 20

  /// What was not as it should have been, the weightiest first.
  private var findings: [String] {
    let all =
      notRunFindings + afterFindings + duringFindings + rollbackFindings + stepFindings
    return all.count > Self.mostFindings
      ? all.prefix(Self.mostFindings - 1) + ["More was not as it should have been."]
      : all
  }

  private var notRunFindings: [String] {
    var findings: [String] = []
    if let dry {
      findings.append("A dry run (\(journalText(dry, limit: 40))): it shows nothing of the system.")
    }
    if let before, !before.isMet {
      findings.append(
        "The steady state was not met before the method, so nothing was done\(reason(before)).")
    }
    if ["aborted", "interrupted"].contains(status) { findings.append("The run was \(status).") }
    if !hasHypothesis { findings.append("There was no steady state to compare with.") }
    return findings
  }

  private var afterFindings: [String] {
    guard let after else {
      let isWanted = hasHypothesis && dry == nil && before?.isMet != false
      return isWanted ? ["The steady state was not measured after the method."] : []
    }
    return after.isMet ? [] : ["The steady state was not met after the method\(reason(after))."]
  }

  private var duringFindings: [String] {
    guard let first = badSamples.first else { return [] }
    return [
      "\(badSamples.count) of \(during.count) samples during the method were out of tolerance\(reason(first))."
    ]
  }

  private var rollbackFindings: [String] {
    var findings = rollbacks.filter { !$0.isOK }.prefix(Self.mostFindings).map {
      "Rollback “\($0.name)” \($0.words): the system may be left as the experiment made it."
    }
    if areRollbacksMissing {
      findings.append(
        "\(plannedRollbacks - rollbacks.count) of \(plannedRollbacks) rollbacks were not run: the system may be left as the experiment made it."
      )
    }
    return findings
  }

  private var stepFindings: [String] {
    let wrong = steps.filter { !$0.isOK }.prefix(Self.mostFindings + 1)
    var findings = wrong.filter(\.isAction).map { "Action “\($0.name)” \($0.words)." }
    if isMethodCutShort {
      findings.append("The method was cut short: \(steps.count) of \(plannedSteps) steps were run.")
    }
    findings += wrong.filter { !$0.isAction }.map {
      "Probe “\($0.name)” in the method \($0.words)."
    }
    return findings
  }

  /// The first probe that was out of tolerance, after a colon.
  private func reason(_ check: Check) -> String {
    guard let probe = check.probes.first(where: { $0.isWithinTolerance != true }) else { return "" }
    return ": “\(probe.name)” \(probe.comparison)"
  }
}
