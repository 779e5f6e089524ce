internal import Glibc
internal import IncidentModel
internal import IncidentTUI
internal import Logbook
internal import Processes

/// The console without a screen: entries come as lines, and the same input line is read.
///
/// For screen readers, dumb terminals, pipes and logs: nothing is drawn over, nothing blinks.
struct PlainConsole {
  private let session: Session
  private let incident: IncidentSummary
  private let worker: LogbookWorker
  private let isInteractive = isatty(STDIN_FILENO) == 1
  private var printer: TimelinePrinter
  private var seen: Int64
  /// Lines written here, which need not be told again.
  private var own: Set<EntryID> = []
  private var lineNumber = 0
  private var expected: String?
  private var hasRefused = false

  init(_ incident: IncidentSummary, _ session: Session) throws {
    self.session = session
    self.incident = incident
    worker = LogbookWorker(
      book: session.book, author: session.author, zone: session.zone, draftFolder: "",
      unsaved: session.unsaved, inbox: Inbox())
    seen = try session.book.newest()
    printer = TimelinePrinter(
      output: session.output, people: try session.book.people(), zone: session.zone)
  }

  /// Prints and reads until the input ends or `:quit` is typed.
  ///
  /// - Returns: whether every line could be logged.
  mutating func run() throws -> Bool {
    let shown = ShownIncident(
      summary: incident, incident: try session.book.incident(incident.id),
      people: try session.book.people(), now: session.now,
      last: try session.book.lines(of: incident.id, .last(10), filter: LineFilter()))
    try shown.print(in: session)
    if isInteractive {
      session.output.message(
        "A line and Enter logs it; a sign at its start says what it is (incident log --help); :COMMAND runs a command; :quit or Ctrl-D ends."
      )
    }
    let bell = try? Doorbell(logbook: session.book.path)
    var input = LineReader(STDIN_FILENO)
    while true {
      try tellNews()
      var waiting = [pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)]
      if let bell { waiting.append(pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0)) }
      _ = unsafe poll(&waiting, nfds_t(waiting.count), 2000)
      bell?.drain()
      guard waiting[0].revents != 0 else { continue }
      let lines = input.read()
      for line in lines where try !take(line) { return !hasRefused }
      if input.isAtEnd {
        try tellNews()
        return !hasRefused
      }
    }
  }

  /// Takes one typed line; false for the one that ends it all.
  private mutating func take(_ line: String) throws -> Bool {
    lineNumber += 1
    let text = String(line.trimmingSpaces())
    if text.isEmpty { return true }
    if text.hasPrefix(":") { return try command(String(text.dropFirst())) }
    var typed = text
    if let expected {
      typed = "\(expected) :: found \(text)"
      self.expected = nil
    }
    let composition = Composition(line: typed)
    if composition.kind == .surprise, !composition.text.isEmpty,
      (try? composition.event { PersonID(rawValue: $0) }) == nil
    {
      expected = typed
      session.output.message("and what was found?")
      return true
    }
    do {
      let at = try session.instant(composition.at)
      let ids = try worker.write(.lines([TypedLine(composition, at: at)]), to: incident.id)
      own.formUnion(ids)
      for id in ids {
        try session.output.line("saved \(id.shortText) \(composition.kind.rawValue)")
      }
    } catch {
      try refuse(error)
    }
    return true
  }

  private mutating func refuse(_ error: any Error) throws {
    hasRefused = true
    let messages = ErrorMessages(
      people: try session.book.people(), zone: session.zone, path: session.book.path)
    let place = isInteractive ? "" : "line \(lineNumber): "
    session.output.message("not saved: \(place)\(try messages.complaint(for: error).text)")
  }

  /// Runs a command of this program and waits for it.
  private mutating func command(_ line: String) throws -> Bool {
    let split = ShellWords(line)
    guard let first = split.all.first else { return true }
    if CommandCatalog.isLeaving(first) { return false }
    guard split.openQuote == nil, !CommandCatalog.wantingTerminal.contains(first) else {
      hasRefused = true
      session.output.message(
        split.openQuote.map { "a \($0) is opened and not closed" }
          ?? "\(first) wants a terminal of its own")
      return true
    }
    let own = session.childEnvironment.merging(["INCIDENT": incident.id.description]) { $1 }
    let pid = try Spawn(
      ["/proc/self/exe"] + split.all, environment: Spawn.ownEnvironment.merging(own) { $1 },
      input: .null
    ).started()
    var status: Int32 = 0
    while unsafe waitpid(pid, &status, 0) < 0, errno == EINTR {}
    if exitStatus(ofWait: status) != 0 { hasRefused = true }
    return true
  }

  private mutating func tellNews() throws {
    let news = try session.book.news(of: incident.id, after: &seen)
    guard !news.isEmpty else { return }
    printer.people = try session.book.people()
    for line in news where own.remove(line.id) == nil { try printer.print(line) }
  }
}
