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
      Without an incident it shows the list, in which D declares one. ? shows the keys. Everything \
      that stands in the timeline is on disk.

      With --plain it prints entries as lines and reads the same input line, for screen readers, \
      pipes and logs.

        incident console --scribe
        printf '= roll back\\n:status identified\\n' | incident console --plain
      """)
  static let makesLogbook = true

  @OptionGroup var globals: GlobalOptions

  @Flag(help: "Start in scribe mode: every key types, and Enter keeps the line open.")
  var scribe = false

  @Flag(help: "No screen: entries as lines, and lines as entries.")
  var plain = false

  @Flag(help: "Clicks select and the wheel scrolls; without it the mouse is the terminal's own.")
  var mouse = false

  @Option(
    help: ArgumentHelp(
      """
      How to call for an overdue timer or a role offered to you: \(words(Attention.allCases.map(\.rawValue))).
      """, valueName: "how"))
  var attention: Attention?

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
    var hasMouse = false
    var attention = Attention.off
    /// nil for the configuration's.
    var theme: Theme?
  }

  func run(in session: Session) throws {
    if plain {
      var console = try PlainConsole(session.incident(), session)
      if try !console.run() { throw ExitCode(ExitStatus.refused) }
      return
    }
    let choices = Choices(
      isScribe: scribe, hasMouse: mouse, attention: attention ?? .off, theme: theme)
    let end = try Self.open(try chosen(session), session, choices)
    if end != .finished { throw ExitCode(end.exitStatus) }
  }

  /// The incident that is meant; nil when that is to be chosen from the list.
  private func chosen(_ session: Session) throws -> IncidentSummary? {
    do {
      return try session.incident()
    } catch Failure.whichIncident {
      return nil
    }
  }

  /// Runs a console until it is left.
  ///
  /// `configuration` says what is watched, `shelf` where runbooks are, and `environment` what their steps
  /// get besides; a demo brings its own.
  static func open(
    _ incident: IncidentSummary?, _ session: Session, _ choices: Choices,
    configuration: Configuration? = nil, shelf: RunbookShelf? = nil,
    environment: [String: String] = [:]
  ) throws -> LoopEnd {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw TerminalFailure.notATerminal
    }
    let inbox = Inbox<Message>()
    let takenIn = Self.takeIn(session.book)
    let unsaved = UnsavedFile(logbook: session.book.path)
    var worker = LogbookWorker(
      book: session.book, author: session.author, zone: session.zone,
      draftFolder: session.draftFolder, unsaved: unsaved, inbox: inbox)
    worker.outside = UnsavedFolder.leftBehind(for: session.book.path).count
    let configuration = configuration ?? session.configuration
    let plan = HealthPlan(configuration)
    var state = try firstState(session, choices, configuration)
    state.setting.isWatching = !plan.isEmpty
    let first: Message =
      try incident.map { .opened(try worker.open($0.id)) } ?? list(worker)
    let doorbell = try? Doorbell(logbook: session.book.path)
    let term = environmentVariable("TERM") ?? ""
    var terminal = try CursesTerminal(
      theme: choices.theme ?? session.configuration.theme.flatMap { Theme(rawValue: $0) } ?? .dark,
      wantsColor: (environmentVariable("NO_COLOR") ?? "").isEmpty,
      escapeDelay: environmentVariable("ESCDELAY").flatMap { Int($0) } ?? 25, term: term)
    if choices.hasMouse { terminal.perform(.mouse(true)) }
    state.setting.glyphs = terminal.capabilities.glyphs
    state.size = terminal.size
    let effects = state.update(.outside(worker.outside)) + state.update(first)
    if takenIn > 0 {
      state.say("\(entryCount(takenIn)) kept outside on a bad disk: now in the logbook")
    }
    if terminal.capabilities.isFallback {
      state.say("TERM=\(term) is unknown here: xterm-256color stands in for it")
    }
    let desk = LogbookDesk(worker)
    let runner = CommandRunner(environment: session.childEnvironment, inbox: inbox)
    let books = RunbookRunner(
      session, shelf: shelf ?? session.shelf, environment: environment, inbox: inbox)
    let monitor = plan.isEmpty ? nil : watch(plan, desk, inbox)
    if case .opened(let opening) = first {
      for line in opening.reports { monitor?.take(line.entry) }
    }
    monitor?.start()
    var console = Console(
      state: state, desk: desk, runner: runner, books: books,
      editor: Editor(folder: session.draftFolder),
      inbox: inbox, monitor: monitor)
    console.begin(effects)
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
    monitor?.stop()
    runner.finish()
    books.finish()
    if !desk.finish() {
      for text in console.state.texts {
        session.output.message("not known to be saved: \(visible(maskingSecrets(in: text)))")
      }
    }
    if let left = unsaved.path {
      session.output.message(
        "NOT SAVED: what the logbook did not take is in \(visible(left)); the next console takes it in"
      )
    }
    return end
  }

  /// Takes in what earlier programs could not save; what does not work is left for `doctor` to tell.
  private static func takeIn(_ book: Logbook) -> Int {
    guard book.readOnlyReason == nil else { return 0 }
    let files = UnsavedFolder.leftBehind(for: book.path)
    return files.isEmpty ? 0 : (try? book.takeIn(files)) ?? 0
  }

  /// Watches what a plan says: boards go to the screen, changes into the timeline.
  private static func watch(
    _ plan: HealthPlan, _ desk: LogbookDesk, _ inbox: Inbox<Message>
  ) -> HealthMonitor {
    let services = plan.configuration.services
    return HealthMonitor(plan, clock: Session.clock) { news in
      // Ages alone are shown when the clock next ticks.
      inbox.post(
        [.board(HealthOutline(news.board, services: services))], quietly: !news.hasChanged)
      if !news.entries.isEmpty || !news.endedAcknowledgements.isEmpty {
        desk.perform(.health(news.entries, news.endedAcknowledgements))
      }
    }
  }

  /// The list of incidents: the open ones, or all when none is open.
  private static func list(_ worker: LogbookWorker) throws -> Message {
    let open = try worker.incidents(all: false)
    return open.isEmpty
      ? .incidents(try worker.incidents(all: true), all: true) : .incidents(open, all: false)
  }

  /// The state before any incident is shown.
  private static func firstState(
    _ session: Session, _ choices: Choices, _ configuration: Configuration
  ) throws -> AppState {
    let book = session.book
    let readOnly = book.readOnlyReason.map { ErrorMessages.reading(because: $0) }
    var people = try book.people()
    if readOnly == nil, people[handle: session.author] == nil,
      // On a disk that takes nothing the console opens all the same.
      (try? session.write { _, author in author }) != nil
    {
      people = try book.people()
    }
    var setting = AppState.Setting(
      me: people[handle: session.author]?.id ?? PersonID(rawValue: ""),
      localZone: session.zone, isUTC: session.options.utc, readOnly: readOnly)
    setting.services = configuration.services.map(\.name)
    setting.regions = configuration.regions.map(\.name)
    setting.hasMouse = choices.hasMouse
    setting.attention = choices.attention
    setting.opensLinks = LinkOpener.program != nil
    return AppState(
      setting: setting, people: people, now: session.now,
      isScribe: choices.isScribe && readOnly == nil)
  }
}

extension Session {
  /// Where half-typed entries are kept: beside the logbook, and in a shared folder apart for each login.
  var draftFolder: String {
    "\(folder(of: book.path))/drafts\(book.isShared ? "-\(Self.handle(fromLogin: login))" : "")"
  }

  /// What tells a command that this one starts which logbook is meant, and who writes.
  var childEnvironment: [String: String] {
    var variables = ["INCIDENT_LOGBOOK": book.path, "INCIDENT_USER": author]
    if let config = options.config { variables["INCIDENT_CONFIG"] = config }
    if options.utc {
      variables["TZ"] = "UTC"
    } else if let zone = options.zone {
      variables["TZ"] = zone
    }
    return variables
  }
}

extension Theme: ExpressibleByArgument {}
extension Attention: ExpressibleByArgument {}
