internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Hides an entry.
struct RetractCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "retract",
    abstract: "Hide an entry that should not be there; it stays in the log.",
    discussion: """
        incident retract 7k3f --because 'wrong incident'
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The id of the entry, as `timeline` prints it.") var entry: String
  @Option(help: ArgumentHelp("Why.", valueName: "text")) var because: String

  func run(in session: Session) throws {
    try session.withdraw(entry, because: because) { .retract($0, because: $1) }
  }
}

extension Session {
  /// Retracts or redacts the entry that is meant.
  func withdraw(
    _ entry: String, because: String, _ command: (TimelineLine, String) -> Command
  ) throws {
    let incident = try incident()
    let id = try self.entry(entry, in: incident)
    try perform { writer in
      guard let line = try writer.line(id) else {
        throw Failure.unknownEntry(entry, incident: incident.ref)
      }
      return command(line, writer.people.storingMentions(in: because))
    }
  }
}
