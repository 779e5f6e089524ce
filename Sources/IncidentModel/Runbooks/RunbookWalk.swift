/// How far a runbook has been walked in an incident: the fold of its entries.
package struct RunbookWalk: Hashable, Sendable {
  package let name: String
  /// Which text of it is walked; nil when no entry says so.
  package private(set) var origin: RunbookStep.Origin?
  package private(set) var began: Instant
  package private(set) var by: Author
  package private(set) var lastAt: Instant
  /// What happened to its steps, in the order in which they were first touched.
  package private(set) var steps: [Progress] = []

  /// What is known of one step.
  package struct Progress: Hashable, Sendable {
    package let key: String
    /// Its number and title, as they were.
    package var label: String
    package var state = State.open
    package var at: Instant
    package var by: Author
    /// The reason, the remark, or what came of it.
    package var text: String?
    package var exitStatus: Int?
    package var outcome: RunbookStep.Outcome?
    /// The start of its command, or of its time to wait.
    package var started: Started?
    package var request: Request?
    /// Who has approved what was run, and why it was run without.
    package var approvals: [Approval] = []
    package var overrides: [String] = []
    /// How often it was begun.
    package var attempts = 0
    /// Whether what it did was reverted since.
    package var isUndone = false
    /// The last entry about it.
    package var entry: EntryID
  }

  package enum State: Hashable, Sendable {
    /// Nothing has become of it yet.
    case open
    /// Its command has started, and no end is known: it runs, or nobody knows how it ended.
    case started
    case waiting(until: Instant)
    case done
    case failed
    case skipped
    case byHand

    /// Whether somebody has to do something about it yet.
    package var isOpen: Bool {
      switch self {
      case .open, .started, .waiting, .failed: true
      case .done, .skipped, .byHand: false
      }
    }
  }

  package struct Started: Hashable, Sendable {
    package var id: EntryID
    package var at: Instant
    package var by: Author
    package var command: RunbookStep.Command?
  }

  /// Somebody asked others to approve that a command is run.
  package struct Request: Hashable, Sendable {
    package let id: EntryID
    package var at: Instant
    package var by: Author
    package var command: RunbookStep.Command
    package var approvals: [Approval] = []
    package var rejected: Approval?

    /// The last moment at which an approval of it counts.
    package var until: Instant { at.advanced(bySeconds: RunbookWalk.approvalSeconds) }

    /// Whether enough others have approved, and nobody has said no.
    package func isApproved(at now: Instant) -> Bool {
      rejected == nil && now <= until && approvals.count >= max(1, command.wanted ?? 1)
    }

    /// Whether it still waits for an answer.
    package func isOpen(at now: Instant) -> Bool {
      rejected == nil && now <= until && !isApproved(at: now)
    }
  }

  package struct Approval: Hashable, Sendable {
    package let id: EntryID
    package var at: Instant
    package var by: Author
    /// Who approved by word of mouth; nil when the author did it from a place of their own.
    package var attested: String?
    package var text: String?

    /// Who has approved, wherever that was written: one person counts once.
    var who: String { attested.map(RunbookWalk.person) ?? by.person?.rawValue ?? "" }
  }

  /// The id of a person that an attested name stands for, else the name.
  fileprivate static func person(_ attested: String) -> String {
    attested.hasPrefix("@{") && attested.hasSuffix("}")
      ? String(attested.dropFirst(2).dropLast()) : attested
  }

  /// How long an approval counts, from when it was asked for.
  package static let approvalSeconds: Int64 = 900

  init(name: String, _ entry: Entry) {
    self.name = name
    began = entry.happenedAt
    by = entry.author
    lastAt = entry.happenedAt
  }

  /// Whether an entry is a start or a request of one of its steps.
  func holds(_ entry: EntryID) -> Bool {
    steps.contains { $0.started?.id == entry || $0.request?.id == entry }
  }

  package subscript(key: String) -> Progress? { steps.first { $0.key == key } }

  /// The values that its commands were last run with; what was masked is no value.
  package var values: [String: String] {
    var values: [String: String] = [:]
    for step in steps.compactMap(\.started).sorted(by: { $0.at < $1.at }) {
      values.merge((step.command?.values ?? [:]).filter { !$0.value.contains("[masked]") }) { $1 }
    }
    return values
  }

  /// How many steps nobody has to do anything about any more.
  package var settled: Int { steps.count { !$0.state.isOpen } }

  /// Takes in what happened, in the order of the timeline.
  mutating func apply(_ step: RunbookStep, _ entry: Entry) {
    lastAt = max(lastAt, entry.happenedAt)
    if step.act == .opened {
      origin = step.origin ?? origin
      return
    }
    // Entries of older programs have no key: the label is all there is.
    let key = step.key ?? step.step
    let index =
      steps.firstIndex { $0.key == key }
      ?? {
        steps.append(
          Progress(
            key: key, label: step.step, at: entry.happenedAt, by: entry.author, entry: entry.id))
        return steps.count - 1
      }()
    steps[index].take(step, entry)
  }
}

