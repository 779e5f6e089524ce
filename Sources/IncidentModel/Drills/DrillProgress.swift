/// How far a drill is: the fold of its entries.
package struct DrillProgress: Hashable, Sendable {
  /// The plan as it was when the drill was started.
  package let plan: DrillPlan
  /// The plan's id in the register.
  package let planID: EntryID?
  package let startedAt: Instant
  package private(set) var marks: [DrillMilestone: DrillMark] = [:]
  /// Milestones that a script waits for, in the order in which it asked.
  package private(set) var awaited: [DrillMilestone] = []
  package private(set) var lostRecords: Int?
  package private(set) var lostSeconds: Int64?
  package private(set) var extraSwitches: Int?
  package private(set) var load: String?
  package private(set) var abortedBecause: String?
  /// Who held which role at the moment of the decision.
  private(set) var rolesAtDecision: [RoleName: PersonID]?

  init(_ plan: DrillPlan, id: EntryID?, at startedAt: Instant) {
    self.plan = plan
    planID = id
    self.startedAt = startedAt
  }

  /// The first milestone that nobody has marked and that comes after all that are.
  package var next: DrillMilestone? {
    let last = marks.keys.map(\.number).max() ?? -1
    return DrillMilestone.allCases.first { $0.number > last }
  }

  /// Whether nothing more is to come.
  package var isOver: Bool {
    abortedBecause != nil || marks[plan.needsFailback ? .failbackVerified : .verified] != nil
  }

  mutating func take(_ step: DrillStep, _ entry: Entry, _ roles: [RoleName: PersonID]) {
    switch step.act {
    case .marked:
      guard let milestone = step.milestone else { return }
      mark(
        milestone,
        DrillMark(at: entry.happenedAt, author: entry.author, by: step.by, text: step.text), roles)
    case .awaited:
      guard let milestone = step.milestone, marks[milestone] == nil else { return }
      if !awaited.contains(milestone) { awaited.append(milestone) }
    case .gaveUp: awaited.removeAll { $0 == step.milestone }
    case .measured:
      load = step.load ?? load
      lostRecords = step.lostRecords ?? lostRecords
      lostSeconds = step.lostSeconds ?? lostSeconds
      extraSwitches = step.extraSwitches ?? extraSwitches
    case .aborted: abortedBecause = step.text ?? ""
    case .planned, .edited, .retired, .started: break
    }
  }

  /// A step of a runbook that is done may say that a milestone is reached.
  mutating func take(_ step: RunbookStep, _ entry: Entry, _ roles: [RoleName: PersonID]) {
    guard step.act == .byHand || step.act == .ended && !step.isFailed else { return }
    for fact in (step.facts ?? []).compactMap({ RunbookFact(rawValue: $0) }) {
      guard let milestone = fact.drillMilestone else { continue }
      mark(
        milestone,
        DrillMark(
          at: entry.happenedAt, author: entry.author, text: "\(step.runbook) \(step.step)"), roles)
    }
  }

  mutating func take(_ reached: MilestoneReached, _ entry: Entry, _ roles: [RoleName: PersonID]) {
    let milestone: DrillMilestone? =
      switch reached.name {
      case .impactStarted: .impactSeen
      case .detected: .detected
      default: nil
      }
    guard let milestone else { return }
    mark(
      milestone, DrillMark(at: entry.happenedAt, author: entry.author, text: reached.text), roles)
  }

  /// Somebody who takes command after the fault leads from then on.
  mutating func takesCommand(_ entry: Entry, _ roles: [RoleName: PersonID]) {
    guard marks[.injected] != nil,
      // Whoever led from the start did not take over then.
      entry.happenedAt > startedAt
    else { return }
    mark(.leadAssigned, DrillMark(at: entry.happenedAt, author: entry.author), roles)
  }

  /// The first word on a milestone counts.
  private mutating func mark(
    _ milestone: DrillMilestone, _ mark: DrillMark, _ roles: [RoleName: PersonID]
  ) {
    if marks[milestone] == nil {
      marks[milestone] = mark
      if milestone == .decided { rolesAtDecision = roles }
    }
    awaited.removeAll { $0 == milestone }
  }
}

extension Incident.State {
  /// The drill is there before anything is marked: what happened before its start counts as well.
  mutating func beginDrill(_ lines: [TimelineLine]) {
    for line in lines where !line.isHidden {
      guard case .drill(let step) = line.entry.event, step.act == .started, let plan = step.plan
      else { continue }
      drill = DrillProgress(plan, id: step.of, at: line.entry.happenedAt)
      return
    }
  }

  mutating func apply(_ step: DrillStep, _ entry: Entry) { drill?.take(step, entry, roles) }

  /// What a drill has measured are the milestones of the incident that it is.
  func deriveFromDrill(_ derive: (Milestone, Instant?) -> Void) {
    guard let marks = drill?.marks else { return }
    derive(.impactStarted, (marks[.impactSeen] ?? marks[.injected])?.at)
    derive(.detected, marks[.detected]?.at)
    derive(.mitigated, marks[.switched]?.at)
    derive(.recovered, marks[.verified]?.at)
  }
}

extension DrillRun {
  /// The run that a drill's incident records.
  ///
  /// - Parameters:
  ///   - incident: the drill, folded from all that shapes it.
  ///   - ref: how it is named.
  ///   - surprises: how many were written down.
  package init?(_ incident: Incident, ref: String, surprises: Int) {
    guard let drill = incident.state.drill else { return nil }
    self.init(
      incident: incident.id, ref: ref, plan: drill.plan, planDigest: drill.plan.fingerprint,
      startedAt: drill.marks.values.map(\.at).reduce(drill.startedAt) { min($0, $1) })
    planID = drill.planID
    let end: DrillMilestone = drill.plan.needsFailback ? .failbackVerified : .verified
    endedAt = drill.marks[end]?.at ?? incident.state.milestones[.resolved]
    marks = drill.marks
    lostRecords = drill.lostRecords
    lostSeconds = drill.lostSeconds
    extraSwitches = drill.extraSwitches
    load = drill.load
    abortedBecause = drill.abortedBecause
    self.surprises = surprises
    if let walk = incident.state.walks.first(where: { $0.name == drill.plan.runbook }) {
      wasRunbookFollowed = walk.wasFollowed
    }
    let holders = incident.state.roles
    absentButPresent = (drill.plan.absentRoles ?? []).filter { holders[$0] != nil }
    if let decided = drill.marks[.decided]?.author.person, var roles = drill.rolesAtDecision {
      // A decision that was set back to before the roles were written down was taken by those of later.
      if roles[.commander] == nil { roles = holders }
      wasDecidedOnDuty = roles[.commander] == decided || roles[.deputy] == decided
    }
  }
}

extension RunbookWalk {
  /// Whether it was done as it says; nil when too little of it was done to tell.
  ///
  /// A runbook has steps for the case that it goes wrong: half of all is what a walk has at least.
  fileprivate var wasFollowed: Bool? {
    let isImprovised = steps.contains { !$0.overrides.isEmpty || $0.state == .skipped }
    if isImprovised { return false }
    return settled * 2 >= (origin?.steps ?? .max / 2) ? true : nil
  }
}

extension DrillPlan {
  /// What tells two plans apart whose runs must not be compared: all that is done, not who, when or why.
  package var fingerprint: String {
    var shape = self
    shape.title = ""
    shape.owner = nil
    shape.seeds = nil
    shape.cadenceDays = nil
    shape.windows = nil
    shape.blockedDates = nil
    shape.objectives = Objectives()
    return Event.drill(DrillStep(act: .planned, plan: shape)).body
  }
}
