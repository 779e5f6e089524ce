package import IncidentModel

extension Panel {
  /// What is broken, where, for whom, since when, and whether it wakes anyone; the worst first.
  ///
  /// Without a source it shows the last word of the timeline on each service and region.
  static let health: Panel = Panel(
    id: "health", number: 1, title: { _ in "Health" },
    status: { state in
      guard let board = state.health.outline?.board else { return state.reportedStatus }
      if let blindness = board.blindness { return "blind: \(blindness.silent)/\(blindness.all)" }
      guard board.regions.isEmpty else {
        return board.regions.map { row in
          "\(row.subject.text) \(state.sign(of: row).sign) \(row.word)"
        }.joined(separator: " \(state.setting.glyphs.separator) ")
      }
      return board.summary
    },
    statusRole: { state in
      guard let board = state.health.outline?.board else {
        return state.reports.health.first.map { state.sign(ofHealth: $0.status).role } ?? .dim
      }
      return board.blindness == nil ? state.sign(ofHealth: board.status.rawValue).role : .critical
    },
    wants: { state in
      state.setting.isWatching
        ? max(1, state.health.items.count) : max(1, state.reports.health.count)
    },
    items: { state in
      state.setting.isWatching ? state.health.items.count : state.reports.health.count
    },
    entry: { state, index in
      guard !state.setting.isWatching, state.reports.health.indices.contains(index) else {
        return nil
      }
      return state.reports.health[index].id
    },
    draw: { state, canvas in
      if state.setting.isWatching { state.drawBoard(&canvas) } else { state.drawReported(&canvas) }
    })
}

extension AppState {
  // MARK: The board

  fileprivate func drawBoard(_ canvas: inout Canvas) {
    guard health.outline != nil else {
      canvas.write("asking\(setting.glyphs.ellipsis)", column: 1, row: 0, role: .dim)
      return
    }
    guard !health.items.isEmpty else {
      canvas.write(
        health.filter == HealthBoard.Filter()
          ? "all is well" : "nothing passes the filter: f changes it",
        column: 1, row: 0, role: .dim)
      return
    }
    let isWide = canvas.size.columns >= 76
    drawList(.health, &canvas) { index in
      switch health.items[index] {
      case .blindness(let blindness):
        return PanelRow(
          sign: String(setting.glyphs.warning), role: .critical, text: blindness.text.uppercased(),
          textRole: .critical)
      case .advice(let advice):
        return PanelRow(
          sign: String(setting.glyphs.right), role: .notice,
          text: isWide ? advice.text : "\(advice.inShort) (\(advice.text))", textRole: .notice,
          right: "Enter")
      case .line(let number):
        guard let outline = health.outline else {
          return PanelRow(sign: "", role: .text, text: "")
        }
        let line = outline.lines[number]
        let row = outline.row(line)
        return isWide ? wideRow(line, row) : narrowRow(line, row)
      }
    }
  }

  /// A row of few columns, such as `✖ checkout-api eu 502 Bad Gateway   ack bo 43m 3s`.
  private func narrowRow(_ line: HealthOutline.Line, _ row: HealthRow) -> PanelRow {
    let (sign, role) = self.sign(of: row)
    if line.level == .capability, !line.regions.isEmpty {
      return PanelRow(
        sign: sign, role: role, text: row.subject.text, textRole: .label,
        right: placesText(line), rightRole: role)
    }
    let indent = line.level == .capability ? "" : " "
    let said =
      [row.because.map { "because of \($0.text)" }, row.output, row.doubt?.text]
      .compactMap(\.self).first { !$0.isEmpty } ?? row.word
    return PanelRow(
      sign: "\(indent)\(sign)", role: role,
      text: "\(row.subject.text) \(row.status.isBad ? said : row.word)",
      textRole: line.level == .capability ? .label : row.because == nil ? .text : .dim,
      right: (row.wakes ? "page " : "") + badges(row),
      rightRole: row.acknowledgement == nil ? .dim : .accent)
  }

