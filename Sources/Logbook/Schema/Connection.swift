internal import GRDB
internal import Glibc

/// Opening the file with the settings that keep what was written.
enum Connection {
  /// An error of SQLite as one of the logbook; any other as it is.
  static func error(_ error: any Error, path: String, opening: Bool = false) -> any Error {
    guard let failure = error as? DatabaseError else { return error }
    return translated(failure, path: path, opening: opening)
  }

  static func translated(
    _ failure: DatabaseError, path: String, opening: Bool = false
  ) -> LogbookError {
    let code = failure.extendedResultCode.rawValue
    let message = failure.message ?? ""
    if failure.extendedResultCode == .SQLITE_READONLY_DBMOVED { return .moved(path) }
    if message == Restoring.message { return .busy(path) }
    return switch failure.resultCode {
    case .SQLITE_FULL: .diskFull(path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path)
    case .SQLITE_READONLY, .SQLITE_PERM: .readOnly(.notWritable, path: path)
    case .SQLITE_CORRUPT: .corrupt(path: path, detail: message)
    case .SQLITE_NOTADB: .notALogbook(path)
    case .SQLITE_CANTOPEN: .cannotOpen(path: path, code: code, message: message)
    default:
      opening
        ? .cannotOpen(path: path, code: code, message: message)
        : .failed(path: path, code: code, message: message)
    }
  }

  static func open(_ path: String, readOnly: Bool) throws -> DatabaseQueue {
    var configuration = patient
    configuration.readonly = readOnly
    configuration.prepareDatabase { database in
      // Before any setting, because a setting may write: another program's file stays as it is.
      try refuseStranger(database, path: path, mayBeEmpty: !readOnly)
      try apply(settings + (readOnly ? [] : writerSettings), to: database, path: path)
    }
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// A connection whose changes never reach the disk before they are committed, and must not be.
  static func inMemory(_ path: String) throws -> DatabaseQueue {
    var configuration = patient
    configuration.prepareDatabase { database in
      try refuseStranger(database, path: path, mayBeEmpty: false)
      try apply(settings + memorySettings, to: database, path: path)
    }
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  private static var patient: Configuration {
    var configuration = Configuration()
    // SQLite's own waiting sleeps longer and longer, so that who has waited longest is served last. Asking
    // each millisecond gives everybody the same chance.
    configuration.busyMode = .callback { tries in
      usleep(1000)
      return tries < busyTries
    }
    return configuration
  }

  private static func refuseStranger(
    _ database: Database, path: String, mayBeEmpty: Bool
  ) throws {
    // The pages first: another process that makes the file names it in the same commit, so one that has
    // pages when they are counted has its name when that is read.
    let pages = try Int64.fetchOne(database, sql: "PRAGMA page_count")
    let application = try Int64.fetchOne(database, sql: "PRAGMA application_id")
    if application == Schema.applicationID { return }
    guard mayBeEmpty, application == 0, pages == 0 else { throw LogbookError.notALogbook(path) }
  }

  /// Milliseconds, with what a sleep takes besides: five seconds.
  private static let busyTries = 4500

  private static let settings = [
    ("foreign_keys", "1"),
    // Nothing of an incident spills into a temporary file.
    ("temp_store", "2"),
  ]

  private static let writerSettings = [
    ("journal_mode", "persist"),
    // EXTRA
    ("synchronous", "3"), ("secure_delete", "1"),
  ]

  private static let memorySettings = [("journal_mode", "memory"), ("cache_spill", "0")]

  /// Sets each and reads it back: SQLite silently keeps the old value of a setting it refuses.
  private static func apply(
    _ settings: [(String, String)], to database: Database, path: String
  ) throws {
    for (name, value) in settings {
      try database.execute(sql: "PRAGMA \(name) = \(value)")
      let found = try String.fetchOne(database, sql: "PRAGMA \(name)")
      guard found == value else {
        throw LogbookError.cannotOpen(
          path: path, code: 0, message: "\(name) is \(found ?? "unset"), not \(value)")
      }
    }
  }
}
