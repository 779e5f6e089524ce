internal import Glibc

/// Notices commits of other processes.
///
/// A writer touches the file `PATH.bell` after each commit; inotify tells whoever waits, about a
/// millisecond later and for nothing while it is quiet. It is a hint, not a promise: other programs
/// ring no bell, so ask ``Logbook/dataVersion()`` now and then too.
package final class Doorbell: Sendable {
  /// Readable when it rang: put it into poll(2).
  package let descriptor: Int32
  private let bell: String

  static func path(of logbook: String) -> String { "\(logbook).bell" }

  package init(logbook path: String) throws(LogbookError) {
    bell = Self.path(of: path)
    descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard descriptor >= 0 else {
      throw .cannotOpen(path: bell, code: errno, message: "inotify_init1")
    }
    // The folder tells when the bell appears. Its other events are rare: the journal stays.
    let folder = Files.folder(of: path)
    let mask = UInt32(IN_CREATE) | UInt32(IN_MOVED_TO)
    guard unsafe inotify_add_watch(descriptor, folder, mask) >= 0 else {
      let code = errno
      close(descriptor)
      throw .cannotOpen(path: folder, code: code, message: "inotify_add_watch")
    }
    watch()
  }

  deinit { close(descriptor) }

  /// Takes away what made the descriptor readable.
  package func drain() {
    var bytes = [UInt8](repeating: 0, count: 4096)
    while unsafe Glibc.read(descriptor, &bytes, bytes.count) > 0 {}
    // The bell may be new, or another file than before; watching the same one twice is once.
    watch()
  }

  private func watch() {
    _ = unsafe inotify_add_watch(descriptor, bell, UInt32(IN_MODIFY) | UInt32(IN_CLOSE_WRITE))
  }
}
