package import IncidentModel

/// Why a logbook is not written to.
package enum ReadOnlyReason: Hashable, Sendable {
  /// The caller wanted it so.
  case asked
  /// A newer program wrote the file; writing to it could damage what this one does not know.
  case newerSchema(found: Int, known: Int)
  /// The file or its folder does not allow it.
  case notWritable
}

/// What went wrong with a logbook, as data; sentences are made by the program.
package enum LogbookError: Error, Hashable, Sendable {
  /// `code` is SQLite's extended result code, or errno where there was no SQLite yet.
  case cannotOpen(path: String, code: Int32, message: String)
  /// The file is another program's, or no database at all.
  case notALogbook(String)
  case corrupt(path: String, detail: String)
  case readOnly(ReadOnlyReason, path: String)
  /// Nothing was written.
  case diskFull(String)
  /// Nothing was written.
  case failed(path: String, code: Int32, message: String)
  /// The disk failed at the commit: it may be there after all. Ask again with the same ids.
  case inDoubt(path: String, code: Int32, message: String)
  /// The file was moved, deleted or replaced while it was open; nothing was written.
  case moved(String)
  /// Another process held the logbook for longer than the timeout; nothing was written.
  case busy(String)
  case noSuchIncident(IncidentID)
  case noSuchEntry(EntryID)
  case badHandle(String)
  case noSuchPerson(String)
  /// An entry with that id is there, and it is another one.
  case differentEntry(EntryID)
  /// A record does not match its own hashes.
  case damagedRecord(EntryID)
}

extension LogbookError {
  /// Whether the disk or another program stood in the way, so that the same write may succeed later.
  package var mayPass: Bool {
    switch self {
    // What the tables themselves refuse is refused the next time, too.
    case .failed(_, let code, _) where code & 0xFF == 19: false
    case .cannotOpen, .corrupt, .readOnly(.notWritable, _), .diskFull, .failed, .inDoubt, .moved,
      .busy:
      true
    case .notALogbook, .readOnly, .noSuchIncident, .noSuchEntry, .badHandle, .noSuchPerson,
      .differentEntry, .damagedRecord:
      false
    }
  }

  /// Whether the device answered with an error, which may be gone the next time.
  var isOfTheDevice: Bool {
    switch self {
    case .failed, .inDoubt: mayPass
    default: false
    }
  }
}
