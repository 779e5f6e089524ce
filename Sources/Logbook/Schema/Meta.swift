internal import FoundationEssentials
internal import GRDB
internal import IncidentModel

/// What a logbook knows of itself: the end of its own chain and its clock.
struct Meta: Hashable {
  var origin: OriginID
  /// Where the file lay when the origin was made; a copy lies elsewhere.
  var machine: String
  /// Hybrid logical clock: milliseconds since 1970 shifted left by 16, plus a counter.
  var clock: Int64 = 0
  /// Counter of the last entry of this origin; the first is 1.
  var counter: Int64 = 0
  /// Hash of the last entry of this origin; zeros before the first.
  var head = Commitment.start
  /// Something was erased whose bytes are still to be cleaned out of the index and the journal.
  var isPurgeDue = false

  init(origin: OriginID, machine: String) {
    self.origin = origin
    self.machine = machine
  }

  init?(_ database: Database) throws {
    let sql = "SELECT origin, machine, clock, counter, head, purgeDue FROM meta"
    guard let row = try Row.fetchOne(database.cachedStatement(sql: sql)) else { return nil }
    origin = try row.identifier(0)
    machine = try row.text(1)
    clock = try row.integer(2)
    counter = try row.integer(3)
    head = try row.bytes(4)
    isPurgeDue = try row.integer(5) != 0
  }

  func save(_ database: Database) throws {
    let sql = """
      INSERT INTO meta(only, origin, machine, clock, counter, head, purgeDue)
      VALUES (1, ?, ?, ?, ?, ?, ?)
      ON CONFLICT(only) DO UPDATE SET origin = excluded.origin, machine = excluded.machine,
        clock = excluded.clock, counter = excluded.counter, head = excluded.head,
        purgeDue = excluded.purgeDue
      """
    try database.run(
      sql, [origin.data, machine, clock, counter, Data(head), isPurgeDue ? 1 : 0])
  }

  /// The next reading of the clock: never before an earlier one, whatever the wall clock does.
  mutating func tick(_ now: Instant) -> Int64 {
    clock = max(now.milliseconds << 16, clock + 1)
    return clock
  }

  /// The same with an origin of its own when the file is another one than that which the origin was made for:
  /// a copy, or one that a backup was written into.
  ///
  /// Thus two files never write different entries under the same number. What was written under the old
  /// origin stays.
  func claimed(by machine: String, _ now: () -> Instant, _ random: () -> UInt64) -> Meta {
    if self.machine == machine { return self }
    var meta = Meta(origin: origin, machine: machine)
    meta.clock = clock
    meta.isPurgeDue = isPurgeDue
    let tick = meta.tick(now())
    meta.origin = OriginID(clock: tick, random: random())
    return meta
  }
}
