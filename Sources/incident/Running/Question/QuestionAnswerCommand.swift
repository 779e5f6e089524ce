internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Answers a question.
struct QuestionAnswerCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer",
    abstract: "Answer a question.",
    discussion: """
        incident question answer 7k3f yes, 40 a second
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The id of the question, as `question list` prints it.") var entry: String
  @OptionGroup var what: TextArgument
  @OptionGroup var moment: MomentOptions

  func run(in session: Session) throws {
    let question = try session.entry(entry, in: session.incident())
    try session.perform(at: moment) { writer in
      .answer(question, text: writer.people.storingMentions(in: what.text))
    }
  }
}
