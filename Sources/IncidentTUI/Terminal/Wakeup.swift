internal import Glibc

/// A self-pipe that any thread makes readable, for a thread asleep in poll(2).
package final class Wakeup: Sendable {
  /// What to poll for input.
  package let descriptor: Int32
  private let writer: Int32

  /// Creates a wake-up that is not signalled.
  package init() {
    var ends: [Int32] = [-1, -1]
    let result = unsafe pipe(&ends)
    precondition(result == 0, "pipe failed: \(errno)")
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    descriptor = ends[0]
    writer = ends[1]
  }

  deinit {
    close(descriptor)
    close(writer)
  }

  /// Wakes the sleeper, now or when it next goes to sleep.
  package func signal() {
    // A full pipe is as readable as one can be.
    var byte: UInt8 = 1
    _ = unsafe write(writer, &byte, 1)
  }

  /// Sleeps until it is signalled, but no longer than that.
  package func wait(milliseconds: Int32) {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    _ = unsafe poll(&waiting, 1, milliseconds)
    reset()
  }

  /// Makes the descriptor quiet again.
  package func reset() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while unsafe read(descriptor, &bytes, bytes.count) > 0 {}
  }
}
