internal import Glibc
internal import IncidentModel
internal import Processes
internal import Synchronization

/// Runs commands beside each other on one thread, each in a process group of its own.
final class CommandRunner: Sendable {
  typealias Completion = @Sendable (Result<Answer, HealthFailure>) -> Void

  struct Job: Sendable {
    let command: Command
    /// From the start to its end; then the group gets SIGTERM, and SIGKILL half a second later.
    let milliseconds: Int64
    let outputLimit: Int
    let completion: Completion
  }

  private struct Inbox {
    var jobs: [Job] = []
    var isStopping = false
  }

  private let inbox = Mutex(Inbox())
  private let bell: Bell
  private let clock: @Sendable () -> Instant
  private let thread = Mutex<WorkerThread?>(nil)

  /// - Returns: nil when the system has no thread or descriptor left.
  init?(clock: @escaping @Sendable () -> Instant) {
    guard let bell = Bell() else { return nil }
    self.bell = bell
    self.clock = clock
    guard let started = WorkerThread({ [self] in run() }) else { return nil }
    thread.withLock { $0 = started }
  }

  func start(_ job: Job) {
    let isStopping = inbox.withLock { inbox in
      if !inbox.isStopping { inbox.jobs.append(job) }
      return inbox.isStopping
    }
    if isStopping { job.completion(.failure(.stopped)) } else { bell.ring() }
  }

  /// Ends every command, within a second.
  func stop() {
    inbox.withLock { $0.isStopping = true }
    bell.ring()
    thread.withLock { $0 }?.join()
  }

  private func run() {
    var running: [RunningCommand] = []
    var isStopping = false
    while true {
      let (jobs, stops) = inbox.withLock { inbox in
        defer { inbox.jobs = [] }
        return (inbox.jobs, inbox.isStopping)
      }
      if stops, !isStopping {
        isStopping = true
        for index in running.indices { running[index].end(at: monotonicMilliseconds(), grace: 300) }
      }
      for job in jobs {
        if isStopping {
          job.completion(.failure(.stopped))
          continue
        }
        do {
          running.append(try RunningCommand(job, at: monotonicMilliseconds()))
        } catch {
          job.completion(.failure(error))
        }
      }
      if isStopping, running.isEmpty { return }
      wait(for: running)
      bell.quiet()
      let now = monotonicMilliseconds()
      // In place: a copy of what may be 32 MiB of output would be made for each piece of it.
      for index in running.indices.reversed() {
        running[index].readOutput()
        if let status = running[index].status() {
          let command = running.remove(at: index)
          command.job.completion(command.result(status, milliseconds: now, at: clock()))
        } else {
          running[index].keepTime(at: now)
        }
      }
    }
  }

  /// Sleeps until there is output, a new job, or a deadline.
  private func wait(for running: [RunningCommand]) {
    var waiting = [pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0)]
    for command in running {
      for descriptor in command.descriptors where descriptor >= 0 {
        waiting.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
      }
    }
    let now = monotonicMilliseconds()
    let limit = running.map { $0.wakeAt(after: now) }.min().map { max(0, $0 - now) } ?? 60_000
    unsafe poll(&waiting, nfds_t(waiting.count), Int32(limit))
  }
}

/// Wakes a thread that sleeps in `poll`.
final class Bell: Sendable {
  let descriptor: Int32
  private let writer: Int32

  init?() {
    guard let ends = Pipe.open() else { return nil }
    (descriptor, writer) = ends
    for end in [descriptor, writer] { Pipe.setNonBlocking(end) }
  }

  deinit {
    close(descriptor)
    close(writer)
  }

  func ring() {
    var byte: UInt8 = 1
    _ = unsafe write(writer, &byte, 1)
  }

  func quiet() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while unsafe read(descriptor, &bytes, bytes.count) == bytes.count {}
  }
}
