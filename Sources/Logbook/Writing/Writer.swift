internal import FoundationEssentials
internal import GRDB
package import IncidentModel

/// Writes to a logbook; valid only inside ``Logbook/write(_:)``.
package struct Writer {
  let database: Database
  private let policies: SeverityPolicies
  private let secrets: SecretMask?
  let now: () -> Instant
  let random: () -> UInt64
  var meta: Meta
  private let loaded: Meta
  package internal(set) var people: People
  var draws: Draws
  /// Everything that was appended, in order.
  var written: [Entry] = []

  init(
    _ database: Database, policies: SeverityPolicies, secrets: SecretMask?, draws: Draws,
    now: @escaping () -> Instant, random: @escaping () -> UInt64
  ) throws {
    self.database = database
    self.policies = policies
    self.secrets = secrets
    self.draws = draws
    self.now = now
    self.random = random
    guard let meta = try Meta(database) else {
      throw LogbookError.corrupt(path: "", detail: "meta is empty")
    }
    self.meta = meta
    loaded = meta
    people = try database.people()
  }

  /// The last act before the commit.
  func finish() throws {
    if meta != loaded { try meta.save(database) }
  }

  /// The person with that handle, whatever its case; made when there is none.
  package mutating func person(handle: String) throws -> PersonID {
    let handle = handle.hasPrefix("@") ? String(handle.dropFirst()) : handle
    if let known = people[handle: handle] { return known.id }
    guard People.isHandle(handle) else { throw LogbookError.badHandle(handle) }
    let random = random
    let id = draws.person(handle) { PersonID(random: random) }
    try insert(Person(id: id, handle: handle))
    return id
  }

  /// Writes down that there is a person of that handle and, when one is given, the name.
  package mutating func know(handle: String, name: String?) throws {
    var person = Person(id: try self.person(handle: handle), handle: handle, name: name)
    guard let known = people[person.id], let name, known.name != name else { return }
    person.handle = known.handle
    try database.run(
      "UPDATE person SET name = ?, sum = ? WHERE id = ?",
      [name, RowSum.of(person), person.id.rawValue])
    people.insert(person)
  }

  mutating func insert(_ person: Person) throws {
    // Ids stand in texts, and are shown: those of files from elsewhere have to be ids.
    guard person.id.isPlausible, People.isHandle(person.handle) else {
      throw LogbookError.badHandle(person.handle)
    }
    try database.run(
      "INSERT INTO person(id, handle, folded, name, sum) VALUES (?, ?, ?, ?, ?)",
      [
        person.id.rawValue, person.handle, person.handle.lowercased(), person.name,
        RowSum.of(person),
      ])
    people.insert(person)
  }

  package func incident(_ id: IncidentID) throws -> Incident { try database.incident(id, policies) }

  package func line(_ id: EntryID) throws -> TimelineLine? { try database.line(id) }

  /// Remembers which incident the commands of a login are about; nil forgets it.
  package func choose(_ id: IncidentID?, by login: String) throws {
    if id == .register { throw Rejection.learning(.isRegister) }
    if let id {
      try database.run(
        """
        INSERT INTO chosen(login, incident) VALUES (?, ?)
        ON CONFLICT(login) DO UPDATE SET incident = excluded.incident
        """, [login, id.data])
    } else {
      try database.run("DELETE FROM chosen WHERE login = ?", [login])
    }
  }

  /// The event without what is plainly a secret: what is not stored need not be removed again.
  package func masked(_ event: Event) -> Event { secrets.map(event.masking) ?? event }

  func masked(_ text: String) -> String { secrets?.masking(text) ?? text }

  /// Declares an incident.
  package mutating func declare(
    _ new: NewIncident, _ occasion: Occasion
  ) throws -> IncidentSummary {
    let proposals = try Incident.declaring(new, occasion)
    let clock = meta.tick(now())
    let random = random
    let id = draws.incident { IncidentID(clock: clock, random: random()) }
    try append(proposals, to: id, by: occasion.author, at: occasion.now)
    guard let summary = try database.summary(of: id) else {
      throw LogbookError.noSuchIncident(id)
    }
    return summary
  }

  /// Does what a command asks for, or throws the ``Rejection`` of the rules.
  ///
  /// A redaction removes the text for good.
  @discardableResult
  package mutating func perform(
    _ command: Command, on id: IncidentID, _ occasion: Occasion
  ) throws -> [Entry] {
    if id == .register, !command.isAmendment { throw Rejection.learning(.isRegister) }
    // Folding an incident of many entries costs more than the append itself.
    let subject = try command.needsState ? incident(id) : nameOnly(id)
    var occasion = occasion
    if case .offer = command { occasion.decisions = try database.lastDecisions(of: id) }
    let proposals = try subject.decide(command, occasion)
    // Found before the text is gone that they repeat.
    let copies: [StoredEntry] =
      if case .redact(let line, _) = command { try database.copies(of: line) } else { [] }
    return try append(proposals, to: id, by: occasion.author, at: occasion.now)
      + redact(copies, as: proposals, occasion)
  }

  /// Removes the text from entries that repeat it, each in its own timeline.
  private mutating func redact(
    _ copies: [StoredEntry], as proposals: [Proposal], _ occasion: Occasion
  ) throws -> [Entry] {
    guard case .redaction(let withdrawal)? = proposals.first?.event else { return [] }
    return try copies.flatMap { copy in
      let redaction = Withdrawal(of: copy.entry.id, because: withdrawal.because)
      return try append(
        [Proposal(.redaction(redaction), at: occasion.now)], to: copy.entry.incident,
        by: occasion.author, at: occasion.now)
    }
  }

  /// The incident without its state, when there is one with that id.
  private func nameOnly(_ id: IncidentID) throws -> Incident {
    guard try database.summary(of: id) != nil else { throw LogbookError.noSuchIncident(id) }
    return Incident(id: id)
  }

  @discardableResult
  private mutating func append(
    _ proposals: [Proposal], to id: IncidentID, by author: Author, at now: Instant
  ) throws -> [Entry] {
    try append(
      proposals, to: id, by: author, ids: nil,
      recordedAt: Array(repeating: now, count: proposals.count))
  }
}

extension PersonID {
  /// Whether it is one that a logbook could have made: letters, digits and hyphens.
  fileprivate var isPlausible: Bool {
    (2...64).contains(rawValue.utf8.count)
      && rawValue.unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-")
      }
  }

  /// An opaque id: `p` and fifteen digits of Crockford's base 32.
  fileprivate init(random: () -> UInt64) {
    let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")
    var text = "p"
    var bits = UInt128(random()) << 64 | UInt128(random())
    for _ in 0..<15 {
      text.append(alphabet[Int(bits & 31)])
      bits >>= 5
    }
    self.init(rawValue: text)
  }
}