extension RunbookWalk.Progress {
  fileprivate mutating func take(_ step: RunbookStep, _ entry: Entry) {
    switch step.act {
    case .opened: return
    case .requested:
      guard let command = step.command else { return }
      request = .init(id: entry.id, at: entry.happenedAt, by: entry.author, command: command)
      return
    case .approved, .rejected:
      guard request?.id == step.of else { return }
      let answer = RunbookWalk.Approval(
        id: entry.id, at: entry.happenedAt, by: entry.author, attested: step.attested,
        text: step.text)
      if step.act == .rejected {
        request?.rejected = answer
      } else if request?.approvals.contains(where: { $0.who == answer.who }) == false {
        request?.approvals.append(answer)
      }
      return
    case .started:
      if let until = step.until {
        state = .waiting(until: until)
      } else {
        state = .started
        attempts += 1
      }
      if step.command?.wanted != nil {
        // Used: the next run asks again.
        approvals += step.command?.override == nil ? request?.approvals ?? [] : []
        request = nil
      }
      if let reason = step.command?.override { overrides.append(reason) }
      started = .init(id: entry.id, at: entry.happenedAt, by: entry.author, command: step.command)
      (outcome, exitStatus) = (nil, nil)
    case .ended:
      // The end of an earlier start says nothing about the one that runs.
      if let of = step.of, of != started?.id { return }
      // A terminal was left: what was done in it a person says.
      state =
        step.outcome?.endedBy == RunbookStep.Outcome.leftTerminal
        ? .open : step.isFailed ? .failed : .done
      if started?.command?.isUndo == true, state == .done {
        isUndone = true
        state = .open
      } else if state == .done {
        isUndone = false
      }
      (outcome, exitStatus) = (step.outcome, step.exitStatus)
    case .skipped: state = .skipped
    case .byHand:
      state = .byHand
      isUndone = false
    }
    label = step.step
    text = step.text
    (at, by, self.entry) = (entry.happenedAt, entry.author, entry.id)
  }
}

extension Incident.State {
  mutating func apply(_ step: RunbookStep, _ entry: Entry) {
    // What is about an earlier entry belongs to the walk that has it.
    let holder = step.of.flatMap { of in
      walks.lastIndex { $0.name == step.runbook && $0.holds(of) }
    }
    let last = holder ?? walks.lastIndex { $0.name == step.runbook }
    // Taken up once more, after it was walked: a walk of its own.
    let isNew = last == nil || step.act == .opened && !walks[last ?? 0].steps.isEmpty
    if isNew { walks.append(RunbookWalk(name: step.runbook, entry)) }
    let index = isNew ? walks.count - 1 : last ?? 0
    walks[index].apply(step, entry)
  }
}

extension Incident {
  /// The walk of a runbook that goes on; nil when it was never taken up.
  package func walk(of runbook: String) -> RunbookWalk? {
    state.walks.last { $0.name == runbook }
  }

  /// Checks what is to be written about a runbook.
  func checkWalk(_ step: RunbookStep, _ occasion: Occasion) throws(Rejection) {
    let progress = walk(of: step.runbook)?[step.key ?? step.step]
    switch step.act {
    case .skipped:
      guard !(step.text ?? "").trimmingSpaces().isEmpty else { throw .emptyText }
    case .approved, .rejected:
      guard let request = progress?.request, request.id == step.of else {
        throw .noSuch("request for approval", step.of ?? EntryID(bits: 0))
      }
      guard request.isOpen(at: occasion.now) else { throw .requestClosed }
      if step.act == .approved, request.by == occasion.author {
        guard let name = step.attested, !name.trimmingSpaces().isEmpty,
          RunbookWalk.person(name) != occasion.author.person?.rawValue
        else { throw .ownRequest }
      }
    case .started:
      guard let command = step.command, let wanted = command.wanted, wanted > 0 else { return }
      if let reason = command.override {
        guard !reason.trimmingSpaces().isEmpty else { throw .emptyText }
        return
      }
      // Bound to the very bytes and values: any change voids it.
      guard let request = progress?.request, request.command.digest == command.digest,
        request.isApproved(at: occasion.now), request.approvals.count >= wanted
      else { throw .notApproved(wanted: wanted) }
    case .opened, .ended, .byHand, .requested: return
    }
  }
}
