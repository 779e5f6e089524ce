internal import FoundationEssentials
internal import GRDB
package import IncidentModel

extension Writer {
  /// Writes entries without asking the rules, as imports do; secrets in them are masked.
  ///
  /// `ids` gives one for each proposal where the caller has them: an entry that is there already is
  /// skipped. `recordedAt` gives one for each proposal too; nil is now. Returned are the new ones.
  @discardableResult
  package mutating func append(
    _ proposals: [Proposal], to id: IncidentID, by author: Author, ids: [EntryID]? = nil,
    recordedAt: [Instant]? = nil
  ) throws -> [Entry] {
    var written: [Entry] = []
    var changes = Changes()
    for (index, proposal) in proposals.enumerated() {
      let given = ids.flatMap { index < $0.count ? $0[index] : nil }
      if let given, try database.n(of: given) != nil { continue }
      let time = recordedAt.flatMap { index < $0.count ? $0[index] : nil } ?? now()
      let clock = meta.tick(now())
      let entry = Entry(
        id: given ?? freshID(clock), incident: id,
        happenedAt: proposal.happenedAt, recordedAt: time, author: author,
        event: masked(proposal.event))
      try database.store(
        seal(entry, clock: clock), event: entry.event, isFresh: given == nil, &changes)
      written.append(entry)
    }
    self.written += written
    if try changes.settle(database) { meta.isPurgeDue = true }
    return written
  }

  private mutating func freshID(_ clock: Int64) -> EntryID {
    let random = random
    return draws.entry { EntryID(clock: clock, random: random()) }
  }

  /// Writes entries that have ids already, of any incidents and authors; returned is how many are new.
  ///
  /// Those of incidents that were purged here stay out.
  @discardableResult
  package mutating func append(_ entries: [Entry]) throws -> Int {
    var count = 0
    var changes = Changes()
    let purged = try database.purgedIncidents()
    for entry in entries
    where try !purged.contains(entry.incident) && database.n(of: entry.id) == nil {
      try database.store(
        seal(entry, clock: meta.tick(now())), event: entry.event, isFresh: false, &changes)
      written.append(entry)
      count += 1
    }
    if try changes.settle(database) { meta.isPurgeDue = true }
    return count
  }

  /// Writes entries that were kept outside of this logbook, by people whom it may have got to know meanwhile
  /// under other ids: a handle means the same person.
  ///
  /// - Returns: how many are new.
  @discardableResult
  package mutating func append(unsaved entries: [Entry], people: [Person]) throws -> Int {
    var known: [PersonID: PersonID] = [:]
    for person in people where self.people[person.id] == nil {
      if let own = self.people[handle: person.handle] {
        known[person.id] = own.id
      } else {
        try insert(person)
      }
    }
    return try append(
      entries.map { entry in
        var body = entry.event.body
        for (id, own) in known { body = body.replacing(id.rawValue, with: own.rawValue) }
        return Entry(
          id: entry.id, incident: entry.incident, happenedAt: entry.happenedAt,
          recordedAt: entry.recordedAt,
          author: entry.author.person.flatMap { known[$0] }.map(Author.person) ?? entry.author,
          event: masked(Event(kind: entry.event.kindName, body: body)))
      })
  }

  /// Makes the entry the next one of this logbook's chain.
  private mutating func seal(_ entry: Entry, clock: Int64) -> EntryRecord {
    let body = entry.event.body
    let salt = [random(), random()].flatMap { word in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
    }
    meta.counter += 1
    var record = EntryRecord(
      id: entry.id, incident: entry.incident, origin: meta.origin, counter: meta.counter,
      clock: clock, happenedAt: entry.happenedAt, recordedAt: entry.recordedAt,
      author: entry.author, kind: entry.event.kindName, body: body, salt: salt,
      bodyHash: Commitment.body(body, salt: salt), chain: [])
    let hash = Commitment.entry(record, after: meta.head)
    record.chain = meta.head + hash
    meta.head = hash
    return record
  }

  /// Takes in entries exactly as another logbook stored them, and the people they speak of.
  ///
  /// Those of incidents that were purged here stay out. Returned is how many were new. Thrown are ``LogbookError/differentEntry(_:)`` and
  /// ``LogbookError/damagedRecord(_:)``.
  @discardableResult
  package mutating func insert(_ records: [EntryRecord], people: [Person]) throws -> Int {
    for person in people where self.people[person.id] == nil {
      var person = person
      // Two people of two logbooks may have the same handle; both stay themselves.
      let handle = person.handle
      var number = 2
      while self.people[handle: person.handle] != nil {
        person.handle = "\(handle)-\(number)"
        number += 1
      }
      try insert(person)
    }
    var count = 0
    var changes = Changes()
    let purged = try database.purgedIncidents()
    for record in records where !purged.contains(record.incident) {
      if let hash = try database.hash(of: record.id) {
        guard hash == record.own else { throw LogbookError.differentEntry(record.id) }
        continue
      }
      guard record.isIntact, record.isPlausible else { throw LogbookError.damagedRecord(record.id) }
      // A machine whose clock is far ahead must not drag this one's with it.
      let limit = now().advanced(bySeconds: 60).milliseconds << 16
      if record.clock < limit { meta.clock = max(meta.clock, record.clock) }
      try database.store(record, event: record.event, isFresh: false, &changes)
      count += 1
    }
    if try changes.settle(database) { meta.isPurgeDue = true }
    return count
  }
}

extension Database {
  /// Stores an entry, its body, and what follows from it alone.
  ///
  /// `isFresh` says that its id was made just now, so that nothing can name it yet.
  fileprivate func store(
    _ record: EntryRecord, event: Event, isFresh: Bool, _ changes: inout Changes
  ) throws {
    let isAmendment = Kind(rawValue: record.kind)?.isAmendment == true
    var shapes = event.shapesState
    if !shapes, !isAmendment, record.author.person != nil {
      shapes = try !changes.isKnown(record.author, in: record.incident, self)
    }
    try run(
      """
      INSERT INTO entry(id, incident, origin, counter, hlc, happenedAt, recordedAt, actor, kind,
        bodyHash, prev, ohash, target, shapes)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        record.id.data, record.incident.data, record.origin.data, record.counter, record.clock,
        record.happenedAt.milliseconds, record.recordedAt.milliseconds, record.author.stored,
        record.kind, Data(record.bodyHash), Data(record.previous), Data(record.own),
        event.target?.data, shapes ? 1 : 0,
      ])
    let n = lastInsertedRowID
    if let body = record.body, let salt = record.salt {
      try run("INSERT INTO body(n, salt, body) VALUES (?, ?, ?)", [n, Data(salt), body])
    }
    if !isAmendment, record.author.person != nil {
      changes.note(record.author, in: record.incident)
    }
    let entry = Entry(
      id: record.id, incident: record.incident, happenedAt: record.happenedAt,
      recordedAt: record.recordedAt, author: record.author, event: event)
    try changes.add(entry, n: n, isAmendment: isAmendment, isFresh: isFresh, self)
  }
}
