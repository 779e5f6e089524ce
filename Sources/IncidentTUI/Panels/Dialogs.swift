internal import IncidentModel

extension AppState {
  /// Columns of the text in a dialog.
  var dialogWidth: Int { max(10, min(size.columns - 6, 96)) }
  /// The most rows of text in a dialog.
  var dialogHeight: Int { max(1, size.rows - 6) }

  /// The rows of the open dialog, before it is scrolled; empty when none is open.
  func dialogText(width: Int) -> [DialogRow] {
    switch mode {
    case .browsing, .composing, .finding: []
    case .help: helpText(width)
    case .details(let id, _): detailsText(id, width)
    case .asking(let question):
      question.text.flatMap { wrap($0, width: width) }.map { DialogRow($0) } + [DialogRow("")]
        + [
          DialogRow(
            question.choices.map { "\($0.key) \($0.label)" }.joined(separator: "    ")
              + "    Esc leave", role: .hintKey)
        ]
    case .filtering(let menu):
      menu.rows.enumerated().map { index, row in
        DialogRow(
          "\(menu.isOn(row) ? setting.glyphs.done : setting.glyphs.todo) \(name(of: row))",
          isSelected: index == menu.selected)
      }
    case .form(let form):
      form.fields.enumerated().map { index, field in
        DialogRow(field.label, editor: field.editor, isSelected: index == form.focus)
      } + [
        DialogRow(""),
        DialogRow(form.problem ?? hint(for: form), role: form.problem == nil ? .dim : .error),
      ]
    }
  }

  private func hint(for form: Form) -> String {
    switch form.purpose {
    case .correct: "The first version stays in the record. Enter saves, Esc leaves."
    case .retract: "It is hidden with this reason; the record keeps it. Enter retracts, Esc leaves."
    }
  }

  private var dialogTitle: String {
    switch mode {
    case .browsing, .composing, .finding: ""
    case .help: "Keys"
    case .details(let id, _): "Entry \(id.shortText)"
    case .asking(let question): question.title
    case .filtering: "Show only what is chosen; nothing chosen shows all"
    case .form(let form): form.title
    }
  }

  private func name(of row: FilterMenu.Row) -> String {
    switch row {
    case .hidesSystem: "hide what the system wrote"
    case .showsHidden: "show what was retracted"
    case .kind(let kind): kind.rawValue
    case .author(let author): "by \(people.label(of: author))"
    }
  }

  /// Draws the open dialog over everything but the hints; returns where the cursor stands.
  func drawDialog(_ canvas: inout Canvas) -> Position? {
    let rows = dialogText(width: dialogWidth)
    guard !rows.isEmpty else { return nil }
    let height = min(rows.count, dialogHeight)
    let outer = Rect(
      column: (size.columns - dialogWidth - 4) / 2, row: max(0, (size.rows - 1 - height - 2) / 2),
      width: dialogWidth + 4, height: height + 2)
    canvas.fill(outer)
    canvas.box(outer, glyphs: setting.glyphs, role: .borderFocused)
    canvas.write(
      " \(clipped(dialogTitle, to: outer.width - 6)) ", column: outer.column + 2, row: outer.row,
      role: .title)
    let first = firstRow(rows, height: height)
    if rows.count > height {
      let more = " \(first + height)/\(rows.count) "
      canvas.write(
        more, column: outer.endColumn - more.count - 2, row: outer.endRow - 1, role: .dim)
    }
    var cursor: Position?
    canvas.draw(in: outer.inset(columns: 2, rows: 1)) { canvas in
      for (row, text) in rows.dropFirst(first).prefix(height).enumerated() {
        if let place = draw(text, row: row, &canvas) { cursor = place }
      }
    }
    return cursor
  }

  private func firstRow(_ rows: [DialogRow], height: Int) -> Int {
    let wanted: Int
    switch mode {
    case .help(let scroll), .details(_, let scroll): wanted = scroll
    case .filtering(let menu): wanted = menu.selected - height / 2
    case .browsing, .composing, .finding, .asking, .form: wanted = 0
    }
    return max(0, min(wanted, rows.count - height))
  }

