extension ExperimentProposal {
  var method: [Experiment.Activity] {
    if reading.isUnexplained {
      return [
        action(
          "investigate",
          "Find out why it happened, from logs, history and those who were there; then write the hypothesis, or drop this."
        )
      ]
    }
    return switch sort {
    case .fault: faultSteps
    case .detection: detectionSteps
    case .people: peopleSteps
    case .failover: failoverSteps
    }
  }

  /// What is done again has to be what was there: the clause that came before.
  private var inject: Experiment.Activity {
    let context =
      reading.kind == .backup
      ? " It has to be there: \(reading.expected)."
      : reading.trigger.map { " Before the surprise: \($0)." } ?? ""
    return action("t0-\(plan.step)", plan.inject + context)
  }

  private var faultSteps: [Experiment.Activity] {
    [inject]
      + (reading.wasNoticedByPerson
        ? [probe("t2-detect", "Note when which alert fires; last time a person noticed first.")]
        : [])
      + [
        probe(
          "t7-verify",
          "Measure \(plan.probe), and compare with what was expected: \(reading.expected).")
      ]
  }

  private var detectionSteps: [Experiment.Activity] {
    var wait = probe(
      "t2-detect",
      "Wait for the alert where the people on call get it; note when it comes, or that it has not come after 15 minutes."
    )
    wait.timeoutSeconds = 900
    return [
      action(
        "t0-fail-in-a-test-scope",
        "In a test scope, bring about what was found: \(reading.found)."), wait,
      probe(
        "t7-verify",
        "Check that the alert says what failed and what to do, and that the way it takes does not depend on what failed."
      ),
    ]
  }

  private var peopleSteps: [Experiment.Activity] {
    [
      action(
        "t0-send-away",
        "The holders of the roles that know about it are away and are not asked. Tell the people on duty the symptoms: \(condition)."
      ), probe("t2-detect", "Note when the people on duty see what is wrong."),
      probe("t4-decide", "Note when it is decided what to do, and by which role."),
      probe(
        "t7-verify",
        "Note when it is verified that the service is restored, and what was missing in the runbook."
      ),
    ]
  }

  private var failoverSteps: [Experiment.Activity] {
    let (from, to) = (reading.from, reading.to)
    let runbook = source.runbook.map { ", by the runbook “\($0)”" } ?? ""
    return [
      inject, probe("t2-detect", "Note when which alert fires, or who notices."),
      probe("t4-decide", "The role on duty decides to fail over to \(to), or to stay."),
      action("t5-fail-over", "Move the traffic from \(from) to \(to)\(runbook)."),
      probe("t7-verify", "Verify on \(to): \(plan.probe)."),
      action("t8-repair", plan.undo),
      probe(
        "t9-gate",
        "Compare the data of \(from) and \(to): no acknowledged write may be missing on either. Go no further before that holds."
      ), action("t10-fail-back", "Move the traffic back from \(to) to \(from)\(runbook)."),
      probe("t11-verify", "Verify on \(from): \(plan.probe)."),
    ]
  }

  // MARK: - Rollback

  private static let mostMitigations = 3

  /// First what restores the service, then what helped in the incident, then the runbook.
  var rollback: [Experiment.Activity] {
    var steps: [Experiment.Activity] = []
    switch sort {
    case .failover:
      steps.append(
        action("send-traffic-back", "Send the traffic to where it was before: \(reading.from)."))
      steps.append(action("undo-\(plan.step)", plan.undo))
    case .fault: steps.append(action("undo-\(plan.step)", plan.undo))
    case .detection:
      steps.append(
        action("let-it-succeed-again", "Undo the failure in the test scope, and close the alert."))
    case .people:
      steps.append(
        action("call-back", "Call back those who are away, and restore the service with them."))
    }
    let helped = source.mitigations.filter { !$0.isBlank }.prefix(Self.mostMitigations)
    for (index, text) in helped.enumerated() {
      steps.append(
        action(
          "as-in-the-incident-\(index + 1)",
          "If that is not enough, as in the incident: \(SurpriseReading.clause(text))."))
    }
    if let runbook = source.runbook {
      steps.append(action("follow-the-runbook", "Follow the runbook “\(runbook)”."))
    }
    return steps
  }

  private func action(_ name: String, _ text: String) -> Experiment.Activity {
    var activity = Experiment.Activity(name: name, isAction: true)
    activity.manual = text
    return activity
  }

  private func probe(_ name: String, _ text: String) -> Experiment.Activity {
    var activity = Experiment.Activity(name: name, isAction: false)
    activity.manual = text
    return activity
  }
}
