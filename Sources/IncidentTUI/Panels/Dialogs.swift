internal import IncidentModel

extension AppState {
  /// Columns of the text in a dialog.
  var dialogWidth: Int { max(10, min(size.columns - 6, 96)) }
  /// The most rows of text in a dialog.
  var dialogHeight: Int { max(1, size.rows - 6) }

  /// The rows of the open dialog, before it is scrolled; empty when none is open.
  func dialogText(width: Int) -> DialogText {
    switch mode {
    case .browsing, .composing, .commanding, .finding: DialogText([])
    case .help: DialogText(helpText(width))
    case .details(let id, _): DialogText(detailsText(id, width))
    case .health(let subject, _): DialogText(healthText(subject, width))
    case .step(let id, _): DialogText(stepText(id, width))
    case .shelf(let menu): shelfText(menu, width)
    case .learning(let menu): learningText(menu, width)
    case .asking(let question): DialogText(questionText(question, width))
    case .filtering(let menu):
      DialogText(count: menu.rows.count) { index in
        let row = menu.rows[index]
        return DialogRow(
          "\(menu.isOn(row) ? setting.glyphs.done : setting.glyphs.todo) \(name(of: row))",
          isSelected: index == menu.selected)
      }
    case .form(let form): DialogText(formText(form, width))
    case .choosing(let menu): menuText(menu)
    case .reading(let document):
      DialogText(count: document.rows.count) { DialogRow(document.rows[$0]) }
    }
  }

  private var dialogTitle: String {
    switch mode {
    case .browsing, .composing, .commanding, .finding: ""
    case .help: "Keys"
    case .details(let id, _): "Entry \(id.shortText)"
    case .health(let subject, _): "Health of \(subject.text)"
    case .step(let id, _): book.runbook?[step: id].map { label(of: $0) } ?? "Step"
    case .shelf: "Runbooks"
    case .learning: "What is learnt, in all incidents"
    case .asking(let question): question.title
    case .filtering: "Show only what is chosen; nothing chosen shows all"
    case .form(let form): form.title
    case .choosing(let menu): menu.showsAll ? "All incidents" : "Open incidents"
    case .reading(let document): document.title
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
    let answers = answers(dialogWidth)
    guard rows.count > 0 || !answers.isEmpty else { return nil }
    let height = min(rows.count, max(0, dialogHeight - answers.count))
    let outerHeight = height + answers.count + 2
    let outer = Rect(
      column: (size.columns - dialogWidth - 4) / 2, row: max(0, (size.rows - 1 - outerHeight) / 2),
      width: dialogWidth + 4, height: outerHeight)
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
      for row in 0..<height {
        if let place = draw(rows[first + row], row: row, &canvas) { cursor = place }
      }
      for (row, text) in answers.enumerated() { _ = draw(text, row: height + row, &canvas) }
    }
    return cursor
  }

  private func firstRow(_ rows: DialogText, height: Int) -> Int {
    let wanted: Int
    switch mode {
    case .help(let scroll), .details(_, let scroll), .health(_, let scroll), .step(_, let scroll):
      wanted = scroll
    case .shelf(let menu): wanted = menu.selected + 2 - height / 2
    case .filtering(let menu): wanted = menu.selected - height / 2
    case .choosing(let menu): wanted = menu.selected - height / 2
    case .reading(let document): wanted = document.scroll
    case .learning(let menu):
      // Two rows for each heading before it.
      let sorts = Set(menu.rows.prefix(menu.selected + 1).map(\.sort)).count
      wanted = menu.selected + 2 * sorts - height / 2
    case .form:
      // What is being filled in stays in sight; what is below can be read when there is room.
      let cursor =
        (0..<rows.count).last {
          rows[$0].cursorColumn != nil || rows[$0].isSelected
        } ?? 0
      wanted = cursor + 3 - height
    case .asking(let question): wanted = question.scroll
    case .browsing, .composing, .commanding, .finding: wanted = 0
    }
    return max(0, min(wanted, rows.count - height))
  }

  private func draw(_ row: DialogRow, row index: Int, _ canvas: inout Canvas) -> Position? {
    let width = canvas.size.columns
    var start = 0
    if let label = row.label {
      canvas.write(label, column: 0, row: index, role: row.labelRole, maxWidth: row.labelWidth)
      start = row.labelWidth + 1
    }
    canvas.write(row.text, column: start, row: index, role: row.role, maxWidth: width - start)
    if row.isSelected {
      canvas.add(.selected, in: Rect(column: start, row: index, width: width - start, height: 1))
    }
    return row.cursorColumn.flatMap { canvas.position(column: start + $0, row: index) }
  }

  /// A labelled text, wrapped beside its label.
  func labelled(
    _ label: String, _ text: String, _ width: Int, role: Role = .text
  ) -> [DialogRow] {
    wrap(text, width: max(10, width - DialogRow.labelWidth - 1)).enumerated().map { index, piece in
      DialogRow(piece, label: index == 0 ? label : "", role: role)
    }
  }

  private func questionText(_ question: Question, _ width: Int) -> [DialogRow] {
    question.text.flatMap { wrap($0, width: width) }.map { DialogRow($0) }
  }

