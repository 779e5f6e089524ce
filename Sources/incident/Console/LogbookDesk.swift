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

  init(_ worker: LogbookWorker) {
    let (stream, continuation) = AsyncStream<LogbookWorker.Job>.makeStream()
    jobs = continuation
    let isFinished = isFinished
    Task.detached {
      var worker = worker
      for await job in stream { worker.perform(job) }
      isFinished.signal()
    }
  }

  /// Takes a job; the answer comes as a message.
  func perform(_ job: LogbookWorker.Job) { jobs.yield(job) }

  /// Waits until everything that was asked for is done, but not for ever: the disk may hang.
  func finish() {
    jobs.finish()
    _ = isFinished.wait(timeout: .now() + .seconds(5))
  }
}
