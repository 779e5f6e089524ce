internal import GRDB
internal import Glibc
package import IncidentModel
internal import Synchronization

/// One logbook file: every incident on this machine.
///
/// Safe to use from several threads, and by several processes at once.
package final class Logbook: Sendable {
  package enum Access: Hashable, Sendable {
    case readWrite
    case readOnly
    /// For reading, with all that a check may want to try; nothing is written, not even a newer form.
    case examining
  }

  package let path: String
  /// Why it cannot be written; nil when it can.
  package let readOnlyReason: ReadOnlyReason?
  /// The id under which this logbook writes.
  package let origin: OriginID
  /// What each severity asks for, given to every incident that is loaded.
  package let policies: SeverityPolicies
  /// Hides secrets in what is written; nil when everything is stored as it was typed.
  private let secrets: SecretMask?

  /// Files beside it that hold what it was before it was restored: an erasure does not reach them.
  package var copiesBeforeRestores: [String] { Files.copiesBeforeRestores(of: path) }

  /// Whether its folder was given to a group, whose members all write in it.
  package var isShared: Bool { Files.isShared(Files.folder(of: path)) }

  let queue: DatabaseQueue
  let now: @Sendable () -> Instant
  private let scratch = Scratch()
  private let usedReserve = Mutex(false)
  private let random: @Sendable () -> UInt64

  /// Opens a logbook; with `.readWrite` an absent one is created (0600, in a folder 0700).
  ///
  /// One that cannot be written is opened for reading, and ``readOnlyReason`` says why.
  package init(
    path: String, access: Access, now: @escaping @Sendable () -> Instant,
    random: @escaping @Sendable () -> UInt64, policies: SeverityPolicies = SeverityPolicies(),
    secrets: SecretMask? = SecretMask()
  ) throws(LogbookError) {
    self.path = path
    self.secrets = secrets
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
    var reason: ReadOnlyReason? = access == .readWrite ? nil : .asked
    if access == .examining, Files.isWritable(path) {
      let queue = try Connection.open(path, readOnly: false)
      return try queue.inDatabase { database in
        let found = try Schema.version(database)
        guard found > 0 else { throw LogbookError.notALogbook(path) }
        let isNewer = found > Schema.known
        return (
          queue, isNewer ? .newerSchema(found: found, known: Schema.known) : .asked,
          try Meta(database)?.origin ?? OriginID(bits: 0)
        )
      }
    }
    if reason == nil {
      if !Files.exists(path) { try Files.create(path) }
      if !Files.isWritable(path) { reason = .notWritable }
    }
    if reason == nil {
      let queue = try Connection.open(path, readOnly: false)
      let found = try queue.inDatabase(Schema.version)
      if found <= Schema.known {
        let origin = try queue.inDatabase { database in
          if found < Schema.known {
            do { try Schema.migrate(database) } catch let error as DatabaseError
              where error.resultCode == .SQLITE_FULL && Reserve.release(for: path)
            { try Schema.migrate(database) }
          }
          // Whoever restored a backup and was killed has left its mark.
          if !Files.isHeld(Restoring.lock(of: path)) { try Restoring.end(database) }
          return try claim(database, path, now, random)
        }
        Reserve.keep(for: path)
        Files.alignJournal(of: path)
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
  private static func claim(
    _ database: Database, _ path: String, _ now: () -> Instant, _ random: () -> UInt64
  ) throws -> OriginID {
    let machine = Files.identity(of: path)
    if let meta = try Meta(database), meta.machine == machine { return meta.origin }
    var claimed = OriginID(bits: 0)
    try database.inTransaction(.immediate) {
      let old = try Meta(database) ?? Meta(origin: claimed, machine: "")
      let meta = old.claimed(by: machine, now, random)
      if meta != old { try meta.save(database) }
      claimed = meta.origin
      return .commit
    }
    // Who has it open learns that it is another one now.
    Files.touch(Doorbell.path(of: path))
    return claimed
  }

  // MARK: Writing

  /// Whether the reserve had to be given up here since this was last asked: the disk is full.
  package func takeUsedReserve() -> Bool {
    usedReserve.withLock { used in
      defer { used = false }
      return used
    }
  }

  /// Writes in one transaction: when `body` throws, nothing at all is written.
  ///
  /// Inside `body` ask the writer, never this logbook: its connection is taken.
  ///
  /// - Throws: what `body` throws (``Rejection``), or a ``LogbookError``.
  package func write<Result>(_ body: (inout Writer) throws -> Result) throws -> Result {
    var attempt = Attempt<Result>()
    return try write(&attempt, body)
  }

  /// The same, where an earlier attempt may have failed: what that one has written after all is not written
  /// again.
  ///
  /// A disk that fails once is tried again, and one that is full is given the reserve.
  package func write<Result>(
    _ attempt: inout Attempt<Result>, _ body: (inout Writer) throws -> Result
  ) throws -> Result {
    if let readOnlyReason { throw LogbookError.readOnly(readOnlyReason, path: path) }
    var triesLeft = 2
    while true {
      do {
        return try writeOnce(&attempt, body)
      } catch LogbookError.diskFull where Reserve.release(for: path) {
        usedReserve.withLock { $0 = true }
      } catch let error as LogbookError where error.isOfTheDevice && triesLeft > 0 {
        triesLeft -= 1
        // A quota is told as an error of the device.
        if triesLeft == 0 { _ = Reserve.release(for: path) }
        usleep(20_000)
      }
    }
  }

  private func writeOnce<Result>(
    _ attempt: inout Attempt<Result>, _ body: (inout Writer) throws -> Result
  ) throws -> Result {
    let (result, didWrite, isPurgeDue) = try translating {
      try queue.writeWithoutTransaction { try transact($0, &attempt, body) }
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
    _ database: Database, _ attempt: inout Attempt<Result>,
    _ body: (inout Writer) throws -> Result
  ) throws -> (Result, Bool, Bool) {
    let before = database.totalChangesCount
    try database.beginTransaction(.immediate)
    do {
      var writer = try writer(database, attempt)
      let result: Result
      if let known = try attempt.resultInPlace(database) {
        // It can be seen, and may still be in memory alone: a commit that succeeds has synced it, too.
        _ = writer.meta.tick(now())
        result = known
      } else {
        result = try body(&writer)
        attempt.draws = writer.draws
        attempt.result = result
        attempt.rehearsal = Rehearsal(entries: writer.written, people: writer.people)
      }
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

  private func writer<Result>(_ database: Database, _ attempt: Attempt<Result>) throws -> Writer {
    var draws = attempt.draws
    draws.rewind()
    var writer = try Writer(
      database, policies: policies, secrets: secrets, draws: draws, now: now, random: random)
    if writer.meta.machine.isEmpty {
      // A backup was written into the file while it was open.
      writer.meta = writer.meta.claimed(by: Files.identity(of: path), now, random)
    }
    return writer
  }

  /// What a write would add, found out without writing a byte to the logbook's disk; the ids are those of the
  /// attempt.
  ///
  /// When the logbook cannot even be read, a copy is made in `scratchFolder`, where one is given.
  package func rehearse<Result>(
    _ attempt: inout Attempt<Result>, scratchFolder: String? = nil,
    _ body: (inout Writer) throws -> Result
  ) throws -> Rehearsal {
    if let known = attempt.rehearsal { return known }
    return try translating {
      do {
        // A connection of its own: the logbook's never works with its journal in memory.
        return try rehearse(&attempt, on: Connection.inMemory(path), body)
      } catch let error as DatabaseError {
        guard let scratchFolder else { throw error }
        // With this connection at rest: closing the file that is copied drops every lock the process has on it.
        let copy = try queue.inDatabase { _ in try scratch.queue(of: path, in: scratchFolder) }
        return try rehearse(&attempt, on: copy, body)
      }
    }
  }

  private func rehearse<Result>(
    _ attempt: inout Attempt<Result>, on queue: DatabaseQueue,
    _ body: (inout Writer) throws -> Result
  ) throws -> Rehearsal {
    try queue.writeWithoutTransaction { database in
      try database.beginTransaction(.immediate)
      defer { if database.isInsideTransaction { try? database.rollback() } }
      var writer = try writer(database, attempt)
      _ = try body(&writer)
      attempt.draws = writer.draws
      return Rehearsal(entries: writer.written, people: writer.people)
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
      let translated = Connection.error(error, path: path)
      if case LogbookError.failed = translated, !Files.exists(path) {
        throw LogbookError.moved(path)
      }
      throw translated
    }
  }
}
