internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Reads an incident from a file.
struct ImportCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Read an incident from a file; prints its ref.",
    discussion: """
      text is TIME<tab>KIND<tab>TEXT, csv has a header with at least time, kind and text, jsonl is \
      what `export` writes. All or nothing; importing a file again adds nothing, one that grew adds \
      what is new. Times without a zone are in UTC unless --zone says otherwise.

        incident import timeline.txt
        incident import pasted.csv --dry-run
        incident import - --format text --keep-going < notes
      """)
  static let makesLogbook = true

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The file, or - for standard input.", completion: .file()) var file: String
  @Option(help: "The format; else by the extension of the file, else by what is in it.")
  var format: ImportFormat?
  @Flag(help: "Only say what would be done.") var dryRun = false
  @Flag(help: "Keep lines that cannot be read as notes.") var keepGoing = false
  @Flag(help: "Allow times more than a minute ahead.") var future = false

  func run(in session: Session) throws {
    let bytes = try readBytes(ofFile: file)
    // What was kept on a bad day may end in half a letter; of any other file it is told.
    let text =
      bytes.starts(with: Array("{\"logbook\":".utf8))
      ? String(decoding: bytes, as: UTF8.self) : try text(of: bytes, path: file)
    let format = format ?? ImportFormat(path: file) ?? ImportFormat(content: text)
    switch format {
    case .jsonl: try importRecords(text, session)
    case .text, .csv:
      var name = file == "-" ? "imported" : String(file.split(separator: "/").last ?? "imported")
      if let dot = name.lastIndex(of: "."), dot > name.startIndex { name = String(name[..<dot]) }
      let options = ReadingOptions(
        now: session.now, title: name, zone: globals.zone == nil ? .utc : session.zone,
        keepsGoing: keepGoing, allowsFuture: future)
      let source = TimelineSource(text: text, isCSV: format == .csv, options: options)
      try importTimeline(source, session)
    }
  }

  // MARK: Timelines

  private func importTimeline(_ source: TimelineSource, _ session: Session) throws {
    var handles: Set<String> = []
    let first = source.read { handle in
      handles.insert(handle)
      return PersonID(rawValue: handle)
    }
    if !first.problems.isEmpty, !keepGoing {
      throw Failure.badFile(path: shownName, first.problems)
    }
    guard !first.lines.isEmpty else {
      throw Failure.badInput(file: shownName, line: nil, problem: "there is no entry in it")
    }
    let id = first.incident(hash: sha256)
    if dryRun {
      let entries = first.entries(
        of: id, by: .system("import"), importedAt: session.now, hash: sha256)
      let new = try entries.count { try session.book.line($0.id) == nil }
      try report(id, new: new, title: first.title, session)
    } else {
      let written = try session.write { writer, author in
        var ids: [String: PersonID] = [:]
        for handle in handles.sorted() { ids[handle] = try writer.person(handle: handle) }
        let parsed = source.read { ids[$0] ?? PersonID(rawValue: $0) }
        let entries = parsed.entries(
          of: id, by: author, importedAt: session.now, hash: sha256)
        return try writer.append(
          entries.map { entry in
            var entry = entry
            entry.event = writer.masked(entry.event)
            return entry
          })
      }
      try report(id, new: written, title: first.title, session)
    }
    let messages = ErrorMessages(zone: .utc, path: session.book.path)
    for problem in first.problems {
      session.output.message("\(visible(shownName)):\(messages.sentence(problem)); kept as a note")
    }
    for violation in first.warnings {
      session.output.message("\(visible(shownName)): warning: \(messages.sentence(violation))")
    }
  }

  // MARK: Records

  private func importRecords(_ text: String, _ session: Session) throws {
    let content = Exchange.content(ofJSONLines: text)
    if !content.problems.isEmpty, !keepGoing {
      throw Failure.badFile(path: shownName, content.problems)
    }
    let incidents = Set(content.records.map(\.incident) + content.unsaved.map(\.incident)).sorted()
    let new: Int
    if dryRun {
      let known = Set(
        try session.book.records(of: nil, after: 0, limit: 1_000_000_000).map(\.id))
      new =
        content.records.count { !known.contains($0.id) }
        + content.unsaved.count { !known.contains($0.id) }
    } else {
      new = try session.book.write { writer in
        try writer.insert(
          content.records, people: content.unsaved.isEmpty ? content.people : [])
          + writer.append(unsaved: content.unsaved, people: content.people)
      }
    }
    for id in incidents where try dryRun || session.book.summary(of: id) != nil {
      try report(id, new: nil, title: "", session)
    }
    let purged = Set(try session.book.tombstones().map(\.incident)).intersection(incidents).count
    if purged > 0 {
      session.output.message(
        "\(purged == 1 ? "an incident was" : "\(purged) incidents were") purged here and stayed out; `incident purge --list` says why"
      )
    }
    say(new, session)
    let messages = ErrorMessages(path: session.book.path)
    for problem in content.problems {
      session.output.message("\(visible(shownName)):\(messages.sentence(problem)); left out")
    }
  }

  // MARK: Saying

  private var shownName: String { file == "-" ? "standard input" : file }

  /// Prints the ref, and how much is new when the number is given.
  private func report(_ id: IncidentID, new: Int?, title: String, _ session: Session) throws {
    let summary = try session.book.summary(of: id)
    if session.options.json {
      try session.output.documentLine([
        "incident": .optional(summary?.ref), "id": .string(id.description),
        "newEntries": .optional(new.map { Int64($0) }), "isDryRun": .bool(dryRun),
      ])
    } else {
      try session.output.line(visible(summary?.ref ?? id.ref(title: title)))
    }
    if let new { say(new, session) }
  }

  private func say(_ new: Int, _ session: Session) {
    let entries = entryCount(new)
    session.output.message(
      dryRun
        ? "would add \(entries); nothing was written"
        : new == 0 ? "already imported, nothing added" : "imported \(entries)")
  }
}

/// The formats that can be read.
enum ImportFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case jsonl
  case csv

  init?(path: String) {
    switch TimelineFormat(path: path) {
    case .text: self = .text
    case .csv: self = .csv
    case .jsonl: self = .jsonl
    case .markdown, nil: return nil
    }
  }

  /// Guesses by the first line that is no comment.
  init(content: String) {
    let first =
      content.split(whereSeparator: \.isNewline).map { $0.trimmingSpaces() }
      .first { !$0.isEmpty && !$0.hasPrefix("#") } ?? ""
    if first.hasPrefix("{") {
      self = .jsonl
    } else if !first.contains("\t"), first.contains(",") {
      self = .csv
    } else {
      self = .text
    }
  }
}

/// A file that holds one timeline, which can be read more than once.
private struct TimelineSource {
  let text: String
  let isCSV: Bool
  let options: ReadingOptions

  func read(person: (String) -> PersonID) -> ParsedTimeline {
    isCSV
      ? CSV.read(text, options, person: person) : TextFile.read(text, options, person: person)
  }
}
