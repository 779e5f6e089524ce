/// Why a command about surprises, reviews, experiments, drills or risks was refused.
package enum LearningRejection: Hashable, Sendable {
  case notASurprise(String)
  case reviewTooEarly(Status)
  case reviewOutOfOrder(from: ReviewState, to: ReviewState)
  case reviewDateNeeded
  case notADrill
  case noDrillBegun
  case noticedByOfDetected
  case drillAborted
  case alreadyMarked(DrillMilestone, Instant)
  /// The register is no incident.
  case isRegister
  case notReady([String])
  case badRisk(RiskProblem)
  case badPlan(DrillPlan.Problem)
  case stateOutOfOrder(RegisterID, from: Experiment.State, to: Experiment.State)
  case scheduleDateNeeded
  case isRetired(RegisterID)
  /// The journal names another experiment, or none.
  case runOfAnother(RegisterID, named: String?)
  case sameRun(RegisterID, Instant)
}
