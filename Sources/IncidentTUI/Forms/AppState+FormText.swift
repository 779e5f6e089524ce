internal import IncidentModel

extension AppState {
  /// The rows of a form: its fields, what is wrong or what it does, and what one should know.
  func formText(_ form: Form, _ width: Int) -> [DialogRow] {
    var rows: [DialogRow] = []
    for (index, field) in form.fields.enumerated() {
      rows += fieldText(field, isFocused: index == form.focus, width)
    }
    rows.append(DialogRow(""))
    rows += wrap(form.problem ?? form.hint, width: width).map {
      DialogRow($0, role: form.problem == nil ? .dim : .error)
    }
    if !form.about.isEmpty {
      rows.append(DialogRow(""))
      let about = form.about.flatMap { wrap($0.isEmpty ? " " : $0, width: width) }
      let room = max(1, dialogHeight - rows.count)
      let first = min(form.scroll, max(0, about.count - room))
      rows += about[first...].prefix(room).map { DialogRow($0, role: .dim) }
      if about.count > room, rows.count > 1 {
        rows[rows.count - 1] = DialogRow(
          "PgDn PgUp: \(first + 1) to \(min(about.count, first + room)) of \(about.count)",
          role: .hintKey)
      }
    }
    return rows
  }

  private func fieldText(_ field: Field, isFocused: Bool, _ width: Int) -> [DialogRow] {
    let room = width - Form.labelWidth - 2
    func row(_ text: String, _ label: String, _ role: Role) -> DialogRow {
      var row = DialogRow("\(setting.glyphs.prompt)\(text)", label: label, role: role)
      row.labelWidth = Form.labelWidth
      row.labelRole = isFocused ? .accent : .dim
      return row
    }
    switch field.shape {
    case .secret:
      // Not even how long it is.
      let shown =
        field.editor.isEmpty ? "" : String(repeating: String(setting.glyphs.bullet), count: 8)
      var line = row(
        shown.isEmpty ? clipped(field.example, to: room) : shown, field.label,
        shown.isEmpty ? .dim : .input)
      if isFocused { line.cursorColumn = TextWidth.columns(of: shown) + 1 }
      return [line]
    case .choice(let choices): return choiceText(field, choices, isFocused: isFocused, room, row)
    case .line, .person:
      let shown = field.editor.display(width: max(1, room))
      var line =
        field.editor.isEmpty
        ? row(clipped(field.example, to: room), field.label, .dim)
        : row(shown.text, field.label, .input)
      if isFocused { line.cursorColumn = shown.cursorColumn + 1 }
      guard isFocused, field.shape == .person else { return [line] }
      return [line, row(suggestions(field, room), "", .dim)]
    case .text:
      let layout = field.editor.rows(width: max(2, room))
      let tallest = max(3, dialogHeight - 10)
      let first = max(0, min(layout.cursor.row - tallest / 2, layout.rows.count - tallest))
      return layout.rows.enumerated().dropFirst(first).prefix(tallest).map { index, text in
        var line = row(text, index == first ? field.label : "", .input)
        if isFocused, index == layout.cursor.row { line.cursorColumn = layout.cursor.column + 1 }
        return line
      }
    }
  }

  private func choiceText(
    _ field: Field, _ choices: [Field.Choice], isFocused: Bool, _ room: Int,
    _ row: (String, String, Role) -> DialogRow
  ) -> [DialogRow] {
    let widest = choices.map(\.value.count).max() ?? 0
    func text(_ choice: Field.Choice) -> String {
      let gap = String(repeating: " ", count: max(0, widest - choice.value.count))
      let text = choice.help.isEmpty ? choice.value : "\(choice.value)\(gap)  \(choice.help)"
      return clipped(text, to: room)
    }
    guard isFocused else {
      return [
        row(
          choices.indices.contains(field.selected) ? text(choices[field.selected]) : "",
          field.label, .text)
      ]
    }
    return choices.enumerated().map { index, choice in
      var line = row(text(choice), index == 0 ? field.label : "", .text)
      guard index == field.selected else { return line }
      line.isSelected = true
      // A sign of its own: reversed text cannot be seen everywhere.
      line.text.replaceSubrange(
        ..<line.text.index(after: line.text.startIndex), with: String(setting.glyphs.selected))
      return line
    }
  }

  /// The people that could be meant, by what is typed so far.
  private func suggestions(_ field: Field, _ width: Int) -> String {
    let typed = field.text.lowercased()
    let matches = people.handles.filter { typed.isEmpty || $0.lowercased().hasPrefix(typed) }
    let known = matches.isEmpty ? "new here: the name is added" : matches.joined(separator: "  ")
    return clipped(known, to: width)
  }
}
