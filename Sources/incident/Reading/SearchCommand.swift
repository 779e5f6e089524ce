internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Searches all incidents.
struct SearchCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Search the text of all incidents, the newest first.",
    discussion: """
      Every word has to be there; "a phrase" and prefix* work. With -i only in that incident.

        incident search dns ttl
        incident search '"dns ttl"' --kind surprise --since 2026-01-01
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: ArgumentHelp("What to look for.", valueName: "query")) var words: [String]
  @Option(help: "Only entries of that kind; may be given again.") var kind: [Kind] = []
  @Option(
    parsing: .unconditional, help: ArgumentHelp("Only what happened since then.", valueName: "time")
  )
  var since: String?
  @Flag(help: "The best matches first.") var best = false
  @Option(help: ArgumentHelp("At most so many.", valueName: "count")) var limit = 50

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit takes a number from 1 on.") }
  }

  func run(in session: Session) throws {
    var query = SearchQuery(text: words.joined(separator: " "))
    query.kinds = Set(kind)
    query.since = try session.since(since)
    query.isRanked = best
    query.incident = try session.options.incident.map { try session.incident(matching: $0).id }
    query.limit = limit
    let hits = try session.book.search(query)
    let people = try session.book.people()
    if session.options.json {
      try session.output.document([
        "hits": .array(
          hits.map { .object(["incident": $0.incident.json, "entry": $0.line.json(people)]) })
      ])
      return
    }
    if hits.isEmpty { session.output.message("nothing matches") }
    try session.output.table(
      hits.map { hit in
        let entry = hit.line.entry
        let civil = session.zone.civil(entry.happenedAt)
        let text = people.showingMentions(in: entry.event.text(name: people.handle(of:)))
        return [
          hit.incident.ref, "\(civil.dateText) \(civil.minuteText)", entry.id.shortText,
          entry.event.kindName, text,
        ]
      })
  }
}
