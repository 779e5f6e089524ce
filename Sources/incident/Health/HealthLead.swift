internal import Glibc
internal import Synchronization

/// Which of the programs on a logbook writes down the changes of health: all see them, one entry is wanted.
///
/// A lock of the file system, which is free again however its holder ends.
final class HealthLead: Sendable {
  private let path: String
  private let descriptor = Mutex<Int32>(-1)

  init(logbook: String) { path = "\(logbook).health" }

  deinit {
    descriptor.withLock { if $0 >= 0 { close($0) } }
  }

  /// Whether this program leads, or can from now on.
  var isHeld: Bool {
    descriptor.withLock { descriptor in
      if descriptor >= 0 { return true }
      let opened = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard opened >= 0 else { return false }
      guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
        close(opened)
        return false
      }
      descriptor = opened
      return true
    }
  }
}
