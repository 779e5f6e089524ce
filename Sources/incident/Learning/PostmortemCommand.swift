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
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Which incident.", completion: .custom(CompletionLists.refs)) var ref: String?
  @Option(
    help: "The form in which it is written.",
    completion: .list(PostmortemTemplates.all.map(\.name)))
  var template = "house"
  @Option(
    name: .shortAndLong, help: ArgumentHelp("Where to; else standard output.", valueName: "file"),
    completion: .file())
  var output: String?
  @Option(help: "How people appear.") var people: PostmortemOptions.PeopleAs = .roles
  @Flag(help: "Call it a draft even when nothing is left to write.") var draft = false

  func validate() throws {
    guard PostmortemTemplates.named(template) == nil else { return }
    throw ValidationError(
      "There is no template '\(template)'; use \(words(PostmortemTemplates.all.map(\.name))).")
  }

  func run(in session: Session) throws {
    guard let template = PostmortemTemplates.named(template) else { return }
    let summary = try session.incident(ref)
    let source = PostmortemSource(
      incident: try session.book.incident(summary.id),
      lines: try session.book.allLines(of: summary.id),
      people: try session.book.people(),
      options: PostmortemOptions(now: session.now, peopleAs: people, isDraft: draft))
    guard let output, output != "-" else {
      return try session.output.write(template.render(source))
    }
    var previous = ""
    if fileExists(output) {
      previous = try readText(ofFile: output)
      let isOurs = previous.contains("<!-- write:") || previous.trimmingSpaces().isEmpty
      guard isOurs else { throw Failure.exists(path: output) }
    }
    try writeFile(template.render(source, keeping: previous), to: output)
    session.output.message("wrote \(visible(output))")
  }
}

extension PostmortemOptions.PeopleAs: ExpressibleByArgument {}