  /// The answers to a question, which stand under its text whatever part of that is in sight.
  private func answers(_ width: Int) -> [DialogRow] {
    guard case .asking(let question) = mode else { return [] }
    var rows: [String] = []
    for answer in question.choices.map({ "\($0.key) \($0.label)" }) + ["Esc leave"] {
      if let last = rows.last, last.count + answer.count + 4 <= width {
        rows[rows.count - 1] += "    \(answer)"
      } else {
        rows.append(answer)
      }
    }
    return (question.text.isEmpty ? [] : [DialogRow("")])
      + rows.map { DialogRow($0, role: .hintKey) }
  }

  private func menuText(_ menu: IncidentMenu) -> DialogText {
    if menu.rows.isEmpty {
      return DialogText([
        DialogRow(
          menu.showsAll
            ? "There is no incident yet." : "No incident is open; a shows those that have ended."),
        DialogRow("D declares one.", role: .hintKey),
      ])
    }
    let width = dialogWidth
    return DialogText(count: menu.rows.count) { index in
      let row = menu.rows[index]
      let mode = row.mode == .live ? "" : " \(row.mode.rawValue.uppercased())"
      let right = "\(moment(row.declaredAt).prefix(16))"
      let sign = row.id == incident.id ? String(setting.glyphs.selected) : " "
      let ref = width > 80 ? "  \(row.ref)" : ""
      let left =
        "\(sign) \(row.severity.rawValue) \(row.status.rawValue)\(mode)  \(row.title)\(ref)"
      let room = width - right.count - 2
      let shownLeft = clipped(left, to: room)
      let gap = String(
        repeating: " ", count: max(1, width - TextWidth.columns(of: shownLeft) - right.count))
      return DialogRow(
        shownLeft + gap + right, role: row.status.isActive ? .text : .dim,
        isSelected: index == menu.selected)
    }
  }

  private func helpText(_ width: Int) -> [DialogRow] {
    var rows = [DialogRow("In the timeline", role: .title)]
    for binding in KeyTable.browsing {
      let why = binding.unavailable(self).map { " (now: \($0))" } ?? ""
      rows += labelled(
        binding.label, binding.help + why, width, role: why.isEmpty ? .text : .dim)
    }
    rows += [DialogRow(""), DialogRow("In the runbook (2)", role: .title)]
    for binding in KeyTable.runbook {
      let why = binding.unavailable(self).map { " (now: \($0))" } ?? ""
      rows += labelled(binding.label, binding.help + why, width, role: why.isEmpty ? .text : .dim)
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
    func date(_ instant: Instant) -> String {
      let civil = setting.zone.civil(instant)
      return "\(civil.dateText) \(civil.secondText)\(setting.zone.suffix(at: instant))"
    }
    var rows = [
      DialogRow(entry.event.kindName, label: "kind"),
      DialogRow(date(entry.happenedAt), label: "happened"),
      DialogRow(date(entry.recordedAt), label: "written down"),
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
      rows += [DialogRow(""), DialogRow("Versions", role: .title)]
      for version in line.versions.dropLast() {
        let by = version.correction ?? line.original
        rows.append(
          DialogRow(
            "\(moment(by.recordedAt)) \(people.label(of: by.author)) wrote \(version.entry.event.kindName), happened \(moment(version.entry.happenedAt))",
            role: .dim))
        rows += wrap(version.entry.event.text(name: people.handle(of:)), width: width - 2).map {
          DialogRow("  \($0)")
        }
      }
      if let last = line.corrections.last {
        rows.append(
          DialogRow(
            "\(moment(last.recordedAt)) \(people.label(of: last.author)) wrote what stands above",
            role: .dim))
      }
    }
    for withdrawal in [line.retraction, line.redaction].compactMap({ $0 }) {
      rows.append(
        DialogRow(
          "\(withdrawal.event.kindName) by \(people.label(of: withdrawal.author)): "
            + withdrawal.event.text(name: people.handle(of:)), role: .warning))
    }
    if let related, related.id == id, !related.lines.isEmpty {
      rows += [DialogRow(""), DialogRow("Evidence, and what followed", role: .title)]
      for line in related.lines {
        let entry = line.entry
        rows += labelled(
          "\(setting.zone.civil(entry.happenedAt).minuteText) \(entry.event.kindName)",
          "\(people.label(of: entry.author)): \(entry.event.text(name: people.handle(of:)))", width,
          role: entry.event.role)
      }
    }
    return rows
  }
}

/// The rows of a dialog; only those in sight are made of a text that may be long.
struct DialogText {
  let count: Int
  private let row: (Int) -> DialogRow

  init(count: Int, row: @escaping (Int) -> DialogRow) {
    self.count = count
    self.row = row
  }

  init(_ rows: [DialogRow]) { self.init(count: rows.count) { rows[$0] } }

  subscript(index: Int) -> DialogRow { row(index) }
}

/// One row of a dialog.
struct DialogRow: Equatable, Sendable {
  var text: String
  var label: String?
  var labelWidth = DialogRow.labelWidth
  var labelRole = Role.hintKey
  var role: Role
  var isSelected: Bool
  /// Where the cursor stands, in columns of the text.
  var cursorColumn: Int?

  /// Columns of the labels in a dialog.
  static let labelWidth = 16

  init(_ text: String, label: String? = nil, role: Role = .text, isSelected: Bool = false) {
    self.text = text
    self.label = label
    self.role = role
    self.isSelected = isSelected
  }
}
