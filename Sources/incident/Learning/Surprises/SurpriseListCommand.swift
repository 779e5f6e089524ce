internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Prints the surprises of all incidents.
struct SurpriseListCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Print the surprises of all incidents, the newest first.",
    discussion: """
      Open ones have no explanation yet; tested ones were looked at by an experiment or a drill.

        incident surprise list
        incident surprise list --open --service checkout-api
        incident surprise list replication lag
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: ArgumentHelp("Words that have to be in it.", valueName: "query"))
  var words: [String] = []
  @Flag(help: "Only those that nobody has explained.") var open = false
  @Option(help: "Only those in that state.") var state: Insight.State?
  @Option(
    help: ArgumentHelp("Only those about that service.", valueName: "name"),
    completion: .custom(CompletionLists.services))
  var service: String?
  @Option(
    parsing: .unconditional, help: ArgumentHelp("Only what happened since then.", valueName: "time")
  )
  var since: String?

  func run(in session: Session) throws {
    let people = try session.book.people()
    let since = try session.since(since)
    let incident = try session.options.incident.map { try session.incident(matching: $0).id }
    let matching = try matches(in: session)
    let found = try session.book.surprises().filter { known in
      if let state = open ? .open : state, known.state != state { return false }
      if let service, !known.isAbout(service) { return false }
      if let since, known.line.entry.happenedAt < since { return false }
      if let incident, known.incident.id != incident { return false }
      return matching?.contains(known.line.id) ?? true
    }
    if session.options.json {
      return try session.output.document(["surprises": .array(found.map { $0.json(people) })])
    }
    if found.isEmpty { session.output.message("no surprises") }
    try session.output.table(
      found.map { known in
        [
          known.line.id.shortText, session.zone.civil(known.line.entry.happenedAt).dateText,
          known.state.rawValue, known.incident.ref, people.showingMentions(in: known.text),
        ]
      })
  }

  /// The surprises in whose text the words are; nil when none were given.
  private func matches(in session: Session) throws -> Set<EntryID>? {
    guard !words.isEmpty else { return nil }
    var query = SearchQuery(text: words.joined(separator: " "), kinds: [.surprise])
    query.limit = 10_000
    return Set(try session.book.search(query).map(\.line.id))
  }
}

extension Insight.State: ExpressibleByArgument {
  init?(argument: String) {
    guard let value = named(argument, among: Self.allCases) else { return nil }
    self = value
  }
}

extension KnownSurprise {
  /// What was expected and found, with the handles' tokens as they are stored.
  var text: String { Event.surprise(surprise).text { "@{\($0.rawValue)}" } }

  func isAbout(_ service: String) -> Bool {
    (surprise.services ?? []).contains(service) || insight.subject?.name == service
  }

  func json(_ people: People) -> JSON {
    let shown = { (text: String) in people.showingMentions(in: text) }
    return .object([
      "id": .string(line.id.description), "shortId": .string(line.id.shortText),
      "incident": .string(incident.ref), "happenedAt": .time(line.entry.happenedAt),
      "expected": .string(shown(surprise.expected)), "found": .string(shown(surprise.found)),
      "cue": .optional(surprise.cue.map(shown)), "services": .list(surprise.services ?? []),
      "regions": .list(surprise.regions ?? []), "state": .string(state.rawValue),
      "kind": .optional(insight.sort?.rawValue),
      "subject": insight.subject.map {
        .object(["kind": .string($0.sort.rawValue), "name": .string($0.name)])
      } ?? .null,
      "costMinutes": .optional(insight.costMinutes),
      "changedDecision": .optional(insight.changedDecision.map(shown)),
      "refutedHypothesis": .optional(insight.refutedHypothesis.map(shown)),
      "known": .optional(insight.known?.rawValue),
      "seenBefore": .list((insight.seenBefore ?? []).map(\.description)),
      "seeded": .list(insight.seeded ?? []), "explanation": .optional(insight.text.map(shown)),
    ])
  }
}
