internal import IncidentModel
internal import Logbook

/// Turns stored entries into lines of JSON and back; a logbook can be rebuilt from them.
///
/// A person that an entry names without having written one has a line of its own before the
/// entries, `{"person":{"handle":…,"id":…},"schema":1}`.
enum Exchange {
  /// The entries as they are stored, in the order of arrival.
  ///
  /// - Parameters:
  ///   - incident: of all incidents, when nil.
  ///   - wanted: only these entries, when not nil.
  ///   - session: where they are.
  /// - Returns: the lines, each ended.
  /// - Throws: what the logbook throws.
  static func jsonLines(
    of incident: IncidentID?, only wanted: Set<EntryID>? = nil, _ session: Session
  ) throws -> String {
    let records = try session.book.records(of: incident, after: 0, limit: 1_000_000_000)
      .filter { wanted?.contains($0.id) ?? true }
    return try jsonLines(of: records, session.book.people())
  }

  /// Entries as lines, in their order, after those that name people who have written none of them.
  static func jsonLines(of records: [EntryRecord], _ people: People) -> String {
    let authors = Set(records.compactMap(\.author.person))
    let bodies = records.compactMap(\.body)
    var lines: [String] = []
    for person in people.handles.compactMap({ people[handle: $0] })
    where !authors.contains(person.id)
      && bodies.contains(where: { $0.contains(person.id.rawValue) })
    {
      lines.append(line(naming: person))
    }
    lines += records.map { EntryJSON($0, people).line }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The line that only names a person.
  static func line(naming person: Person) -> String {
    JSON.object([
      "schema": .number(1),
      "person": .object([
        "id": .string(person.id.rawValue), "handle": .string(person.handle),
        "name": .optional(person.name),
      ]),
    ]).text(isPretty: false)
  }

  /// What a file of lines holds.
  struct Content {
    var records: [EntryRecord] = []
    /// Entries that no logbook has taken yet.
    var unsaved: [Entry] = []
    var people: [Person] = []
    var problems: [LineProblem] = []
  }

  static func content(ofJSONLines file: String) -> Content {
    var content = Content()
    var known: Set<PersonID> = []
    for (index, line) in file.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.trimmingSpaces().isEmpty {
      let person: Person?
      if isHeader(line) { continue }
      if let named = Person(line: String(line)) {
        person = named
      } else {
        do throws(JSONLineError) {
          if let unsaved = try UnsavedEntryJSON(line: String(line)) {
            content.take(unsaved)
            continue
          }
          let entry = try EntryJSON(line: String(line))
          person = Person(entry.author)
          content.records.append(EntryRecord(entry))
        } catch {
          content.problems.append(LineProblem(line: index + 1, what: .json(error)))
          continue
        }
      }
      if let person, known.insert(person.id).inserted { content.people.append(person) }
    }
    return content
  }

  /// Whether a line only says which logbook those after it belong to.
  private static func isHeader(_ line: Substring) -> Bool {
    guard line.hasPrefix("{\"logbook\":"), case .object(let members) = JSON(parsing: String(line))
    else { return false }
    return members.keys.sorted() == ["logbook", "schema"]
  }
}

extension Exchange.Content {
  fileprivate mutating func take(_ line: UnsavedEntryJSON) {
    unsaved.append(line.entry)
    if let author = Person(line.author), !people.contains(where: { $0.id == author.id }) {
      people.append(author)
    }
  }
}

extension Person {
  fileprivate init?(_ author: EntryJSON.Writer) {
    guard let handle = author.handle, People.isHandle(handle) else { return nil }
    self.init(id: PersonID(rawValue: author.id), handle: handle, name: author.name)
  }

  /// Reads a line that only names a person; nil for any other.
  fileprivate init?(line: String) {
    guard line.hasPrefix("{\"person\":"), case .object(let members) = JSON(parsing: line),
      case .object(let person) = members["person"], case .string(let id) = person["id"],
      case .string(let handle) = person["handle"], People.isHandle(handle)
    else { return nil }
    var name: String?
    if case .string(let given) = person["name"] { name = given }
    self.init(id: PersonID(rawValue: id), handle: handle, name: name)
  }
}

extension EntryJSON {
  fileprivate init(_ record: EntryRecord, _ people: People) {
    let person = record.author.person.flatMap { people[$0] }
    self.init(
      id: record.id, incident: record.incident, happenedAt: record.happenedAt,
      recordedAt: record.recordedAt,
      author: Writer(id: record.author.stored, handle: person?.handle, name: person?.name),
      origin: record.origin, counter: record.counter, clock: record.clock, kind: record.kind,
      body: record.body, salt: record.salt, bodyHash: record.bodyHash, chain: record.chain)
  }
}

extension EntryRecord {
  fileprivate init(_ entry: EntryJSON) {
    self.init(
      id: entry.id, incident: entry.incident, origin: entry.origin, counter: entry.counter,
      clock: entry.clock, happenedAt: entry.happenedAt, recordedAt: entry.recordedAt,
      author: Author(stored: entry.author.id), kind: entry.kind, body: entry.body,
      salt: entry.salt, bodyHash: entry.bodyHash, chain: entry.chain)
  }
}
