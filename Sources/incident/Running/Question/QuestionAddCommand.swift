internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Asks a question.
struct QuestionAddCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Ask something that nobody knows yet.",
    discussion: """
        incident question add is the queue draining
      """)

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var what: TextArgument
  @OptionGroup var moment: MomentOptions

  func run(in session: Session) throws {
    try session.perform(at: moment) { writer in
      .log(.question(QuestionStep(text: writer.people.storingMentions(in: what.text))))
    }
  }
}
