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
  case command
  case toggleScribe
  case find
  case findNext
  case findPrevious
  case filter
  case toggleSystem
  case correct
  case retract
  case settle
  case severity
  case status
  case milestone
  case writeUpdate
  case handoff
  case timers
  case postmortem
  case incidents
  case openLink
  case acknowledge
  case refreshHealth
  case markDrill
  case learning
  case runStep
  case undoStep
  case tickStep
  case skipStep
  case noteStep
  case runbooks
  case values
  case meaning
  case walkAgain
  case endLeftRunning
  case approve
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
  /// The panel in which alone it means this; nil for all.
  package var panel: String?

  init(
    _ keys: [Key], _ action: Action, _ label: String, _ help: String, hint: String? = nil,
    panel: String? = nil, unavailable: @escaping @Sendable (AppState) -> String? = { _ in nil }
  ) {
    self.keys = keys
    self.action = action
    self.label = label
    self.help = help
    self.hint = hint
    self.unavailable = unavailable
    self.panel = panel
  }
}

/// Keys that command; the hint bar shows them in this order.
package enum KeyTable {
  package static let browsing: [KeyBinding] = [
    KeyBinding(
      [.character("i")], .compose, "i", "write an entry", hint: "write", unavailable: writeRefusal),
    KeyBinding(
      [.character("?"), .control("g")], .help, "?", "show these keys (Ctrl-G while writing)",
      hint: "keys"),
    KeyBinding(
      [.character(":")], .command, ":", "run any command of incident; Tab completes it",
      hint: "command"),
    KeyBinding(
      [.character("e")], .correct, "e", "correct the selected entry: text, time, kind",
      hint: "correct", unavailable: changeRefusal),
    KeyBinding(
      [.character("d")], .settle, "d",
      "done: end a task or action, answer a question, judge a hypothesis",
      hint: "done"
    ) { state in
      state.setting.readOnly
        ?? (state.settling == nil
          ? "what is selected is not open: Tab goes to the open tasks" : nil)
    },
    KeyBinding(
      [.character("a")], .acknowledge, "a", "acknowledge what fails, with a reason and until when",
      hint: "acknowledge",
      unavailable: { $0.acknowledgeRefusal }),
    KeyBinding(
      [.character("H")], .handoff, "H", "hand a role over, or answer the one offered to you",
      hint: "handoff", unavailable: writeRefusal),
    KeyBinding(
      [.character("p")], .postmortem, "p", "read the postmortem as it would be now",
      hint: "postmortem", unavailable: noIncident),
    KeyBinding([.character("/")], .find, "/", "find text in the timeline", hint: "find"),
    KeyBinding(
      [.character("u")], .writeUpdate, "u", "write the update that this phase asks for",
      hint: "update", unavailable: writeRefusal),
    KeyBinding(
      [.character("I")], .incidents, "I", "the incidents: switch, declare", hint: "incidents"),
    KeyBinding(
      [.character("v")], .severity, "v", "set the severity", hint: "severity",
      unavailable: writeRefusal),
    KeyBinding(
      [.character("S")], .status, "S", "set the status", hint: "status", unavailable: writeRefusal),
    KeyBinding(
      [.character("m")], .milestone, "m", "set a milestone", hint: "milestone",
      unavailable: writeRefusal),
    KeyBinding(
      [.character("D")], .markDrill, "D", "in a drill: mark one of its twelve milestones",
      hint: "mark", unavailable: { $0.drillRefusal }),
    KeyBinding(
      [.character("E")], .learning, "E",
      "surprises, experiments, drills and risks of all incidents",
      hint: "learning"),
    KeyBinding(
      [.character("t")], .timers, "t", "the clocks: put an update off, leave one out",
      hint: "timers", unavailable: noIncident),
    KeyBinding([.character("f")], .filter, "f", "choose kinds and authors to show", hint: "filter"),
    KeyBinding(
      [.character("s")], .toggleScribe, "s", "scribe mode: keep writing after Enter",
      hint: "scribe", unavailable: writeRefusal),
    KeyBinding(
      [.enter], .open, "Enter", "everything about what is selected: versions, evidence, duties",
      hint: "open"
    ) { state in
      if state.focus == Panel.roles.id || state.focus == Panel.runbook.id { return nil }
      if state.focus == Panel.health.id, state.setting.isWatching {
        return state.health.items.isEmpty ? "there is nothing to open" : nil
      }
      return state.selectionRefusal
    },
    KeyBinding(
      [.character("x")], .retract, "x", "retract the selected entry, with a reason",
      hint: "retract", unavailable: changeRefusal),
    KeyBinding([.character("q")], .quit, "q", "quit; what is half-typed is kept", hint: "quit"),
    KeyBinding([.up, .character("k")], .up, "k ↑", "one entry up"),
    KeyBinding(
      [.down, .character("j")], .down, "j ↓", "one entry down; past the last one follow"),
    KeyBinding([.pageUp, .control("b")], .pageUp, "PgUp", "a page up"),
    KeyBinding([.pageDown, .control("f"), .character(" ")], .pageDown, "PgDn", "a page down"),
    KeyBinding([.home, .character("g")], .first, "g Home", "the first entry"),
    KeyBinding([.end, .character("G")], .last, "G End", "the newest entry, and follow"),
    KeyBinding([.character("n")], .findNext, "n", "the next match", unavailable: nothingSought),
    KeyBinding(
      [.character("N")], .findPrevious, "N", "the match before", unavailable: nothingSought),
    KeyBinding(
      [.character("F")], .toggleSystem, "F", "hide what the system wrote, and show it again"),
    KeyBinding(
      [.escape, .control("c")], .back, "Esc",
      "leave a dialog or the zoom, or follow the newest entry"),
    KeyBinding([.tab, .right, .character("l")], .nextPanel, "Tab l", "the next panel"),
    KeyBinding(
      [.backTab, .left, .character("h")], .previousPanel, "Shift-Tab h", "the panel before"),
    KeyBinding([.character("1")], .panel(1), "1", "health"),
    KeyBinding([.character("2")], .panel(2), "2", "runbook"),
    KeyBinding([.character("3")], .panel(3), "3", "timeline"),
    KeyBinding([.character("4")], .panel(4), "4", "tasks and questions"),
    KeyBinding([.character("5")], .panel(5), "5", "roles and their duties"),
    KeyBinding([.character("z")], .zoom, "z", "give the whole screen to the panel, and back"),
    KeyBinding(
      [.character("o")], .openLink, "o",
      "open or copy a link; the runbook for an alert, a service, a region"
    ) { state in
      state.selectedLinks.isEmpty && state.runbookLead == nil ? state.linkRefusal : nil
    },
    KeyBinding(
      [.character("A")], .approve, "A", "approve or reject a command that somebody wants to run",
      unavailable: { $0.approveRefusal }),
    KeyBinding(
      [.character("y")], .copy, "y", "copy the selected entry (OSC 52)",
      unavailable: { $0.selectionRefusal }),
    KeyBinding(
      [.character("r")], .refreshHealth, "r", "in health: ask every source now"
    ) { state in
      if case .health = state.mode {
      } else if state.focus != Panel.health.id {
        return "it asks health again in 1, and runs a step of the runbook in 2"
      }
      return state.setting.isWatching ? nil : AppState.howToWatch
    },
    KeyBinding([.character("T")], .toggleZone, "T", "times in UTC or in local time"),
    KeyBinding([.control("l")], .redraw, "Ctrl-L", "draw the screen again"),
    KeyBinding([.control("z")], .suspend, "Ctrl-Z", "suspend; fg comes back"),
  ]

  /// What keys mean in the panel of the runbook, before what they mean elsewhere.
  package static let runbook: [KeyBinding] = [
    KeyBinding(
      [.character("r")], .runStep, "r",
      "run the step's command: a preview first; or start its wait",
      hint: "run", panel: Panel.runbook.id, unavailable: { $0.stepRefusal }),
    KeyBinding(
      [.character(" ")], .tickStep, "Space", "the step was done by hand", hint: "done by hand",
      panel: Panel.runbook.id, unavailable: { $0.stepRefusal }),
    KeyBinding(
      [.character("x")], .skipStep, "x", "leave the step out, with a reason", hint: "leave out",
      panel: Panel.runbook.id, unavailable: { $0.stepRefusal }),
    KeyBinding(
      [.enter], .open, "Enter", "all about the step, and what its command wrote", hint: "open",
      panel: Panel.runbook.id),
    KeyBinding(
      [.character("o")], .runbooks, "o", "the list of runbooks: type to find one", hint: "runbooks",
      panel: Panel.runbook.id),
    KeyBinding(
      [.character("n")], .noteStep, "n", "write a note about the step", hint: "note",
      panel: Panel.runbook.id, unavailable: { $0.stepRefusal }),
    KeyBinding(
      [.character("U")], .undoStep, "U", "run what reverts the step: a preview first", hint: "undo",
      panel: Panel.runbook.id
    ) { state in
      if let reason = state.stepRefusal { return reason }
      let step = state.selectedStep
      let isSaid =
        step?.attributes.undo != nil || step?.blocks.contains { $0.attributes.undo != nil } == true
      return isSaid ? nil : "the runbook says nothing that reverts this step"
    },
    KeyBinding(
      [.character("P")], .values, "P", "the values of the runbook's parameters", hint: "values",
      panel: Panel.runbook.id
    ) { state in
      guard let runbook = state.book.runbook else {
        return "no runbook is open here: o chooses one"
      }
      return runbook.front.parameters.isEmpty ? "this runbook has no parameters" : nil
    },
    KeyBinding(
      [.character("M")], .meaning, "M", "what one should know before: meaning, impact, notes",
      panel: Panel.runbook.id
    ) { state in
      guard let runbook = state.book.runbook else {
        return "no runbook is open here: o chooses one"
      }
      return runbook.reference.isEmpty ? "this runbook says nothing besides its steps" : nil
    },
    KeyBinding(
      [.character("W")], .walkAgain, "W", "walk the runbook once more from the start",
      panel: Panel.runbook.id
    ) { state in
      state.stepRefusal ?? (state.walk?.steps.isEmpty ?? true ? "it has not been walked yet" : nil)
    },
    KeyBinding(
      [.character("K")], .endLeftRunning, "K",
      "end what still runs of a step whose outcome is unknown",
      panel: Panel.runbook.id
    ) { state in
      state.stepRefusal ?? (state.leftRunning.isEmpty ? "nothing of this step still runs" : nil)
    },
  ]

  /// What the keys do in the input line, for the help; the line itself handles them.
  package static let composing: [(label: String, help: String)] = [
    ("Enter", "log the line: it is on disk when it stands in the timeline"),
    ("> = !", "at the start: action, decision, surprise (expected :: found)"),
    ("? ~ #", "at the start: question, hypothesis, task"),
    ("+ \"", "at the start: follow-up, update"),
    ("@14:02", "at the start: when it happened; also @-5m"),
    ("@name /10m", "at the start of a task or action: its owner, its time-box"),
    ("Tab", "complete a person, a service, a region"),
    ("↑ ↓", "earlier lines; Ctrl-R finds one that holds what is typed"),
    ("PgUp PgDn", "scroll the timeline; the line stays as it is"),
    ("Alt-Enter", "a line break within the entry"),
    ("Ctrl-C", "clear the line"),
    ("Ctrl-E", "to the end; there it opens $EDITOR for a long one"),
    ("Ctrl-G", "this help"),
    ("Esc", "leave the line; what is typed stays"),
    ("Ctrl-A K U W Y _", "edit as in a shell: start, cut, paste, undo"),
  ]

  /// What a key means in a panel.
  static func binding(for key: Key, in panel: String) -> KeyBinding? {
    shown(in: panel).first { $0.keys.contains(key) }
  }

  /// The keys of a panel, those of its own first.
  static func shown(in panel: String) -> [KeyBinding] {
    runbook.filter { $0.panel == panel } + browsing
  }

  private static let noIncident: @Sendable (AppState) -> String? = { state in
    state.incident.isDeclared ? nil : "no incident is open: I shows the list"
  }

  private static let writeRefusal: @Sendable (AppState) -> String? = { state in
    state.setting.readOnly ?? noIncident(state)
  }

  private static let nothingSought: @Sendable (AppState) -> String? = { state in
    state.search.text.isEmpty ? "nothing has been searched for: / finds" : nil
  }

  private static let changeRefusal: @Sendable (AppState) -> String? = { state in
    if let reason = state.setting.readOnly { return reason }
    if let reason = state.selectionRefusal { return reason }
    return state.selectedLine?.redaction == nil ? nil : "its text has been removed"
  }
}
