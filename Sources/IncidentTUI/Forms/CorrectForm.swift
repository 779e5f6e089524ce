internal import IncidentModel

extension AppState {
  func correctForm(_ line: TimelineLine) -> Form {
    let kinds =
      line.entry.event.kind?.isRemark == true && line.entry.event.target == nil
      ? Kind.allCases.filter(\.isRemark).map(\.rawValue) : [line.entry.event.kindName]
    return Form(
      .correct(line), title: "Correct \(line.id.shortText)",
      hint: "The first version stays in the record. Enter saves, Tab goes on, Esc leaves.",
      fields: [
        Field(
          "text", people.showingMentions(in: line.entry.event.editableText ?? ""), shape: .text),
        Field("time", typedTime(line.entry.happenedAt)),
        Field(
          "kind", choices: kinds.map { Field.Choice($0) }, selected: line.entry.event.kindName),
      ])
  }

  /// A moment as it is typed: with its date unless it is today, to the second.
  private func typedTime(_ instant: Instant) -> String {
    let civil = setting.zone.civil(instant)
    let isToday = civil.dateText == setting.zone.civil(now).dateText
    return isToday ? civil.secondText : "\(civil.dateText) \(civil.secondText)"
  }

  func correctRequest(_ form: Form, _ line: TimelineLine) throws(FormProblem) -> SaveRequest? {
    let kindName = form.fields[2].text
    let kind = kindName == line.entry.event.kindName ? nil : Kind(rawValue: kindName)
    var at: Instant?
    if form.fields[1].changed != nil { at = try time(in: form, field: 1) ?? now }
    let text = form.fields[0].changed
    guard text != nil || at != nil || kind != nil else { return nil }
    return .correct(line.id, text: text, at: at, kind: kind)
  }

  func retractForm(_ line: TimelineLine) -> Form {
    Form(
      .retract(line),
      title: "Retract \(line.id.shortText): \(line.entry.event.text(name: people.handle(of:)))",
      hint: "It is hidden with this reason; the record keeps it. Enter retracts, Esc leaves.",
      fields: [Field("because")])
  }

  func retractRequest(_ form: Form, _ line: TimelineLine) throws(FormProblem) -> SaveRequest {
    guard let because = form.fields[0].given else {
      throw FormProblem("say why: the reason stays in the record", field: 0)
    }
    return .retract(line.id, because: because)
  }
}
