/// Something that happened to an experiment.
package struct ExperimentStep: Hashable, Sendable, Codable {
  package enum Act: String, Hashable, Sendable, Codable, CaseIterable {
    /// It is there: the entry's id is the experiment's from here on.
    case proposed
    /// It reads as ``ExperimentStep/experiment`` says from here on.
    case edited
    case moved
    /// A journal of a run was taken in.
    case recorded
  }
  package var act: Act
  /// The experiment; nil for the entry that proposes it.
  package var of: EntryID?
  package var experiment: Experiment?
  /// The state it is in from here on.
  package var state: Experiment.State?
  /// The date for which it is scheduled, `2026-12-01`.
  package var on: String?
  package var run: ExperimentRun?
  package var because: String?

  package init(
    act: Act, of: EntryID? = nil, experiment: Experiment? = nil, state: Experiment.State? = nil,
    on: String? = nil, run: ExperimentRun? = nil, because: String? = nil
  ) {
    self.act = act
    self.of = of
    self.experiment = experiment
    self.state = state
    self.on = on
    self.run = run
    self.because = because
  }

  /// The line of the timeline.
  func line(_ mentions: (String) -> String) -> String {
    let subject = of.map { "\(RegisterID(.experiment, $0)) " } ?? ""
    let said =
      switch act {
      case .proposed, .edited: experiment?.title ?? ""
      case .moved: (state?.rawValue ?? "") + (on.map { " on \($0)" } ?? "")
      case .recorded: run?.verdict.words ?? ""
      }
    return "\(subject)\(act.rawValue): \(said)" + (because.map { ": \(mentions($0))" } ?? "")
  }
}

extension ExperimentRun.Verdict {
  package var words: String { rawValue.splittingWords }
}

extension ExperimentRun.Flag {
  /// What it means, as a sentence without its full stop.
  package var words: String {
    switch self {
    case .methodCutShort: "the method was cut short"
    case .rollbacksNotRun: "rollbacks were not run: the system may be left modified"
    case .rollbackFailed: "a rollback failed: the system may be left modified"
    case .methodProbeNotOK: "a probe within the method was not as expected"
    case .duringDeviated: "the steady state was lost during the method"
    case .actionFailed: "an action failed: perhaps nothing was done to the system"
    }
  }
}
