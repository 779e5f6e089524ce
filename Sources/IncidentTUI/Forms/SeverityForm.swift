internal import IncidentModel

extension AppState {
  /// Every severity with what it means here.
  var severityChoices: [Field.Choice] {
    Severity.allCases.map { Field.Choice($0.rawValue, incident.policies[$0].means) }
  }

  func severityForm() -> Form {
    Form(
      .severity, title: "Severity: now \(incident.state.severity.rawValue)",
      hint: "When unsure take the higher. Enter sets it, Tab goes on, Esc leaves.",
      fields: [
        Field("severity", choices: severityChoices, selected: incident.state.severity.rawValue),
        Field("because", example: "what makes it so bad"), Field("time", Form.now),
      ])
  }

  func severityRequest(_ form: Form) throws(FormProblem) -> SaveRequest {
    let severity = Severity(rawValue: form.fields[0].text) ?? .unknown
    if severity == incident.state.severity {
      throw FormProblem(
        "it is \(severity.rawValue) already: choose another with Up and Down", field: 0)
    }
    return .command(
      .setSeverity(severity, because: form.fields[1].given), at: try time(in: form, field: 2))
  }
}
