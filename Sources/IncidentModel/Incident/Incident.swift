/// One incident as it stands: the fold of its entries.
///
/// Nothing is updated and nothing deleted; the state depends on the set of entries, not on the order
/// in which they arrived. Only entries whose ``Event/shapesState`` is true, and the first entry of
/// each author, have to be given.
package struct Incident: Hashable, Sendable {
  package let id: IncidentID
  /// Every entry given so far, amendments included.
  private var entries: [EntryID: Entry] = [:]
  /// The fold; see `Incident+Folding.swift`.
  package internal(set) var state = State()
  /// What each severity asks for; set by whoever loads the incident.
  package var policies = SeverityPolicies()

  /// What follows from the entries.
  package struct State: Hashable, Sendable {
    package var title = ""
    package var mode = Mode.live
    package var isBackfilled = false
    package var services: [String] = []
    package var regions: [String] = []
    package var declaredAt: Instant?
    package var declaredBy: Author?
    package var severities: [Dated<Severity>] = []
    package var statuses: [Dated<Status>] = []
    package var exitCriteria: String?
    package var milestones: [Milestone: Instant] = [:]
    package var roles: [RoleName: PersonID] = [:]
    package var offers: [HandoffOffer] = []
    package var hypotheses: [Idea] = []
    package var actions: [Assignment] = []
    package var tasks: [Assignment] = []
    package var questions: [OpenQuestion] = []
    package var updates: [PostedUpdate] = []
    package var followups: [OpenFollowup] = []
    /// The runbooks that were taken up, in order.
    package var walks: [RunbookWalk] = []
    package var review = Review()
    /// The drill that it is, when it is one with a plan.
    package var drill: DrillProgress?

    package var severity: Severity { severities.last?.value ?? .unknown }
    package var status: Status { statuses.last?.value ?? .triage }
  }

  package init(id: IncidentID) { self.id = id }

  package init(id: IncidentID, replaying entries: some Sequence<Entry>) {
    self.init(id: id)
    for entry in entries where entry.incident == id { self.entries[entry.id] = entry }
    state = State(folding: timeline(of: self.entries.values))
  }

  /// Takes in one more entry; the same entry twice is one entry.
  package mutating func apply(_ entry: Entry) { apply([entry]) }

  /// Takes in more entries.
  package mutating func apply(_ more: some Sequence<Entry>) {
    var isShaped = false
    for entry in more where entry.incident == id {
      entries[entry.id] = entry
      if shapes(entry) { isShaped = true }
    }
    if isShaped { state = State(folding: timeline(of: entries.values)) }
  }

  /// Whether the state may be another one with that entry; most remarks change nothing.
  private func shapes(_ entry: Entry) -> Bool {
    if entry.event.shapesState { return true }
    guard entry.author.person != nil, entry.author != state.declaredBy else { return false }
    // The first to write beside the declarer is who engaged.
    return state.milestones[.engaged].map { entry.happenedAt < $0 } ?? true
  }

  /// What the severity it has now asks for.
  package var policy: SeverityPolicy { policies[state.severity] }

  /// Whether somebody has declared it; false for an id nobody wrote about.
  package var isDeclared: Bool { state.declaredAt != nil }

  /// The holder of a role; the commander holds every role that nobody else holds.
  package func holder(of role: RoleName) -> PersonID? {
    state.roles[role] ?? state.roles[.commander]
  }

  package func roles(of person: PersonID) -> [RoleName] {
    state.roles.filter { $0.value == person }.keys.sorted()
  }
}

/// A value that was set at a moment by somebody.
package struct Dated<Value: Hashable & Sendable>: Hashable, Sendable {
  package var at: Instant
  package var value: Value
  package var because: String?
  package var author: Author
}

/// A role offered and not yet answered.
package struct HandoffOffer: Hashable, Sendable, Identifiable {
  package let id: EntryID
  package var at: Instant
  package var role: RoleName
  package var from: PersonID?
  package var to: PersonID
  package var because: String?
  package var brief: String?
}

/// A hypothesis and what became of it.
package struct Idea: Hashable, Sendable, Identifiable {
  package let id: EntryID
  package var at: Instant
  package var text: String
  package var outcome: Hypothesis.Act
  package var outcomeText: String?
}

/// A time-boxed action or a task.
package struct Assignment: Hashable, Sendable, Identifiable {
  package let id: EntryID
  package var at: Instant
  package var text: String
  package var owner: PersonID?
  package var due: Instant?
  package var isDone: Bool
  package var result: String?
}

/// A question and its answer, if there is one.
package struct OpenQuestion: Hashable, Sendable, Identifiable {
  package let id: EntryID
  package var at: Instant
  package var text: String
  package var answer: String?
}

/// An update that went out, or a decision about when the next one is due.
package struct PostedUpdate: Hashable, Sendable, Identifiable {
  package let id: EntryID
  package var at: Instant
  package var update: Update
}

/// Something to do after the incident.
package struct OpenFollowup: Hashable, Sendable, Identifiable {
  package let id: EntryID
  package var at: Instant
  package var followup: Followup
  package var outcome: Followup.Act
  package var because: String?
}
