internal import Dispatch
internal import IncidentModel
internal import IncidentTUI
internal import Logbook
internal import Synchronization

/// Does what the console asks of the logbook, in order and off the console's thread.
///
/// A slow disk makes answers late and never blocks a key.
final class LogbookDesk: Sendable {
  private let worker: LogbookWorker
  private let jobs: AsyncStream<LogbookWorker.Job>.Continuation
  private let isFinished = DispatchSemaphore(value: 0)

  init(_ worker: LogbookWorker) {
    self.worker = worker
    let (stream, continuation) = AsyncStream<LogbookWorker.Job>.makeStream()
    jobs = continuation
    let isFinished = isFinished
    Task.detached {
      var worker = worker
      for await job in stream { worker.perform(job) }
      isFinished.signal()
    }
  }

  /// Takes a job; the answer comes as a message.
  func perform(_ job: LogbookWorker.Job) { jobs.yield(job) }

  /// Waits until everything that was asked for is done, but not for ever: the disk may hang.
  func finish() {
    jobs.finish()
    _ = isFinished.wait(timeout: .now() + .seconds(5))
  }
}

/// The work itself; a value that one task owns.
struct LogbookWorker: Sendable {
  enum Job: Sendable {
    case effect(Effect)
    /// The bell rang.
    case look
    /// A while has passed: other programs ring no bell.
    case lookIfChanged
  }

  let book: Logbook
  let incident: IncidentID
  /// The handle of whoever sits at the console.
  let author: String
  let zone: Zone
  let draft: DraftFile?
  let inbox: Inbox<Message>
  /// The last entry that the console knows of, by its number.
  var seen: Int64
  private var dataVersion: Int64 = 0
  private var filter = LineFilter()

  init(
    book: Logbook, incident: IncidentID, author: String, zone: Zone, draft: DraftFile?,
    inbox: Inbox<Message>, seen: Int64
  ) {
    self.book = book
    self.incident = incident
    self.author = author
    self.zone = zone
    self.draft = draft
    self.inbox = inbox
    self.seen = seen
  }

  mutating func perform(_ job: Job) {
    do {
      switch job {
      case .effect(let effect): try perform(effect)
      case .look: try look()
      case .lookIfChanged:
        let version = try book.dataVersion()
        guard version != dataVersion else { return }
        dataVersion = version
        try look()
      }
    } catch {
      inbox.post(.notice(sentence(error), isError: true))
    }
  }

  private mutating func perform(_ effect: Effect) throws {
    switch effect {
    case .load(let page, let filter, let generation):
      self.filter = filter
      let lines = try book.lines(of: incident, page, filter: filter)
      let total = try book.count(of: incident, filter: filter)
      inbox.post(.page(page, lines, total: total, generation: generation))
    case .find(let text, let filter):
      var query = SearchQuery(text: text)
      query.kinds = filter.kinds
      query.since = filter.since
      query.incident = incident
      query.limit = 1000
      let places = try book.search(query).filter { filter.matches($0.line) }.map {
        TimelinePlace(id: $0.line.id, position: $0.line.entry.position)
      }
      inbox.post(.found(text, places))
    case .save(let request, let token): save(request, token)
    case .keepDraft(let text): draft?.keep(text)
    case .copy, .suspend, .redraw, .quit: break
    }
  }

  private mutating func save(_ request: SaveRequest, _ token: Int) {
    do {
      let ids = try write(request)
      try look()
      inbox.post(.saved(token: token, ids))
    } catch let error as LogbookError {
      inbox.post(.failed(token: token, sentence(error)))
    } catch {
      inbox.post(.refused(token: token, sentence(error)))
    }
  }

  private func write(_ request: SaveRequest) throws -> [EntryID] {
    try book.write { writer in
      let now = Session.clock()
      let me = Author.person(try writer.person(handle: author))
      func perform(_ command: Command, at: Instant? = nil) throws -> [EntryID] {
        try writer.perform(command, on: incident, Occasion(author: me, now: now, at: at)).map(\.id)
      }
      func line(_ id: EntryID) throws -> TimelineLine {
        guard let line = try writer.line(id) else { throw LogbookError.noSuchEntry(id) }
        return line
      }
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
        let stored = text.map { writer.people.storingMentions(in: $0) }
        return try perform(.correct(line(id), text: stored, at: at, kind: kind))
      case .retract(let id, let because):
        let stored = writer.people.storingMentions(in: because)
        return try perform(.retract(line(id), because: stored))
      case .answerOffer(_, let role, let accept):
        return try perform(accept ? .accept(role) : .decline(role, because: nil))
      }
    }
  }

  /// Tells the console what anybody has written since it last looked.
  private mutating func look() throws {
    let limit = 2000
    while true {
      let news = try book.changes(after: seen, limit: limit)
      guard let last = news.last else { return }
      seen = last.n
      try tell(news.map(\.entry).filter { $0.incident == incident })
      if news.count < limit { return }
    }
  }

  private func tell(_ entries: [Entry]) throws {
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
    inbox.post(
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
