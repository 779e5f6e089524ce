internal import ArgumentParser
internal import IncidentModel

/// Removes the text of an entry.
struct RedactCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract: "Really remove the text of an entry, e.g. a password typed into the log.",
    discussion: """
      It cannot be taken back. A marker stays with who did it, when and why. Entries that repeat the text \
      (the end of a task, the brief of a handoff, an experiment drafted from it) lose it as well. Exports, \
      backups and copies elsewhere are not reached.

        incident redact 7k3f --because 'held a password'
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The id of the entry, as `timeline` prints it.") var entry: String
  @Option(help: ArgumentHelp("Why; without the secret.", valueName: "text")) var because: String

  func run(in session: Session) throws {
    try session.withdraw(entry, because: because) { .redact($0, because: $1) }
    session.warnOfCopies()
  }
}
