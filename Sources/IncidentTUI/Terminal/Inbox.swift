internal import Synchronization

/// Messages from other threads, waiting for the event loop.
package final class Inbox<Message: Sendable>: Sendable {
  let wakeup = Wakeup()
  private let state = Mutex(State())

  private struct State {
    var messages: [Message] = []
    var isSignalled = false
  }

  /// Creates an empty inbox.
  package init() {}

  /// Leaves a message and wakes the loop; from any thread, in order per thread.
  package func post(_ message: Message) { post([message]) }

  /// Leaves messages that belong to one frame.
  ///
  /// Quiet ones wake nobody: they are read when the loop next wakes, such as for its clock.
  package func post(_ more: [Message], quietly isQuiet: Bool = false) {
    guard !more.isEmpty else { return }
    let mustWake = state.withLock { state in
      state.messages += more
      if isQuiet || state.isSignalled { return false }
      state.isSignalled = true
      return true
    }
    if mustWake { wakeup.signal() }
  }

  /// Takes all messages; the next one wakes the loop again.
  func drain() -> [Message] {
    // Quiet first: a message that comes in between wakes once too often, never too seldom.
    wakeup.reset()
    return state.withLock { state in
      defer { state = State() }
      return state.messages
    }
  }
}
