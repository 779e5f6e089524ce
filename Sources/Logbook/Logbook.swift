internal import GRDB
package import IncidentModel

/// One logbook file: every incident on this machine.
///
/// Safe to use from several threads, and by several processes at once.
package final class Logbook: Sendable {
  package enum Access: Hashable, Sendable {
    case readWrite
    case readOnly
  }

  package let path: String
  /// Why it cannot be written; nil when it can.
  package let readOnlyReason: ReadOnlyReason?
  /// The id under which this logbook writes.
  package let origin: OriginID
  /// What each severity asks for, given to every incident that is loaded.
  package let policies: SeverityPolicies

  let queue: DatabaseQueue
  private let now: @Sendable () -> Instant
  private let random: @Sendable () -> UInt64

  /// Opens a logbook; with `.readWrite` an absent one is created (0600, in a folder 0700).
  ///
  /// One that cannot be written is opened for reading, and ``readOnlyReason`` says why.
  package init(
    path: String, access: Access, now: @escaping @Sendable () -> Instant,
    random: @escaping @Sendable () -> UInt64, policies: SeverityPolicies = SeverityPolicies()
  ) throws(LogbookError) {
    self.path = path
    self.policies = policies
    self.now = now
    self.random = random
    do {
      (queue, readOnlyReason, origin) = try Self.open(path, access, now, random)
    } catch let error as LogbookError {
      throw error
    } catch let error as DatabaseError {
      throw Connection.translated(error, path: path, opening: true)
    } catch {
      throw .cannotOpen(path: path, code: 0, message: "\(error)")
    }
  }

  private static func open(
    _ path: String, _ access: Access, _ now: () -> Instant, _ random: () -> UInt64
  ) throws -> (DatabaseQueue, ReadOnlyReason?, OriginID) {
    var reason: ReadOnlyReason? = access == .readOnly ? .asked : nil
    if reason == nil {
      if !Files.exists(path) { try Files.create(path) }
      if !Files.isWritable(path) { reason = .notWritable }
    }
    if reason == nil {
      let queue = try Connection.open(path, readOnly: false)
      let found = try queue.inDatabase(Schema.version)
      if found <= Schema.known {
        let origin = try queue.inDatabase { database in
          if found < Schema.known { try Schema.migrate(database) }
          return try claim(database, path, now, random)
        }
        return (queue, nil, origin)
      }
      reason = .newerSchema(found: found, known: Schema.known)
    }
    let queue = try Connection.open(path, readOnly: true)
    let origin = try queue.inDatabase { database in
      let found = try Schema.version(database)
      if found > Schema.known { reason = .newerSchema(found: found, known: Schema.known) }
      return try Meta(database)?.origin
    }
    return (queue, reason, origin ?? OriginID(bits: 0))
  }

  /// Finds or makes the origin of this file.
  ///
  /// A copy of a logbook gets one of its own, so that the two do not write different entries under
  /// the same number. What was written under the old one stays.
  private static func claim(
    _ database: Database, _ path: String, _ now: () -> Instant, _ random: () -> UInt64
  ) throws -> OriginID {
    let machine = Files.identity(of: path)
    if let meta = try Meta(database), meta.machine == machine { return meta.origin }
    var claimed = OriginID(bits: 0)
    try database.inTransaction(.immediate) {
      let old = try Meta(database)
      if let old, old.machine == machine {
        claimed = old.origin
        return .commit
      }
      var meta = Meta(origin: claimed, machine: machine)
      meta.clock = old?.clock ?? 0
      meta.isPurgeDue = old?.isPurgeDue ?? false
      let clock = meta.tick(now())
      meta.origin = OriginID(clock: clock, random: random())
      try meta.save(database)
      claimed = meta.origin
      return .commit
    }
    return claimed
  }

  /// Writes in one transaction: when `body` throws, nothing at all is written.
  ///
  /// Inside `body` ask the writer, never this logbook: its connection is taken.
  ///
  /// - Throws: what `body` throws (``Rejection``), or a ``LogbookError``.
  package func write<Result>(_ body: (inout Writer) throws -> Result) throws -> Result {
    if let readOnlyReason { throw LogbookError.readOnly(readOnlyReason, path: path) }
    let (result, didWrite, isPurgeDue) = try translating {
      try queue.writeWithoutTransaction { database in try transact(database, body) }
    }
    if isPurgeDue {
      // The erasure itself is committed. If another process keeps us from cleaning up now, the
      // next write does it: the mark stays.
      try? queue.writeWithoutTransaction(Erasure.purge)
    }
    if didWrite { Files.touch(Doorbell.path(of: path)) }
    return result
  }

  private func transact<Result>(
    _ database: Database, _ body: (inout Writer) throws -> Result
  ) throws -> (Result, Bool, Bool) {
    let before = database.totalChangesCount
    try database.beginTransaction(.immediate)
    do {
      var writer = try Writer(database, policies: policies, now: now, random: random)
      let result = try body(&writer)
      try writer.finish()
      let isPurgeDue = writer.meta.isPurgeDue
      do {
        try database.commit()
      } catch let error as DatabaseError where error.resultCode == .SQLITE_IOERR {
        throw LogbookError.inDoubt(
          path: path, code: error.extendedResultCode.rawValue, message: error.message ?? "")
      }
      return (result, database.totalChangesCount != before, isPurgeDue)
    } catch {
      if database.isInsideTransaction { try? database.rollback() }
      throw error
    }
  }

  /// Reads from one state of the logbook, whatever others write meanwhile.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try translating { try queue.read(body) }
  }

  private func translating<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch LogbookError.corrupt("", let detail) {
      throw LogbookError.corrupt(path: path, detail: detail)
    } catch {
      throw Connection.error(error, path: path)
    }
  }
}
