internal import Dispatch
internal import Synchronization

/// Runs what may block on a thread of its own: not on the few that tasks share, and never on the console's.
func inBackground(after seconds: Double = 0, _ body: @escaping @Sendable () -> Void) {
  DispatchQueue.global().asyncAfter(deadline: .now() + seconds, execute: body)
}

/// Waits for what is done asynchronously; for commands, which have nothing else to do meanwhile.
func waiting<Value: Sendable>(for body: @escaping @Sendable () async -> Value) -> Value? {
  let result = Late<Value>()
  let isDone = DispatchSemaphore(value: 0)
  Task.detached {
    let value = await body()
    result.value.withLock { $0 = value }
    isDone.signal()
  }
  isDone.wait()
  return result.value.withLock { $0 }
}

private final class Late<Value: Sendable>: Sendable {
  let value = Mutex<Value?>(nil)
}
