internal import Synchronization

/// Messages from other threads, waiting for the event loop.
package final class Inbox<Message: Sendable>: Sendable {
  let wakeup = Wakeup()
  private let messages = Mutex<[Message]>([])

  /// Creates an empty inbox.
  package init() {}

  /// Leaves a message and wakes the loop; from any thread, in order per thread.
  package func post(_ message: Message) { post([message]) }

  /// Leaves messages that belong to one frame.
  package func post(_ more: [Message]) {
    guard !more.isEmpty else { return }
    let isFirst = messages.withLock { waiting in
      waiting += more
      return waiting.count == more.count
    }
    if isFirst { wakeup.signal() }
  }

  /// Takes all messages; the next one wakes the loop again.
  func drain() -> [Message] {
    // Quiet first: a message that comes in between wakes once too often, never too seldom.
    wakeup.reset()
    return messages.withLock { waiting in
      defer { waiting.removeAll() }
      return waiting
    }
  }
}
