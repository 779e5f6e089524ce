internal import IncidentModel

extension AppState {
  /// Draws the line in which one writes or searches; returns where the cursor stands.
  func drawInput(_ canvas: inout Canvas) -> Position? {
    let width = canvas.size.columns
    switch mode {
    case .finding(let editor):
      return draw(editor, label: "find", role: .accent, width: width, &canvas)
    case .commanding:
      return draw(command.editor, label: ":", role: .accent, width: width, &canvas)
    case .reading(let document):
      if let editor = document.finding {
        return draw(editor, label: "find in this text", role: .accent, width: width, &canvas)
      }
      return drawIdle(&canvas)
    case .composing:
      let kind = composer.kind
      let label = composer.expected == nil ? kind.rawValue : "surprise: found"
      let time = Composition(line: composer.editor.text).at
      let when = time.map { "@\($0)" } ?? setting.zone.civil(now).minuteText
      return draw(
        composer.editor, label: "\(when) \(label)", role: role(of: kind), width: width, &canvas)
    case .browsing, .filtering, .form, .asking, .choosing, .help, .details, .health, .step, .shelf,
      .learning:
      return drawIdle(&canvas)
    }
  }

  /// Draws the line while nobody types into it.
  private func drawIdle(_ canvas: inout Canvas) -> Position? {
    let width = canvas.size.columns
    let column = canvas.write("\(setting.glyphs.prompt)", column: 1, row: 0, role: .border)
    if let draft = composer.draft {
      canvas.write(
        clipped("half-typed: \(draft)", to: width - column - 1), column: column, row: 0, role: .dim)
    } else if let reason = setting.readOnly {
      canvas.write(
        clipped("read-only: \(reason)", to: width - column - 1), column: column, row: 0,
        role: .warning)
    } else if mode == .browsing {
      canvas.write("i writes an entry", column: column, row: 0, role: .dim)
    }
    return nil
  }

