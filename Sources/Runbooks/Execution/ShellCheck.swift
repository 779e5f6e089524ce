internal import Glibc
internal import IncidentModel
internal import Processes

/// Asks bash about a text without running any of it.
package enum ShellCheck {
  /// What bash says is wrong with the text; nil when it can be read.
  package static func syntaxError(in text: String) -> String? {
    let (status, said) = ask(["-n", "-c", text])
    // A text below a command that never ends is only warned of, and swallows what follows.
    guard status != 0 || said.contains("here-document") else { return nil }
    // `bash: -c: line 2: syntax error near …`
    let line = said.split(separator: "\n").first.map(String.init) ?? "status \(status)"
    return line.replacing(/^bash: (?:-c: )?/, with: "")
  }

  /// The first command of a text, when this machine has none of that name.
  package static func missingCommand(in text: String) -> String? {
    guard let name = ShellText.firstCommand(of: text), !name.contains("$"), !name.contains("/"),
      name.utf8.count < 200, !text.contains("\(name)()"), !text.contains("function \(name)")
    else { return nil }
    return ask(["-c", "type -t -- \"$1\"", "bash", name]).status == 0 ? nil : name
  }

  /// Runs bash for a moment; what it says on its errors.
  private static func ask(_ arguments: [String]) -> (status: Int32, said: String) {
    let (status, output) = capturedRun(
      ["bash", "--noprofile", "--norc"] + arguments, takesErrors: true, seconds: 5)
    return (status, String(decoding: output, as: UTF8.self))
  }
}

/// Runs a program that is over in a moment, and takes what it writes; 255 when it is not.
func capturedRun(
  _ arguments: [String], in folder: String? = nil, takesErrors: Bool = false, seconds: Int64
) -> (status: Int32, output: [UInt8]) {
  guard let pipe = Pipe.open() else { return (255, []) }
  defer { close(pipe.reader) }
  var spawn = Spawn(
    arguments, input: .null, output: takesErrors ? .null : .descriptor(pipe.writer),
    errors: takesErrors ? .descriptor(pipe.writer) : .null)
  spawn.folder = folder
  spawn.hasOwnSession = true
  let (code, pid) = spawn.start()
  close(pipe.writer)
  guard code == 0 else { return (255, Array(errorText(code).utf8)) }
  let deadline = monotonicMilliseconds() + seconds * 1000
  var output: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 16_384)
  while true {
    let left = deadline - monotonicMilliseconds()
    var waiting = [pollfd(fd: pipe.reader, events: Int16(POLLIN), revents: 0)]
    let ready = left > 0 ? unsafe poll(&waiting, 1, Int32(clamping: left)) : 0
    if ready < 0, errno == EINTR { continue }
    guard ready > 0 else {
      kill(-pid, SIGKILL)
      break
    }
    let count = unsafe read(pipe.reader, &buffer, buffer.count)
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { break }
    if output.count < 1 << 20 { output += buffer[..<count] }
  }
  var status: Int32 = 0
  while unsafe waitpid(pid, &status, 0) < 0, errno == EINTR {}
  return (exitStatus(ofWait: status), output)
}
