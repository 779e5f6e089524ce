internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Prints one surprise, and where something like it was seen before.
struct SurpriseShowCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print a surprise with all that is known of it, and others that are like it.",
    discussion: """
      What is like it is found by its words and its subject; `surprise explain --seen-before` says \
      which of them it is.

        incident surprise show 7k3f
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: ArgumentHelp("The id of the surprise.", valueName: "entry")) var entry: String

  func run(in session: Session) throws {
    let people = try session.book.people()
    let known = try session.surprise(entry)
    let similar = try session.book.surprises(like: known)
    if session.options.json {
      return try session.output.document([
        "surprise": known.json(people), "similar": .array(similar.map { $0.json(people) }),
      ])
    }
    let shown = { (text: String) in people.showingMentions(in: text) }
    let insight = known.insight
    let refs = try (insight.seenBefore ?? []).map { id in
      try session.book.summary(of: id)?.ref ?? id.description
    }
    let effects = [
      insight.costMinutes.map { "\($0) min" },
      insight.changedDecision.map { "changed the decision: \(shown($0))" },
      insight.refutedHypothesis.map { "refuted: \(shown($0))" },
    ]
    let rows: [(String, String?)] = [
      ("id", "\(known.line.id.shortText) in \(known.incident.ref)"),
      ("when", session.clockTime(known.line.entry.happenedAt)),
      ("expected", shown(known.surprise.expected)), ("found", shown(known.surprise.found)),
      ("noticed by", known.surprise.cue.map(shown)),
      ("services", known.surprise.services?.joined(separator: ", ")),
      ("regions", known.surprise.regions?.joined(separator: ", ")),
      ("state", known.state.rawValue), ("kind", insight.sort?.words),
      ("subject", insight.subject.map { "\($0.sort.words) \($0.name)" }),
      ("effect", effects.compactMap(\.self).joined(separator: "; ").nilIfEmpty),
      ("known before by", insight.known?.rawValue),
      ("seen before in", refs.joined(separator: ", ").nilIfEmpty),
      ("seeded", insight.seeded?.joined(separator: ", ")), ("explained", insight.text.map(shown)),
    ]
    try session.output.table(rows.compactMap { label, text in text.map { [label, $0] } })
    guard !similar.isEmpty else { return }
    try session.output.line()
    try session.output.line(session.output.styled("Like it, in other incidents", .strong))
    try session.output.table(
      similar.map { other in
        ["", other.line.id.shortText, other.incident.ref, shown(other.text)]
      })
  }
}

extension String {
  /// The text, or nil when there is none.
  var nilIfEmpty: String? { isEmpty ? nil : self }
}

extension Session {
  /// The surprise of any incident that a short id, or any part of an id that is unique, means.
  func surprise(_ text: String) throws -> KnownSurprise {
    let wanted = text.lowercased()
    let all = try book.surprises()
    let incident = try options.incident.map { try self.incident(matching: $0).id }
    let found = all.filter { known in
      let id = known.line.id
      return (id.shortText == wanted || id.description.hasPrefix(wanted))
        && (incident == nil || known.incident.id == incident)
    }
    if found.count > 1 { throw Failure.ambiguousEntry(text, found.map(\.line)) }
    guard let first = found.first else { throw Failure.unknownSurprise(text) }
    return first
  }
}

extension Logbook {
  /// Surprises of other incidents that share words or the subject with one, the likest first.
  func surprises(like known: KnownSurprise) throws -> [KnownSurprise] {
    let words = known.words.filter { $0.count > 4 }
    guard !words.isEmpty else { return [] }
    var query = SearchQuery(text: words.sorted().joined(separator: " "), kinds: [.surprise])
    query.matchesAny = true
    query.isRanked = true
    query.limit = 20
    let hits = try search(query).map(\.line.id)
    let all = Dictionary(
      try surprises().map { ($0.line.id, $0) }, uniquingKeysWith: { first, _ in first })
    let found = hits.compactMap { all[$0] }
      .filter { $0.incident.id != known.incident.id && $0.shares(words, with: known) }
    return Array(found.prefix(5))
  }
}

extension KnownSurprise {
  /// Whether it is about the same thing, or shares several words and not only one.
  fileprivate func shares(_ words: Set<String>, with other: KnownSurprise) -> Bool {
    if let subject = insight.subject, subject == other.insight.subject { return true }
    return words.intersection(self.words).count >= 2
  }

  /// What it is about, word by word.
  fileprivate var words: Set<String> {
    let text = "\(surprise.expected) \(surprise.found) \(insight.subject?.name ?? "")"
    let parts = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    return Set(parts.map { String($0) })
  }
}
