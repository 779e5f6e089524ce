import FoundationEssentials
import Testing

@testable import IncidentModel

/// The moment from which the tests count: 2026-11-22 14:00 UTC.
let start = CivilTime(year: 2026, month: 11, day: 22, hour: 14).utc

func after(_ minutes: Int64) -> Instant { start.advanced(bySeconds: minutes * 60) }

let ana = PersonID(rawValue: "p-ana")
let bo = PersonID(rawValue: "p-bo")
let cy = PersonID(rawValue: "p-cy")

let everybody = People([
  Person(id: ana, handle: "ana", name: "Ana Ruiz"), Person(id: bo, handle: "bo"),
  Person(id: cy, handle: "cyrus"),
])

/// A person whose id is made from the handle.
func known(_ handle: String) -> PersonID { PersonID(rawValue: "p-\(handle)") }

/// The handle of a person made by ``known(_:)``.
func handle(_ id: PersonID) -> String { String(id.rawValue.dropFirst(2)) }

/// Entries of one incident, written one after the other.
struct Log {
  var incident = IncidentID(bits: 0x018f_0000_0000_7000_8000_0000_0000_7abc)
  var entries: [Entry] = []

  var folded: Incident { Incident(id: incident, replaying: entries) }
  var lines: [TimelineLine] { timeline(of: entries) }

  /// Writes an event down at a minute and gives the id of its entry.
  @discardableResult
  mutating func add(_ minute: Int64, _ event: Event, by author: PersonID = ana) -> EntryID {
    let at = after(minute)
    let clock = start.milliseconds << 16 + Int64(entries.count)
    let id = EntryID(clock: clock, random: UInt64(entries.count))
    entries.append(
      Entry(
        id: id, incident: incident, happenedAt: at,
        recordedAt: Instant(milliseconds: at.milliseconds + Int64(entries.count)),
        author: .person(author), event: event))
    return id
  }

  func line(_ id: EntryID) throws -> TimelineLine {
    try #require(lines.first { $0.id == id })
  }

  /// A declared live incident of SEV2, commanded by Ana.
  static func declared(_ severity: Severity? = .sev2) -> Log {
    var log = Log()
    log.add(0, .declared(Declaration(title: "Checkout errors")))
    log.add(0, .status(StatusChange(to: .investigating)))
    if let severity { log.add(0, .severity(SeverityChange(to: severity))) }
    log.add(0, .role(RoleChange(role: .commander, person: ana)))
    return log
  }
}

/// A hash that is good enough for tests: 16 bytes of two FNV-1a runs.
func weakHash(_ bytes: [UInt8]) -> [UInt8] {
  [UInt64(0xcbf2_9ce4_8422_2325), 0x9ae1_6a3b_2f90_404f].flatMap { seed in
    let value = bytes.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}

/// A file beside the tests; with `RECORD=1` it is written first.
func golden(_ name: String, record text: String? = nil) throws -> String {
  let path = #filePath.dropLast("Samples.swift".count) + "Golden/" + name
  if let text, ProcessInfo.processInfo.environment["RECORD"] != nil {
    try Data(text.utf8).write(to: URL(filePath: String(path)))
  }
  return String(decoding: try Data(contentsOf: URL(filePath: String(path))), as: UTF8.self)
}
