internal import IncidentModel
internal import IncidentTUI
internal import Logbook
internal import Runbooks

/// The work of the ``LogbookDesk``; a value that one task owns.
struct LogbookWorker: Sendable {
  enum Job: Sendable {
    case effect(Effect)
    /// Writes entries that were asked for at that moment.
    case save(SaveRequest, IncidentID, token: Int, at: Instant)
    /// The bell rang.
    case look
    /// A while has passed: other programs ring no bell.
    case lookIfChanged
    /// What watches health has seen, to be written by one of the consoles.
    case health([HealthEntry], [EndedAcknowledgement])
  }

  let book: Logbook
  /// The incident that is shown; nil before one is chosen.
  private(set) var incident: IncidentID?
  /// The handle of whoever sits at the console.
  let author: String
  let zone: Zone
  let draftFolder: String
  let inbox: Inbox<Message>
  private var draft: DraftFile?
  /// Whether this console writes down what health does; one of all that are open does.
  let lead: HealthLead
  /// The last entry that the console knows of, by its number.
  private var seen: Int64 = 0
  private var dataVersion: Int64 = 0
  private var origin: OriginID
  private var filter = LineFilter()
  /// Where what the logbook does not take is kept, and what that is, in order.
  let unsaved: UnsavedFile
  var waiting: [WaitingRequest] = []
  /// Files of others that the logbook has not taken in.
  var outside = 0
  /// Why the first of them is not in the logbook.
  var lastReason = ""
  /// Answers of the job at hand: they go out together, so that they make one frame.
  var answers: [Message] = []

  /// A request that the logbook has not taken yet.
  struct WaitingRequest: Sendable {
    var request: SaveRequest
    var incident: IncidentID
    var token: Int
    /// When it was asked for.
    var at: Instant
    var attempt = Attempt<[EntryID]>()
    /// The entries it will make, as far as that could be found out.
    var ids: [EntryID] = []
  }

  init(
    book: Logbook, author: String, zone: Zone, draftFolder: String, unsaved: UnsavedFile,
    inbox: Inbox<Message>
  ) {
    self.book = book
    origin = book.origin
    self.unsaved = unsaved
    self.author = author
    self.zone = zone
    self.draftFolder = draftFolder
    self.inbox = inbox
    lead = HealthLead(logbook: book.path)
  }

  mutating func perform(_ job: Job) {
    defer {
      inbox.post(answers)
      answers = []
    }
    do {
      switch job {
      case .effect(let effect): try perform(effect)
      case .save(let request, let incident, let token, let at):
        save(request, to: incident, token, at: at)
      case .look: try look()
      case .lookIfChanged:
        takeInLeftBehind()
        let version = try book.dataVersion()
        guard version != dataVersion else { return }
        dataVersion = version
        try look()
      case .health(let entries, let ended): try record(entries, ended)
      }
    } catch {
      answers.append(.notice(sentence(error), isError: true))
    }
  }

  private mutating func perform(_ effect: Effect) throws {
    switch effect {
    case .load(let page, let filter, let generation):
      guard let incident else { return }
      self.filter = filter
      let lines = try book.lines(of: incident, page, filter: filter)
      let total = try book.count(of: incident, filter: filter)
      answers.append(.page(page, lines, total: total, generation: generation))
    case .find(let text, let filter):
      var query = SearchQuery(text: text)
      query.kinds = filter.kinds
      query.since = filter.since
      query.incident = incident
      query.limit = 1000
      let places = try book.search(query).filter { filter.matches($0.line) }.map {
        TimelinePlace(id: $0.line.id, position: $0.line.entry.position)
      }
      answers.append(.found(text, places))
    case .retryUnsaved: retryUnsaved()
    case .keepDraft(let text): draft?.keep(text)
    case .open(let id): answers.append(.opened(try open(id)))
    case .listIncidents(let all): answers.append(.incidents(try incidents(all: all), all: all))
    case .loadRelated(let id): answers.append(.related(id, try book.lines(about: id)))
    case .loadBrief:
      guard let incident else { return }
      let decisions = try book.lastDecisions(of: incident)
      let brief = try book.incident(incident).brief(at: Session.clock(), decisions: decisions)
      answers.append(.brief(brief))
    case .previewPostmortem: try previewPostmortem()
    case .listLearning: answers.append(.learning(try book.learningRows(at: Session.clock(), zone)))
    case .save, .loadChecks, .acknowledge, .refreshHealth, .settleFailover, .listRunbooks,
      .openRunbook,
      .findRunbook, .keepValues, .planStep, .runStep, .runInTerminal, .stopStep, .lookAfterSteps,
      .endLeftRunning,
      .openTerminal, .loadCatalog, .run, .stop, .edit, .openLink, .copy, .notify, .theme, .mouse,
      .suspend,
      .redraw, .quit:
      break
    }
  }

