internal import IncidentModel

extension AppState {
  func statusForm() -> Form {
    let choices = Status.allCases.map { Field.Choice($0.rawValue, $0.help) }
    var form = Form(
      .status, title: "Status: now \(incident.state.status.rawValue)",
      hint: "Going back is allowed. Enter sets it, Tab goes on, Esc leaves.",
      fields: [
        Field("status", choices: choices, selected: incident.state.status.next.rawValue),
        Field("because", example: "what is known now"), Field("time", Form.now),
        Field(
          "exit when", incident.state.exitCriteria ?? "",
          example: "what must hold before it is closed"),
      ])
    if let criteria = incident.state.exitCriteria {
      form.about = ["Closing it: say in “because” how this is met: \(shown(criteria))"]
    }
    return form
  }

  func statusRequest(_ form: Form) throws(FormProblem) -> SaveRequest {
    let status = Status(rawValue: form.fields[0].text) ?? .triage
    let because = form.fields[1].given
    if status.needsReason, because == nil {
      throw FormProblem("\(status.rawValue) needs a reason: say why", field: 1)
    }
    return .command(
      .setStatus(status, because: because, exitCriteria: form.fields[3].changed),
      at: try time(in: form, field: 2))
  }
}

extension Status {
  /// What it says about the work, in a few words.
  fileprivate var help: String {
    switch self {
    case .triage: "is it real, and how bad?"
    case .investigating: "looking for the cause"
    case .identified: "the cause is known, it is being repaired"
    case .monitoring: "repaired, and watched"
    case .resolved: "over; the postmortem is next"
    case .closed: "nothing more is expected of it"
    case .canceled: "called off, with a reason"
    case .duplicate: "part of another one, with a reason"
    case .falseAlarm: "there was nothing, with a reason"
    }
  }

  /// The step that usually comes after it.
  fileprivate var next: Status {
    switch self {
    case .triage: .investigating
    case .investigating: .identified
    case .identified: .monitoring
    case .monitoring: .resolved
    case .resolved, .closed: .closed
    case .canceled, .duplicate, .falseAlarm: .investigating
    }
  }
}
