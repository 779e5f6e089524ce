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
      """)

  @OptionGroup var globals: GlobalOptions
  @Flag(help: "The finished ones and those decided against too.") var all = false
  @Flag(help: "Of all incidents.") var everywhere = false

  func run(in session: Session) throws {
    let people = try session.book.people()
    var everything = IncidentFilter()
    everything.scope = .all
    let incidents =
      everywhere ? try session.book.incidents(everything) : [try session.incident()]
    let found = try incidents.flatMap { incident in
      try session.book.incident(incident.id).state.followups
        .filter { all || $0.outcome == .added }.map { (incident, $0) }
    }
    if session.options.json {
      try session.output.document([
        "followups": .array(found.map { $0.1.json(people, incident: $0.0.ref) })
      ])
      return
    }
    if found.isEmpty { session.output.message("no open follow-ups") }
    try session.output.table(
      found.map { incident, item in
        [
          item.id.shortText, item.outcome.words, item.followup.due ?? "-",
          item.followup.owner.map { people.handle(of: $0) } ?? "-",
          item.followup.type?.rawValue ?? "-",
        ] + (everywhere ? [incident.ref] : []) + [
          people.showingMentions(in: item.followup.text ?? "")
            + (item.because.map { " -> \(people.showingMentions(in: $0))" } ?? "")
            + (item.followup.link.map { " <\($0)>" } ?? "")
        ]
      })
  }
}
