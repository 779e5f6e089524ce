@testable import IncidentModel

/// A plan from EU to US with an RTO of 10 minutes and an objective to detect of 5.
func samplePlan(isGraceful: Bool = false, _ change: (inout DrillPlan) -> Void = { _ in })
  -> DrillPlan
{
  var objectives = DrillPlan.Objectives()
  objectives.detectSeconds = 300
  objectives.rtoSeconds = 600
  objectives.failbackSeconds = 600
  var plan = DrillPlan(
    title: "Fail over checkout", topology: .activePassive, from: "eu", to: "us",
    isGraceful: isGraceful, objectives: objectives)
  plan.service = "checkout"
  plan.verification = ["users are served"]
  plan.failbackGate = ["nothing is lost"]
  change(&plan)
  return plan
}

/// A drill with marks at seconds after the fault; `day` tells runs apart, a later one is later.
func sampleRun(
  _ marks: [DrillMilestone: Int64], plan: DrillPlan = samplePlan(), day: Int64 = 0,
  digest: String = "a", isOver: Bool = true, _ change: (inout DrillRun) -> Void = { _ in }
) -> DrillRun {
  let began = start.advanced(bySeconds: day * 86_400)
  var run = DrillRun(
    incident: IncidentID(bits: UInt128(UInt64(bitPattern: day))), ref: "DRILL-\(day)", plan: plan,
    planDigest: digest, startedAt: began)
  for (milestone, seconds) in marks {
    run.marks[milestone] = DrillMark(
      at: began.advanced(bySeconds: seconds), author: .person(ana),
      by: milestone == .detected ? .monitor : nil)
  }
  if isOver { run.endedAt = began.advanced(bySeconds: marks.values.max() ?? 0) }
  run.wasDecidedOnDuty = true
  run.wasRunbookFollowed = true
  change(&run)
  return run
}

/// Every milestone, recovered after 7 minutes.
let fullMarks: [DrillMilestone: Int64] = [
  .injected: 0, .impactSeen: 5, .detected: 60, .leadAssigned: 90, .decided: 150, .switched: 180,
  .firstGood: 240, .verified: 420, .repaired: 900, .stateVerified: 1200, .failbackStarted: 1300,
  .failbackVerified: 1500,
]

/// Long after every sample.
let muchLater = start.advanced(bySeconds: 400 * 86_400)
