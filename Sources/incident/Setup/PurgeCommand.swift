internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Removes incidents for good.
struct PurgeCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge",
    abstract: "Remove whole incidents for good: one, or those closed long ago.",
    discussion: """
      It cannot be taken back, and nothing goes by itself. A tombstone stays, with who, when, why and how \
      many entries, so that the hole is explained and an import does not bring them back. What was learnt \
      of an incident (experiments, plans, risks) stays. Exports, backups and copies elsewhere are not reached.

        incident purge --closed-before 400d
        incident purge --closed-before 400d --because 'kept for 13 months' --yes
        incident purge 7k3f --because 'a customer asked' --yes
        incident purge --list
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Which incident.", completion: .custom(CompletionLists.refs)) var ref: String?
  @Option(
    help: ArgumentHelp(
      "All that have ended and have no entry from after this time, or from as long ago: 400d, 8w.",
      valueName: "time"))
  var closedBefore: String?
  @Option(help: ArgumentHelp("Why; without what is to go.", valueName: "text"))
  var because: String?
  @Flag(help: "Do it; without this only say what would go.") var yes = false
  @Flag(help: "Print what was purged.") var list = false

  func validate() throws {
    if list { return }
    if (ref == nil) == (closedBefore == nil) {
      throw ValidationError("Give a REF or --closed-before TIME, or --list.")
    }
    if yes, because?.trimmingSpaces().isEmpty ?? true {
      throw ValidationError("Say why with --because TEXT: it is what will be left.")
    }
  }

  func run(in session: Session) throws {
    if list { return try printTombstones(session) }
    let going = try chosen(session)
    guard yes else {
      for summary in going { try session.output.line(row(summary)) }
      if going.isEmpty { throw Failure.nothingToPurge }
      throw Failure.wantsYes(
        "\(going.count == 1 ? "this incident goes" : "these \(going.count) incidents go") for good"
      )
    }
    let stones = try session.write { writer, author in
      let occasion = Occasion(author: author, now: session.now)
      return try going.map { try writer.purge($0.id, because: because ?? "", occasion) }
    }
    for summary in going { DraftFile.remove(of: summary.id, in: session.draftFolder) }
    session.warnOfCopies()
    if session.options.json {
      try session.output.document(["purged": .array(stones.map { json($0, session) })])
    } else {
      for (summary, stone) in zip(going, stones) {
        try session.output.line("purged \(visible(summary.ref)), \(entryCount(stone.entries))")
      }
    }
  }

  private func chosen(_ session: Session) throws -> [IncidentSummary] {
    if let ref { return [try session.incident(ref)] }
    let limit = try session.past(closedBefore ?? "")
    var filter = IncidentFilter()
    filter.scope = .all
    filter.limit = 1_000_000
    return try session.book.incidents(filter).filter { $0.status.isEnded && $0.lastAt < limit }
  }

  private func row(_ summary: IncidentSummary) -> String {
    visible(
      "\(summary.ref)  \(summary.lastAt.rfc3339.prefix(10))  \(entryCount(summary.entries))  \(summary.title)"
    )
  }

  private func printTombstones(_ session: Session) throws {
    let stones = try session.book.tombstones()
    if session.options.json {
      return try session.output.document(["purged": .array(stones.map { json($0, session) })])
    }
    let people = try session.book.people()
    for stone in stones {
      try session.output.line(
        visible(
          "\(session.clockTime(stone.purgedAt))  \(stone.incident)  \(entryCount(stone.entries))  by \(people.label(of: stone.author)): \(stone.because)"
        ))
    }
  }

  private func json(_ stone: Tombstone, _ session: Session) -> JSON {
    .object([
      "incident": .string("\(stone.incident)"), "entries": .count(stone.entries),
      "purgedAt": .string(stone.purgedAt.rfc3339), "by": .string(stone.author.stored),
      "because": .string(stone.because),
    ])
  }
}

extension Session {
  /// A time, or a duration before now.
  fileprivate func past(_ text: String) throws -> Instant {
    if let seconds = try? parseDuration(text) { return now.advanced(bySeconds: -seconds) }
    return try since(text) ?? now
  }
}
