package import IncidentModel

/// Something open that is to be brought to its end.
package enum Settling: Hashable, Sendable {
  case task(EntryID)
  case action(EntryID)
  case question(EntryID)
  case hypothesis(EntryID)

  /// What to say when it is done.
  var done: String {
    switch self {
    case .task: "done"
    case .action: "ended"
    case .question: "answered"
    case .hypothesis: "judged"
    }
  }
}

extension AppState {
  /// What of the selected entry can be settled; nil when nothing can.
  var settling: Settling? {
    guard let id = selectedEntry else { return nil }
    let state = incident.state
    if state.tasks.contains(where: { $0.id == id && !$0.isDone }) { return .task(id) }
    if state.actions.contains(where: { $0.id == id && !$0.isDone }) { return .action(id) }
    if state.questions.contains(where: { $0.id == id && $0.answer == nil }) {
      return .question(id)
    }
    guard let line = selectedLine, line.redaction == nil else { return nil }
    switch line.entry.event {
    case .hypothesis(let hypothesis) where hypothesis.act == .raised: return .hypothesis(id)
    case .action(let action) where action.of == nil && !state.actions.contains { $0.id == id }:
      // An action without a time-box is not counted as open, and can have a result all the same.
      return .action(id)
    default: return nil
    }
  }

  func settleForm(_ settling: Settling) -> Form {
    let (title, hint, fields): (String, String, [Field]) =
      switch settling {
      case .task(let id):
        (
          "Done: \(text(of: id))", "Enter marks it done, Esc leaves.",
          [Field("result", example: "what came of it")]
        )
      case .action(let id):
        (
          "Ended: \(text(of: id))", "Enter ends it, Esc leaves.",
          [Field("result", example: "what came of it")]
        )
      case .question(let id):
        ("Answer: \(text(of: id))", "Enter answers it, Esc leaves.", [Field("answer")])
      case .hypothesis(let id):
        (
          "Judge: \(text(of: id))", "Enter records it, Tab goes on, Esc leaves.",
          [
            Field(
              "it is",
              choices: [
                .init(Self.supported, "what was found speaks for it"),
                .init(Self.ruledOut, "what was found speaks against it"),
              ]), Field("because"),
          ]
        )
      }
    return Form(.settle(settling), title: title, hint: hint, fields: fields)
  }

  private static let supported = "supported"
  private static let ruledOut = "ruled out"

  func settleRequest(_ form: Form, _ settling: Settling) throws(FormProblem) -> SaveRequest {
    switch settling {
    case .task(let id): return .command(.finishTask(id, result: form.fields[0].given), at: nil)
    case .action(let id): return .command(.endAction(id, result: form.fields[0].given), at: nil)
    case .question(let id):
      guard let answer = form.fields[0].given else {
        throw FormProblem("write the answer", field: 0)
      }
      return .command(.answer(id, text: answer), at: nil)
    case .hypothesis(let id):
      let act: Hypothesis.Act = form.fields[0].text == Self.ruledOut ? .ruledOut : .supported
      return .command(.judge(id, act, text: form.fields[1].given), at: nil)
    }
  }

  /// The text of something open, or of a line that is loaded.
  private func text(of id: EntryID) -> String {
    let state = incident.state
    let open =
      (state.tasks + state.actions).first { $0.id == id }?.text
      ?? state.questions.first { $0.id == id }?.text
    return shown(
      open
        ?? timeline.index(of: id).map { timeline.lines[$0].entry.event.text(name: people.handle) }
        ?? id.shortText)
  }
}
