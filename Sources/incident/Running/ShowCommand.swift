internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Prints how an incident stands.
struct ShowCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print how the incident stands now.",
    discussion: """
      Title, severity, status, roles, timers, open offers, questions, tasks, hypotheses, health, \
      and the last entries.

        incident show
        incident show 7k3f --json
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Which incident.", completion: .custom(CompletionLists.refs)) var ref: String?

  func run(in session: Session) throws {
    let summary = try session.incident(ref)
    let page = ShownIncident(
      summary: summary, incident: try session.book.incident(summary.id),
      people: try session.book.people(), now: session.now,
      last: try session.book.lines(of: summary.id, .last(8), filter: LineFilter()),
      reports: try session.book.reports(of: summary.id, limit: 100))
    if session.options.json {
      try session.output.document(page.document)
    } else {
      try page.print(in: session)
    }
  }
}
