package import IncidentModel

/// An entry exactly as it is stored, for exports and exact copies.
package struct EntryRecord: Hashable, Sendable {
  package var id: EntryID
  package var incident: IncidentID
  /// The logbook that wrote it, and the entry's number there, from 1 without a gap.
  package var origin: OriginID
  package var counter: Int64
  /// Hybrid logical clock: milliseconds since 1970 shifted left by 16, plus a counter.
  package var clock: Int64
  package var happenedAt: Instant
  package var recordedAt: Instant
  package var author: Author
  package var kind: String
  /// nil when it was erased.
  package var body: String?
  package var salt: [UInt8]?
  /// SHA-256(salt ‖ body).
  package var bodyHash: [UInt8]
  /// 64 bytes: the hash of the entry before it in its origin, and its own; thus an entry can be
  /// verified alone, also where the one before it belongs to an incident that is not here.
  package var chain: [UInt8]

  package init(
    id: EntryID, incident: IncidentID, origin: OriginID, counter: Int64, clock: Int64,
    happenedAt: Instant, recordedAt: Instant, author: Author, kind: String, body: String?,
    salt: [UInt8]?, bodyHash: [UInt8], chain: [UInt8]
  ) {
    self.id = id
    self.incident = incident
    self.origin = origin
    self.counter = counter
    self.clock = clock
    self.happenedAt = happenedAt
    self.recordedAt = recordedAt
    self.author = author
    self.kind = kind
    self.body = body
    self.salt = salt
    self.bodyHash = bodyHash
    self.chain = chain
  }

  var previous: [UInt8] { Array(chain.prefix(32)) }
  var own: [UInt8] { Array(chain.dropFirst(32)) }

  /// Whether the hashes are those of the fields.
  package var isIntact: Bool { isBodyIntact && isEntryIntact }

  /// Whether the number can be one: they count from 1, and nothing stands before the first.
  var isPlausible: Bool {
    (1..<1 << 48).contains(counter) && (counter > 1 || previous == Commitment.start)
  }

  var isEntryIntact: Bool {
    chain.count == 64 && Commitment.entry(self, after: previous) == own
  }

  var isBodyIntact: Bool {
    guard let body else { return salt == nil }
    guard let salt else { return false }
    return Commitment.body(body, salt: salt) == bodyHash
  }

  var event: Event { body.map { Event(kind: kind, body: $0) } ?? .redacted(kind: kind) }

  var entry: Entry {
    Entry(
      id: id, incident: incident, happenedAt: happenedAt, recordedAt: recordedAt, author: author,
      event: event)
  }
}
