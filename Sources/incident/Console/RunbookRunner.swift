internal import Glibc
internal import IncidentModel
internal import IncidentTUI
internal import Logbook
internal import Processes
internal import Runbooks
internal import Synchronization

/// Does what the console asks about runbooks, off its thread: finds, plans and runs; one step at a time.
final class RunbookRunner: Sendable {
  /// Where steps are run and written down.
  struct Place: Sendable {
    var incident: IncidentID
    var ref: String
    var runbook: String
  }

  private struct Running {
    var id: Int
    var process: StepProcess
  }

  private let book: Logbook
  private let shelf: RunbookShelf
  private let author: String
  private let environment: [String: String]
  private let patterns: [String]
  private let unsaved: UnsavedFile
  private let path: String
  private let zone: Zone
  private let inbox: Inbox<Message>
  private let running = Mutex<Running?>(nil)
  /// The runbooks, as they were when the list was last asked for.
  private let library = Mutex<RunbookLibrary?>(nil)

  init(
    _ session: Session, shelf: RunbookShelf, environment: [String: String], inbox: Inbox<Message>
  ) {
    book = session.book
    self.shelf = shelf
    author = session.author
    patterns = session.configuration.redact
    unsaved = session.unsaved
    path = session.book.path
    zone = session.zone
    self.inbox = inbox
    self.environment = Spawn.ownEnvironment.merging(session.childEnvironment) { $1 }
      .merging(environment) { $1 }
  }

  // MARK: Finding

  /// Lists the runbooks that hold all words.
  func list(_ words: String) {
    inBackground { [self] in
      let library = freshLibrary(isFresh: words.isEmpty)
      let exercises = (try? book.runbookExercises()) ?? [:]
      let now = Session.clock()
      let rows = library.items(containing: words).map { item in
        let fresh = RunbookFreshness(item.front, exercises[item.name], now: now)
        return RunbookRow(
          name: item.name, title: item.title, steps: item.steps,
          exercised: fresh.exercise == nil ? "never walked" : fresh.text, warning: fresh.warning)
      }
      inbox.post(.runbooks(rows, words: words))
    }
  }

  private func freshLibrary(isFresh: Bool) -> RunbookLibrary {
    if !isFresh, let known = library.withLock({ $0 }) { return known }
    let new = shelf.library()
    library.withLock { $0 = new }
    return new
  }

  /// Opens the runbook that something leads to; with `isQuiet` nobody asked, and that it is not there
  /// is no news.
  func open(_ lead: RunbookLead, isQuiet: Bool = false) {
    inBackground { [self] in
      do {
        let (runbook, heading) = try found(lead)
        inbox.post(.runbook(runbook, heading: heading))
      } catch {
        if !isQuiet { inbox.post(.notice(sentence(error), isError: true)) }
      }
    }
  }

  private func found(_ lead: RunbookLead) throws -> (Runbook, heading: String?) {
    let library = freshLibrary(isFresh: true)
    let match: RunbookLibrary.Match?
    switch lead {
    case .name(let name):
      match = library.match(link: name)
      guard match != nil else { return (try shelf.open(name, in: library), nil) }
    case .alert(let name, let labels): match = library.match(alert: name, labels: labels)
    case .service(let name):
      match = library.items(forService: name).first.map { RunbookLibrary.Match(item: $0) }
    }
    guard let match else {
      throw RunbookRefusal.unknown(
        lead.name, closest: library.items(containing: lead.name).prefix(5).map(\.name),
        folders: shelf.folders)
    }
    do throws(RunbookLibrary.Unreadable) {
      return (try RunbookLibrary.open(match.item), match.heading)
    } catch { throw RunbookRefusal.unreadable(error) }
  }

  // MARK: Running

  private func desk(_ place: Place) -> StepDesk {
    StepDesk(
      book: book, incident: place.incident, ref: place.ref, author: author,
      environment: environment,
      patterns: patterns, unsaved: unsaved)
  }

  /// Plans a command as its file says it now, and shows it.
  func plan(_ choice: StepChoice, values: [String: String], in place: Place) {
    inBackground { [self] in
      do {
        let runbook = try shelf.open(choice.runbook)
        let desk = desk(place)
        do throws(StepRefusal) {
          let plan = try desk.plan(
            runbook, step: choice.step, block: choice.block, undo: choice.isUndo, values: values)
          inbox.post([
            .runbook(runbook, heading: nil),
            .preview(
              StepPreview(
                choice: choice, plan: plan, rows: plan.preview(desk.mask(plan)), values: values)),
          ])
        } catch { inbox.post(.stepRefused(choice, error)) }
      } catch { inbox.post(.notice(sentence(error), isError: true)) }
    }
  }

