internal import ArgumentParser
internal import Glibc
internal import IncidentModel
internal import Logbook

/// Prints the timeline.
struct TimelineCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "timeline",
    abstract: "Print the timeline, each entry with the id by which it can be named.",
    discussion: """
      The formats are always in UTC; the view for people is in your zone.

        incident timeline --kind decision --kind action --since -2h
        incident timeline 7k3f --format text > timeline.txt
        incident timeline --follow
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Which incident.", completion: .custom(CompletionLists.refs)) var ref: String?
  @Option(help: "Only entries of that kind; may be given again.") var kind: [Kind] = []
  @Option(
    parsing: .unconditional, help: ArgumentHelp("Only what happened since then.", valueName: "time")
  )
  var since: String?
  @Option(
    help: ArgumentHelp("Only what that person wrote.", valueName: "name"),
    completion: .custom(CompletionLists.people))
  var author: String?
  @Option(help: ArgumentHelp("Only the last of them.", valueName: "count")) var last: Int?
  @Flag(help: "What was retracted too.") var hidden = false
  @Option(help: "For files and programs instead of people.") var format: TimelineFormat?
  @Flag(help: "Go on with what is written from now on, until interrupted.") var follow = false

  func validate() throws {
    if follow, let format, format != .jsonl {
      throw ValidationError("--follow prints for people, or jsonl; not \(format.rawValue).")
    }
    if let last, last < 1 { throw ValidationError("--last takes a number from 1 on.") }
  }

  func run(in session: Session) throws {
    let incident = try session.incident(ref)
    let people = try session.book.people()
    var filter = LineFilter()
    filter.kinds = Set(kind)
    filter.since = try session.since(since)
    filter.showsHidden = hidden
    if let author { filter.authors = [try session.author(named: author, among: people)] }
    // What arrives while the first lines are printed is not to be missed.
    let newest = try session.book.newest()
    if let format, !follow {
      let lines = try session.book.allLines(of: incident.id, filter, last: last)
      return try session.output.write(try format.text(of: lines, incident, people, session))
    }
    var printer = LinePrinter(session: session, isJSON: session.options.json || format == .jsonl)
    if printer.isJSON, !follow {
      let lines = try session.book.allLines(of: incident.id, filter, last: last)
      return try session.output.document([
        "incident": incident.json, "entries": .array(lines.map { $0.json(people) }),
      ])
    }
    try session.book.forEachLine(of: incident.id, filter, last: last) {
      try printer.print($0, people)
    }
    if follow {
      try Follower(session: session, filter: filter).run(incident, after: newest, &printer)
    }
  }
}

/// Prints lines one by one, for people or as JSON documents.
struct LinePrinter {
  let session: Session
  let isJSON: Bool
  private var printer: TimelinePrinter?

  init(session: Session, isJSON: Bool) {
    self.session = session
    self.isJSON = isJSON
  }

  mutating func print(_ line: TimelineLine, _ people: People) throws {
    if isJSON { return try session.output.documentLine(["entry": line.json(people)]) }
    var printer =
      printer ?? TimelinePrinter(output: session.output, people: people, zone: session.zone)
    printer.people = people
    try printer.print(line)
    self.printer = printer
  }
}

extension Session {
  /// The author with that handle, or a part of the system as `system:NAME`.
  func author(named name: String, among people: People) throws -> Author {
    if name.hasPrefix("system:") { return Author(stored: name) }
    guard let person = people[handle: name] else {
      throw Failure.unknownPerson(name, closest: closest(to: name, among: people.handles, limit: 5))
    }
    return .person(person.id)
  }
}
