internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Prints what the next holder of a role needs to know.
struct HandoffBriefCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "brief",
    abstract: "Print how things stand: conditions, actions, needs.",
    discussion: """
        incident handoff brief
      """)

  @OptionGroup var globals: GlobalOptions

  func run(in session: Session) throws {
    let summary = try session.incident()
    let people = try session.book.people()
    let brief = people.showingMentions(
      in: try session.book.incident(summary.id).brief(
        at: session.now, decisions: session.book.lastDecisions(of: summary.id)))
    if session.options.json {
      try session.output.document(["incident": .string(summary.ref), "brief": .string(brief)])
    } else {
      try session.output.line(visible(brief, multiline: true))
    }
  }
}
