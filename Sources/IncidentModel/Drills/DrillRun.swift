/// What was marked while a drill went on.
package struct DrillRun: Hashable, Sendable {
  package var incident: IncidentID
  package var ref: String
  /// The plan's id in the register; nil when it is in none.
  package var planID: EntryID?
  /// The plan as it was when the drill was started.
  package var plan: DrillPlan
  /// What tells whether the plan is the same one as in another run.
  package var planDigest: String
  package var startedAt: Instant
  package var endedAt: Instant?
  package var marks: [DrillMilestone: DrillMark] = [:]
  /// How many records were missing at the target; nil when nobody has counted.
  package var lostRecords: Int?
  /// How many seconds of writes were missing at the target; nil when nobody has measured.
  package var lostSeconds: Int64?
  /// Switches of traffic beyond the planned ones; nil when nobody has counted.
  package var extraSwitches: Int?
  /// Whether the runbook was followed: nil when none was walked.
  package var wasRunbookFollowed: Bool?
  /// Roles that were to be absent and whose holders took part.
  package var absentButPresent: [RoleName] = []
  /// Whether the one who decided held the role that decides; nil when that is not known.
  package var wasDecidedOnDuty: Bool?
  package var surprises = 0
  /// How many of the surprises became experiments or drills; nil when that is not known.
  package var surprisesPursued: Int?
  /// Steps that were done and stand in no runbook or plan; nil when nobody has kept account.
  package var unrehearsedSteps: [String]?
  /// How busy the system was, such as `800 requests a second`.
  package var load: String?
  /// Why it was ended before its time.
  package var abortedBecause: String?

  package init(
    incident: IncidentID, ref: String, plan: DrillPlan, planDigest: String, startedAt: Instant
  ) {
    self.incident = incident
    self.ref = ref
    self.plan = plan
    self.planDigest = planDigest
    self.startedAt = startedAt
  }
}

/// One milestone of a drill, reached.
package struct DrillMark: Hashable, Sendable {
  package var at: Instant
  package var author: Author
  /// By what it was noticed; only of ``DrillMilestone/detected``.
  package var by: Detector?
  package var text: String?

  package init(at: Instant, author: Author, by: Detector? = nil, text: String? = nil) {
    self.at = at
    self.author = author
    self.by = by
    self.text = text
  }

  /// Who or what has noticed the fault.
  package enum Detector: String, Hashable, Sendable, Codable, CaseIterable {
    case monitor
    case human
    /// Whoever injected it; that says nothing about detection.
    case injector
  }
}

extension DrillRun {
  /// The same with everything that people wrote passed through a function, as to call them by roles.
  package func worded(_ words: (String) -> String) -> DrillRun {
    var run = self
    run.plan = plan.worded(words)
    run.abortedBecause = abortedBecause.map(words)
    run.load = load.map(words)
    run.unrehearsedSteps = unrehearsedSteps?.map(words)
    for (milestone, mark) in marks { run.marks[milestone]?.text = mark.text.map(words) }
    return run
  }
}

extension DrillPlan {
  /// The same with everything that people wrote passed through a function, as to call them by roles.
  package func worded(_ words: (String) -> String) -> DrillPlan {
    var plan = self
    plan.title = words(title)
    plan.steps = steps?.map { step in
      var step = step
      step.text = words(step.text)
      return step
    }
    plan.preChecks = preChecks?.map(words)
    plan.verification = verification?.map(words)
    plan.failbackGate = failbackGate?.map(words)
    plan.safetyRules = safetyRules?.map(words)
    plan.stopNow = stopNow?.map(words)
    return plan
  }
}
