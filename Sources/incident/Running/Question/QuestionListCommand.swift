internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Prints the questions.
struct QuestionListCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Print the open questions with their ids.",
    discussion: """
        incident question list --all
      """)

  @OptionGroup var globals: GlobalOptions
  @Flag(help: "The answered ones too.") var all = false

  func run(in session: Session) throws {
    let summary = try session.incident()
    let people = try session.book.people()
    let questions = try session.book.incident(summary.id).state.questions
      .filter { all || $0.answer == nil }
    if session.options.json {
      try session.output.document([
        "incident": .string(summary.ref), "questions": .array(questions.map { $0.json(people) }),
      ])
      return
    }
    if questions.isEmpty { session.output.message("no open questions") }
    try session.output.table(
      questions.map { question in
        [
          question.id.shortText, question.answer == nil ? "open" : "answered",
          people.showingMentions(in: question.text)
            + (question.answer.map { " -> \(people.showingMentions(in: $0))" } ?? ""),
        ]
      })
  }
}
