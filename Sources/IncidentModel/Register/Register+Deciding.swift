/// A request to change the register; it may be refused.
package enum RegisterCommand: Hashable, Sendable {
  case propose(Experiment)
  case edit(EntryID, Experiment)
  case move(EntryID, Experiment.State, on: String?, because: String?)
  case record(EntryID, ExperimentRun, because: String?)
  case plan(DrillPlan)
  case editPlan(EntryID, DrillPlan)
  case retirePlan(EntryID, because: String)
  case addRisk(RegisteredRisk)
  case estimate(EntryID, RegisteredRisk, because: String?)
  case retireRisk(EntryID, because: String)
  case proposeChange(EntryID, RiskChange)
}

extension RegisterCommand {
  /// Whether it makes something that was not there.
  package var isNew: Bool {
    switch self {
    case .propose, .plan, .addRisk: true
    default: false
    }
  }
}

extension Register {
  /// The event that a command leads to; none is written when it is refused.
  package func decide(
    _ command: RegisterCommand, _ occasion: Occasion
  ) throws(Rejection) -> Event {
    switch command {
    case .propose(let experiment):
      guard !experiment.title.trimmingSpaces().isEmpty else { throw .emptyText }
      return .experiment(ExperimentStep(act: .proposed, experiment: experiment))
    case .edit(let id, let experiment):
      let old = try self.experiment(id)
      if old.experiment == experiment { throw .alreadySo(old.name.description) }
      guard !experiment.title.trimmingSpaces().isEmpty else { throw .emptyText }
      var step = ExperimentStep(act: .edited, of: id, experiment: experiment)
      // What is no longer complete is no longer ready.
      if old.state == .ready || old.state == .scheduled, !experiment.lacks.isEmpty {
        step.state = .draft
      }
      return .experiment(step)
    case .move(let id, let state, let on, let because):
      try checkMove(of: experiment(id), to: state, on: on, because: because)
      return .experiment(
        ExperimentStep(
          act: .moved, of: id, state: state, on: state == .scheduled ? on : nil, because: because))
    case .record(let id, let run, let because):
      let old = try experiment(id)
      if let same = old.runs.first(where: { $0.value.digest == run.digest }) {
        throw .learning(.sameRun(old.name, same.at))
      }
      // A run that says nothing leaves it where it was: it is still to be done.
      let state: Experiment.State? = run.verdict.isEvidence && old.state != .retired ? .done : nil
      return .experiment(
        ExperimentStep(act: .recorded, of: id, state: state, run: run, because: because))
    case .plan(let plan):
      return .drill(DrillStep(act: .planned, plan: try Self.checked(plan)))
    case .editPlan(let id, let plan):
      let old = try drill(id)
      if old.plan == plan { throw .alreadySo(old.name.description) }
      return .drill(DrillStep(act: .edited, of: id, plan: try Self.checked(plan)))
    case .retirePlan(let id, let because):
      let old = try drill(id)
      if old.isRetired { throw .learning(.isRetired(old.name)) }
      return .drill(DrillStep(act: .retired, of: id, text: try Self.reason(because)))
    case .addRisk(let risk): return .risk(RiskStep(act: .added, risk: try Self.checked(risk)))
    case .estimate(let id, let risk, let because):
      let old = try self.risk(id)
      if old.risk == risk { throw .alreadySo(old.name.description) }
      return .risk(
        RiskStep(act: .estimated, of: id, risk: try Self.checked(risk), because: because))
    case .proposeChange(let id, let change):
      let old = try risk(id)
      if change.inputs.isEmpty { throw .nothingToCorrect }
      do throws(RiskProblem) {
        _ = try SavingEstimate(old.risk, changing: change.inputs)
      } catch { throw .learning(.badRisk(error)) }
      return .risk(RiskStep(act: .changeProposed, of: id, change: change))
    case .retireRisk(let id, let because):
      let old = try risk(id)
      if old.isRetired { throw .learning(.isRetired(old.name)) }
      return .risk(RiskStep(act: .retired, of: id, because: try Self.reason(because)))
    }
  }

  private func checkMove(
    of experiment: PlannedExperiment, to state: Experiment.State, on: String?, because: String?
  ) throws(Rejection) {
    let given = !(because ?? "").trimmingSpaces().isEmpty
    if state == experiment.state, on == experiment.scheduledOn { throw .alreadySo(state.rawValue) }
    switch state {
    case .draft: break
    case .ready, .scheduled, .running:
      let lacks = experiment.experiment.lacks
      guard lacks.isEmpty else { throw .learning(.notReady(lacks)) }
      if state == .scheduled, on == nil { throw .learning(.scheduleDateNeeded) }
    case .done:
      // What came of it is said by a journal, or by somebody in words.
      if experiment.lastEvidence == nil, !given {
        throw .learning(.stateOutOfOrder(experiment.name, from: experiment.state, to: state))
      }
    case .retired: if !given { throw .emptyText }
    }
  }

  private static func reason(_ because: String) throws(Rejection) -> String {
    if because.trimmingSpaces().isEmpty { throw .emptyText }
    return because
  }

  private static func checked(_ risk: RegisteredRisk) throws(Rejection) -> RegisteredRisk {
    if risk.title.trimmingSpaces().isEmpty { throw .emptyText }
    do throws(RiskProblem) { _ = try risk.figures() } catch { throw .learning(.badRisk(error)) }
    return risk
  }

  /// A plan without objectives can be run and not be judged; one without regions is none.
  private static func checked(_ plan: DrillPlan) throws(Rejection) -> DrillPlan {
    for problem in plan.problems {
      switch problem {
      case .noTitle, .noRegion, .sameRegion, .negativeObjective, .badCadence, .unreadableWindow,
        .unreadableDate:
        throw .learning(.badPlan(problem))
      default: break
      }
    }
    return plan
  }

  package func experiment(_ id: EntryID) throws(Rejection) -> PlannedExperiment {
    guard let found = experiments.first(where: { $0.id == id }) else {
      throw .noSuch("experiment", id)
    }
    return found
  }

  package func drill(_ id: EntryID) throws(Rejection) -> PlannedDrill {
    guard let found = drills.first(where: { $0.id == id }) else { throw .noSuch("drill", id) }
    return found
  }

  package func risk(_ id: EntryID) throws(Rejection) -> KnownRisk {
    guard let found = risks.first(where: { $0.id == id }) else { throw .noSuch("risk", id) }
    return found
  }
}

extension Experiment {
  /// What keeps it from being run: what is missing, and what is wrong.
  var lacks: [String] { missing.map { "it needs \($0.words)" } + problems.map(\.words) }
}