  /// Runs what was previewed, when the file still says it; or asks others to approve it.
  func run(_ preview: StepPreview, _ way: StepWay, id: Int, in place: Place) {
    let process = StepProcess()
    switch way {
    case .run, .override: running.withLock { $0 = Running(id: id, process: process) }
    case .ask, .attested: break
    }
    inBackground { [self] in
      defer { running.withLock { if $0?.id == id { $0 = nil } } }
      do {
        let runbook = try shelf.open(preview.choice.runbook)
        let desk = desk(place)
        do throws(StepRefusal) {
          try desk.check(preview.plan, runbook, values: preview.values)
        } catch {
          // What it says now is shown, to be looked at before anything runs.
          if error == .changed { plan(preview.choice, values: preview.values, in: place) }
          throw RunbookRefusal.step(error, label: preview.plan.label)
        }
        switch way {
        case .ask: try ask(preview, runbook, desk)
        case .attested(let name): try attest(preview, name, runbook, desk, place)
        case .run: try run(preview, runbook, desk, process, id: id, override: nil)
        case .override(let reason):
          try run(preview, runbook, desk, process, id: id, override: reason)
        }
      } catch {
        inbox.post([
          .stepEnded(id: id, StepEnd(text: sentence(error), isFailed: true)),
          .notice(sentence(error), isError: true),
        ])
      }
    }
  }

  private func ask(_ preview: StepPreview, _ runbook: Runbook, _ desk: StepDesk) throws {
    let id = try desk.request(preview.plan, of: runbook)
    inbox.post(
      .notice(
        "asked for approval: A in another console, or `incident runbook approve \(id.shortText)`",
        isError: false))
  }

  /// Writes down who approved by word of mouth, and shows the preview again.
  private func attest(
    _ preview: StepPreview, _ name: String, _ runbook: Runbook, _ desk: StepDesk, _ place: Place
  ) throws {
    let known = try book.incident(place.incident).walk(of: runbook.name)?[preview.plan.step]?
      .request
    let isOpen =
      known.map { $0.command.digest == preview.plan.digest && $0.isOpen(at: Session.clock()) }
      ?? false
    let request = isOpen ? known?.id : nil
    var step = preview.plan.entry(.approved)
    (step.of, step.attested) = (try request ?? desk.request(preview.plan, of: runbook), name)
    _ = try desk.write(step, of: runbook, revision: preview.plan.revision)
    // The console has to hear of it before the preview asks again.
    inBackground(after: 0.3) { [inbox] in inbox.post(.preview(preview)) }
  }

  private func run(
    _ preview: StepPreview, _ runbook: Runbook, _ desk: StepDesk, _ process: StepProcess, id: Int,
    override: String?
  ) throws {
    let plan = preview.plan
    let start = try desk.start(plan, of: runbook, override: override)
    let inbox = inbox
    let end = desk.run(plan, start: start, process: process) { inbox.post(.stepOutput(id: id, $0)) }
    let written = try desk.finish(plan, start: start, end, of: runbook)
    inbox.post(.stepEnded(id: id, Self.end(of: plan, end, written)))
  }

  private static func end(
    of plan: StepPlan, _ end: Result<StepRun.End, StepFailure>, _ written: WalkEntries
  ) -> StepEnd {
    switch end {
    case .failure(let failure): return StepEnd(text: failure.text, isFailed: true)
    case .success(let end):
      let outcome = end.outcome
      var text = outcome.unmet.map { "not as expected: \($0)" } ?? "exit \(end.exitStatus)"
      text += " after \(durationText(outcome.milliseconds / 1000))"
      if plan.attributes.isCheck, outcome.unmet == nil {
        text = end.exitStatus == 2 ? "nearly: \(text)" : "well: \(text)"
      }
      if let left = outcome.leftRunning {
        text += "; left running: \(left.joined(separator: ", "))"
      }
      if outcome.unmet != nil, let undo = plan.undo { text += "; U reverts it (\(undo))" }
      for note in written.notes { text += "; \(note)" }
      return StepEnd(
        text: text, isFailed: outcome.unmet != nil,
        isWarning: outcome.unmet == nil && end.exitStatus != 0, values: end.variables)
    }
  }

