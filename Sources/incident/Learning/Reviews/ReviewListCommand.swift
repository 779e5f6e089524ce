internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Prints how far the postmortems are.
struct ReviewListCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Print the postmortems that are not closed, the most urgent first. (default)",
    discussion: """
      Listed are resolved incidents whose severity asks for one, and those whose postmortem somebody \
      has moved on. Due is the date of the review, else what the severity asks for.

        incident review list
        incident review list --all
      """)

  @OptionGroup var globals: GlobalOptions
  @Flag(help: "Closed ones too.") var all = false

  func run(in session: Session) throws {
    let rows = try due(in: session)
    let people = try session.book.people()
    if session.options.json {
      return try session.output.document(["reviews": .array(rows.map { $0.json(people) })])
    }
    if rows.isEmpty { session.output.message("no postmortems are open") }
    let today = session.zone.civil(session.now).dateText
    try session.output.table(
      rows.map { row in
        [
          row.review.state.words, row.due.map { $0 < today ? "\($0) overdue" : $0 } ?? "-",
          row.review.owner.map { people.handle(of: $0) } ?? "-", row.summary.severity.rawValue,
          row.summary.ref, people.showingMentions(in: row.summary.title),
        ]
      })
  }

  private func due(in session: Session) throws -> [DueReview] {
    var filter = IncidentFilter()
    filter.scope = .all
    filter.mode = .live
    filter.limit = 100_000
    let spokenOf = try session.book.reviewed()
    return try session.book.incidents(filter).compactMap { summary in
      // Whatever never was bad enough and was never spoken of needs no look at its entries.
      let policy = session.configuration.severities[summary.severity]
      guard !summary.status.isActive, policy.postmortemRequired || spokenOf.contains(summary.id)
      else { return nil }
      let incident = try session.book.incident(summary.id, forScreen: true)
      let review = incident.state.review
      guard all || review.state != .closed else { return nil }
      let resolved = incident.state.milestones[.resolved]
      let limit = resolved.flatMap { at in
        policy.reviewWithin.map { session.zone.civil(at.advanced(bySeconds: $0)).dateText }
      }
      return DueReview(summary: summary, review: review, due: review.on ?? limit)
    }.sorted { ($0.due ?? "9999", $0.summary.ref) < ($1.due ?? "9999", $1.summary.ref) }
  }
}

/// A postmortem, and until when it is wanted.
struct DueReview {
  let summary: IncidentSummary
  let review: Review
  /// A date, `2026-12-01`.
  let due: String?

  func json(_ people: People) -> JSON {
    .object([
      "incident": summary.json, "state": .string(review.state.rawValue), "due": .optional(due),
      "reviewOn": .optional(review.on), "link": .optional(review.link),
      "owner": .optional(review.owner.map { people.handle(of: $0) }),
    ])
  }
}
