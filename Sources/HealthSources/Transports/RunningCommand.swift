internal import Glibc
internal import IncidentModel
internal import Processes

/// A command between its start and its end.
struct RunningCommand {
  let job: CommandRunner.Job
  private let pid: pid_t
  private let began: Int64
  private let deadline: Int64
  /// The reading ends of stdout and stderr; -1 once closed.
  private(set) var descriptors: [Int32]
  private var output: [UInt8] = []
  private var errors: [UInt8] = []
  private var isCut = false
  private var isTimedOut = false
  private var killAt: Int64?

  private static let errorLimit = 65_536

  init(_ job: CommandRunner.Job, at now: Int64) throws(HealthFailure) {
    let path = try Self.path(of: job.command)
    guard let out = Pipe.open() else { throw .commandNotStarted(path, errno: errno) }
    guard let err = Pipe.open() else {
      let code = errno
      for end in [out.reader, out.writer] { close(end) }
      throw .commandNotStarted(path, errno: code)
    }
    let (code, child) = Spawn(
      job.command.arguments, environment: job.command.environment, input: .null,
      output: .descriptor(out.writer), errors: .descriptor(err.writer)
    ).start(program: path)
    for end in [out.writer, err.writer] { close(end) }
    guard code == 0 else {
      for end in [out.reader, err.reader] { close(end) }
      throw .commandNotStarted(path, errno: code)
    }
    // Only ours: what the child writes to must block, or it would lose output.
    for end in [out.reader, err.reader] { Pipe.setNonBlocking(end) }
    self.job = job
    pid = child
    began = now
    deadline = now + job.milliseconds
    descriptors = [out.reader, err.reader]
  }

  /// The program itself, or the first of that name in `PATH`.
  private static func path(of command: Command) throws(HealthFailure) -> String {
    guard let name = command.arguments.first, !name.isEmpty else {
      throw .commandMissing("command")
    }
    if name.utf8.first == UInt8(ascii: "/") {
      guard unsafe access(name, X_OK) == 0 else { throw .commandMissing(name) }
      return name
    }
    if !name.utf8.contains(UInt8(ascii: "/")) {
      for folder in (command.environment["PATH"] ?? "").split(separator: ":") {
        let path = "\(folder)/\(name)"
        if folder.first == "/", unsafe access(path, X_OK) == 0 { return path }
      }
    }
    throw .commandMissing(name)
  }

  /// Reads what is there; past the limit it is read and forgotten.
  mutating func readOutput() {
    var buffer = [UInt8](repeating: 0, count: 16_384)
    for place in descriptors.indices where descriptors[place] >= 0 {
      while true {
        let count = unsafe read(descriptors[place], &buffer, buffer.count)
        guard count > 0 else {
          if count == 0 {
            close(descriptors[place])
            descriptors[place] = -1
          }
          break
        }
        keep(buffer[..<count], ofErrors: place == 1)
      }
    }
  }

  private mutating func keep(_ bytes: ArraySlice<UInt8>, ofErrors: Bool) {
    if ofErrors {
      errors += bytes.prefix(Self.errorLimit - errors.count)
    } else {
      let room = job.outputLimit - output.count
      output += bytes.prefix(room)
      if bytes.count > room { isCut = true }
    }
  }

  /// The exit status once it has ended, 128 + N after signal N; what is left of its group is killed.
  mutating func status() -> Int32? {
    var found = unsafe siginfo_t()
    // Not yet reaped, so that its number cannot be another's when the group is killed.
    let code = unsafe waitid(P_PID, id_t(pid), &found, WEXITED | WNOHANG | WNOWAIT)
    if unsafe code == 0 && found.si_signo == 0 { return nil }
    readOutput()
    kill(-pid, SIGKILL)
    var status: Int32 = 0
    unsafe waitpid(pid, &status, 0)
    for descriptor in descriptors where descriptor >= 0 { close(descriptor) }
    descriptors = [-1, -1]
    return exitStatus(ofWait: status)
  }

  func result(
    _ status: Int32, milliseconds now: Int64, at instant: Instant
  ) -> Result<Answer, HealthFailure> {
    if isTimedOut { return .failure(.timedOut(milliseconds: job.milliseconds)) }
    return .success(
      Answer(
        status: Int(status), body: output, isCut: isCut, errorOutput: errors,
        milliseconds: now - began, fetchedAt: instant))
  }

  /// Ends the group when its time is over.
  mutating func keepTime(at now: Int64) {
    if let killAt, now >= killAt {
      kill(-pid, SIGKILL)
      self.killAt = now + 100
    } else if now >= deadline, killAt == nil {
      end(at: now, grace: 500)
    }
  }

  /// Asks the group to end, and sees to it that it does.
  mutating func end(at now: Int64, grace milliseconds: Int64) {
    isTimedOut = true
    if killAt == nil { kill(-pid, SIGTERM) }
    killAt = min(killAt ?? .max, now + milliseconds)
  }

  /// When to look again: soon once both pipes are closed, as it is about to end; else also now and
  /// then, as a child of its own may hold them open.
  func wakeAt(after now: Int64) -> Int64 {
    let isEnding = descriptors.allSatisfy { $0 < 0 }
    return min(killAt ?? deadline, now + (isEnding ? 2 : 50))
  }
}
