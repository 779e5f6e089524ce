internal import IncidentModel

extension AppState {
  /// Draws the line in which one writes or searches; returns where the cursor stands.
  func drawInput(_ canvas: inout Canvas) -> Position? {
    let width = canvas.size.columns
    switch mode {
    case .finding(let editor):
      return draw(editor, label: "find", role: .accent, width: width, &canvas)
    case .composing:
      let kind = composer.kind
      let label = composer.expected == nil ? kind.rawValue : "surprise: found"
      let time = Composition(line: composer.editor.text).at
      let when = time.map { "@\($0)" } ?? setting.zone.civil(now).minuteText
      return draw(
        composer.editor, label: "\(when) \(label)", role: role(of: kind), width: width, &canvas)
    case .browsing, .filtering, .form, .asking, .help, .details:
      let column = canvas.write(
        "\(setting.glyphs.prompt)", column: 1, row: 0, role: .border)
      if let draft = composer.draft {
        canvas.write(
          clipped("half-typed: \(draft)", to: width - column - 1), column: column, row: 0,
          role: .dim)
      } else if let reason = setting.readOnly {
        canvas.write("read-only: \(reason)", column: column, row: 0, role: .warning)
      } else {
        canvas.write("i writes an entry", column: column, row: 0, role: .dim)
      }
      return nil
    }
  }

  private func draw(
    _ editor: LineEditor, label: String, role: Role, width: Int, _ canvas: inout Canvas
  ) -> Position? {
    var column = canvas.write(label, column: 1, row: 0, role: role, maxWidth: max(0, width - 12))
    column = canvas.write(" \(setting.glyphs.prompt)", column: column, row: 0, role: .border)
    let shown = editor.display(width: max(1, width - column - 1))
    canvas.write(shown.text, column: column, row: 0, role: .input)
    return canvas.position(column: column + shown.cursorColumn, row: 0)
  }

  private func role(of kind: Kind) -> Role {
    switch kind {
    case .surprise: .surprise
    case .decision: .decision
    case .action: .action
    case .question: .question
    case .hypothesis: .hypothesis
    case .task: .task
    case .followup: .followup
    case .update: .update
    default: .label
    }
  }

  /// Draws what has just happened, or else the keys that matter now; they drop off from the right.
  func drawHints(_ canvas: inout Canvas) {
    let width = canvas.size.columns
    if let pending = saving.min(by: { $0.key < $1.key }) {
      canvas.write(
        clipped("saving\(setting.glyphs.ellipsis) \(pending.value.draft ?? "")", to: width - 2),
        column: 1, row: 0, role: .notice)
      return
    }
    if let notice, notice.until.map({ $0 > now }) ?? true {
      canvas.write(
        clipped(notice.text, to: width - 2), column: 1, row: 0,
        role: notice.isError ? .error : .notice)
      return
    }
    var column = 1
    for (key, text) in hints {
      let needed = TextWidth.columns(of: key) + TextWidth.columns(of: text) + 3
      guard column + needed <= width else { return }
      column = canvas.write(key, column: column, row: 0, role: .hintKey)
      column = canvas.write(" \(text)  ", column: column, row: 0, role: .hint)
    }
  }

  private var hints: [(String, String)] {
    switch mode {
    case .browsing:
      KeyTable.browsing.compactMap { binding in
        guard let hint = binding.hint, binding.unavailable(self) == nil else { return nil }
        return (binding.label, hint)
      }
    case .composing:
      [("Enter", "log")]
        + Composition.sigils.prefix(6).map { (String($0.sigil), $0.kind.rawValue) }
        + [("@14:02", "time"), ("Tab", "name"), ("^G", "help"), ("Esc", "keys")]
    case .finding: [("Enter", "find"), ("Esc", "leave")]
    case .filtering: [("space", "choose"), ("a", "all"), ("Enter", "show"), ("Esc", "leave")]
    case .form: [("Enter", "save"), ("Tab", "next line"), ("Esc", "leave")]
    case .asking(let question):
      question.choices.map { (String($0.key), $0.label) } + [("Esc", "leave")]
    case .help: [("↓ ↑", "scroll"), ("Esc", "leave")]
    case .details: [("↓ ↑", "scroll"), ("e", "correct"), ("x", "retract"), ("Esc", "leave")]
    }
  }
}