  private func draw(_ row: DialogRow, row index: Int, _ canvas: inout Canvas) -> Position? {
    let width = canvas.size.columns
    guard let editor = row.editor else {
      if let label = row.label {
        canvas.write(label, column: 0, row: index, role: .hintKey, maxWidth: Self.labelWidth)
        canvas.write(
          row.text, column: Self.labelWidth + 1, row: index, role: row.role,
          maxWidth: width - Self.labelWidth - 1)
      } else {
        canvas.write(row.text, column: 0, row: index, role: row.role, maxWidth: width)
      }
      if row.isSelected {
        canvas.add(.selected, in: Rect(column: 0, row: index, width: width, height: 1))
      }
      return nil
    }
    canvas.write(row.text, column: 0, row: index, role: row.isSelected ? .accent : .dim)
    canvas.write(String(setting.glyphs.prompt), column: 9, row: index, role: .border)
    let shown = editor.display(width: max(1, width - 11))
    canvas.write(shown.text, column: 10, row: index, role: .input)
    return row.isSelected ? canvas.position(column: 10 + shown.cursorColumn, row: index) : nil
  }

  /// Columns of the labels in a dialog.
  private static let labelWidth = 16

  /// A labelled text, wrapped beside its label.
  private func labelled(
    _ label: String, _ text: String, _ width: Int, role: Role = .text
  ) -> [DialogRow] {
    wrap(text, width: max(10, width - Self.labelWidth - 1)).enumerated().map { index, piece in
      DialogRow(piece, label: index == 0 ? label : "", role: role)
    }
  }

  private func helpText(_ width: Int) -> [DialogRow] {
    var rows = [DialogRow("In the timeline", role: .title)]
    for binding in KeyTable.browsing {
      let why = binding.unavailable(self).map { " (now: \($0))" } ?? ""
      rows += labelled(
        binding.label, binding.help + why, width, role: why.isEmpty ? .text : .dim)
    }
    rows += [DialogRow(""), DialogRow("While writing", role: .title)]
    for row in KeyTable.composing { rows += labelled(row.label, row.help, width) }
    rows += [DialogRow(""), DialogRow("Your roles", role: .title)]
    let mine = incident.roles(of: setting.me)
    if mine.isEmpty { rows.append(DialogRow("you hold none", role: .dim)) }
    for role in mine {
      for duty in role.duties { rows += labelled(role.name, duty, width) }
      for act in role.mustNot { rows += labelled(role.name, "not: \(act)", width, role: .warning) }
    }
    return rows
  }

  private func detailsText(_ id: EntryID, _ width: Int) -> [DialogRow] {
    guard let index = timeline.index(of: id) else { return [DialogRow("It is gone.")] }
    let line = timeline.lines[index]
    let entry = line.entry
    func moment(_ instant: Instant) -> String {
      let civil = setting.zone.civil(instant)
      return "\(civil.dateText) \(civil.secondText)\(setting.zone.suffix(at: instant))"
    }
    var rows = [
      DialogRow(entry.event.kindName, label: "kind"),
      DialogRow(moment(entry.happenedAt), label: "happened"),
      DialogRow(moment(entry.recordedAt), label: "written down"),
      DialogRow(people.label(of: entry.author), label: "by"),
      DialogRow(""),
    ]
    rows += wrap(entry.event.text(name: people.handle(of:)), width: width).map {
      DialogRow($0, role: entry.event.role)
    }
    if case .handoff(let handoff) = entry.event, let brief = handoff.brief {
      rows += [DialogRow("")]
      rows += wrap(people.showingMentions(in: brief), width: width).map { DialogRow($0) }
    }
    if case .command(let run) = entry.event, let tail = run.outputTail {
      rows += [DialogRow("")]
      rows += wrap(tail, width: width).map { DialogRow($0, role: .dim) }
    }
    if line.isEdited {
      rows += [DialogRow(""), DialogRow("First version", role: .title)]
      let first = line.original
      rows.append(DialogRow("\(moment(first.happenedAt)) \(first.event.kindName)", role: .dim))
      rows += wrap(first.event.text(name: people.handle(of:)), width: width).map {
        DialogRow($0, role: .dim)
      }
      for correction in line.corrections {
        rows.append(
          DialogRow(
            "corrected by \(people.label(of: correction.author)) at \(moment(correction.recordedAt))",
            role: .dim))
      }
    }
    for withdrawal in [line.retraction, line.redaction].compactMap({ $0 }) {
      rows.append(
        DialogRow(
          "\(withdrawal.event.kindName) by \(people.label(of: withdrawal.author)): "
            + withdrawal.event.text(name: people.handle(of:)), role: .warning))
    }
    return rows
  }
}

/// One row of a dialog.
struct DialogRow: Equatable, Sendable {
  var text: String
  var label: String?
  var role: Role
  /// Something to fill in; then `text` is its name.
  var editor: LineEditor?
  var isSelected: Bool

  init(
    _ text: String, label: String? = nil, role: Role = .text, editor: LineEditor? = nil,
    isSelected: Bool = false
  ) {
    self.text = text
    self.label = label
    self.role = role
    self.editor = editor
    self.isSelected = isSelected
  }
}