  /// Goes to an incident: what a console shows first of it.
  mutating func open(_ id: IncidentID) throws -> Opening {
    guard let summary = try book.summary(of: id) else { throw LogbookError.noSuchIncident(id) }
    seen = try book.newest()
    incident = id
    filter = LineFilter()
    draft?.release()
    let known = DraftFile(folder: draftFolder, incident: id, author: author)
    draft = known
    // As much as a screen shows and its margin: more is loaded when the eye gets there.
    let page = Page.last(TimelineView.step / 2)
    return Opening(
      ref: summary.ref, incident: try book.incident(id, forScreen: true),
      people: try book.people(), page: page,
      lines: try book.lines(of: id, page, filter: filter),
      reports: try book.reports(of: id, limit: Reports.limit), total: summary.entries,
      surprises: summary.surprises, draft: known?.leftBehind)
  }

  /// The incidents of the list, the newest first.
  func incidents(all: Bool) throws -> [IncidentRow] {
    try book.incidents(IncidentFilter(scope: all ? .all : .open)).map { summary in
      IncidentRow(
        id: summary.id, ref: summary.ref, title: summary.title, severity: summary.severity,
        status: summary.status, mode: summary.mode, declaredAt: summary.declaredAt,
        entries: summary.entries)
    }
  }

  private mutating func previewPostmortem() throws {
    guard let incident, let summary = try book.summary(of: incident) else { return }
    let source = PostmortemSource(
      incident: try book.incident(incident), lines: try book.allLines(of: incident),
      people: try book.people(), options: PostmortemOptions(now: Session.clock()),
      learning: PostmortemLearning(of: incident, in: try book.register()))
    let text = HousePostmortem().render(source)
    let left = text.split(separator: "\n").count { $0.hasPrefix("<!-- write:") }
    answers.append(
      .document(
        title: "The postmortem as it would be now, \(left) places to write", text,
        command: "postmortem -o postmortem-\(summary.ref).md"))
  }

  // MARK: News

  /// Tells the console what anybody has written since it last looked.
  mutating func look() throws {
    let limit = 2000
    let now = try book.currentOrigin()
    let isGone = try incident.map { try book.summary(of: $0) == nil } ?? false
    if now != origin || isGone {
      // A backup was restored, or the incident purged: what this console knows may be no more.
      origin = now
      return try reopen()
    }
    while true {
      let news = try book.changes(after: seen, limit: limit)
      guard let last = news.last else { return }
      seen = last.n
      if let incident {
        try tell(news.map(\.entry).filter { $0.incident == incident }, of: incident)
      }
      if news.count < limit { return }
    }
  }

  private mutating func reopen() throws {
    seen = try book.newest()
    guard let incident else { return }
    if try book.summary(of: incident) != nil {
      answers.append(.opened(try open(incident)))
      answers.append(.notice("a backup was restored: this is what it holds", isError: true))
    } else {
      self.incident = nil
      answers.append(.closed(try incidents(all: true)))
      answers.append(
        .notice(
          "this incident is no longer in the logbook: purged, or not in the backup", isError: true))
    }
  }

  private mutating func tell(_ entries: [Entry], of incident: IncidentID) throws {
    guard !entries.isEmpty else { return }
    var changed: Set<EntryID> = []
    var fresh: Set<EntryID> = []
    for entry in entries {
      if entry.event.kind?.isAmendment == true, let target = entry.event.target {
        changed.insert(target)
      } else {
        changed.insert(entry.id)
        fresh.insert(entry.id)
      }
    }
    let summary = try book.summary(of: incident)
    answers.append(
      .changed(
        Changes(
          entries: entries, lines: try changed.compactMap { try book.line($0) }, fresh: fresh,
          people: try book.people(), total: try book.count(of: incident, filter: filter),
          surprises: summary?.surprises ?? 0)))
  }

  func sentence(_ error: any Error) -> String {
    let people = (try? book.people()) ?? People()
    let messages = ErrorMessages(people: people, zone: zone, path: book.path)
    return (try? messages.complaint(for: error).text) ?? "\(error)"
  }
}
