package import IncidentModel

/// The runbook that is open beside the timeline, and what of it runs.
package struct RunbookView: Equatable, Sendable {
  /// As its file says it; nil while none is open.
  package var runbook: Runbook?
  /// Values that were typed, recorded or captured, by name.
  package var values: [String: String] = [:]
  /// The command of a step that this console runs.
  package var running: RunningStep?
  /// What the last command of a step has written.
  package var output: Document?
  /// Whether the list was asked for and has not come yet.
  var wantsList = false
  /// What is known of commands that were started and have no end, by their start.
  package var fates: [EntryID: StepFate] = [:]

  package struct RunningStep: Equatable, Sendable {
    package var id: Int
    package var step: String
    package var label: String
    package var since: Instant
  }

  package init() {}
}

/// What is known of a command whose end nobody has written down.
package enum StepFate: Equatable, Sendable {
  /// Another console runs it.
  case runsElsewhere
  /// Whoever ran it is gone; what of it still runs is named.
  case unknown(leftRunning: [String])
  /// It was started on another machine.
  case otherMachine(String)
}

/// What the list shows of a runbook.
package struct RunbookRow: Equatable, Sendable {
  package var name: String
  package var title: String
  package var steps: Int
  /// When it was last walked.
  package var exercised: String
  /// `stale`, or how late its review is.
  package var warning: String?

  package init(name: String, title: String, steps: Int, exercised: String, warning: String? = nil) {
    self.name = name
    self.title = title
    self.steps = steps
    self.exercised = exercised
    self.warning = warning
  }
}

/// The runbooks to choose from.
package struct RunbookMenu: Equatable, Sendable {
  package var rows: [RunbookRow]
  package var query = LineEditor()
  package var selected = 0

  package init(rows: [RunbookRow]) { self.rows = rows }
}

/// What a runbook is looked for by.
package enum RunbookLead: Equatable, Sendable {
  case name(String)
  case alert(String, labels: [String: String])
  case service(String)

  package var name: String {
    switch self {
    case .name(let name): name
    case .alert(let name, _): "the alert \(name)"
    case .service(let name): name
    }
  }
}

/// Which command of which step is meant.
package struct StepChoice: Equatable, Hashable, Sendable {
  package var runbook: String
  package var step: String
  /// The number of the block; nil for the first that can be run.
  package var block: Int?
  package var isUndo = false

  package init(runbook: String, step: String, block: Int? = nil, isUndo: Bool = false) {
    self.runbook = runbook
    self.step = step
    self.block = block
    self.isUndo = isUndo
  }
}

/// A command as it is going to be run, and the lines that show it.
package struct StepPreview: Equatable, Hashable, Sendable {
  package var choice: StepChoice
  package var plan: StepPlan
  package var rows: [String]
  package var values: [String: String]

  package init(choice: StepChoice, plan: StepPlan, rows: [String], values: [String: String]) {
    self.choice = choice
    self.plan = plan
    self.rows = rows
    self.values = values
  }
}

/// How a run step is wanted.
package enum StepWay: Equatable, Hashable, Sendable {
  case run
  /// Without the approval that it wants, for a reason.
  case override(String)
  /// Others are asked to approve it, and nothing runs.
  case ask
  /// Somebody has approved by word of mouth.
  case attested(String)
}

extension AppState {
  /// How far the open runbook has been walked here; nil when it has not been.
  var walk: RunbookWalk? {
    book.runbook.map { incident.walk(of: $0.name) } ?? incident.state.walks.last
  }

  /// What is known of a step of the open runbook.
  func progress(of step: Runbook.Step) -> RunbookWalk.Progress? { walk?[step.id] }

  /// The number and title of a step, with the values that are known.
  func label(of step: Runbook.Step) -> String {
    book.runbook?.label(of: step, book.values) ?? "\(step.number) \(step.title)"
  }

  /// The step under the eye in the runbook's panel.
  var selectedStep: Runbook.Step? {
    let index = selection(in: Panel.runbook.id)
    guard let steps = book.runbook?.steps, steps.indices.contains(index) else { return nil }
    return steps[index]
  }

  /// How many steps are settled, and how many there are.
  var walked: (settled: Int, of: Int)? {
    guard let runbook = book.runbook else {
      return walk.map { ($0.settled, $0.origin?.steps ?? $0.steps.count) }
    }
    let settled = runbook.steps.count { progress(of: $0).map { !$0.state.isOpen } ?? false }
    return (settled, runbook.steps.count)
  }

  /// The first step that somebody has to do something about.
  var nextStep: Int? {
    book.runbook?.steps.firstIndex { progress(of: $0)?.state.isOpen ?? true }
  }

  /// Whether the runbook's panel shows something that changes by time alone.
  var hasRunbookClock: Bool {
    book.running != nil
      || incident.state.walks.contains { walk in
        walk.steps.contains { step in
          if case .waiting = step.state { return true }
          return step.request != nil
        }
      }
  }

  /// The requests for approval that wait, newest last.
  var openRequests: [(runbook: String, step: RunbookWalk.Progress, request: RunbookWalk.Request)] {
    incident.state.walks.flatMap { walk in
      walk.steps.compactMap { step in
        step.request.flatMap { $0.isOpen(at: now) ? (walk.name, step, $0) : nil }
      }
    }
  }
}
