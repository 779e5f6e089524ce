internal import Dispatch
internal import IncidentModel
internal import IncidentTUI
internal import Logbook
internal import Synchronization

/// Does what the console asks of the logbook, in order and off the console's thread.
///
/// A slow disk makes answers late and never blocks a key.
final class LogbookDesk: Sendable {
  private let jobs: AsyncStream<LogbookWorker.Job>.Continuation
  private let isFinished = DispatchSemaphore(value: 0)
  /// Whether a job that is asked for again and again still waits.
  private let isRetrying: Mutex<Bool>

  init(_ worker: LogbookWorker) {
    let (stream, continuation) = AsyncStream<LogbookWorker.Job>.makeStream()
    jobs = continuation
    isRetrying = Mutex(false)
    let isFinished = isFinished
    Task.detached { [self] in
      var worker = worker
      for await job in stream {
        if case .effect(.retryUnsaved) = job { isRetrying.withLock { $0 = false } }
        worker.perform(job)
      }
      isFinished.signal()
    }
  }

  /// Takes a job; the answer comes as a message.
  func perform(_ job: LogbookWorker.Job) {
    if case .effect(.retryUnsaved) = job {
      // A disk that hangs would gather one a second.
      let isWaiting = isRetrying.withLock { isRetrying in
        defer { isRetrying = true }
        return isRetrying
      }
      if isWaiting { return }
    }
    jobs.yield(job)
  }

  /// Waits until everything that was asked for is done, but not for ever: the disk may hang.
  ///
  /// - Returns: whether all of it was done.
  func finish() -> Bool {
    jobs.finish()
    return isFinished.wait(timeout: .now() + .seconds(5)) == .success
  }
}
