internal import IncidentModel
internal import IncidentTUI
internal import Logbook

extension Logbook {
  /// What the page of the console shows of everything that is learnt.
  func learningRows(at now: Instant, _ zone: Zone) throws -> [LearningRow] {
    let register = try register()
    let people = try people()
    let runs = try drillRuns()
    let shown = { (text: String) in people.showingMentions(in: text) }
    let surprises = try surprises().filter { $0.state != .tested }.prefix(200).map { known in
      LearningRow(
        .surprise, name: known.line.id.shortText, state: known.state.rawValue,
        due: zone.civil(known.line.entry.happenedAt).dateText, title: shown(known.surprise.found))
    }
    let experiments = try register.experiments.filter { $0.state != .retired }
      .map { (planned: $0, due: try due($0, now: now)) }
      .sorted { ($0.due.at, $0.planned.id) < ($1.due.at, $1.planned.id) }
      .map { planned, due in
        LearningRow(
          .experiment, name: "\(planned.name)",
          state: planned.runs.last.map(\.value.verdict.words) ?? planned.state.rawValue,
          due: "\(due.state.words) \(zone.civil(due.at).dateText)", urgency: due.state.urgency,
          title: shown(planned.experiment.title))
      }
    let drills = try register.drills.filter { !$0.isRetired }
      .map { (planned: $0, due: try due($0, runs, now: now).due) }
      .sorted { ($0.due.at, $0.planned.id) < ($1.due.at, $1.planned.id) }
      .map { planned, due in
        LearningRow(
          .drill, name: "\(planned.name)",
          state: runs.first { $0.planID == planned.id }.map { $0.result(at: now) } ?? "never run",
          due: "\(due.state.words) \(zone.civil(due.at).dateText)", urgency: due.state.urgency,
          title: shown(planned.plan.title))
      }
    let known = register.risks.filter { !$0.isRetired }
    let risks = RiskRanking(known.map(\.risk), budget: nil).rows.map { row in
      LearningRow(
        .risk, name: "\(known[row.index].name)",
        state: row.risk.isAccepted == true ? "accepted" : "",
        due: "\(significantText(row.figures.badMinutesPerYear)) min", title: row.risk.title)
    }
    return surprises + experiments + drills + risks
  }
}

extension DrillRun {
  /// How it went, in a word or two.
  func result(at now: Instant) -> String {
    let goesOn = endedAt == nil && abortedBecause == nil
    return goesOn ? "under way" : DrillReport.judge(self, now).0.words
  }
}

extension Due.State {
  fileprivate var urgency: LearningRow.Urgency {
    switch self {
    case .never, .ok: .calm
    case .dueSoon: .soon
    case .overdue: .overdue
    }
  }
}
