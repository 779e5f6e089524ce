internal import IncidentModel

extension AppState {
  func offerForm(_ role: RoleName?) -> Form {
    let mine = incident.roles(of: setting.me)
    let offered = Set(incident.state.offers.map(\.role))
    let isCommander = incident.state.roles[.commander] == setting.me
    let held = isCommander ? RoleName.standard : mine
    let choices = (held.isEmpty ? [RoleName.commander] : held)
      .filter { !offered.contains($0) || $0 == role }
      .map { role in
        Field.Choice(
          role.name,
          incident.state.roles[role].map { "held by \(handle(of: $0))" }
            ?? "not held: the commander does it")
      }
    var form = Form(
      .offer(role), title: "Hand over a role",
      hint: "The role moves only when they accept. Enter offers, Tab goes on, Esc leaves.",
      fields: [
        Field("role", choices: choices, selected: (role ?? mine.first)?.name),
        Field("to", shape: .person, example: "@name"), Field("because", example: "end of my shift"),
      ])
    // Which role is mostly known; whom to ask is the question.
    form.focus = 1
    return form
  }

  func offerRequest(_ form: Form) throws(FormProblem) -> SaveRequest {
    guard let role = RoleName(form.fields[0].text) else {
      throw FormProblem("every role you could offer is offered already", field: 0)
    }
    return .offer(role, to: try handle(in: form, field: 1), because: form.fields[2].given)
  }

  /// Shows in the form what the next holder will read.
  mutating func takeBrief(_ brief: String, _ form: Form) {
    var form = form
    form.about =
      ["They will get this brief:"]
      + people.showingMentions(in: brief).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    mode = .form(form)
  }

  func assignForm(_ role: RoleName) -> Form {
    Form(
      .assign(role), title: "Who is \(role.name)?",
      hint: "Nobody holds it. Enter assigns, Esc leaves.",
      fields: [Field("who", shape: .person, example: "@name")])
  }

  func assignRequest(_ form: Form, _ role: RoleName) throws(FormProblem) -> SaveRequest {
    .assign(role, to: try handle(in: form, field: 0))
  }
}