  /// Ends the step that runs.
  func stop(id: Int) { running.withLock { if $0?.id == id { $0?.process.stop() } } }

  /// Ends what runs, as the console is left, and waits until that is written down.
  func finish() {
    running.withLock { $0?.process.stop() }
    for _ in 0..<800 where running.withLock({ $0 != nil }) { usleep(10_000) }
  }

  // MARK: What has no end

  /// Looks what became of commands that were started and have no end.
  func look(after starts: [EntryID], in incident: Incident) {
    let steps = incident.state.walks.flatMap(\.steps)
    let runners = starts.map { id in
      (id, steps.first { $0.started?.id == id }?.started?.command?.runner)
    }
    inBackground { [self] in
      var fates: [EntryID: StepFate] = [:]
      for (id, runner) in runners {
        guard let runner else {
          fates[id] = .unknown(leftRunning: [])
          continue
        }
        switch Leftovers.isRunning(runner) {
        case nil: fates[id] = .otherMachine(runner.host)
        case true?: fates[id] = .runsElsewhere
        case false?: fates[id] = .unknown(leftRunning: Leftovers.of(id).map(\.text))
        }
      }
      inbox.post(.fates(fates))
    }
  }

  /// Ends what still runs of a command.
  func end(_ start: EntryID) {
    inBackground { [self] in
      Leftovers.end(start)
      inbox.post(.fates([start: .unknown(leftRunning: Leftovers.of(start).map(\.text))]))
    }
  }

  // MARK: Terminals

  /// Opens a shell on the user's terminal for what a step means to be typed there, and records it.
  func openTerminal(step: String, text: String, values: [String: String], in place: Place) {
    do {
      let runbook = try shelf.open(place.runbook)
      guard let found = runbook[step: step] else { throw StepRefusal.noSuchStep(step) }
      let desk = desk(place)
      let label = runbook.label(of: found, values)
      var plan = StepPlan(
        runbook: runbook.name, path: runbook.path, line: found.lines.lowerBound, step: step,
        label: label,
        text: text, folder: folder(of: runbook.path))
      plan.digest = digest(ofText: text)
      plan.attributes.timeoutSeconds = 0
      (plan.user, plan.host) = (author, Leftovers.host)
      let start = try desk.start(plan, of: runbook, override: nil)
      print(visible("\(label)\n\n\(text)\n", multiline: true))
      print("Leave this shell with `exit` or Ctrl-D to come back to the incident.")
      let shell = environment["SHELL"].flatMap { $0.isEmpty ? nil : $0 } ?? "/bin/bash"
      // However the shell is left, it was used: what came of it a person says.
      plan.attributes.exits = Set(0...255)
      plan.values = values
      plan.secrets = Set(
        values.keys.filter(SecretMask.isSecretName)
          + runbook.front.parameters.filter(\.isSecret).map(\.name))
      let end = desk.runInTerminal(plan, [shell], start: start).map { end in
        var end = end
        end.outcome.endedBy = RunbookStep.Outcome.leftTerminal
        return end
      }
      _ = try desk.finish(plan, start: start, end, of: runbook)
      inbox.post(
        .notice("back from the terminal: Space says that \(found.number) is done", isError: false))
    } catch { inbox.post(.notice(sentence(error), isError: true)) }
  }

  /// Runs a step that wants the user's terminal for itself.
  func runInTerminal(_ preview: StepPreview, _ way: StepWay, in place: Place) {
    do {
      let runbook = try shelf.open(preview.choice.runbook)
      let desk = desk(place)
      let plan = preview.plan
      do throws(StepRefusal) { try desk.check(plan, runbook, values: preview.values) } catch {
        throw RunbookRefusal.step(error, label: plan.label)
      }
      var reason: String?
      if case .override(let text) = way { reason = text }
      let start = try desk.start(plan, of: runbook, override: reason)
      let end = desk.runInTerminal(plan, start: start)
      let written = try desk.finish(plan, start: start, end, of: runbook)
      let said = Self.end(of: plan, end, written)
      inbox.post(.notice("\(plan.label): \(said.text)", isError: said.isFailed))
    } catch { inbox.post(.notice(sentence(error), isError: true)) }
  }

  private func sentence(_ error: any Error) -> String {
    if let refusal = error as? StepRefusal { return refusal.text }
    let messages = ErrorMessages(people: (try? book.people()) ?? People(), zone: zone, path: path)
    return (try? messages.complaint(for: error).text) ?? "\(error)"
  }
}
