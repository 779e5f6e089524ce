internal import Glibc
package import IncidentModel

/// What can still be read of a damaged logbook, whatever SQLite says of it.
package struct Salvage: Sendable {
  /// Entries that match their own hashes, in the order of arrival; they can be imported.
  package private(set) var records: [EntryRecord] = []
  package private(set) var people = People()
  /// What was found of entries that do not, in words: never lost, and never taken for sound.
  package private(set) var damaged: [String] = []
  /// Numbers under which nothing was found: what is lost, and what was purged.
  package private(set) var missing: [ClosedRange<Int64>] = []

  /// Reads the file; it is not opened as a database and nothing is written.
  package init(of path: String) throws(LogbookError) {
    let bytes = try Files.bytes(of: path)
    var found = Found()
    TablePages(bytes).rows { number, values in found.take(number, values) }
    people = People(found.people.values.filter { People.isHandle($0.handle) })
    put(found)
  }

  private mutating func put(_ found: Found) {
    var next: Int64 = 1
    for n in Set(found.entries.keys).union(found.bodies.keys).sorted() {
      if n > next { missing.append(next...n - 1) }
      next = n + 1
      guard var record = found.entries[n] else {
        damaged.append("entry number \(n): only its text is left: \(found.bodies[n]?.text ?? "")")
        continue
      }
      let body = found.bodies[n]
      (record.body, record.salt) = (body?.text, body?.salt)
      if record.isIntact {
        records.append(record)
        if body == nil {
          damaged.append("\(record.id) (\(record.kind)): its text was erased, or is lost")
        }
      } else {
        damaged.append(
          "\(record.happenedAt.rfc3339)\t\(record.kind)\t\(body?.text ?? "(its text cannot be read)")\t\(record.id)"
        )
      }
    }
    if next <= found.last { missing.append(next...found.last) }
  }

  /// Rows that look like those of a logbook, by number.
  private struct Found {
    var entries: [Int64: EntryRecord] = [:]
    var bodies: [Int64: (salt: [UInt8], text: String)] = [:]
    var people: [PersonID: Person] = [:]
    /// The highest number that was given.
    var last: Int64 = 0

    mutating func take(_ number: Int64?, _ values: [TablePages.Value]) {
      // The highest number that is plausible: a damaged one must not make the rest endless.
      if let number, (1..<1 << 40).contains(number) {
        if values.count == 17, let record = EntryRecord(values) {
          // Of two the one that is sound counts.
          if entries[number].map({ !$0.isEntryIntact }) ?? true { entries[number] = record }
        } else if values.count == 3, case .bytes(let salt, false) = values[1], salt.count == 16,
          case .bytes(let text, true) = values[2]
        {
          bodies[number] = (salt, String(decoding: text, as: UTF8.self))
        } else if values.count == 2, values[0] == .bytes(Array("entry".utf8), isText: true),
          case .integer(let given) = values[1], given < 1 << 40
        {
          last = max(last, given)
        }
      } else if number == nil, (4...6).contains(values.count),
        case .bytes(let id, true) = values[0],
        case .bytes(let handle, true) = values[1], id.first == UInt8(ascii: "p")
      {
        let id = PersonID(rawValue: String(decoding: id, as: UTF8.self))
        var person = Person(id: id, handle: String(decoding: handle, as: UTF8.self))
        if case .bytes(let name, true) = values[3] {
          person.name = String(decoding: name, as: UTF8.self)
        }
        if people[id] == nil { people[id] = person }
      }
    }
  }
}

extension EntryRecord {
  /// A row of `entry` as it lies in the file; nil when the columns are not of the right shape.
  fileprivate init?(_ values: [TablePages.Value]) {
    func blob(_ index: Int, _ count: Int) -> [UInt8]? {
      guard case .bytes(let bytes, false) = values[index], bytes.count == count else { return nil }
      return bytes
    }
    func identifier<ID: Identifier>(_ index: Int) -> ID? {
      blob(index, 16).map { ID(bits: $0.reduce(0) { $0 << 8 | UInt128($1) }) }
    }
    func integer(_ index: Int) -> Int64? {
      if case .integer(let number) = values[index] { number } else { nil }
    }
    func text(_ index: Int) -> String? {
      guard case .bytes(let bytes, true) = values[index] else { return nil }
      return String(decoding: bytes, as: UTF8.self)
    }
    guard let id: EntryID = identifier(1), let incident: IncidentID = identifier(2),
      let origin: OriginID = identifier(3),
      let counter = integer(4), let clock = integer(5), let happenedAt = integer(6),
      let recordedAt = integer(7), let actor = text(8), let kind = text(9),
      let bodyHash = blob(10, 32), let previous = blob(11, 32), let own = blob(12, 32)
    else { return nil }
    self.init(
      id: id, incident: incident, origin: origin, counter: counter, clock: clock,
      happenedAt: Instant(milliseconds: happenedAt), recordedAt: Instant(milliseconds: recordedAt),
      author: Author(stored: actor), kind: kind, body: nil, salt: nil, bodyHash: bodyHash,
      chain: previous + own)
  }
}
