internal import Glibc
internal import IncidentModel
internal import Processes

/// The editor of the user, opened on a text.
struct Editor {
  /// Where the text lies while it is edited; only the user can read it.
  let folder: String

  enum Outcome {
    case text(String)
    /// A sentence that says why there is no text.
    case failed(String)
  }

  /// Opens `$VISUAL`, else `$EDITOR`, else `vi`, and waits until it is left.
  ///
  /// The terminal must be free. Ctrl-Z in the editor stops the job, and `fg` goes on.
  func edit(_ text: String) -> Outcome {
    let command =
      [environmentVariable("VISUAL"), environmentVariable("EDITOR")].compactMap(\.self)
      .first { !$0.isEmpty } ?? "vi"
    var template = Array("\(folder)/entry-XXXXXX".utf8CString)
    unsafe mkdir(folder, 0o700)
    let descriptor = unsafe mkstemp(&template)
    guard descriptor >= 0 else {
      return .failed("there is no place for the text of an editor: errno \(errno)")
    }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    do {
      defer { close(descriptor) }
      try writeAll(Array("\(text)\n".utf8), to: descriptor)
    } catch {
      unsafe unlink(path)
      return .failed("the text could not be put where an editor finds it: is the disk full?")
    }
    do {
      // The variable may hold arguments; the shell splits it as everybody's git does.
      let status = try Self.runInForeground(["/bin/sh", "-c", "\(command) \"$1\"", "sh", path])
      guard status == 0 else {
        unsafe unlink(path)
        return .failed("\(command) ended with status \(status): the text is as it was")
      }
    } catch {
      unsafe unlink(path)
      return .failed("\(command) could not be used: set EDITOR to one that is there")
    }
    guard let edited = try? readText(ofFile: path) else {
      // What was written in it is not thrown away.
      return .failed(
        fileExists(path)
          ? "what \(command) left is not UTF-8; it is kept in \(path)"
          : "\(command) left no file: the text is as it was")
    }
    unsafe unlink(path)
    return .text(edited)
  }

  /// Runs a program that has the terminal until it ends.
  private static func runInForeground(_ argv: [String]) throws -> Int32 {
    let mine = getpgrp()
    signal(SIGTTOU, SIG_IGN)
    let pid = try Spawn(argv).started()
    tcsetpgrp(STDIN_FILENO, pid)
    defer { tcsetpgrp(STDIN_FILENO, mine) }
    var status: Int32 = 0
    while true {
      let changed = unsafe waitpid(pid, &status, WUNTRACED)
      if changed < 0, errno == EINTR { continue }
      guard changed == pid, status & 0xFF == 0x7F else { break }
      // It touched the terminal before that was given to it, or the user stopped it: then we stop too.
      let reason = status >> 8 & 0xFF
      if reason != SIGTTIN, reason != SIGTTOU {
        tcsetpgrp(STDIN_FILENO, mine)
        raise(SIGSTOP)
      }
      tcsetpgrp(STDIN_FILENO, pid)
      kill(-pid, SIGCONT)
    }
    return exitStatus(ofWait: status)
  }
}
