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
  /// Another process held the logbook for longer than the timeout; nothing was written.
  case busy(String)
  case noSuchIncident(IncidentID)
  case noSuchEntry(EntryID)
  case badHandle(String)
  /// An entry with that id is there, and it is another one.
  case differentEntry(EntryID)
  /// A record does not match its own hashes.
  case damagedRecord(EntryID)
}
