/// Why a command about surprises, reviews, experiments, drills or risks was refused.
package enum LearningRejection: Hashable, Sendable {
  case notASurprise(String)
  case reviewTooEarly(Status)
  case reviewOutOfOrder(from: ReviewState, to: ReviewState)
  case reviewDateNeeded
  case notADrill
  case noDrillBegun
  case drillAborted
  case beforeDrill(Instant)
  case alreadyMarked(DrillMilestone, Instant)
  case notReady([String])
  case badRisk(RiskProblem)
  case badPlan(DrillPlan.Problem)
  case stateOutOfOrder(RegisterID, from: Experiment.State, to: Experiment.State)
  case scheduleDateNeeded
  case isRetired(RegisterID)
  case runOfAnother(RegisterID, named: String)
  case sameRun(RegisterID, Instant)
}
