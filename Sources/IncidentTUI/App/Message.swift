package import IncidentModel

/// What can happen to the console.
package enum Message: Equatable, Sendable {
  case key(Key)
  case resized(Size)
  /// A second has passed.
  case tick
  case page(Page, [TimelineLine], total: Int, generation: Int)
  /// Entries written by anybody since the last look, and the lines that they make or change.
  case changed(Changes)
  case found(String, [TimelinePlace])
  case saved(token: Int, [EntryID])
  /// Nothing was written: the request breaks a rule.
  case refused(token: Int, String)
  /// The logbook did not take it, because of the disk or another program; it is kept, and tried again.
  case unsaved(token: Int, String)
  /// It is not known to be on disk, and cannot be tried again.
  case failed(token: Int, String)
  /// So many files of entries that the logbook has not taken lie elsewhere.
  case outside(Int)
  /// What was shown is no longer there; these are.
  case closed([IncidentRow])
  /// Another incident is shown from now on.
  case opened(Opening)
  case incidents([IncidentRow], all: Bool)
  case related(EntryID, [TimelineLine])
  case brief(String)
  /// A newer look at what is watched.
  case board(HealthOutline)
  case checks(HealthSubject, [HealthCheckRow])
  /// What watches has taken an acknowledgement, which has to be written down; nil: nothing was wrong.
  case acknowledged(HealthSubject, Acknowledgement?)
  /// A text to read, and what `:` begins with from there.
  case document(title: String, String, command: String)
  /// Surprises, experiments, drills and risks, by sort.
  case learning([LearningRow])
  case catalog(CommandCatalog)
  /// The runbooks that hold the words.
  case runbooks([RunbookRow], words: String)
  /// A runbook is open from now on, or was read anew; the heading that is meant.
  case runbook(Runbook, heading: String?)
  case preview(StepPreview)
  /// There is nothing to run, and why.
  case stepRefused(StepChoice, StepRefusal)
  case stepOutput(id: Int, String)
  /// The command of a step has ended, and that is written down.
  case stepEnded(id: Int, StepEnd)
  /// What became of commands that have no end.
  case fates([EntryID: StepFate])
  /// A running command has written something.
  case output(id: Int, String)
  case ended(id: Int, status: Int32)
  /// The editor was left; nil when it could not be used, which a notice says.
  case edited(String?)
  case notice(String, isError: Bool)
}

/// An incident with its newest lines, as it is when one goes there.
package struct Opening: Equatable, Sendable {
  package var ref: String
  package var incident: Incident
  package var people: People
  package var page: Page
  package var lines: [TimelineLine]
  /// The last lines about health and runbooks, in order.
  package var reports: [TimelineLine]
  package var total: Int
  package var surprises: Int
  /// What was half-typed there.
  package var draft: String?

  package init(
    ref: String, incident: Incident, people: People, page: Page, lines: [TimelineLine],
    reports: [TimelineLine] = [], total: Int, surprises: Int, draft: String? = nil
  ) {
    self.reports = reports
    self.ref = ref
    self.incident = incident
    self.people = people
    self.page = page
    self.lines = lines
    self.total = total
    self.surprises = surprises
    self.draft = draft
  }
}

/// News from the logbook.
package struct Changes: Equatable, Sendable {
  package var entries: [Entry]
  package var lines: [TimelineLine]
  /// Ids among `lines` that are new.
  package var fresh: Set<EntryID>
  package var people: People
  package var total: Int
  package var surprises: Int

  package init(
    entries: [Entry], lines: [TimelineLine], fresh: Set<EntryID>, people: People, total: Int,
    surprises: Int
  ) {
    self.entries = entries
    self.lines = lines
    self.fresh = fresh
    self.people = people
    self.total = total
    self.surprises = surprises
  }
}

/// An entry and where it stands.
package struct TimelinePlace: Hashable, Sendable {
  package var id: EntryID
  package var position: IncidentModel.Position

  package init(id: EntryID, position: IncidentModel.Position) {
    self.id = id
    self.position = position
  }
}
