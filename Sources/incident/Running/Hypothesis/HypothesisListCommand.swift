internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Prints the hypotheses.
struct HypothesisListCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Print the hypotheses with their ids.",
    discussion: """
        incident hypothesis list
      """)

  @OptionGroup var globals: GlobalOptions

  func run(in session: Session) throws {
    let summary = try session.incident()
    let people = try session.book.people()
    let hypotheses = try session.book.incident(summary.id).state.hypotheses
    if session.options.json {
      try session.output.document([
        "incident": .string(summary.ref), "hypotheses": .array(hypotheses.map { $0.json(people) }),
      ])
      return
    }
    if hypotheses.isEmpty { session.output.message("no hypotheses") }
    try session.output.table(
      hypotheses.map { idea in
        [
          idea.id.shortText, idea.outcome.words,
          people.showingMentions(in: idea.text)
            + (idea.outcomeText.map { " -> \(people.showingMentions(in: $0))" } ?? ""),
        ]
      })
  }
}
