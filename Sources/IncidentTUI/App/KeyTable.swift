internal import IncidentModel

/// What a key can ask for.
package enum Action: Hashable, Sendable {
  case up
  case down
  case pageUp
  case pageDown
  case first
  case last
  case open
  case back
  case compose
  case toggleScribe
  case find
  case findNext
  case findPrevious
  case filter
  case correct
  case retract
  case answerOffer
  case copy
  case toggleZone
  case zoom
  case nextPanel
  case previousPanel
  case panel(Int)
  case help
  case redraw
  case suspend
  case quit
}

/// One row of the key table, from which bindings, hint bar, help and manual come.
package struct KeyBinding: Sendable {
  package var keys: [Key]
  package var action: Action
  /// The keys as they are shown.
  package var label: String
  package var help: String
  /// One or two words for the hint bar; nil when it does not stand there.
  package var hint: String?
  /// Why it means nothing at the moment; nil when it does.
  package var unavailable: @Sendable (AppState) -> String?

  init(
    _ keys: [Key], _ action: Action, _ label: String, _ help: String, hint: String? = nil,
    unavailable: @escaping @Sendable (AppState) -> String? = { _ in nil }
  ) {
    self.keys = keys
    self.action = action
    self.label = label
    self.help = help
    self.hint = hint
    self.unavailable = unavailable
  }
}

/// Keys that command; the hint bar shows them in this order.
package enum KeyTable {
  package static let browsing: [KeyBinding] = [
    KeyBinding([.character("i")], .compose, "i", "write an entry", hint: "write") {
      $0.setting.readOnly
    },
    KeyBinding(
      [.character("?"), .control("g")], .help, "?", "show these keys (Ctrl-G while writing)",
      hint: "help"),
    KeyBinding([.character("/")], .find, "/", "find text in the timeline", hint: "find"),
    KeyBinding([.character("f")], .filter, "f", "choose kinds and authors to show", hint: "filter"),
    KeyBinding(
      [.character("e")], .correct, "e", "correct the selected entry: text, time, kind",
      hint: "correct", unavailable: changeRefusal),
    KeyBinding(
      [.character("x")], .retract, "x", "retract the selected entry, with a reason",
      hint: "retract", unavailable: changeRefusal),
    KeyBinding(
      [.character("H")], .answerOffer, "H", "answer the role offered to you", hint: "handoff"
    ) {
      $0.setting.readOnly ?? ($0.offerToMe == nil ? "nobody has offered you a role" : nil)
    },
    KeyBinding([.enter], .open, "Enter", "show everything about the selected entry", hint: "open") {
      $0.selectionRefusal
    },
    KeyBinding(
      [.character("s")], .toggleScribe, "s", "scribe mode: keep writing after Enter", hint: "scribe"
    ) {
      $0.setting.readOnly
    },
    KeyBinding([.character("q")], .quit, "q", "quit; what is half-typed is kept", hint: "quit"),
    KeyBinding([.up, .character("k")], .up, "k ↑", "one entry up"),
    KeyBinding([.down, .character("j")], .down, "j ↓", "one entry down; past the last one follow"),
    KeyBinding([.pageUp, .control("b")], .pageUp, "PgUp", "a page up"),
    KeyBinding([.pageDown, .control("f"), .character(" ")], .pageDown, "PgDn", "a page down"),
    KeyBinding([.home, .character("g")], .first, "g Home", "the first entry"),
    KeyBinding([.end, .character("G")], .last, "G End", "the newest entry, and follow"),
    KeyBinding([.character("n")], .findNext, "n", "the next match") {
      $0.search.text.isEmpty ? "nothing has been searched for: / finds" : nil
    },
    KeyBinding([.character("N")], .findPrevious, "N", "the match before") {
      $0.search.text.isEmpty ? "nothing has been searched for: / finds" : nil
    },
    KeyBinding(
      [.escape, .control("c")], .back, "Esc", "leave a dialog, or follow the newest entry"),
    KeyBinding([.tab], .nextPanel, "Tab", "the next panel"),
    KeyBinding([.backTab], .previousPanel, "Shift-Tab", "the panel before"),
    KeyBinding([.character("1")], .panel(1), "1", "timeline"),
    KeyBinding([.character("2")], .panel(2), "2", "tasks and questions"),
    KeyBinding([.character("z")], .zoom, "z", "give the whole screen to the panel, and back"),
    KeyBinding([.character("y")], .copy, "y", "copy the selected entry (OSC 52)") {
      $0.selectionRefusal
    },
    KeyBinding([.character("T")], .toggleZone, "T", "times in UTC or in local time"),
    KeyBinding([.control("l")], .redraw, "Ctrl-L", "draw the screen again"),
    KeyBinding([.control("z")], .suspend, "Ctrl-Z", "suspend; fg comes back"),
  ]

  /// What the keys do in the input line, for the help; the line itself handles them.
  package static let composing: [(label: String, help: String)] = [
    ("Enter", "log the line: it is on disk when it stands in the timeline"),
    ("> = !", "at the start: action, decision, surprise (expected :: found)"),
    ("? ~ #", "at the start: question, hypothesis, task"),
    ("+ \"", "at the start: follow-up, update"),
    ("@14:02", "at the start: when it happened; also @-5m"),
    ("@name /10m", "at the start of a task or action: its owner, its time-box"),
    ("Tab", "complete a person's name"),
    ("↑ ↓", "earlier lines"),
    ("PgUp PgDn", "scroll the timeline; the line stays as it is"),
    ("Ctrl-C", "clear the line"),
    ("Ctrl-G", "this help"),
    ("Esc", "leave the line; what is typed stays"),
    ("Ctrl-A E K U W Y", "edit as in a shell"),
  ]

  static func binding(for key: Key) -> KeyBinding? {
    browsing.first { $0.keys.contains(key) }
  }

  private static let changeRefusal: @Sendable (AppState) -> String? = { state in
    if let reason = state.setting.readOnly { return reason }
    if let reason = state.selectionRefusal { return reason }
    return state.selectedLine?.redaction == nil ? nil : "its text has been removed"
  }
}
