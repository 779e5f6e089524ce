internal import ArgumentParser

/// Questions: what is not known yet.
struct QuestionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "question",
    abstract: "Ask questions and answer them.",
    discussion: """
        incident question add is the queue draining
        incident question answer 7k3f yes, 40/s
      """,
    subcommands: [QuestionListCommand.self, QuestionAddCommand.self, QuestionAnswerCommand.self],
    defaultSubcommand: QuestionListCommand.self)
}
