internal import IncidentModel

/// Prints lines of a timeline for people: a heading for each day, aligned columns, wrapped text.
struct TimelinePrinter {
  let output: Output
  var people: People
  let zone: Zone
  private var day = ""

  init(output: Output, people: People, zone: Zone) {
    self.output = output
    self.people = people
    self.zone = zone
  }

  /// Prints one line; several rows when its text is long or has several lines.
  mutating func print(_ line: TimelineLine) throws {
    let entry = line.entry
    let civil = zone.civil(entry.happenedAt)
    let heading = civil.dateText + zone.suffix(at: entry.happenedAt).replacing("Z", with: " UTC")
    if heading != day {
      day = heading
      try output.line(output.styled(heading, .strong))
    }
    let author = TextWidth.padded(clippedName(people.label(of: entry.author)), to: 10)
    let kind = TextWidth.padded(visible(entry.event.kindName), to: 11)
    let start = "\(civil.secondText)  \(entry.id.shortText)  \(author)  "
    let indent = TextWidth.columns(of: start) + 13
    let rows = rows(of: line, indent: indent)
    let style = style(of: entry.event)
    try output.line(
      output.styled(start, .faint) + (style.map { output.styled(kind, $0) } ?? kind) + "  "
        + (rows.first ?? ""))
    for row in rows.dropFirst() {
      try output.line(String(repeating: " ", count: indent) + row)
    }
  }

  private func clippedName(_ name: String) -> String {
    let name = visible(name)
    guard TextWidth.columns(of: name) > 10 else { return name }
    return TextWidth.prefix(of: name[...], columns: 9) + "…"
  }

  private func rows(of line: TimelineLine, indent: Int) -> [String] {
    var text = people.showingMentions(in: line.entry.event.text(name: people.handle(of:)))
    if line.redaction != nil || line.isHidden, let withdrawal = line.redaction ?? line.retraction {
      let why = people.showingMentions(in: withdrawal.event.text(name: people.handle(of:)))
      let what = line.redaction != nil ? "redacted" : "retracted"
      text =
        (line.isHidden ? text + " " : "")
        + "[\(what) by \(people.label(of: withdrawal.author)): \(why)]"
    } else if line.isEdited {
      text += " (corrected)"
    }
    if line.entry.isAddedLate, line.redaction == nil {
      let delay = line.entry.recordedAt.seconds(since: line.entry.happenedAt)
      text += delay < 86_400 ? " (added \(durationText(delay)) later)" : " (added later)"
    }
    if case .command(let run) = line.entry.event, let tail = run.outputTail, !tail.isEmpty {
      text += "\n" + tail
    }
    let shown = visible(text, multiline: true)
    guard let width = output.width, width - indent >= 20 else {
      return shown.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    return TextWidth.wrapped(shown, to: width - indent)
  }

  private func style(of event: Event) -> Output.Style? {
    switch event {
    case .surprise, .update, .alert: .warning
    case .decision, .status, .severity, .declared, .milestone: .strong
    case .unknown, .redacted: .faint
    default: nil
    }
  }
}
