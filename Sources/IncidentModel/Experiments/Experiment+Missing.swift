/// What an experiment still lacks before it is ready.
package enum ExperimentGap: Hashable, Sendable {
  case hypothesis
  /// There is no measurement that can be within tolerance.
  case steadyState
  /// Nothing is done to the system.
  case method
  case rollback
  case blastRadius
  case stopNow
  case owner
  /// It is not said how a step is done.
  case way(Experiment.Section, name: String)

  /// What is missing, as the end of a sentence.
  package var words: String {
    switch self {
    case .hypothesis: "a hypothesis"
    case .steadyState: "a measurement of the steady state that can be within tolerance"
    case .method: "a method with at least one action"
    case .rollback: "a rollback"
    case .blastRadius: "a blast radius: a scope and the most time it may take"
    case .stopNow: "a condition on which it is stopped at once"
    case .owner: "an owner"
    case .way(let section, let name):
      "how “\(name)” of the \(section.words) is done: a url, a command or a person"
    }
  }
}

extension Experiment {
  /// What is missing for it to be ready, the first things first.
  package var missing: [ExperimentGap] {
    var gaps: [ExperimentGap] = []
    if (hypothesis ?? "").isBlank { gaps.append(.hypothesis) }
    if !hasSteadyState { gaps.append(.steadyState) }
    if !(method ?? []).contains(where: \.isAction) { gaps.append(.method) }
    if (rollback ?? []).isEmpty { gaps.append(.rollback) }
    if (blastRadius?.scope ?? "").isBlank || blastRadius?.maxSeconds == nil {
      gaps.append(.blastRadius)
    }
    if !(stopNow ?? []).contains(where: { !$0.isBlank }) { gaps.append(.stopNow) }
    if owner == nil { gaps.append(.owner) }
    for section in Section.allCases {
      for activity in activities(of: section) where activity.ways.isEmpty {
        gaps.append(.way(section, name: activity.name))
      }
    }
    return gaps
  }

  private var hasSteadyState: Bool {
    (steadyState ?? []).contains { activity in
      activity.way != nil && ExpectationChecker.problems(of: activity).isEmpty
    }
  }
}
