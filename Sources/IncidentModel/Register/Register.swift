/// What was learnt and is still worked with: experiments, plans of drills, and risks.
///
/// It outlives incidents and belongs to none, so it is a timeline of its own under a fixed id: the
/// fold of its entries, like an incident, and stored, exported and merged as one.
package struct Register: Hashable, Sendable {
  package private(set) var experiments: [PlannedExperiment] = []
  package private(set) var drills: [PlannedDrill] = []
  package private(set) var risks: [KnownRisk] = []

  /// The register that these entries add up to.
  package init(replaying entries: some Sequence<Entry> = []) {
    // In the order in which they were written down by clocks that never run backwards, and not by the
    // time they tell: a change of something by a machine whose clock is behind is one all the same.
    let lines = timeline(of: entries.filter { $0.incident == .register }).filter { !$0.isHidden }
      .sorted { $0.id < $1.id }
    for line in lines where line.entry.event.target == nil { apply(line.entry) }
    for line in lines where line.entry.event.target != nil { apply(line.entry) }
  }

  private mutating func apply(_ entry: Entry) {
    switch entry.event {
    case .experiment(let step): apply(step, entry)
    case .drill(let step): apply(step, entry)
    case .risk(let step): apply(step, entry)
    default: break
    }
  }

  private mutating func apply(_ step: ExperimentStep, _ entry: Entry) {
    if step.act == .proposed, let experiment = step.experiment {
      experiments.append(
        PlannedExperiment(id: entry.id, createdAt: entry.happenedAt, experiment: experiment))
      return
    }
    guard let index = experiments.firstIndex(where: { $0.id == step.of }) else { return }
    if let experiment = step.experiment { experiments[index].experiment = experiment }
    if let state = step.state {
      experiments[index].state = state
      experiments[index].scheduledOn = step.on
      experiments[index].moves.append(
        Dated(at: entry.happenedAt, value: state, because: step.because, author: entry.author))
    }
    if let run = step.run {
      experiments[index].runs.append(
        Dated(at: entry.happenedAt, value: run, because: step.because, author: entry.author))
    }
  }

  private mutating func apply(_ step: DrillStep, _ entry: Entry) {
    if step.act == .planned, let plan = step.plan {
      drills.append(PlannedDrill(id: entry.id, createdAt: entry.happenedAt, plan: plan))
      return
    }
    guard let index = drills.firstIndex(where: { $0.id == step.of }) else { return }
    if let plan = step.plan {
      drills[index].plan = plan
      drills[index].changedAt = entry.happenedAt
    }
    if step.act == .retired { drills[index].isRetired = true }
  }

  private mutating func apply(_ step: RiskStep, _ entry: Entry) {
    if step.act == .added, let risk = step.risk {
      risks.append(KnownRisk(id: entry.id, createdAt: entry.happenedAt, risk: risk))
      return
    }
    guard let index = risks.firstIndex(where: { $0.id == step.of }) else { return }
    if let risk = step.risk { risks[index].risk = risk }
    if step.act == .retired { risks[index].isRetired = true }
    if let change = step.change {
      risks[index].changes.removeAll { $0.by == change.by }
      risks[index].changes.append(change)
    }
  }
}

/// An experiment of the register, how far it is, and its runs.
package struct PlannedExperiment: Hashable, Sendable, Identifiable {
  package let id: EntryID
  package let createdAt: Instant
  package var experiment: Experiment
  package var state = Experiment.State.draft
  /// The date for which it is scheduled, `2026-12-01`.
  package var scheduledOn: String?
  package var moves: [Dated<Experiment.State>] = []
  package var runs: [Dated<ExperimentRun>] = []

  package var name: RegisterID { RegisterID(.experiment, id) }
  /// The last run that says something about the system.
  package var lastEvidence: Dated<ExperimentRun>? {
    runs.filter { $0.value.verdict.isEvidence }.max { $0.ranAt < $1.ranAt }
  }
}

extension Dated<ExperimentRun> {
  /// When it was run: never later than it was recorded, whatever its journal says.
  package var ranAt: Instant { min(value.startedAt ?? at, at) }
}

/// The plan of a drill of the register.
package struct PlannedDrill: Hashable, Sendable, Identifiable {
  package let id: EntryID
  package let createdAt: Instant
  package var changedAt: Instant?
  package var plan: DrillPlan
  package var isRetired = false

  package init(id: EntryID, createdAt: Instant, plan: DrillPlan) {
    self.id = id
    self.createdAt = createdAt
    self.plan = plan
  }

  package var name: RegisterID { RegisterID(.drill, id) }
}

/// A risk of the register.
package struct KnownRisk: Hashable, Sendable, Identifiable {
  package let id: EntryID
  package let createdAt: Instant
  package var risk: RegisteredRisk
  package var isRetired = false
  /// What would change it, the last word on each.
  package var changes: [RiskChange] = []

  package var name: RegisterID { RegisterID(.risk, id) }
}

extension IncidentID {
  /// The id of the register: the same in every logbook, so that registers of several merge.
  ///
  /// A UUIDv8 (RFC 9562, section 5.8) whose first bytes spell "register".
  package static let register = IncidentID(bits: 0x7265_6769_7374_8572_8000_0000_0000_0001)
  /// How the register is named where an incident is asked for.
  package static let registerRef = "register"
}
