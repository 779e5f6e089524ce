internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Corrects an entry.
struct CorrectCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct",
    abstract: "Correct the text, the time or the kind of an entry.",
    discussion: """
      The first version stays in the log.

        incident correct 7k3f --at 14:02
        incident correct 7k3f --text 'drained eu, not us' --kind decision
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The id of the entry, as `timeline` prints it.") var entry: String
  @Option(help: ArgumentHelp("The new text.", valueName: "text")) var text: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("When it really happened.", valueName: "time"))
  var at: String?
  @Option(help: "The new kind.") var kind: Kind?
  @Flag(help: "Allow a time more than a minute ahead.") var future = false

  func run(in session: Session) throws {
    let incident = try session.incident()
    let id = try session.entry(entry, in: incident)
    let at = try session.instant(at, allowFuture: future)
    let now = session.now
    let written = try session.write { writer, author in
      guard let line = try writer.line(id) else {
        throw Failure.unknownEntry(entry, incident: incident.ref)
      }
      let text = text.map { writer.people.storingMentions(in: $0) }
      return try writer.perform(
        .correct(line, text: text, at: at, kind: kind), on: incident.id,
        Occasion(author: author, now: now, allowsFuture: future))
    }
    try session.confirm(written, in: incident)
  }
}
