internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Writes incidents into a file.
struct ExportCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write an incident, or all of them, as JSON Lines that can be imported again.",
    discussion: """
      One entry a line in a stable order: it diffs well in git. The other formats are for one incident.

        incident export 7k3f -o checkout.jsonl
        incident export --all > logbook.jsonl
        incident export 7k3f -o checkout.csv
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Which incident.", completion: .custom(CompletionLists.refs)) var ref: String?
  @Flag(help: "All incidents.") var all = false
  @Option(
    name: .shortAndLong, help: ArgumentHelp("Where to; else standard output.", valueName: "file"),
    completion: .file())
  var output: String?
  @Option(help: "The format; else by the extension of the file, else jsonl.")
  var format: TimelineFormat?

  func validate() throws {
    if all, ref != nil { throw ValidationError("Give a REF or --all, not both.") }
    if all, let format, format != .jsonl {
      throw ValidationError("--all writes jsonl; give a REF for \(format.rawValue).")
    }
  }

  func run(in session: Session) throws {
    let format = format ?? output.flatMap { TimelineFormat(path: $0) } ?? .jsonl
    let text: String
    if all {
      text = try Exchange.jsonLines(of: nil, session)
    } else if format == .jsonl {
      text = try Exchange.jsonLines(of: session.incident(ref).id, session)
    } else {
      let incident = try session.incident(ref)
      text = try format.text(
        of: session.book.allLines(of: incident.id), incident, session.book.people(), session)
    }
    guard let output, output != "-" else { return try session.output.write(text) }
    try writeFile(text, to: output, isPrivate: format == .jsonl)
    session.output.message("wrote \(visible(output))")
  }
}

extension TimelineFormat {
  /// The format that the extension of a path speaks of.
  init?(path: String) {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    switch name[dot...].lowercased() {
    case ".jsonl", ".ndjson", ".json": self = .jsonl
    case ".csv": self = .csv
    case ".md", ".markdown": self = .markdown
    case ".txt", ".text", ".tsv": self = .text
    default: return nil
    }
  }
}
