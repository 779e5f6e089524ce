internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Prints the follow-ups.
struct FollowupListCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Print the follow-ups that are not done, with their ids.",
    discussion: """
      Follow-ups outlive their incident; --everywhere looks into all of them.

        incident followup list
        incident followup list --all --everywhere
        incident followup list --overdue
      """)

  @OptionGroup var globals: GlobalOptions
  @Flag(help: "The finished ones and those decided against too.") var all = false
  @Flag(help: "Of all incidents.") var everywhere = false
  @Flag(help: "Only those whose date has passed, of all incidents.") var overdue = false

  func run(in session: Session) throws {
    let people = try session.book.people()
    let everywhere = everywhere || overdue
    let today = session.zone.civil(session.now).dateText
    let found = try followups(everywhere, session).filter { _, item in
      if overdue { return item.isOverdue(on: today) }
      return all || item.outcome == .added
    }
    if session.options.json {
      try session.output.document([
        "followups": .array(found.map { $0.1.json(people, incident: $0.0.ref) })
      ])
      return
    }
    if found.isEmpty {
      session.output.message(overdue ? "no follow-ups are overdue" : "no open follow-ups")
    }
    try session.output.table(
      found.map { incident, item in
        [
          item.id.shortText, item.outcome.words,
          item.followup.due.map { item.isOverdue(on: today) ? "\($0) overdue" : $0 } ?? "-",
          item.followup.owner.map { people.handle(of: $0) } ?? "-",
          item.followup.type?.rawValue ?? "-",
        ] + (everywhere ? [incident.ref] : []) + [
          people.showingMentions(in: item.followup.text ?? "")
            + (item.because.map { " -> \(people.showingMentions(in: $0))" } ?? "")
            + (item.followup.link.map { " <\($0)>" } ?? "")
        ]
      })
  }

  private func followups(
    _ everywhere: Bool, _ session: Session
  ) throws -> [(incident: IncidentSummary, followup: OpenFollowup)] {
    if everywhere { return try session.book.followups() }
    let incident = try session.incident()
    return try session.book.incident(incident.id).state.followups.map { (incident, $0) }
  }
}

extension OpenFollowup {
  /// Whether its date has passed and nothing has become of it.
  func isOverdue(on today: String) -> Bool {
    outcome == .added && followup.due.map { $0 < today } ?? false
  }
}
