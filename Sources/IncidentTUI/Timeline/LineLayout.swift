package import IncidentModel

/// How a line of the timeline is broken into rows; the same for drawing and for scrolling.
package struct LineLayout: Equatable, Sendable {
  /// One row: where its text begins, and what it says.
  struct Row: Equatable, Sendable {
    var label: String?
    var text: String
    var role: Role
  }

  var width: Int
  var showsDates: Bool
  var people: People
  var zone: Zone
  var glyphs: Glyphs
  /// The most rows a line takes; Enter shows the rest.
  static let mostRows = 6

  var timeWidth: Int { width < 70 ? (showsDates ? 11 : 5) : (showsDates ? 14 : 8) }
  var authorWidth: Int { width < 70 ? 6 : width < 110 ? 8 : 12 }
  var kindWidth: Int { width < 70 ? 0 : 11 }
  /// The column in which the text begins.
  var textColumn: Int { 1 + timeWidth + 1 + authorWidth + 1 + (kindWidth > 0 ? kindWidth + 1 : 2) }
  var textWidth: Int { max(8, width - textColumn - 1) }

  package func rowCount(_ line: TimelineLine) -> Int { rows(of: line).count }

  func rows(of line: TimelineLine) -> [Row] {
    let event = line.entry.event
    let role = event.role
    var rows: [Row] = []
    func add(_ label: String?, _ text: String, _ role: Role) {
      let indent = label.map { $0.count + 1 } ?? 0
      for (index, piece) in wrap(text, width: max(8, textWidth - indent)).enumerated() {
        rows.append(
          Row(
            label: index == 0 ? label : label.map { String(repeating: " ", count: $0.count) },
            text: piece, role: role))
      }
    }
    if case .surprise(let surprise) = event {
      let mentions = { (text: String) in people.showingMentions(in: text) }
      add("expected", mentions(surprise.expected) + marks(line), role)
      add("found   ", mentions(surprise.found), role)
      if let cue = surprise.cue { add("cue     ", mentions(cue), .dim) }
    } else {
      add(nil, event.text(name: people.handle(of:)) + marks(line), role)
    }
    if rows.count > Self.mostRows {
      rows.removeLast(rows.count - Self.mostRows)
      rows[Self.mostRows - 1].text += " \(glyphs.ellipsis)"
    }
    return rows
  }

  private func marks(_ line: TimelineLine) -> String {
    var text = ""
    if line.isHidden { text += " [retracted]" }
    if line.isEdited { text += " [edited]" }
    if line.entry.isAddedLate, line.entry.author.person != nil {
      let civil = zone.civil(line.entry.recordedAt)
      text += " [added \(civil.minuteText)]"
    }
    return text
  }

  func timeText(_ instant: Instant) -> String {
    let civil = zone.civil(instant)
    let time = width < 70 ? civil.minuteText : civil.secondText
    return showsDates ? "\(digits(civil.month, 2))-\(digits(civil.day, 2)) \(time)" : time
  }
}

/// Breaks a text into rows of at most that many columns, made visible; its own line ends count.
func wrap(_ text: String, width: Int) -> [String] {
  // Most lines are plain and short: a column a byte, and nothing to break.
  if text.utf8.count <= width, text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) {
    return [text]
  }
  return TextWidth.wrapped(visible(text, multiline: true), to: width)
}

extension Event {
  /// What its text means on the screen.
  var role: Role {
    switch self {
    case .surprise: .surprise
    case .decision: .decision
    case .action, .command: .action
    case .question: .question
    case .hypothesis: .hypothesis
    case .task: .task
    case .followup: .followup
    case .update: .update
    case .health(let change):
      change.to == "critical" ? .critical : change.to == "ok" ? .ok : .warning
    case .alert: .warning
    case .acknowledgement, .insight, .review, .experiment, .drill, .risk: .label
    case .declared, .titled, .severity, .status, .milestone, .role, .handoff: .label
    case .observation, .note, .reference, .runbook: .text
    case .correction, .retraction, .redaction, .redacted, .unknown: .dim
    }
  }
}
