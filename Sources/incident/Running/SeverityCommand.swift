internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Sets the severity.
struct SeverityCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "severity",
    abstract: "Say how bad it is.",
    discussion: """
      SEV1 is the worst. When unsure take the higher; it may change at any time.

        incident severity SEV2 --because 'only the EU is affected'
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The new severity.") var severity: Severity
  @OptionGroup var reason: ReasonOption
  @OptionGroup var moment: MomentOptions

  func run(in session: Session) throws {
    try session.perform(at: moment) { writer in
      .setSeverity(
        severity, because: reason.because.map { writer.people.storingMentions(in: $0) })
    }
  }
}
