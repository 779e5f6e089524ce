internal import ArgumentParser
internal import Glibc
internal import IncidentModel
internal import IncidentTUI
internal import Logbook

/// `incident console`, and `incident` alone.
struct ConsoleCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "console",
    abstract: "Open the console on an incident; what `incident` alone does.",
    discussion: """
      Example:

        incident console --scribe

      ? shows the keys. Everything that stands in the timeline is on disk.
      """)

  @OptionGroup var globals: GlobalOptions

  @Flag(help: "Start in scribe mode: every key types, and Enter keeps the line open.")
  var scribe = false

  @Option(
    help: ArgumentHelp(
      """
      The colours: \(Theme.allCases.map(\.rawValue).joined(separator: ", ")). \
      (default: the configuration's, else dark)
      """, valueName: "theme"))
  var theme: Theme?

  /// How a console begins.
  struct Choices {
    var isScribe = false
    /// nil for the configuration's.
    var theme: Theme?
  }

  func run(in session: Session) throws {
    let incident = try session.incident()
    let end = try Self.open(incident, session, Choices(isScribe: scribe, theme: theme))
    if end != .finished { throw ExitCode(end.exitStatus) }
  }

  /// Runs a console until it is left.
  static func open(
    _ incident: IncidentSummary, _ session: Session, _ choices: Choices
  ) throws -> LoopEnd {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw TerminalFailure.notATerminal
    }
    let inbox = Inbox<Message>()
    let draft = DraftFile(
      folder: draftFolder(session), incident: incident.id, author: session.author)
    let seen = try session.book.newest()
    let worker = LogbookWorker(
      book: session.book, incident: incident.id, author: session.author, zone: session.zone,
      draft: draft, inbox: inbox, seen: seen)
    var state = try firstState(incident, session, draft, isScribe: choices.isScribe)
    let doorbell = try? Doorbell(logbook: session.book.path)
    let term = environmentVariable("TERM") ?? ""
    var terminal = try CursesTerminal(
      theme: choices.theme ?? session.configuration.theme.flatMap { Theme(rawValue: $0) } ?? .dark,
      wantsColor: (environmentVariable("NO_COLOR") ?? "").isEmpty,
      escapeDelay: environmentVariable("ESCDELAY").flatMap { Int($0) } ?? 25, term: term)
    state.setting.glyphs = terminal.capabilities.glyphs
    state.size = terminal.size
    if terminal.capabilities.isFallback {
      state.say("TERM=\(term) is unknown here: xterm-256color stands in for it")
    }
    let desk = LogbookDesk(worker)
    var console = Console(state: state, desk: desk)
    let watched = doorbell.map { doorbell in
      WatchedDescriptor<Message>(doorbell.descriptor) {
        doorbell.drain()
        desk.perform(.look)
        return []
      }
    }
    let end = runEventLoop(
      &console, on: &terminal, inbox: inbox, watching: watched.map { [$0] } ?? [],
      now: Session.clock)
    desk.finish()
    return end
  }

  /// The state with the newest lines in it, so that the first frame is the real one.
  private static func firstState(
    _ incident: IncidentSummary, _ session: Session, _ draft: DraftFile?, isScribe: Bool
  ) throws -> AppState {
    let book = session.book
    let readOnly = book.readOnlyReason.map { ErrorMessages.reading(because: $0) }
    var people = try book.people()
    if readOnly == nil, people[handle: session.author] == nil {
      _ = try session.write { _, author in author }
      people = try book.people()
    }
    var state = AppState(
      setting: AppState.Setting(
        ref: incident.ref, me: people[handle: session.author]?.id ?? PersonID(rawValue: ""),
        localZone: session.zone, isUTC: session.options.utc, readOnly: readOnly,
        words: session.configuration.services.map(\.name)
          + session.configuration.regions.map(\.name)),
      incident: try book.incident(incident.id, forScreen: true), people: people,
      surprises: incident.surprises,
      now: session.now, isScribe: isScribe && readOnly == nil)
    // As much as a screen shows and its margin: more is loaded when the eye gets there.
    let page = Page.last(TimelineView.step / 2)
    let lines = try book.lines(of: incident.id, page, filter: LineFilter())
    _ = state.open()
    _ = state.update(
      .page(page, lines, total: incident.entries, generation: state.timeline.generation))
    if let text = draft?.leftBehind {
      state.composer.restore(text)
      state.say("a half-typed entry was kept: i goes on with it")
      if state.isScribe { state.mode = .composing }
    }
    return state
  }

  private static func draftFolder(_ session: Session) -> String {
    let folder = session.book.path.split(separator: "/", omittingEmptySubsequences: false)
      .dropLast().joined(separator: "/")
    return folder.isEmpty ? "drafts" : "\(folder)/drafts"
  }
}

extension Theme: ExpressibleByArgument {}
