internal import ArgumentParser
internal import Glibc
internal import IncidentModel
internal import Logbook

/// Writes down what happened.
struct LogCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Write down what happens.",
    discussion: """
      A sign at the start chooses the kind: > action, = decision, ! surprise (expected … :: found …), \
      ? question, ~ hypothesis, # task, + follow-up, " update; none is an observation. \
      @14:02 or @-5m says when. With --kind the text is taken as it stands.

      `-` reads standard input, one entry a line, all or none, or with --each every line by itself as it \
      comes; there a leading time (14:02 text) is a time as well. A line may be JSON: {"text":…,"kind":…,"at":…,"ref":[…]}.

        incident log p99 of checkout is at 4 s
        incident log '> @cy /10m drain eu' --ref https://grafana.example/d/1
        incident log --kind decision --at -5m fail over to us
        printf '14:02 first page\\n14:05 = declare it\\n' | incident log -
        journalctl -fu checkout -g refused -o cat | incident log - --each
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The text, or - for standard input.") var text: [String]
  @Option(help: "What kind of entry it is.") var kind: Kind?
  @Option(help: ArgumentHelp("A link as evidence; may be given again.", valueName: "url"))
  var ref: [String] = []
  @Flag(help: "Keep lines of standard input that cannot be read as notes.") var keepGoing =
    false
  @Flag(help: "Write each line of standard input by itself, as soon as it comes.") var each = false
  @OptionGroup var moment: MomentOptions

  func validate() throws {
    if each, text != ["-"] { throw ValidationError("--each is for lines of standard input: log -") }
    if let kind, !kind.isRemark {
      let kinds = Kind.allCases.filter(\.isRemark).map(\.rawValue)
      throw ValidationError(
        "An entry of kind \(kind.rawValue) has a command of its own; --kind takes \(words(kinds)).")
    }
  }

  func run(in session: Session) throws {
    if each { return try logEach(session) }
    let isInput = text == ["-"]
    let lines = isInput ? try Self.inputLines() : [(number: 1, text: text.joined(separator: " "))]
    try write(lines, to: session.incident(), isInput: isInput, session)
  }

  /// Writes lines as they come; one that is refused or not saved does not keep the next from being tried.
  private func logEach(_ session: Session) throws {
    guard isatty(STDIN_FILENO) == 0 else { throw Failure.nothingOnInput }
    let incident = try session.incident()
    var input = LineReader(STDIN_FILENO)
    var number = 0
    var status: Int32?
    while !input.isAtEnd {
      for line in input.read() {
        number += 1
        if line.trimmingSpaces().isEmpty { continue }
        do {
          try write([(number, line)], to: incident, isInput: true, session)
        } catch {
          let complaint = try messages(session).complaint(for: error)
          session.output.message("incident: \(complaint.text)")
          status = max(status ?? 0, complaint.status)
        }
      }
    }
    if let status { throw ExitCode(status) }
  }

  private func messages(_ session: Session) -> ErrorMessages {
    // Where the logbook cannot be read any more the line before it was still told of.
    ErrorMessages(
      people: (try? session.book.people()) ?? People(), zone: session.zone,
      path: session.book.path)
  }

  private func write(
    _ lines: [(number: Int, text: String)], to incident: IncidentSummary, isInput: Bool,
    _ session: Session
  ) throws {
    let links = try ref.map { try checkedLink($0) }
    let now = session.now
    var problems: [Failure] = []
    let entries = try session.write { writer, author in
      problems = []
      return try lines.flatMap { line in
        let occasion = Occasion(author: author, now: now, allowsFuture: moment.future)
        do {
          let said = try isInput ? JSONComposition(line: line.text) : nil
          return try log(
            said?.composition ?? composition(of: line.text, isInput: isInput),
            links + (said?.links ?? []), on: incident.id, occasion, session, &writer)
        } catch let error where isInput && isAboutTheLine(error) {
          let problem = Failure.badLine(
            file: "standard input", line: line.number, reason: error, isKept: keepGoing)
          guard keepGoing else { throw problem }
          problems.append(problem)
          let note = Composition(kind: .note, text: line.text)
          return try log(note, [], on: incident.id, occasion, session, &writer)
        }
      }
    }
    try session.confirm(entries, in: incident)
    if problems.isEmpty { return }
    let messages = messages(session)
    for problem in problems {
      session.output.message("incident: \(try messages.complaint(for: problem).text)")
    }
  }

  /// The lines of standard input that say something, with their numbers.
  private static func inputLines() throws -> [(number: Int, text: String)] {
    guard isatty(STDIN_FILENO) == 0 else { throw Failure.nothingOnInput }
    let all = try readText(ofFile: "-").split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let lines = all.enumerated().map { (number: $0.offset + 1, text: String($0.element)) }
      .filter { !$0.text.trimmingSpaces().isEmpty }
    guard !lines.isEmpty else { throw Failure.nothingOnInput }
    return lines
  }

  private func composition(of line: String, isInput: Bool) -> Composition {
    guard let kind else { return Composition(line: line, readsLeadingTime: isInput) }
    guard isInput else { return Composition(kind: kind, text: line) }
    // The kind is given, a time may still open the line.
    var plain = Composition(line: line, readsLeadingTime: true)
    plain.kind = kind
    return plain
  }

  private func isAboutTheLine(_ error: any Error) -> Bool {
    error is TimeError || error is TextFormError || error is Rejection || error is Failure
      || isBadHandle(error)
  }

  private func isBadHandle(_ error: any Error) -> Bool {
    if case LogbookError.badHandle = error { true } else { false }
  }

  private func log(
    _ line: Composition, _ links: [String], on incident: IncidentID, _ given: Occasion,
    _ session: Session, _ writer: inout Writer
  ) throws -> [Entry] {
    var occasion = given
    occasion.at = try session.instant(moment.at ?? line.at, allowFuture: moment.future) ?? given.now
    let event = try writer.event(of: line)
    let command: Command =
      if case .update(let update) = event {
        .post(update.audience, text: update.text ?? "", nextSeconds: nil)
      } else {
        .log(event)
      }
    var entries = try writer.perform(command, on: incident, occasion)
    guard let logged = entries.first else { return entries }
    for link in links {
      entries += try writer.perform(
        .log(.reference(Reference(url: link, of: logged.id))), on: incident, occasion)
    }
    return entries
  }
}

extension Writer {
  /// The event a typed line stands for; people it is addressed to are found or made.
  mutating func event(of line: Composition) throws -> Event {
    var handles: Set<String> = []
    _ = try line.event { handle in
      handles.insert(handle)
      return PersonID(rawValue: handle)
    }
    var ids: [String: PersonID] = [:]
    for handle in handles { ids[handle] = try person(handle: handle) }
    let people = people
    let event = try line.event { ids[$0] ?? PersonID(rawValue: $0) }
    return event.mappingText { people.storingMentions(in: $0) }
  }
}
