internal import GRDB
internal import IncidentModel

/// Verifies the chain of every origin, and every body against its commitment.
struct ChainCheck {
  private var last: EntryRecord?
  /// Hashes of the entries with the last number; more than one where copies of a logbook wrote.
  private var tips: Set<[UInt8]> = []
  private var isHeadThere = false
  private var origins = 0
  private var entries = 0
  private var gaps = 0
  private var broken: [String] = []
  private var bodies: [String] = []
  private var forks: [String] = []
  private let own: Meta?

  static func findings(_ database: Database) throws -> [LogbookFinding] {
    var check = Self(own: try Meta(database))
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT \(EntryRecord.columns), e.target FROM entry e LEFT JOIN body b ON b.n = e.n
        ORDER BY e.origin, e.counter, e.n
        """)
    while let row = try rows.next() {
      check.take(try EntryRecord(row), target: try row.optionalBytes(15))
    }
    check.end()
    return check.findings
  }

  private init(own: Meta?) { self.own = own }

  private mutating func take(_ record: EntryRecord, target: [UInt8]?) {
    entries += 1
    if !record.isEntryIntact { broken.append("\(record.id): hash and fields differ") }
    if !record.isBodyIntact { bodies.append("\(record.id): body and commitment differ") }
    // Of an erased correction only the column still says what it was about.
    if record.body != nil, record.event.target?.bytes != target {
      bodies.append("\(record.id): target and body differ")
    }
    defer {
      last = record
      tips.insert(record.own)
      if let own, record.counter == own.counter, record.own == own.head { isHeadThere = true }
    }
    guard let last, last.origin == record.origin else {
      origins += 1
      tips = []
      if record.counter == 1, record.previous != Commitment.start {
        broken.append("\(record.id): the first entry follows another one")
      } else if record.counter != 1 {
        gap(before: record)
      }
      return
    }
    if last.counter == record.counter {
      forks.append("\(record.origin) wrote number \(record.counter) twice")
      return
    }
    if last.counter + 1 < record.counter {
      gap(before: record)
    } else if !tips.contains(record.previous) {
      broken.append("\(record.id): does not follow \(last.id)")
    }
    tips = []
  }

  /// Others' entries may be here in part; of this logbook's own none may be missing.
  private mutating func gap(before record: EntryRecord) {
    if record.origin == own?.origin {
      broken.append("\(record.id): entries before number \(record.counter) are missing")
    } else {
      gaps += 1
    }
  }

  private mutating func end() {
    if let own, own.counter > 0, !isHeadThere {
      broken.append("\(own.origin): the last entries are missing")
    }
  }

  private var findings: [LogbookFinding] {
    let extent = "\(entries) entries of \(origins) origins, \(gaps) gaps of others"
    return FileCheck.report(
      broken, "chain", ok: extent,
      remedy: "entries were changed outside the program: compare with an export or another copy")
      + FileCheck.report(
        bodies, "bodies", ok: "every text matches its commitment",
        remedy: "compare with an export or another copy")
      + forks.prefix(20).map {
        LogbookFinding(
          grade: .warning, subject: "fork", detail: $0,
          remedy: "two copies of one logbook wrote; both are kept")
      }
  }
}
