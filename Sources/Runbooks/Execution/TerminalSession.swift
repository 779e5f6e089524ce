internal import Glibc
internal import IncidentModel
internal import Processes

/// A program that has the user's own terminal, through one of ours: what it shows is kept.
package enum TerminalSession {
  /// The exit status, and the end of what was seen.
  package struct End: Sendable {
    package var status: Int32
    package var transcript: String
    package var milliseconds: Int64
  }

  private static let keptBytes = 65_536

  /// Runs a program until it ends; the terminal on standard input is its alone meanwhile.
  ///
  /// Keys go to it as they are typed, Ctrl-C too; its size follows that of the terminal.
  package static func run(
    _ arguments: [String], folder: String?, environment: [String: String]
  ) throws(StepFailure) -> End {
    let size = PseudoTerminal.size(of: STDIN_FILENO) ?? (80, 24)
    guard let terminal = PseudoTerminal(columns: size.columns, rows: size.rows) else {
      throw .system("a terminal", errno)
    }
    defer { close(terminal.descriptor) }
    // The first one opened becomes the controlling terminal of the session.
    var spawn = Spawn(
      arguments, environment: environment, input: .terminal(terminal.path),
      output: .terminal(terminal.path), errors: .terminal(terminal.path))
    spawn.folder = folder
    spawn.hasOwnSession = true
    let (code, pid) = spawn.start()
    guard code == 0 else { throw .system(arguments.first ?? "", code) }
    let before = Raw()
    defer { before.restore() }
    let began = monotonicMilliseconds()
    var kept: [UInt8] = []
    let status = relay(terminal, pid, &kept)
    let text = plainOutput(String(decoding: kept.suffix(keptBytes), as: UTF8.self))
    return End(status: status, transcript: text, milliseconds: monotonicMilliseconds() - began)
  }

  private static func relay(_ terminal: PseudoTerminal, _ pid: Int32, _ kept: inout [UInt8])
    -> Int32
  {
    var status: Int32 = 0
    var buffer = [UInt8](repeating: 0, count: 16_384)
    var (hasEnded, isGone, killAt) = (false, false, Int64.max)
    while true {
      if monotonicMilliseconds() >= killAt { kill(-pid, SIGKILL) }
      var waiting = [
        pollfd(fd: hasEnded || isGone ? -1 : STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        pollfd(fd: terminal.descriptor, events: Int16(POLLIN), revents: 0),
      ]
      let count = unsafe poll(&waiting, 2, hasEnded ? 0 : 200)
      terminal.takeSize(of: STDIN_FILENO)
      if count > 0, waiting[0].revents != 0 {
        let typed = unsafe read(STDIN_FILENO, &buffer, buffer.count)
        if typed > 0 {
          write(buffer[..<typed], to: terminal.descriptor)
        } else if typed == 0 || errno != EINTR {
          // The user's terminal is gone: so is the one that we play.
          isGone = true
          kill(-pid, SIGHUP)
          killAt = monotonicMilliseconds() + 5000
        }
      }
      if count > 0, waiting[1].revents != 0 {
        let shown = unsafe read(terminal.descriptor, &buffer, buffer.count)
        if shown > 0 {
          write(buffer[..<shown], to: STDOUT_FILENO)
          kept += buffer[..<shown]
          if kept.count > 4 * keptBytes { kept.removeFirst(kept.count - keptBytes) }
          continue
        }
        if hasEnded || errno != EINTR && errno != EIO { break }
      } else if hasEnded {
        break
      }
      if !hasEnded, unsafe waitpid(pid, &status, WNOHANG) == pid { hasEnded = true }
      if !hasEnded, waiting[1].revents & Int16(POLLHUP) != 0 { usleep(20_000) }
    }
    if !hasEnded { while unsafe waitpid(pid, &status, 0) < 0, errno == EINTR {} }
    return exitStatus(ofWait: status)
  }

  private static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) {
    var rest = bytes
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return }
    }
  }

  /// The terminal as it is while keys are passed on as they come.
  private struct Raw {
    private var before = termios()

    init() {
      guard unsafe tcgetattr(STDIN_FILENO, &before) == 0 else { return }
      var raw = before
      unsafe cfmakeraw(&raw)
      unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw)
    }

    func restore() {
      var before = before
      unsafe tcsetattr(STDIN_FILENO, TCSADRAIN, &before)
    }
  }
}
