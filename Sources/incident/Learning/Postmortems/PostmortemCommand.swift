internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Writes a postmortem.
struct PostmortemCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "postmortem",
    abstract: "Write a postmortem of which people only fill in the places marked for them.",
    discussion: """
      Written over an earlier version, it keeps what people wrote between the marks. People appear \
      as roles unless --people names says otherwise.

        incident postmortem 7k3f -o postmortem.md
        incident postmortem 7k3f --template google
        incident postmortem 7k3f --template ours.mustache
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Which incident.", completion: .custom(CompletionLists.refs)) var ref: String?
  @Option(
    help: ArgumentHelp(
      "The form in which it is written: \(PostmortemTemplates.all.map(\.name).joined(separator: ", ")), or a file in Mustache.",
      valueName: "name|file.mustache"),
    completion: .list(PostmortemTemplates.all.map(\.name)))
  var template = "house"
  @Option(
    name: .shortAndLong, help: ArgumentHelp("Where to; else standard output.", valueName: "file"),
    completion: .file())
  var output: String?
  @Option(help: "How people appear.") var people: PostmortemOptions.PeopleAs = .roles
  @Flag(help: "Call it a draft even when nothing is left to write.") var draft = false

  func validate() throws {
    guard PostmortemTemplates.named(template) == nil, !isFile else { return }
    throw ValidationError(
      "There is no template '\(template)'; use \(words(PostmortemTemplates.all.map(\.name))), or a file whose name ends in .mustache."
    )
  }

  private var isFile: Bool { template.lowercased().hasSuffix(".mustache") }

  func run(in session: Session) throws {
    guard
      let template = isFile
        ? try MustachePostmortem(file: template) : PostmortemTemplates.named(template)
    else { return }
    let summary = try session.incident(ref)
    let source = PostmortemSource(
      incident: try session.book.incident(summary.id),
      lines: try session.book.allLines(of: summary.id),
      people: try session.book.people(),
      options: PostmortemOptions(now: session.now, peopleAs: people, isDraft: draft),
      learning: PostmortemLearning(of: summary.id, in: try session.book.register()))
    guard let output, output != "-" else {
      return try session.output.write(template.render(source))
    }
    var previous = ""
    if fileExists(output) {
      previous = try readText(ofFile: output)
      let isOurs = previous.contains("<!-- write:") || previous.trimmingSpaces().isEmpty
      guard isOurs, Self.ref(in: previous) ?? summary.ref == summary.ref else {
        throw Failure.exists(path: output)
      }
    }
    // Whose it is, so that the next one is not written over it.
    let text =
      template.render(source, keeping: previous) + "\n<!-- postmortem of \(summary.ref) -->\n"
    try writeFile(text, to: output)
    session.output.message("wrote \(visible(output))")
  }
}

extension PostmortemCommand {
  /// The ref of the incident that a document is of, as its last line says.
  fileprivate static func ref(in document: String) -> String? {
    document.firstMatch(of: /<!-- postmortem of ([a-z0-9-]+) -->/).map { String($0.1) }
  }
}

extension PostmortemOptions.PeopleAs: ExpressibleByArgument {}
