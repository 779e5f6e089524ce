internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Prints what would save most.
struct RiskBacklogCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "backlog",
    abstract: "Print experiments, drills and follow-ups by the bad minutes they would save.",
    discussion: """
      What each would change is said with `risk change`.

        incident risk backlog
      """)

  @OptionGroup var globals: GlobalOptions

  func run(in session: Session) throws {
    let register = try session.book.register()
    let followups = try session.book.followups()
    let people = try session.book.people()
    let open = Set(
      register.experiments.filter { $0.state != .retired }.map { "\($0.name)" }
        + register.drills.filter { !$0.isRetired }.map { "\($0.name)" }
        + followups.filter { $0.followup.outcome == .added }.map(\.followup.id.shortText))
    let items = register.risks.filter { !$0.isRetired }.flatMap { known in
      known.changes.filter { open.contains($0.by) }.compactMap { change in
        (try? SavingEstimate(known.risk, changing: change.inputs)).map {
          (known: known, change: change, saved: $0.minutesPerYear)
        }
      }
    }.sorted { ($1.saved, $0.change.by) < ($0.saved, $1.change.by) }
    if session.options.json {
      return try session.output.document([
        "backlog": .array(
          items.map { item in
            .object([
              "by": .string(item.change.by), "risk": .string("\(item.known.name)"),
              "savedMinutesPerYear": .decimal(item.saved),
              "title": .string(
                people.showingMentions(in: title(of: item.change.by, register, followups))),
            ])
          })
      ])
    }
    if items.isEmpty {
      session.output.message(
        "nothing is known to save anything; `incident risk change ID --with EXP-xxxx …` says so")
    }
    try session.output.table(
      items.map { item in
        [
          item.change.by, "would \(savingText(item.saved)) min/yr", "\(item.known.name)",
          people.showingMentions(in: title(of: item.change.by, register, followups)),
        ]
      })
  }

  private func title(
    of name: String, _ register: Register,
    _ followups: [(incident: IncidentSummary, followup: OpenFollowup)]
  ) -> String {
    register.experiments.first { $0.name.isMeant(by: name) }?.experiment.title
      ?? register.drills.first { $0.name.isMeant(by: name) }?.plan.title
      ?? followups.first { $0.followup.id.shortText == name }?.followup.followup.text ?? ""
  }
}
