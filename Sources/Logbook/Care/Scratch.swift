internal import GRDB
internal import Glibc
internal import Synchronization

/// A copy of a logbook in another folder, for a disk so bad that the logbook itself cannot even be read: a
/// transaction that could neither be ended nor be taken back bars everybody from it.
///
/// The copy has no name any more once it is open, so that nothing of it is left behind.
final class Scratch: Sendable {
  private let copy = Mutex<DatabaseQueue?>(nil)

  /// The copy, made when it is first asked for.
  func queue(of logbook: String, in folder: String) throws -> DatabaseQueue {
    try copy.withLock { copy in
      if let copy { return copy }
      let path = "\(folder)/rehearsal-\(getpid()).sqlite"
      let suffixes = ["-journal", ""]
      defer { for suffix in suffixes { unsafe unlink(path + suffix) } }
      for suffix in suffixes where Files.exists(logbook + suffix) {
        try FileCopy.make(of: logbook + suffix, at: path + suffix)
      }
      let made = try Connection.inMemory(path)
      copy = made
      return made
    }
  }
}
