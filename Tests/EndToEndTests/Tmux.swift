import FoundationEssentials
import Glibc
import Testing

/// A real terminal: a tmux server of its own with one screen, and a command that runs in it.
final class Tmux {
  /// Something did not come to pass in time; the screen at that moment tells why.
  struct Timeout: Error, CustomStringConvertible {
    var wanted: String
    var screen: String
    var description: String { "no \(wanted) in time on:\n\(screen)" }
  }

  private let program: Program
  private let name: String
  private let socket: String
  private var isOpen = true

  static let isInstalled = unsafe access("/usr/bin/tmux", X_OK) == 0

  /// Starts a command on a screen; `name` names its files in the program's folder.
  init(
    _ program: Program, _ name: String, columns: Int = 100, rows: Int = 30, term: String,
    command: String, environment: [String: String]
  ) throws {
    self.program = program
    self.name = name
    socket = program.file("\(name).tmux")
    let settings = environment.merging(["TERM": term]) { $1 }.sorted { $0.key < $1.key }
    let script = """
      unset TMUX TMUX_PANE
      \(settings.map { "export \($0)='\($1)'" }.joined(separator: "\n"))
      stty -a > \(file("before"))
      sh -c 'echo $$ > \(file("pid")); exec \(command)'
      echo $? > \(file("status.part"))
      stty -a > \(file("after"))
      mv \(file("status.part")) \(file("status"))
      read line
      """
    try program.write(script, to: "\(name).sh")
    // Both commands are obeyed before the first byte of the screen is read.
    try tmux(
      "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "sh \(file("sh"))", ";",
      "pipe-pane", "-o", "cat > \(file("raw"))")
  }

  deinit { close() }

  private func file(_ kind: String) -> String { program.file("\(name).\(kind)") }

  @discardableResult
  private func tmux(_ arguments: String...) throws -> String {
    let outcome = try program.spawn(
      "/usr/bin/tmux", ["-u", "-S", socket, "-f", "/dev/null"] + arguments,
      environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": program.folder])
    try #require(outcome.status == 0, "tmux \(arguments): \(outcome.messages)")
    return outcome.output
  }

  /// Takes the terminal away from whatever runs in it.
  func close() {
    guard isOpen else { return }
    isOpen = false
    _ = try? tmux("kill-server")
  }

  /// Presses keys, named as tmux names them.
  func press(_ keys: String...) throws {
    for key in keys {
      try tmux("send-keys", "--", key)
      // A lone Esc is told from the start of a sequence by the silence after it.
      if key == "Escape" { usleep(50_000) }
    }
  }

  func type(_ text: String) throws { try tmux("send-keys", "-l", "--", text) }

  /// Pastes as a terminal does, in brackets when the program has asked for them.
  func paste(_ text: String) throws {
    try program.write(text, to: "\(name).paste")
    try tmux("load-buffer", file("paste"), ";", "paste-buffer", "-p", "-r")
  }

  func resize(_ columns: Int, _ rows: Int) throws {
    try tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
  }

  func screen() throws -> String { try tmux("capture-pane", "-p") }

  /// Whether the terminal is on its second screen, and whether its cursor can be seen.
  func modes() throws -> String {
    try tmux("display-message", "-p", "#{alternate_on} #{cursor_flag} #{keypad_cursor_flag}")
      .trimmingEnd()
  }

  /// Everything that was written to the terminal.
  func rawOutput() throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: file("raw")))) }

  func rawText() throws -> String { String(decoding: try rawOutput(), as: UTF8.self) }

  /// Waits for a text on the screen.
  @discardableResult
  func wait(seconds: Int = 10, for text: String) throws -> String {
    try wait(seconds: seconds, until: "“\(text)”") { $0.contains(text) }
  }

  @discardableResult
  func wait(
    seconds: Int = 10, until wanted: String, _ isSo: (String) throws -> Bool
  ) throws -> String {
    var screen = ""
    guard
      try eventually(
        seconds: seconds,
        {
          screen = try self.screen()
          return try isSo(screen)
        })
    else { throw Timeout(wanted: wanted, screen: screen) }
    return screen
  }

  /// The process that runs the command.
  func process() throws -> pid_t {
    try #require(pid_t(try program.read("\(name).pid").trimmingEnd()))
  }

  func kill(_ signal: Int32) throws { try #require(Glibc.kill(process(), signal) == 0) }

  /// The status with which the command ended.
  func exitStatus() throws -> Int32? {
    guard eventually({ unsafe access(file("status"), R_OK) == 0 }) else {
      throw Timeout(wanted: "end of the command", screen: try screen())
    }
    return Int32(try program.read("\(name).status").trimmingEnd())
  }

  /// The settings of the terminal before and after the command.
  func settings() throws -> (before: String, after: String) {
    (try program.read("\(name).before"), try program.read("\(name).after"))
  }
}

/// Asks again and again for some seconds.
func eventually(seconds: Int = 10, _ isSo: () throws -> Bool) rethrows -> Bool {
  let start = ContinuousClock.now
  while start.duration(to: .now) < .seconds(seconds) {
    if try isSo() { return true }
    usleep(10_000)
  }
  return false
}

extension String {
  func trimmingEnd() -> String {
    var text = self[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
