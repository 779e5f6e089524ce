internal import Glibc
internal import Processes

/// A command that was run to its end, its output passed on as it came.
///
/// It gets a process group of its own and, when there is one, the terminal, as from a shell. While
/// it runs, SIGINT, SIGTERM and SIGHUP sent to this program are passed on to the group, so that
/// the run is recorded whatever ends it.
struct ChildProcess {
  /// The exit status; 128 + N after signal N.
  var status: Int32
  var milliseconds: Int64
  /// The end of what it wrote to both outputs, in the order of arrival.
  var output: [UInt8]
  var isTimedOut: Bool

  static func run(_ argv: [String], timeoutSeconds: Int64?) throws -> ChildProcess {
    var run = try Running(argv)
    defer { run.restore() }
    return run.wait(timeoutSeconds)
  }
}

/// More than is recorded, so that a secret cut in half at its start is still within.
private let keptBytes = 65_536

private struct Running {
  private let pid: pid_t
  private var pipes: [(from: Int32, to: Int32)]
  private let began = monotonicMilliseconds()
  private var output: [UInt8] = []
  private let terminalGroup: pid_t?

  /// Starts the command.
  init(_ argv: [String]) throws {
    let (out, err) = (Pipe.open(), Pipe.open())
    let openFailure = errno
    guard let out, let err else {
      for end in [out?.reader, out?.writer].compactMap(\.self) { close(end) }
      throw Failure.cannotRun("pipe", code: openFailure)
    }
    Self.block(SIG_BLOCK)
    defer {
      close(out.writer)
      close(err.writer)
    }
    do {
      pid = try Spawn(argv, output: .descriptor(out.writer), errors: .descriptor(err.writer))
        .started()
    } catch {
      close(out.reader)
      close(err.reader)
      Self.block(SIG_UNBLOCK)
      throw error
    }
    pipes = [(out.reader, STDOUT_FILENO), (err.reader, STDERR_FILENO)]
    let mine = getpgrp()
    let hasTerminal = isatty(STDIN_FILENO) == 1 && tcgetpgrp(STDIN_FILENO) == mine
    terminalGroup = hasTerminal ? mine : nil
    guard hasTerminal else { return }
    // Taking the terminal back from another group is no reason to be stopped.
    signal(SIGTTOU, SIG_IGN)
    tcsetpgrp(STDIN_FILENO, pid)
  }

  private static var passedOn: sigset_t {
    var set = sigset_t()
    unsafe sigemptyset(&set)
    for signal in [SIGINT, SIGTERM, SIGHUP] { unsafe sigaddset(&set, signal) }
    return set
  }

  private static func block(_ how: Int32) {
    var set = passedOn
    unsafe pthread_sigmask(how, &set, nil)
  }

  /// Gives the terminal and the signals back.
  mutating func restore() {
    for pipe in pipes { close(pipe.from) }
    if let terminalGroup { tcsetpgrp(STDIN_FILENO, terminalGroup) }
    Self.block(SIG_UNBLOCK)
  }

  /// Passes output on until the command has ended.
  mutating func wait(_ timeoutSeconds: Int64?) -> ChildProcess {
    var status: Int32 = 0
    var isTimedOut = false
    let deadline = timeoutSeconds.map { began + $0 * 1000 }
    var killAt: Int64?
    while true {
      let changed = unsafe waitpid(pid, &status, WNOHANG | WUNTRACED)
      if changed == pid, status & 0xFF == 0x7F {
        goOn(afterStopBy: status >> 8 & 0xFF)
      } else if changed != 0 {
        break
      }
      passOutput(waiting: 50)
      passSignals()
      let now = monotonicMilliseconds()
      if let deadline, now >= deadline, !isTimedOut {
        isTimedOut = true
        killAt = now + 5000
        kill(-pid, SIGTERM)
      }
      if let time = killAt, now >= time {
        kill(-pid, SIGKILL)
        killAt = nil
      }
    }
    let milliseconds = monotonicMilliseconds() - began
    // What is left in the pipes; a background child may hold them open, so there is no end to wait for.
    while passOutput(waiting: 0) {}
    if isTimedOut { kill(-pid, SIGKILL) }
    return ChildProcess(
      status: exitStatus(ofWait: status), milliseconds: milliseconds,
      output: output, isTimedOut: isTimedOut)
  }

  /// Lets a command that was stopped go on; by Ctrl-Z this program stops with it first.
  private func goOn(afterStopBy signal: Int32) {
    // It read the terminal before that was given to it: there is nothing to stop for.
    let wasEarly = terminalGroup != nil && (signal == SIGTTIN || signal == SIGTTOU)
    if !wasEarly {
      if let terminalGroup { tcsetpgrp(STDIN_FILENO, terminalGroup) }
      raise(SIGSTOP)
    }
    if terminalGroup != nil { tcsetpgrp(STDIN_FILENO, pid) }
    kill(-pid, SIGCONT)
  }

  /// Passes on what is there to read; whether there was anything.
  @discardableResult
  private mutating func passOutput(waiting milliseconds: Int32) -> Bool {
    var waiting = pipes.map { pollfd(fd: $0.from, events: Int16(POLLIN), revents: 0) }
    guard unsafe poll(&waiting, nfds_t(waiting.count), milliseconds) > 0 else { return false }
    var hasRead = false
    var buffer = [UInt8](repeating: 0, count: 16_384)
    var ended: [Int32] = []
    for (index, pipe) in pipes.enumerated() where waiting[index].revents != 0 {
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe read(pipe.from, $0.baseAddress, $0.count)
      }
      if count > 0 {
        hasRead = true
        output += buffer[..<count]
        if output.count > 2 * keptBytes { output.removeFirst(output.count - keptBytes) }
        passOn(Array(buffer[..<count]), to: pipe.to)
      } else if count == 0 {
        close(pipe.from)
        ended.append(pipe.from)
      }
    }
    pipes.removeAll { ended.contains($0.from) }
    return hasRead
  }

  /// Writes to our own output; when nobody reads it any more the run is still recorded.
  private func passOn(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes {
        unsafe write(descriptor, $0.baseAddress, $0.count)
      }
      if written > 0 { rest = rest.dropFirst(written) } else if errno != EINTR { return }
    }
  }

  private func passSignals() {
    var (set, now) = (Self.passedOn, timespec())
    while true {
      let signal = unsafe sigtimedwait(&set, nil, &now)
      guard signal > 0 else { return }
      kill(-pid, signal)
    }
  }
}

extension Spawn {
  /// Starts it, and gives the id of the process, which is that of its group as well.
  ///
  /// - Throws: ``Failure/cannotRun(_:code:)``
  func started() throws -> pid_t {
    let (code, pid) = start()
    guard code == 0 else { throw Failure.cannotRun(arguments.first ?? "", code: code) }
    return pid
  }
}
