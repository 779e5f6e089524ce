internal import IncidentModel

extension AppState {
  func milestoneForm() -> Form {
    let known = incident.state.milestones
    let choices = Milestone.allCases.map { milestone in
      Field.Choice(
        milestone.rawValue, known[milestone].map { "set: \(moment($0))" } ?? milestone.help)
    }
    let missing = Milestone.allCases.first { known[$0] == nil }
    return Form(
      .milestone, title: "Milestone: a moment that the metrics are computed from",
      hint: "Setting one again corrects it. Enter sets it, Tab goes on, Esc leaves.",
      fields: [
        Field("milestone", choices: choices, selected: missing?.rawValue),
        Field("time", Form.now, example: "now, -5m, 14:02"),
        Field("note", example: "how it is known"),
      ])
  }

  func milestoneRequest(_ form: Form) throws(FormProblem) -> SaveRequest {
    let milestone = Milestone(rawValue: form.fields[0].text) ?? .detected
    return .command(
      .reach(milestone, text: form.fields[2].given), at: try time(in: form, field: 1))
  }

  /// A moment as dialogs show it.
  func moment(_ instant: Instant) -> String {
    let civil = setting.zone.civil(instant)
    let date = civil.dateText == setting.zone.civil(now).dateText ? "" : "\(civil.dateText) "
    return "\(date)\(civil.secondText)\(setting.zone.suffix(at: instant))"
  }
}

extension Milestone {
  /// What it marks, in a few words.
  fileprivate var help: String {
    switch self {
    case .impactStarted: "customers began to be affected"
    case .detected: "somebody or something noticed"
    case .acknowledged: "somebody took it on"
    case .declared: "it was called an incident"
    case .engaged: "the first responder beyond the declarer"
    case .mitigated: "the action that ends the harm is applied"
    case .recovered: "the impact is no longer visible"
    case .resolved: "it is over"
    case .closed: "nothing more is expected of it"
    case .firstPublicUpdate: "customers were told"
    }
  }
}
