internal import IncidentModel
internal import IncidentTUI

/// A board as text for people: what to do, how everything is, what is wrong.
struct BoardText {
  let shown: ShownBoard
  let people: People
  let zone: Zone
  let output: Output
  /// When the first answers were asked for: since when it is so is not known of what was so then.
  let firstLook: Instant
  private(set) var lines: [String] = []
  private let signs: Glyphs

  /// Seconds after which the first look is over.
  private static let glance: Int64 = 15

  /// Columns of what was found; the JSON document has all of it.
  private static let longest = 240

  /// More services than this are listed only when something is wrong with them.
  private static let listed = 60

  init(
    _ shown: ShownBoard, people: People, zone: Zone, output: Output, firstLook: Instant
  ) {
    self.shown = shown
    self.people = people
    self.zone = zone
    self.output = output
    self.firstLook = firstLook
    signs = Locale.ofEnvironment.isUTF8 ? .unicode : .ascii
    addHead()
    addGrid()
    addTrouble()
  }

  private var board: HealthBoard { shown.board }

  // MARK: What to do

  private mutating func addHead() {
    let time = zone.civil(board.at).secondText
    let status = output.styled(shown.status.rawValue, shown.status.style)
    lines.append("health \(status): \(shown.summary), as of \(time)")
    if let blindness = board.blindness {
      lines.append(output.styled("\(signs.warning) \(visible(blindness.text))", .bad))
    }
    for advice in shown.advice {
      let runbook = advice.runbook.map { "; runbook \($0)" } ?? ""
      lines.append(output.styled(visible("\(signs.right) \(advice.text)\(runbook)"), .strong))
    }
  }

  // MARK: Capabilities over services, regions side by side

  private struct GridLine {
    var name: String
    /// One for each column; nil where there is none.
    var rows: [HealthRow?]
  }

  private mutating func addGrid() {
    let regions = shown.regions
    let showsWhole = shown.region == nil
    var grid: [GridLine] = []
    let services = shown.configuration.services.map(\.name).filter { name in
      shown.service.map { $0 == name } ?? true
    }
    let rowsOfServices = Dictionary(
      board.services.map { ($0.subject, $0) }, uniquingKeysWith: { first, _ in first })
    let cells = Dictionary(
      board.cells.map { ($0.subject, $0) }, uniquingKeysWith: { first, _ in first })
    func line(_ service: String, indent: String) -> GridLine {
      let whole = showsWhole ? [rowsOfServices[.service(service)]] : []
      return GridLine(
        name: indent + service,
        rows: whole + regions.map { cells[.cell(service: service, region: $0)] })
    }
    let hidesOK = services.count > Self.listed
    var folded = 0
    func add(_ names: [String], indent: String) {
      for name in names {
        let line = line(name, indent: indent)
        if line.rows.allSatisfy({ $0 == nil }) { continue }
        if hidesOK, !line.rows.contains(where: { $0?.status.isBad ?? false }) {
          folded += 1
        } else {
          grid.append(line)
        }
      }
    }
    if showsWhole, shown.service == nil, !regions.isEmpty {
      grid.append(GridLine(name: "regions", rows: [nil] + regions.map { board.row(.region($0)) }))
    }
    let capabilities = Dictionary(
      shown.configuration.services.compactMap { service in
        service.capability.map { (service.name, $0) }
      }, uniquingKeysWith: { first, _ in first })
    for name in shown.configuration.capabilities {
      let members = services.filter { capabilities[$0] == name }
      guard !members.isEmpty else { continue }
      if showsWhole, shown.service == nil {
        let row = board.row(.capability(name))
        grid.append(GridLine(name: name, rows: [row] + regions.map { _ in nil }))
      } else {
        grid.append(GridLine(name: name, rows: []))
      }
      add(members, indent: "  ")
    }
    add(services.filter { capabilities[$0] == nil }, indent: "")
    write(grid, header: [""] + (showsWhole ? [""] : []) + regions)
    if folded > 0 { lines.append("and \(folded) services without trouble") }
  }

