package import IncidentModel

/// Everything the console shows; the screen is a function of it.
package struct AppState: Equatable, Sendable {
  package var setting: Setting
  /// The incident that is shown; before one is chosen it is one that nobody has declared.
  package var incident: Incident
  package var people: People
  package var timeline = TimelineView()
  /// How many surprises the incident has.
  package var surprises = 0
  package var now: Instant
  package var size = Size(columns: 80, rows: 24)
  package var mode = Mode.browsing
  package var focus = Panel.timeline.id
  package var isZoomed = false
  /// After Enter the input line stays open for the next entry.
  package var isScribe: Bool
  package var composer = Composer()
  package var command = CommandLine()
  /// The commands that `:` knows; nil until they have been asked for.
  package var catalog: CommandCatalog?
  package var search = Search()
  package var notice: Notice?
  /// Selected rows of the panels that have some, by panel.
  package var selections: [String: Int] = [:]
  package var reports = Reports()
  package var health = HealthView()
  package var book = RunbookView()
  /// The checks behind the row of health whose details are open.
  package var checks: [HealthCheckRow] = []
  /// What is open, as the panel of tasks shows it.
  var work: [WorkItem] = []
  /// What is about the entry whose details are open.
  package var related: Related?
  /// Own entries of which something was masked before they were stored, until that was said.
  var masked: Set<EntryID> = []
  /// Files of entries that others could not save and that are not in the logbook yet.
  var outside = 0
  /// Requests on their way to the disk, by token.
  package var saving: [Int: Pending] = [:]
  /// The command that runs beside the console.
  package var running: RunningCommand?
  package var isRunning = true
  /// What runs something is not answered for a moment after this: keys of a paste come at once.
  package var settlesBefore: Instant?
  /// Whether what the mode asks for has been on the screen: keys typed before do not answer it.
  package var isModeShown = true
  /// What was called for and need not be again: timers that are over, offers.
  var called: Set<Call> = []
  private var lastToken = 0

  /// What stays the same while the console runs, but for what keys switch.
  package struct Setting: Equatable, Sendable {
    /// The ref of the incident that is shown; empty before one is chosen.
    package var ref = ""
    package var me: PersonID
    package var glyphs: Glyphs
    /// The zone of this machine, which `T` exchanges for UTC.
    package var localZone: Zone
    package var isUTC: Bool
    /// Why nothing can be written, in a sentence.
    package var readOnly: String?
    package var services: [String] = []
    package var regions: [String] = []
    /// Whether anything is asked how it does.
    package var isWatching = false
    package var hasMouse = false
    package var attention = Attention.off
    /// Whether links can be opened from here, as on a desktop.
    package var opensLinks = false

    package init(
      me: PersonID, glyphs: Glyphs = .unicode, localZone: Zone = .utc,
      isUTC: Bool = false, readOnly: String? = nil
    ) {
      self.me = me
      self.glyphs = glyphs
      self.localZone = localZone
      self.isUTC = isUTC
      self.readOnly = readOnly
    }

    package var zone: Zone { isUTC ? .utc : localZone }
  }

  /// What somebody should know for a while.
  package struct Notice: Equatable, Sendable {
    package var text: String
    package var isError: Bool
    /// Errors stay until a key is pressed.
    package var until: Instant?
  }

  /// A request that is being written, and what to give back when that fails.
  package struct Pending: Equatable, Sendable {
    package var draft: String?
    package var form: Form?
    package var what: String
    /// Why the logbook has not taken it yet; it is tried again until it does.
    package var unsaved: String?
  }

  /// What was searched for and where it was found.
  package struct Search: Equatable, Sendable {
    package var text = ""
    package var places: [TimelinePlace] = []
  }

  /// The entries that are about one entry, in order.
  package struct Related: Equatable, Sendable {
    package var id: EntryID
    package var lines: [TimelineLine]
  }

  /// A command of this program that the console has started.
  package struct RunningCommand: Equatable, Sendable {
    package var id: Int
    package var line: String
  }

  /// Something that somebody is called for.
  enum Call: Hashable, Sendable {
    case timer(IncidentTimer.Purpose, Instant)
    case offer(EntryID)
    /// A milestone that a script waits for, of the drill that began then.
    case milestone(DrillMilestone, Instant)
    case runbook(String)
  }

  package init(setting: Setting, people: People, now: Instant, isScribe: Bool = false) {
    self.setting = setting
    self.people = people
    self.now = now
    self.isScribe = isScribe
    incident = Incident(id: IncidentID(bits: 0))
  }

  // MARK: Small changes used by several files

  package mutating func say(_ text: String, isError: Bool = false) {
    notice = Notice(
      text: text, isError: isError, until: isError ? nil : now.advanced(bySeconds: 6))
  }

  /// Opens what has to be seen before a key can answer it.
  mutating func enter(_ mode: Mode) {
    self.mode = mode
    isModeShown = false
  }

  /// Returns to where one comes from: the input line of a scribe, else browsing.
  mutating func leaveMode() { mode = isScribe ? .composing : .browsing }

  /// Sends a request to the disk; what was typed for it stays until it is there.
  mutating func save(
    _ request: SaveRequest, what: String, draft: String? = nil, form: Form? = nil
  ) -> [Effect] {
    if let reason = setting.readOnly {
      if let draft { composer.restore(draft) }
      say("not saved: \(reason)", isError: true)
      return []
    }
    var isDeclaration = false
    if case .declare = request { isDeclaration = true }
    guard incident.isDeclared || isDeclaration else {
      if let draft { composer.restore(draft) }
      say("no incident is open: I shows the list, D in it declares one", isError: true)
      return []
    }
    lastToken += 1
    saving[lastToken] = Pending(draft: draft, form: form, what: what)
    return [.save(request, to: incident.id, token: lastToken)]
  }

  /// A number that no other request has.
  mutating func nextToken() -> Int {
    lastToken += 1
    return lastToken
  }

  /// An offer of a role that waits for the person at this console.
  package var offerToMe: HandoffOffer? {
    incident.state.offers.first { $0.to == setting.me }
  }

  package func handle(of person: PersonID?) -> String {
    person.map(people.handle(of:)) ?? "nobody"
  }

  /// A stored text with its people as they are called.
  func shown(_ text: String) -> String { people.showingMentions(in: text) }
}
