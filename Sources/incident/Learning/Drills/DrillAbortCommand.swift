internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Ends a drill before its time.
struct DrillAbortCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "abort",
    abstract: "End a drill before its time; putting it off is a result too.",
    discussion: """
      Bring traffic back by the runbook first: this only writes it down.

        incident drill abort --because 'a live incident was declared'
      """)

  @OptionGroup var globals: GlobalOptions
  @Option(help: ArgumentHelp("Why.", valueName: "text")) var because: String
  @OptionGroup var moment: MomentOptions

  func run(in session: Session) throws {
    try session.perform(at: moment) { writer in
      guard !because.trimmingSpaces().isEmpty else { throw Rejection.emptyText }
      return .drill(
        DrillStep(act: .aborted, text: writer.people.storingMentions(in: because)))
    }
  }
}
