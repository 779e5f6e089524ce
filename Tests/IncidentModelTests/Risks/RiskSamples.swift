@testable import IncidentModel

/// A risk from plain numbers: minutes, minutes, a share and days.
func sampleRisk(
  _ detect: Double, _ repair: Double, _ impact: Double, _ days: Double, title: String = "risk"
) -> RegisteredRisk {
  RegisteredRisk(
    title: title, detectMinutes: .init(detect), repairMinutes: .init(repair), impact: .init(impact),
    daysBetween: .init(days))
}

let badRelease = sampleRisk(5, 120, 1, 90, title: "bad release, untested rollback")
let regionLoss = sampleRisk(14, 47, 0.4, 90, title: "EU region loss, manual failover")
let slowQuotes = sampleRisk(5, 25, 0.15, 30, title: "quote dependency slow")
let commanderAway = sampleRisk(30, 60, 0.4, 365.25, title: "IC away, nobody can approve failover")
let unmergedWrites = sampleRisk(60, 240, 0.05, 180, title: "failback with unmerged writes")

/// The worked example: in the order of what they cost.
let sampleRisks = [badRelease, regionLoss, slowQuotes, commanderAway, unmergedWrites]

/// 99.9 % of a year.
let yearlyBudget = RiskBudget(objective: 0.999)
