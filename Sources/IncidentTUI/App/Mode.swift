package import IncidentModel

/// What the keys mean at the moment.
package enum Mode: Equatable, Sendable {
  /// Keys move and command.
  case browsing
  /// Keys type into the input line.
  case composing
  /// Keys type a command.
  case commanding
  case finding(LineEditor)
  case filtering(FilterMenu)
  case form(Form)
  case asking(Question)
  /// The list of incidents.
  case choosing(IncidentMenu)
  /// The key table; how many rows it is scrolled.
  case help(scroll: Int)
  /// Everything about one entry.
  case details(EntryID, scroll: Int)
  /// Everything about the health of one service, region or capability.
  case health(HealthSubject, scroll: Int)
  /// Everything about one step of the runbook.
  case step(String, scroll: Int)
  /// The list of runbooks.
  case shelf(RunbookMenu)
  /// Surprises, experiments, drills and risks.
  case learning(LearningMenu)
  /// A longer text: what a command printed, the postmortem.
  case reading(Document)
}

extension Mode {
  /// Whether keys typed before it was on the screen must not reach it.
  var needsToBeSeen: Bool {
    switch self {
    case .asking, .form, .choosing, .shelf, .learning: true
    case .browsing, .composing, .commanding, .finding, .filtering, .help, .details, .health,
      .step, .reading:
      false
    }
  }

  var isAsking: Bool { if case .asking = self { true } else { false } }
  var isStep: Bool { if case .step = self { true } else { false } }

  /// Whether something lies over the panels.
  var isDialog: Bool {
    switch self {
    case .browsing, .composing, .finding: false
    case .commanding, .filtering, .form, .asking, .choosing, .help, .details, .health, .step,
      .shelf, .learning, .reading:
      true
    }
  }

  /// Whether keys type, or choose what is typed.
  var isTyping: Bool {
    switch self {
    case .composing, .commanding, .finding, .filtering, .form, .asking, .choosing, .shelf,
      .learning:
      true
    case .browsing, .help, .details, .health, .step, .reading: false
    }
  }
}

/// A question that one key answers.
package struct Question: Equatable, Sendable {
  package enum Answer: Equatable, Sendable {
    case nothing
    case quit
    case pasteAsOne(String)
    case pasteAsLines([String])
    /// Writes something, and what to say when it is written.
    case save(SaveRequest, String)
    case form(Form.Purpose)
    /// Opens the input line with a text.
    case compose(String)
    case healthFilter(HealthFilterPart)
    /// The traffic of a region is where it should be.
    case settle(String)
    case openLink(String)
    case findRunbook(RunbookLead)
    case planStep(StepChoice)
    case runStep(StepPreview, StepWay)
    case terminal(String, String)
    case endLeftRunning(EntryID)
    case copy(String)
  }
  package struct Choice: Equatable, Sendable {
    package var key: Character
    package var label: String
    package var answer: Answer
  }
  package var title: String
  package var text: [String]
  package var choices: [Choice]
  /// Rows that the text is scrolled; the answers stay in sight.
  package var scroll = 0

  init(title: String, text: [String], choices: [Choice]) {
    self.title = title
    self.text = text
    self.choices = choices
  }
}

/// Which kinds the timeline shows.
package struct FilterMenu: Equatable, Sendable {
  package enum Row: Hashable, Sendable {
    case hidesSystem
    case showsHidden
    case kind(Kind)
    case author(Author)
  }
  package var filter: LineFilter
  package var rows: [Row]
  package var selected = 0

  init(filter: LineFilter, authors: [Author]) {
    self.filter = filter
    rows =
      [.hidesSystem, .showsHidden] + Kind.allCases.filter { !$0.isAmendment }.map(Row.kind)
      + authors.map(Row.author)
  }

  func isOn(_ row: Row) -> Bool {
    switch row {
    case .hidesSystem: filter.hidesSystem
    case .showsHidden: filter.showsHidden
    case .kind(let kind): filter.kinds.contains(kind)
    case .author(let author): filter.authors.contains(author)
    }
  }

  mutating func toggle() {
    switch rows[selected] {
    case .hidesSystem: filter.hidesSystem.toggle()
    case .showsHidden: filter.showsHidden.toggle()
    case .kind(let kind): filter.kinds.formSymmetricDifference([kind])
    case .author(let author): filter.authors.formSymmetricDifference([author])
    }
  }
}

/// The incidents to go to.
package struct IncidentMenu: Equatable, Sendable {
  package var rows: [IncidentRow]
  /// Whether ended ones are among them.
  package var showsAll: Bool
  package var selected = 0

  package init(rows: [IncidentRow], showsAll: Bool) {
    self.rows = rows
    self.showsAll = showsAll
  }
}

/// What the list shows of an incident.
package struct IncidentRow: Hashable, Sendable {
  package var id: IncidentID
  package var ref: String
  package var title: String
  package var severity: Severity
  package var status: Status
  package var mode: IncidentModel.Mode
  package var declaredAt: Instant
  package var entries: Int

  package init(
    id: IncidentID, ref: String, title: String, severity: Severity, status: Status,
    mode: IncidentModel.Mode, declaredAt: Instant, entries: Int
  ) {
    self.id = id
    self.ref = ref
    self.title = title
    self.severity = severity
    self.status = status
    self.mode = mode
    self.declaredAt = declaredAt
    self.entries = entries
  }
}
