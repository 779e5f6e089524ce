internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Prints a draft of the next update.
struct UpdateDraftCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "draft",
    abstract: "Print a draft of the next update for the phase the incident is in.",
    discussion: """
      Edit it, send it, and record it:

        incident update draft > update.txt
        incident update --audience stakeholders "$(cat update.txt)"
      """)

  @OptionGroup var globals: GlobalOptions

  func run(in session: Session) throws {
    let summary = try session.incident()
    let incident = try session.book.incident(summary.id)
    let people = try session.book.people()
    let draft = people.showingMentions(
      in: incident.updateDraft(at: session.now, zone: session.zone))
    if session.options.json {
      try session.output.document(["incident": .string(summary.ref), "draft": .string(draft)])
    } else {
      try session.output.line(visible(draft, multiline: true))
    }
  }
}
