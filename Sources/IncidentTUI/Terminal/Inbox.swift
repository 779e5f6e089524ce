internal import Synchronization

/// Messages from other threads, waiting for the event loop.
package final class Inbox<Message: Sendable>: Sendable {
  let wakeup = Wakeup()
  private let messages = Mutex<[Message]>([])

  /// Creates an empty inbox.
  package init() {}

  /// Leaves a message and wakes the loop; from any thread, in order per thread.
  package func post(_ message: Message) {
    let isFirst = messages.withLock { waiting in
      waiting.append(message)
      return waiting.count == 1
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
