internal import IncidentModel
internal import IncidentTUI
internal import Logbook
internal import Runbooks

/// Writing what the console asks for, and keeping what the logbook does not take until it does.
extension LogbookWorker {
  mutating func save(
    _ request: SaveRequest, to target: IncidentID, _ token: Int, at: Instant
  ) {
    do {
      if case .declare(let title, let severity, let began) = request {
        let declared = try declare(title, severity, began)
        answers.append(.saved(token: token, []))
        answers.append(.opened(try open(declared)))
        return
      }
      retryUnsaved()
      var first = WaitingRequest(
        request: request, incident: target, token: token, at: at)
      guard waiting.isEmpty else { return try keep(&first, because: nil) }
      do {
        let ids = try write(&first)
        try look()
        answers.append(.saved(token: token, ids))
        if book.takeUsedReserve() { answers.append(.notice(Session.fullDisk, isError: true)) }
      } catch let error as LogbookError where error.mayPass && book.readOnlyReason == nil {
        try keep(&first, because: error)
      }
    } catch let error as LogbookError where error.mayPass {
      let reason = ErrorMessages(zone: zone, path: book.path).reason(error)
      answers.append(.failed(token: token, "\(reason); nothing was written, do it again"))
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
    var rehearsal: Rehearsal?
    do {
      rehearsal = try book.rehearse(&request.attempt, scratchFolder: scratch) { writer in
        try me.write(asked.request, to: asked.incident, revised: nil, at: asked.at, &writer)
      }
    } catch let refusal as Rejection where waiting.isEmpty {
      // What the rules refuse now is not kept to be refused later.
      throw refusal
    } catch {}
    request.ids = rehearsal?.entries.map(\.id) ?? []
    let file = rehearsal.flatMap { unsaved.keep($0) }
    waiting.append(request)
    let messages = ErrorMessages(zone: zone, path: book.path)
    lastReason = error.map { messages.reason($0) } ?? lastReason
    let place = file.map { "kept in \(visible(folder(of: $0)))" } ?? "kept on this screen alone"
    answers.append(
      .unsaved(token: request.token, "\(lastReason); \(place), tried again every second"))
  }

  /// Takes in what others had to leave outside, now that the logbook takes it.
  mutating func takeInLeftBehind() {
    guard book.readOnlyReason == nil, waiting.isEmpty else { return }
    let files = UnsavedFolder.leftBehind(for: book.path)
    let count = files.isEmpty ? 0 : (try? book.takeIn(files)) ?? -1
    if count > 0 {
      answers.append(
        .notice(
          "\(entryCount(count)) kept outside on a bad disk: now in the logbook", isError: false))
    }
    let left = UnsavedFolder.leftBehind(for: book.path).count
    if left != outside { answers.append(.outside(left)) }
    outside = left
  }

  /// Writes what waits, in order, as far as the logbook takes it.
  mutating func retryUnsaved() {
    guard !waiting.isEmpty else { return }
    while let first = waiting.first {
      do {
        answers.append(.saved(token: first.token, try write(&waiting[0])))
      } catch let error as LogbookError where error.mayPass {
        return
      } catch  where isInPlace(first) {
        // Somebody has taken in the file in which it was kept.
        answers.append(.saved(token: first.token, first.ids))
      } catch {
        answers.append(.refused(token: first.token, sentence(error)))
      }
      waiting.removeFirst()
    }
    unsaved.discard()
    try? look()
  }

  private func isInPlace(_ request: WaitingRequest) -> Bool {
    !request.ids.isEmpty && request.ids.allSatisfy { (try? book.contains($0)) == true }
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
}