  /// Lists above the line what could follow, with what it is for; the chosen one is marked.
  func drawCandidates(above row: Int, _ canvas: inout Canvas) {
    let list = command.round?.candidates ?? candidates
    guard !list.isEmpty else { return }
    let chosen = command.round?.chosen
    let height = min(list.count, max(1, min(10, row - 4)))
    let first = max(0, min((chosen ?? 0) - height / 2, list.count - height))
    let words = list.dropFirst(first).prefix(height)
    let wordWidth = min(24, words.map { TextWidth.columns(of: visible($0.word)) }.max() ?? 0)
    let width = min(canvas.size.columns - 4, 76)
    let outer = Rect(column: 2, row: row - height - 2, width: width, height: height + 2)
    canvas.fill(outer)
    canvas.box(outer, glyphs: setting.glyphs, role: .borderFocused)
    if list.count > height {
      let more = " \(list.count) "
      canvas.write(
        more, column: outer.endColumn - more.count - 2, row: outer.endRow - 1, role: .dim)
    }
    canvas.draw(in: outer.inset(columns: 2, rows: 1)) { canvas in
      for (index, candidate) in words.enumerated() {
        canvas.write(candidate.word, column: 0, row: index, role: .hintKey, maxWidth: wordWidth)
        canvas.write(
          clipped(candidate.help, to: canvas.size.columns - wordWidth - 2), column: wordWidth + 2,
          row: index, role: .dim)
        if first + index == chosen {
          canvas.add(
            .selected, in: Rect(column: 0, row: index, width: canvas.size.columns, height: 1))
        }
      }
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
    if let pending = saving.filter({ $0.value.unsaved == nil }).min(by: { $0.key < $1.key }) {
      canvas.write(
        clipped("saving\(setting.glyphs.ellipsis) \(pending.value.draft ?? "")", to: width - 2),
        column: 1, row: 0, role: .notice)
      return
    }
    if let running, mode == .browsing || mode.isDialog && notice == nil, notice == nil {
      canvas.write(
        clipped(":\(running.line) runs\(setting.glyphs.ellipsis) Ctrl-C ends it", to: width - 2),
        column: 1,
        row: 0, role: .notice)
      return
    }
    if let running = book.running, mode == .browsing, notice == nil, focus != Panel.runbook.id {
      canvas.write(
        clipped(
          "\(running.label) runs\(setting.glyphs.ellipsis) 2 goes there, Ctrl-C ends it",
          to: width - 2),
        column: 1, row: 0, role: .notice)
      return
    }
    var room = width
    if let notice, notice.until.map({ $0 > now }) ?? true {
      let text = clipped(notice.text, to: width - 2)
      let needed = TextWidth.columns(of: text)
      // What is short stands at the right and leaves the keys in sight.
      guard !notice.isError, needed + 4 <= width / 2 else {
        let end = canvas.write(
          text, column: 1, row: 0, role: notice.isError ? .error : .notice)
        canvas.write(" ", column: end, row: 0)
        return
      }
      room = width - needed - 3
      canvas.write(" \(text) ", column: room, row: 0, role: .notice)
    }
    var column = 1
    for (key, text) in hints {
      let needed = TextWidth.columns(of: key) + TextWidth.columns(of: text) + 3
      guard column + needed <= room else { return }
      column = canvas.write(key, column: column, row: 0, role: .hintKey)
      column = canvas.write(" \(text)  ", column: column, row: 0, role: .hint)
    }
  }

  private var hints: [(String, String)] {
    switch mode {
    case .browsing:
      KeyTable.shown(in: focus).compactMap { binding in
        guard let hint = binding.hint, binding.unavailable(self) == nil else { return nil }
        return (binding.label, hint)
      }
    case .composing:
      [("Enter", "log")]
        + (composer.expected == nil ? Composition.sigils.prefix(6) : []).map {
          (String($0.sigil), $0.kind.rawValue)
        }
        + [("@14:02", "time"), ("Tab", "name"), ("^G", "help"), ("Esc", "keys")]
    case .commanding:
      [
        ("Tab", "complete"), ("Enter", "run"), ("\(setting.glyphs.up)", "history"),
        ("Esc", "leave"),
      ]
    case .finding: [("Enter", "find"), ("Esc", "leave")]
    case .filtering: [("space", "choose"), ("a", "all"), ("Enter", "show"), ("Esc", "leave")]
    case .form(let form):
      [("Enter", form.sends), ("Tab", "next")]
        + (form.fields[form.focus].isTyped
          ? [("^E", "editor")] : [("\(setting.glyphs.up) \(setting.glyphs.down)", "choose")])
        + [("Esc", "leave")]
    case .asking(let question):
      question.choices.map { (String($0.key), $0.label) } + [("Esc", "leave")]
    case .choosing(let menu):
      [
        ("Enter", "open"), ("D", "declare"), ("a", menu.showsAll ? "open ones" : "all"),
        incident.isDeclared ? ("Esc", "leave") : ("q", "quit"),
      ]
    case .step:
      [("\(setting.glyphs.down) \(setting.glyphs.up)", "scroll")]
        + KeyTable.runbook.compactMap { binding in
          guard binding.action != .open, let hint = binding.hint, binding.unavailable(self) == nil
          else {
            return nil
          }
          return (binding.label, hint)
        } + [("Esc", "leave")]
    case .shelf:
      [
        ("Enter", "open"), ("\(setting.glyphs.up) \(setting.glyphs.down)", "choose"),
        ("Esc", "leave"),
      ]
    case .learning:
      [
        ("Enter", "show"), ("p", "draft experiments"), (":", "go on with it"), ("Esc", "leave"),
      ]
    case .help: [("\(setting.glyphs.down) \(setting.glyphs.up)", "scroll"), ("Esc", "leave")]
    case .details:
      [
        ("\(setting.glyphs.down) \(setting.glyphs.up)", "scroll"), ("e", "correct"),
        ("x", "retract"),
      ] + (settling == nil ? [] : [("d", "done")]) + (selectedLinks.isEmpty ? [] : [("o", "link")])
        + [("y", "copy"), ("Esc", "leave")]
    case .health:
      [("\(setting.glyphs.down) \(setting.glyphs.up)", "scroll")]
        + (acknowledgeRefusal == nil ? [("a", "acknowledge")] : [])
        + (selectedLinks.isEmpty ? [] : [("o", "link")]) + [("r", "ask again"), ("Esc", "leave")]
    case .reading(let document):
      if document.commandID != nil {
        [("^C", "end it"), ("Esc", "leave it running")]
      } else {
        [
          ("\(setting.glyphs.down) \(setting.glyphs.up) space", "scroll"), ("/", "find"),
          ("n", "next"),
        ] + (document.command.isEmpty ? [] : [(":", "go on with it")]) + [("Esc", "leave")]
      }
    }
  }
}
