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
  private var purged = 0
  private var late = (count: 0, seconds: Int64(0))
  private let own: Meta?
  /// What was removed on purpose, by origin and first number.
  private let runs: [OriginID: [Int64: PurgedRun]]

  static func findings(_ database: Database, now: Instant) throws -> [LogbookFinding] {
    var check = Self(own: try Meta(database), runs: try PurgedRun.all(database))
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
    return check.findings + [ClockCheck.finding(check.own, now: now, late: check.late)]
  }

  private init(own: Meta?, runs: [PurgedRun]) {
    self.own = own
    self.runs = Dictionary(grouping: runs, by: \.origin).mapValues { runs in
      Dictionary(runs.map { ($0.first, $0) }, uniquingKeysWith: { first, _ in first })
    }
  }

  private mutating func take(_ record: EntryRecord, target: [UInt8]?) {
    entries += 1
    if let behind = ClockCheck.isLate(record) {
      late = (late.count + 1, max(late.seconds, behind))
    }
    if !record.isEntryIntact { broken.append("\(record.id): hash and fields differ") }
    if !record.isBodyIntact { bodies.append("\(record.id): body and commitment differ") }
    // Of an erased correction only the column still says what it was about.
    if record.body != nil, record.event.target?.bytes != target {
      bodies.append("\(record.id): target and body differ")
    }
    defer {
      last = record
      tips.insert(record.own)
      if isHead(record.origin, record.counter, record.own) { isHeadThere = true }
    }
    let isFirst = last?.origin != record.origin
    if isFirst {
      finishOrigin()
      origins += 1
      tips = [Commitment.start]
    } else if let last, last.counter == record.counter {
      forks.append("\(record.origin) wrote number \(record.counter) twice")
      return
    }
    let expected = passPurged(of: record.origin, from: isFirst ? 1 : (last?.counter ?? 0) &+ 1)
    if expected < record.counter {
      gap(before: record)
    } else if !tips.contains(record.previous) {
      broken.append(
        isFirst
          ? "\(record.id): the first entry follows another one"
          : "\(record.id): does not follow \(last.map { "\($0.id)" } ?? "")")
    }
    tips = []
  }

  /// Goes on over what was purged, where it follows what stands before.
  ///
  /// - Returns: the number that comes next.
  private mutating func passPurged(of origin: OriginID, from number: Int64) -> Int64 {
    var next = number
    while let run = runs[origin]?[next], tips.contains(run.previous) {
      purged += Int(run.last &- run.first &+ 1)
      tips = [run.own]
      next = run.last &+ 1
      if isHead(origin, run.last, run.own) { isHeadThere = true }
    }
    return next
  }

  private func isHead(_ origin: OriginID, _ counter: Int64, _ hash: [UInt8]) -> Bool {
    origin == own?.origin && counter == own?.counter && hash == own?.head
  }

  private mutating func finishOrigin() {
    if let last { _ = passPurged(of: last.origin, from: last.counter &+ 1) }
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
    finishOrigin()
    guard let own, !isHeadThere else { return }
    if own.counter == 0 {
      if own.head != Commitment.start { broken.append("\(own.origin): ends without having begun") }
      return
    }
    if last?.origin != own.origin {
      // Nothing of it may be left but what says that it was purged.
      tips = [Commitment.start]
      _ = passPurged(of: own.origin, from: 1)
    }
    if !isHeadThere { broken.append("\(own.origin): the last entries are missing") }
  }

  private var findings: [LogbookFinding] {
    let removed = purged == 0 ? "" : ", \(purged) purged"
    let extent = "\(entries) entries of \(origins) origins, \(gaps) gaps of others\(removed)"
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
