internal import Glibc

/// Pipes that no other program inherits.
package enum Pipe {
  /// Opens one; nil, with `errno` set, when no descriptor is left.
  package static func open() -> (reader: Int32, writer: Int32)? {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  /// Makes reads and writes return at once when there is nothing, or no room.
  package static func setNonBlocking(_ end: Int32) {
    _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
  }
}
