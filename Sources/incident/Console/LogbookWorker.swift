internal import IncidentModel
internal import IncidentTUI
internal import Logbook
internal import Runbooks

/// The work of the ``LogbookDesk``; a value that one task owns.
struct LogbookWorker: Sendable {
  enum Job: Sendable {
    case effect(Effect)
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
  private let unsaved: UnsavedFile
  private var waiting: [WaitingRequest] = []
  /// Why the first of them is not in the logbook.
  private var lastReason = ""
  /// Answers of the job at hand: they go out together, so that they make one frame.
  private var answers: [Message] = []

  /// A request that the logbook has not taken yet.
  private struct WaitingRequest: Sendable {
    var request: SaveRequest
    var incident: IncidentID
    var token: Int
    /// When it was asked for.
    var at: Instant
    var attempt = Attempt<[EntryID]>()
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
      case .look: try look()
      case .lookIfChanged:
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
    case .save(let request, let incident, let token): save(request, to: incident, token)
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
    case .loadChecks, .acknowledge, .refreshHealth, .settleFailover, .listRunbooks, .openRunbook,
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

  // MARK: Writing

  private mutating func save(_ request: SaveRequest, to target: IncidentID, _ token: Int) {
    do {
      if case .declare(let title, let severity, let began) = request {
        let declared = try declare(title, severity, began)
        answers.append(.saved(token: token, []))
        answers.append(.opened(try open(declared)))
        return
      }
      retryUnsaved()
      var first = WaitingRequest(
        request: request, incident: target, token: token, at: Session.clock())
      guard waiting.isEmpty else { return try keep(&first, because: nil) }
      do {
        let ids = try write(&first)
        try look()
        answers.append(.saved(token: token, ids))
      } catch let error as LogbookError where error.mayPass && book.readOnlyReason == nil {
        try keep(&first, because: error)
      }
    } catch let error as LogbookError {
      answers.append(.failed(token: token, sentence(error)))
    } catch {
      answers.append(.refused(token: token, sentence(error)))
    }
  }

  private func declare(_ title: String, _ severity: Severity?, _ began: Instant?) throws
    -> IncidentID
  {
    try book.write { writer in
      var new = NewIncident(title: title)
      new.severity = severity
      new.impactStarted = began
      let me = Author.person(try writer.person(handle: author))
      return try writer.declare(new, Occasion(author: me, now: Session.clock())).id
    }
  }

  /// Puts a request behind those that wait, and what it would write into a file elsewhere.
  private mutating func keep(_ request: inout WaitingRequest, because error: LogbookError?) throws {
    let me = self
    let asked = request
    let scratch = UnsavedFolder.all(for: book.path).first(where: UnsavedFolder.make)
    let rehearsal = try? book.rehearse(&request.attempt, scratchFolder: scratch) { writer in
      try me.write(asked.request, to: asked.incident, revised: nil, at: asked.at, &writer)
    }
    let file = rehearsal.flatMap { unsaved.keep($0) }
    waiting.append(request)
    let messages = ErrorMessages(zone: zone, path: book.path)
    lastReason = error.map { messages.reason($0) } ?? lastReason
    let place = file.map { "kept in \(visible($0))" } ?? "kept on this screen alone"
    answers.append(
      .unsaved(token: request.token, "\(lastReason); \(place), tried again every second"))
  }

  /// Writes what waits, in order, as far as the logbook takes it.
  private mutating func retryUnsaved() {
    guard !waiting.isEmpty else { return }
    while let first = waiting.first {
      do {
        let ids = try write(&waiting[0])
        answers.append(.saved(token: first.token, ids))
      } catch let error as LogbookError where error.mayPass {
        return
      } catch {
        answers.append(.refused(token: first.token, sentence(error)))
      }
      waiting.removeFirst()
    }
    unsaved.discard()
    try? look()
  }

  /// Writes what is asked for, all or none; what the disk does not take is kept elsewhere.
  func write(_ request: SaveRequest, to incident: IncidentID) throws -> [EntryID] {
    let revised = try revised(request, incident)
    return try book.write(keepingIn: unsaved) { writer in
      try write(request, to: incident, revised: revised, at: Session.clock(), &writer)
    }
  }

  private func write(_ waiting: inout WaitingRequest) throws -> [EntryID] {
    let (request, incident, at) = (waiting.request, waiting.incident, waiting.at)
    let revised = try revised(request, incident)
    return try book.write(&waiting.attempt) { writer in
      try write(request, to: incident, revised: revised, at: at, &writer)
    }
  }

  /// Where a runbook comes from, with its revision, when a walk of it begins.
  private func revised(
    _ request: SaveRequest, _ incident: IncidentID
  ) throws -> RunbookStep.Origin? {
    var revised: RunbookStep.Origin?
    if case .walk(let step, let origin, let again) = request,
      try again || book.incident(incident).walk(of: step.runbook) == nil
    {
      // Before anything is locked: git takes a moment.
      revised = origin
      revised?.revision = revision(ofFile: origin.path)
    }
    return revised
  }

  private func write(
    _ request: SaveRequest, to incident: IncidentID, revised: RunbookStep.Origin?,
    at now: Instant, _ writer: inout Writer
  ) throws -> [EntryID] {
    let me = Author.person(try writer.person(handle: author))
    func perform(_ command: Command, at: Instant? = nil) throws -> [EntryID] {
      try writer.perform(command, on: incident, Occasion(author: me, now: now, at: at)).map(\.id)
    }
    func line(_ id: EntryID) throws -> TimelineLine {
      guard let line = try writer.line(id) else { throw LogbookError.noSuchEntry(id) }
      return line
    }
    let people = writer.people
    let stored = { (text: String) in people.storingMentions(in: text) }
    switch request {
    case .lines(let typed):
      return try typed.flatMap { typed in
        let event = try writer.event(of: typed.composition)
        if case .update(let update) = event {
          let text = update.text ?? ""
          return try perform(.post(update.audience, text: text, nextSeconds: nil), at: typed.at)
        }
        return try perform(.log(event), at: typed.at)
      }
    case .correct(let id, let text, let at, let kind):
      return try perform(.correct(line(id), text: text.map(stored), at: at, kind: kind))
    case .retract(let id, let because):
      return try perform(.retract(line(id), because: stored(because)))
    case .offer(let role, let handle, let because):
      let to = try writer.person(handle: handle)
      return try perform(.offer(role, to: to, because: because.map(stored)))
    case .assign(let role, let handle):
      return try perform(.assign(role, writer.person(handle: handle)))
    case .command(let command, let at): return try perform(command.mappingTexts(stored), at: at)
    case .walk(let step, let origin, let again):
      let written = try writer.walk(
        step, of: revised ?? origin, on: incident, Occasion(author: me, now: now), again: again)
      return written.entries.map(\.id)
    case .declare: return []
    }
  }

  // MARK: News

  /// Tells the console what anybody has written since it last looked.
  mutating func look() throws {
    let limit = 2000
    let now = try book.currentOrigin()
    if now != origin {
      // A backup was restored: what this console knows may never have been.
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
    let isThere = try book.summary(of: incident) != nil
    answers.append(
      isThere ? .opened(try open(incident)) : .incidents(try incidents(all: true), all: true))
    answers.append(
      .notice(
        isThere
          ? "a backup was restored: this is what it holds"
          : "a backup was restored in which this incident is not", isError: true))
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

  private func sentence(_ error: any Error) -> String {
    let people = (try? book.people()) ?? People()
    let messages = ErrorMessages(people: people, zone: zone, path: book.path)
    return (try? messages.complaint(for: error).text) ?? "\(error)"
  }
}
