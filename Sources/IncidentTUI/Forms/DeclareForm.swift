internal import IncidentModel

extension AppState {
  func declareForm() -> Form {
    Form(
      .declare, title: "Declare an incident",
      hint: "Enter declares it: you become its commander. Tab goes on, Esc leaves.",
      fields: [
        Field("what", example: "in a few words: EU checkout errors"),
        Field("severity", choices: severityChoices, selected: Severity.unknown.rawValue),
        Field("began", example: "when customers were first affected, if known: -20m, 14:02"),
      ])
  }

  func declareRequest(_ form: Form) throws(FormProblem) -> SaveRequest {
    guard let title = form.fields[0].given else {
      throw FormProblem("say in a few words what is wrong, such as: EU checkout errors", field: 0)
    }
    return .declare(
      title: title, severity: Severity(rawValue: form.fields[1].text),
      impactStarted: try time(in: form, field: 2))
  }
}
