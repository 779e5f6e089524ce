internal import IncidentModel

extension AppState {
  func updateForm() -> Form {
    let audiences = Update.Audience.allCases.map { Field.Choice($0.rawValue) }
    let next = incident.state.status.isActive ? incident.policy.updateEvery : nil
    var form = Form(
      .update, title: "Update: \(incident.state.status.rawValue)",
      hint: "Tab fills in the next [place], Alt-Enter breaks the line, Ctrl-E opens an editor.",
      fields: [
        Field("for", choices: audiences, selected: Update.Audience.stakeholders.rawValue),
        Field(
          "text",
          people.showingMentions(in: incident.updateDraft(at: now, zone: setting.zone)),
          shape: .text),
        Field("next in", next.map(durationText) ?? "", example: "when the next one comes: 30m"),
      ])
    form.about = [
      "It records what was told; sending it is yours. y in its details copies it."
    ]
    form.focus = 1
    form.fields[1].editor.moveCursor(
      to: form.fields[1].editor.placeholder(from: 0)?.lowerBound ?? 0)
    return form
  }

  func updateRequest(_ form: Form) throws(FormProblem) -> SaveRequest {
    let text = form.fields[1].text
    guard !text.isEmpty else { throw FormProblem("write what they should know", field: 1) }
    if let place = form.fields[1].editor.placeholder(from: 0) {
      let words = String(form.fields[1].editor.characters[place])
      throw FormProblem("still to fill in: \(words) (Tab goes there)", field: 1)
    }
    var next: Int64?
    if let typed = form.fields[2].given {
      do throws(TimeError) { next = try parseDuration(typed) } catch {
        throw FormProblem(Self.sentence(error, zone: setting.zone), field: 2)
      }
    }
    let audience = Update.Audience(rawValue: form.fields[0].text) ?? .stakeholders
    return .command(.post(audience, text: text, nextSeconds: next), at: nil)
  }

  /// The update as the line that would log it, which is offered again after a crash.
  func updateDraft(of form: Form) -> String {
    "\" \(form.fields[0].text): \(form.fields[1].editor.text)"
  }

  func skipUpdateForm() -> Form {
    Form(
      .skipUpdate, title: "Leave out the next update",
      hint: "The reason stays in the record. Enter leaves it out, Esc leaves.",
      fields: [Field("because")])
  }

  func skipUpdateRequest(_ form: Form) throws(FormProblem) -> SaveRequest {
    guard let because = form.fields[0].given else {
      throw FormProblem("say why nobody needs an update now", field: 0)
    }
    return .command(.skipUpdate(because: because), at: nil)
  }
}
