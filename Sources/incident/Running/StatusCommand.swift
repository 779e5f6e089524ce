internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Sets the status.
struct StatusCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say where the incident stands.",
    discussion: """
      triage, investigating, identified, monitoring, resolved, closed; or canceled, duplicate, \
      false-alarm with a reason. Going back is allowed and keeps every earlier time.

        incident status monitoring --because 'eu drained, errors at 0.1 %'
        incident status resolved --at 14:40
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The new status.") var status: Status
  @OptionGroup var reason: ReasonOption
  @Option(help: ArgumentHelp("What must hold before it may be closed.", valueName: "text"))
  var exitCriteria: String?
  @OptionGroup var moment: MomentOptions

  func run(in session: Session) throws {
    try session.perform(at: moment) { writer in
      let people = writer.people
      let stored = { (text: String) in people.storingMentions(in: text) }
      return .setStatus(
        status, because: reason.because.map(stored), exitCriteria: exitCriteria.map(stored))
    }
  }
}