  private mutating func write(_ grid: [GridLine], header: [String]) {
    let rows =
      [header.map { Part(text: visible($0), style: .faint) }]
      + grid.map { line in
        [Part(text: visible(line.name))] + line.rows.map { $0.map(word) ?? Part(text: "") }
      }
    let widths = header.indices.map { column in
      rows.map { column < $0.count ? TextWidth.columns(of: $0[column].text) : 0 }.max() ?? 0
    }
    lines.append("")
    for row in rows where row.contains(where: { !$0.text.isEmpty }) {
      var line = ""
      for (column, part) in row.enumerated() {
        let isLast = column == row.count - 1
        let text = isLast ? part.text : TextWidth.padded(part.text, to: widths[column]) + "   "
        line += part.style.map { output.styled(text, $0) } ?? text
      }
      lines.append(String(line.trimmingEnd))
    }
  }

  /// A text in a column of its own.
  private struct Part {
    var text: String
    var style: Output.Style?
  }

  /// `✖ critical`, with whether somebody has it.
  private func word(_ row: HealthRow) -> Part {
    let acked = row.status.isBad && row.acknowledgement != nil ? " (acked)" : ""
    return Part(text: word(status: row) + acked, style: row.status.style)
  }

  // MARK: What is wrong

  private mutating func addTrouble() {
    let (rows, folded) = shown.trouble(in: zone)
    if !rows.isEmpty { lines.append("") }
    let width = rows.map { TextWidth.columns(of: visible($0.subject.text)) }.max() ?? 0
    for row in rows {
      let status = output.styled(TextWidth.padded(word(status: row), to: 10), row.status.style)
      let urgency = TextWidth.padded(row.urgency?.word ?? "", to: 8)
      let age = TextWidth.padded(age(of: row), to: 7)
      let subject = TextWidth.padded(visible(row.subject.text), to: width)
      let first = "\(status)  \(urgency)  \(age)  \(subject)  \(found(row))"
      lines.append(String(first.trimmingEnd))
      let notes = notes(of: row)
      if !notes.isEmpty {
        lines.append("            \(visible(notes.joined(separator: " \(signs.separator) ")))")
      }
    }
    if folded > 0 {
      lines.append("and \(folded) that can wait until office hours (--json has all)")
    }
  }

  /// What was found, as much of it as anybody reads in a list.
  private func found(_ row: HealthRow) -> String {
    let text = visible(row.output)
    guard TextWidth.columns(of: text) > Self.longest else { return text }
    return TextWidth.prefix(of: text[...], columns: Self.longest) + String(signs.ellipsis)
  }

  /// For how long it is so, as far as that was seen or its source says so.
  private func age(of row: HealthRow) -> String {
    let isKnown =
      firstLook.seconds(since: row.since) > 1 || board.at.seconds(since: firstLook) > Self.glance
    return isKnown ? durationText(max(0, board.at.seconds(since: row.since))) : ""
  }

  private func word(status row: HealthRow) -> String {
    "\(row.status.sign(signs)) \(visible(row.word))"
  }

  private func notes(of row: HealthRow) -> [String] {
    var notes: [String] = []
    if let held = row.acknowledgement {
      let left = countdown(to: held.until, board.at)
      let because = people.showingMentions(in: held.because)
      notes.append("acked by \(people.label(of: held.author)), \(left): \(because)")
    }
    if let own = row.sourceAcknowledgement { notes.append("acked at its source: \(own)") }
    // That there are no results says less than why.
    notes += row.notes.filter { row.doubt != .empty || row.output.isEmpty || $0 != row.doubt?.text }
    if let age = row.age(at: board.at), row.doubt == nil {
      notes.append("measured \(durationText(age)) ago")
    }
    if let impact = row.impact, !impact.isEmpty { notes.append("impact: \(impact)") }
    if let runbook = row.runbook { notes.append("runbook \(runbook)") }
    if let owner = row.owner { notes.append("owner \(owner)") }
    return notes
  }
}

extension HealthStatus {
  var style: Output.Style {
    switch self {
    case .ok: .good
    case .maintenance: .faint
    case .unknown, .warning: .warning
    case .critical: .bad
    }
  }
}

extension String {
  fileprivate var trimmingEnd: Substring {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return text
  }
}
