internal import IncidentModel
internal import IncidentTUI

/// Joins the state of the console with the loop, the terminal, the logbook, health and other programs.
struct Console: ConsoleApp {
  var state: AppState
  let desk: LogbookDesk
  let runner: CommandRunner
  let books: RunbookRunner
  let editor: Editor
  let inbox: Inbox<Message>
  /// nil while nothing is watched.
  let monitor: HealthMonitor?
  /// The last frame, while nothing but the time has changed since.
  private var shown: (frame: Frame, size: Size, day: String)?

  init(
    state: AppState, desk: LogbookDesk, runner: CommandRunner, books: RunbookRunner, editor: Editor,
    inbox: Inbox<Message>, monitor: HealthMonitor?
  ) {
    self.state = state
    self.desk = desk
    self.runner = runner
    self.books = books
    self.editor = editor
    self.inbox = inbox
    self.monitor = monitor
  }

  var isRunning: Bool { state.isRunning }

  mutating func handle(_ event: LoopEvent<Message>, at now: Instant) -> [TerminalOrder] {
    state.now = now
    let rows = state.health.items.count
    defer { if !event.changesOnlyClocks || state.health.items.count != rows { shown = nil } }
    switch event {
    case .key(let key): return perform(state.update(.key(key)))
    case .message(let message):
      tellMonitor(of: message)
      return perform(state.update(message))
    case .resized(let size): return perform(state.update(.resized(size)))
    case .wakeup:
      // The bell tells at once what this program writes anywhere; only others ring none.
      if now.milliseconds / 1000 % 10 == 0 { desk.perform(.lookIfChanged) }
      return perform(state.update(.tick))
    case .terminate, .terminalLost:
      // The next console offers what is half-typed again.
      desk.perform(.effect(.keepDraft(state.composer.draft)))
      return []
    }
  }

  /// Who has what in hand is in the timeline, whoever wrote it where.
  private func tellMonitor(of message: Message) {
    guard let monitor else { return }
    let entries: [Entry] =
      switch message {
      case .changed(let changes): changes.entries
      case .opened(let opening): opening.reports.map(\.entry)
      default: []
      }
    for entry in entries where entry.event.kind == .acknowledgement { monitor.take(entry) }
  }

  /// Does what the first screen asks for; nothing of that is about the terminal.
  func begin(_ effects: [Effect]) { _ = perform(effects) }

  private func perform(_ effects: [Effect]) -> [TerminalOrder] {
    effects.compactMap { effect in
      switch effect {
      case .save(let request, let incident, let token):
        desk.perform(.save(request, incident, token: token, at: state.now))
        return nil
      case .load, .find, .retryUnsaved, .keepDraft, .open, .listIncidents, .loadRelated,
        .loadBrief,
        .previewPostmortem, .listLearning:
        desk.perform(.effect(effect))
        return nil
      case .loadChecks(let subject):
        if let monitor { inbox.post(.checks(subject, monitor.checks(of: subject))) }
        return nil
      case .acknowledge(let subject, let because, let seconds):
        let made = monitor?.acknowledge(
          subject, by: .person(state.setting.me), because: because, for: seconds)
        inbox.post(.acknowledged(subject, made))
        return nil
      case .refreshHealth:
        monitor?.refresh()
        return nil
      case .settleFailover(let region):
        monitor?.settleFailover(of: region)
        return nil
      case .listRunbooks(let words):
        books.list(words)
        return nil
      case .openRunbook(let name):
        books.open(.name(name), isQuiet: state.incident.walk(of: name) != nil)
        return nil
      case .findRunbook(let lead):
        books.open(lead)
        return nil
      case .keepValues: return nil
      case .planStep(let choice, let values):
        books.plan(choice, values: values, in: place)
        return nil
      case .runStep(let preview, let way, let id):
        books.run(preview, way, id: id, in: place)
        return nil
      case .runInTerminal(let preview, let way):
        let (books, place) = (books, place)
        return .leaveScreen { books.runInTerminal(preview, way, in: place) }
      case .stopStep(let id):
        books.stop(id: id)
        return nil
      case .lookAfterSteps(let starts):
        books.look(after: starts, in: state.incident)
        return nil
      case .endLeftRunning(let start):
        books.end(start)
        return nil
      case .openTerminal(let step, let text, let values):
        let (books, place) = (books, place)
        return .leaveScreen {
          books.openTerminal(step: step, text: text, values: values, in: place)
        }
      case .loadCatalog:
        let inbox = inbox
        inBackground { inbox.post(.catalog(.ofProgram())) }
        return nil
      case .run(let words, let id):
        runner.run(words, id: id, incident: state.incident.isDeclared ? state.incident.id : nil)
        return nil
      case .stop(let id):
        runner.stop(id: id)
        return nil
      case .edit(let text): return edit(text)
      case .openLink(let link):
        if (try? LinkOpener.open(link)) == nil {
          inbox.post(.notice("the link could not be opened", isError: true))
        }
        return nil
      case .copy(let text): return .copy(text)
      case .notify(let text): return state.setting.attention == .bell ? .bell : .notify(text)
      case .theme(let theme): return .theme(theme)
      case .mouse(let isOn): return .mouse(isOn)
      case .suspend: return .suspend
      case .redraw: return .redraw
      case .quit: return nil
      }
    }
  }

  /// Where steps are run and written down.
  private var place: RunbookRunner.Place {
    RunbookRunner.Place(
      incident: state.incident.id, ref: state.setting.ref, runbook: state.book.runbook?.name ?? "")
  }

  private func edit(_ text: String) -> TerminalOrder {
    let (editor, inbox) = (editor, inbox)
    return .leaveScreen {
      switch editor.edit(text) {
      case .text(let text): inbox.post(.edited(text))
      case .failed(let why):
        inbox.post([.edited(nil), .notice(why, isError: true)])
      }
    }
  }

  mutating func render(_ size: Size, at now: Instant) -> Frame {
    state.size = size
    state.now = now
    let day = state.setting.zone.civil(now).dateText
    let frame: Frame
    if let shown, shown.size == size, shown.day == day {
      frame = state.renderClocks(over: shown.frame, size)
    } else {
      frame = state.render(size)
    }
    shown = (frame, size, day)
    return frame
  }

  mutating func didPresent(at now: Instant) { state.isModeShown = true }

  /// The second hand: the clock in the edge never stops.
  func nextWakeup(after now: Instant) -> Instant? {
    Instant(milliseconds: (now.milliseconds / 1000 + 1) * 1000)
  }
}

extension LoopEvent<Message> {
  /// Whether nothing but what shows a clock can look different: ages of health are clocks, too.
  fileprivate var changesOnlyClocks: Bool {
    switch self {
    case .wakeup, .message(.board): true
    case .key, .message, .resized, .terminate, .terminalLost: false
    }
  }
}
