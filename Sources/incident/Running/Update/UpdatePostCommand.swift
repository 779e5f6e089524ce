internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Records an update.
struct UpdatePostCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "post",
    abstract: "Record an update that went out. (default)",
    discussion: """
        incident update --audience public 'We are failing over.' --next 30m
      """)

  @OptionGroup var globals: GlobalOptions
  @Option(help: "Who was told.") var audience: Update.Audience
  @OptionGroup var what: TextArgument
  @Option(
    help: ArgumentHelp(
      "When the next one comes; without it the severity says so.", valueName: "duration"))
  var next: String?
  @OptionGroup var moment: MomentOptions

  func run(in session: Session) throws {
    let next = try next.map { try parseDuration($0) }
    try session.perform(at: moment) { writer in
      .post(
        audience, text: writer.people.storingMentions(in: what.text), nextSeconds: next)
    }
  }
}