  /// Columns: name, regions, status, whom it wakes; what it says, and its age at the right.
  private func wideRow(_ line: HealthOutline.Line, _ row: HealthRow) -> PanelRow {
    let (sign, role) = self.sign(of: row)
    let indent = line.level == .capability ? "" : line.level == .service ? " " : "   "
    let name = TextWidth.padded(clipped(row.subject.text, to: 24), to: 24 - indent.count)
    let places = TextWidth.padded(clipped(placesText(line), to: 14), to: 14)
    let word = TextWidth.padded(row.word, to: 11)
    let wakes = TextWidth.padded(row.status.isBad ? row.urgency?.word ?? "" : "", to: 9)
    let said = row.because.map { "because of \($0.text)" } ?? row.output
    let notes = row.remarks.joined(separator: ", ")
    return PanelRow(
      sign: "\(indent)\(sign)", role: role,
      text: "\(name) \(places) \(word)\(wakes)\(said)\(notes.isEmpty ? "" : " (\(notes))")",
      textRole: line.level == .capability ? .label : row.because == nil ? .text : .dim,
      right: badges(row), rightRole: row.acknowledgement == nil ? .dim : .accent)
  }

  private func placesText(_ line: HealthOutline.Line) -> String {
    line.regions.map { "\(sign(ofHealth: $0.status.rawValue).sign) \($0.region)" }
      .joined(separator: " ")
  }

  /// Who has it, and how old what is shown is.
  private func badges(_ row: HealthRow) -> String {
    var parts: [String] = []
    if let held = row.acknowledgement {
      let left = compactSpan(max(0, held.until.seconds(since: now)))
      parts.append("ack \(people.label(of: held.author)) \(left)")
    } else if row.sourceAcknowledgement != nil {
      parts.append("silenced")
    }
    parts.append(row.measuredAt.map { age(of: $0) } ?? "-")
    return parts.joined(separator: " ")
  }

  // MARK: What the timeline says

  fileprivate var reportedStatus: String {
    if setting.isWatching { return "asking\(setting.glyphs.ellipsis)" }
    guard let worst = reports.health.first else { return "not watched" }
    if size.columns < 110, !isZoomed {
      // All there is of it on this screen: the worst come first, and the rest is cut off.
      return reports.health.map { "\(self.sign(ofHealth: $0.status).sign) \($0.subject)" }
        .joined(separator: " \(setting.glyphs.separator) ")
    }
    let bad = reports.health.count { $0.rank > HealthStatus.ok.rank }
    let sign = self.sign(ofHealth: worst.status).sign
    return bad == 0 ? "\(sign) all ok" : "\(sign) \(bad) of \(reports.health.count) not ok"
  }

  fileprivate func drawReported(_ canvas: inout Canvas) {
    guard !reports.health.isEmpty else {
      canvas.write(
        clipped(Self.howToWatch, to: canvas.size.columns - 2), column: 1, row: 0, role: .dim)
      return
    }
    drawList(.health, &canvas) { index in
      let report = reports.health[index]
      let (sign, role) = self.sign(ofHealth: report.status)
      let why = report.text.map { ": \($0)" } ?? ""
      return PanelRow(
        sign: sign, role: role, text: "\(report.subject) \(report.status)\(why)",
        right: age(of: report.at))
    }
  }

  /// The sign and the role of a word for health; a sign of its own for each, whatever the colour.
  func sign(ofHealth word: String) -> (sign: String, role: Role) {
    let status = HealthStatus(rawValue: word) ?? .unknown
    return (String(status.sign(setting.glyphs)), status.role)
  }
}

extension RegionAdvice {
  /// What to do in three words, as a narrow pane has room for.
  fileprivate var inShort: String {
    switch what {
    case .failOver: "fail over \(region) -> \(partner)"
    case .doNotFailOver: "do NOT fail over \(region)"
    case .cannotVerify: "\(region) down, \(partner) not verified"
    case .blind: "\(region) down? blind here"
    case .failBack: "fail back \(partner) -> \(region)"
    }
  }
}

extension HealthStatus {
  /// The sign beside its word, another one for each, whatever the colour.
  package func sign(_ glyphs: Glyphs) -> Character {
    switch self {
    case .ok: glyphs.ok
    case .warning: glyphs.warning
    case .critical: glyphs.critical
    case .maintenance: glyphs.todo
    case .unknown: glyphs.unknown
    }
  }

  fileprivate var role: Role {
    switch self {
    case .ok: .ok
    case .warning: .warning
    case .critical: .critical
    case .maintenance: .dim
    case .unknown: .unknown
    }
  }
}
