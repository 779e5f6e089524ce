package import IncidentModel

/// Everything the console shows; the screen is a function of it.
package struct AppState: Equatable, Sendable {
  package var setting: Setting
  package var incident: Incident
  package var people: People
  package var timeline = TimelineView()
  /// How many surprises the incident has.
  package var surprises: Int
  package var now: Instant
  package var size = Size(columns: 80, rows: 24)
  package var mode = Mode.browsing
  package var focus = Panel.timeline.id
  package var isZoomed = false
  /// After Enter the input line stays open for the next entry.
  package var isScribe: Bool
  package var composer: Composer
  package var search = Search()
  package var notice: Notice?
  /// Selected row of the panel of tasks and questions.
  package var selectedWork = 0
  /// Requests on their way to the disk, by token.
  package var saving: [Int: Pending] = [:]
  package var isRunning = true
  /// Whether what the mode asks for has been on the screen: keys typed before do not answer it.
  package var isModeShown = true
  private var lastToken = 0

  /// What stays the same while the console runs, but for the zone.
  package struct Setting: Equatable, Sendable {
    package var ref: String
    package var me: PersonID
    package var glyphs: Glyphs
    /// The zone of this machine, which `T` exchanges for UTC.
    package var localZone: Zone
    package var isUTC: Bool
    /// Why nothing can be written, in a sentence.
    package var readOnly: String?
    /// Names of services and regions, which Tab completes.
    package var words: [String]

    package init(
      ref: String, me: PersonID, glyphs: Glyphs = .unicode, localZone: Zone = .utc,
      isUTC: Bool = false, readOnly: String? = nil, words: [String] = []
    ) {
      self.ref = ref
      self.me = me
      self.glyphs = glyphs
      self.localZone = localZone
      self.isUTC = isUTC
      self.readOnly = readOnly
      self.words = words
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
    package var what: String
  }

  /// What was searched for and where it was found.
  package struct Search: Equatable, Sendable {
    package var text = ""
    package var places: [TimelinePlace] = []
  }

  package init(
    setting: Setting, incident: Incident, people: People, surprises: Int, now: Instant,
    isScribe: Bool = false, history: [String] = []
  ) {
    self.setting = setting
    self.incident = incident
    self.people = people
    self.surprises = surprises
    self.now = now
    self.isScribe = isScribe
    composer = Composer(history: History(history))
    if isScribe { mode = .composing }
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
  mutating func save(_ request: SaveRequest, what: String, draft: String? = nil) -> [Effect] {
    if let reason = setting.readOnly {
      if let draft { composer.restore(draft) }
      say("not saved: \(reason)", isError: true)
      return []
    }
    lastToken += 1
    saving[lastToken] = Pending(draft: draft, what: what)
    return [.save(request, token: lastToken)]
  }

  /// An offer of a role that waits for the person at this console.
  package var offerToMe: HandoffOffer? {
    incident.state.offers.first { $0.to == setting.me }
  }

  package func handle(of person: PersonID?) -> String {
    person.map(people.handle(of:)) ?? "nobody"
  }
}

extension AppState {
  /// What changes the console by itself next: the second hand, while anything counts.
  package func nextTick(after now: Instant) -> Instant? {
    Instant(milliseconds: (now.milliseconds / 1000 + 1) * 1000)
  }
}
