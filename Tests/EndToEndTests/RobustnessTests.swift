import FoundationEssentials
import Glibc
import Testing

/// The terminal is as it was, however the console ends.
@Suite(.enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct RobustnessTests {
  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGSEGV, SIGABRT, SIGQUIT])
  func `a signal ends the console and the terminal is as before`(signal: Int32) throws {
    let story = try ConsoleStory()
    let ana = try story.console()
    try ana.press("i")
    try ana.type("half a thought")
    try ana.wait(for: "half a thought")
    #expect(eventually { story.program.keepsDraft("half a thought") })
    try ana.kill(signal)
    #expect(try ana.exitStatus() == 128 + signal)
    try expectRestored(ana)
    try story.console().wait(for: "half-typed: half a thought")
  }

  @Test func `quitting leaves the terminal as before`() throws {
    let story = try ConsoleStory()
    let ana = try story.console()
    try ana.press("q")
    #expect(try ana.exitStatus() == 0)
    try expectRestored(ana)
  }

  @Test(arguments: [
    "xterm-256color", "screen-256color", "tmux-256color", "linux", "vt100", "xterm-ghostty",
  ])
  func `one starts, writes and quits on any terminal`(term: String) throws {
    let story = try ConsoleStory()
    let ana = try story.console(columns: 80, rows: 24, term: term)
    try ana.press("i")
    try ana.type("on \(term)")
    try ana.press("Enter")
    try ana.wait(for: "observation on \(term)")
    try ana.press("Down", "q")
    #expect(try ana.exitStatus() == 0)
    #expect(try story.timeline().contains("on \(term)"))
    let settings = try ana.settings()
    #expect(settings.before == settings.after)
  }

  @Test func `an unknown terminal is said to be one`() throws {
    let story = try ConsoleStory()
    try story.console(term: "xterm-ghostty").wait(for: "TERM=xterm-ghostty is unknown here")
  }

  @Test func `a terminal that cannot place its cursor is refused`() throws {
    let story = try ConsoleStory()
    let dumb = try story.terminal(term: "dumb", command: "\(Program.path) console")
    #expect(try dumb.exitStatus() == 1)
    #expect(try dumb.screen().contains("TERM=dumb"))
  }

  @Test func `without a terminal the console says what works instead`() throws {
    let story = try ConsoleStory()
    let outcome = try story.program.run("console")
    #expect(outcome.status == 1)
    #expect(outcome.messages.contains("incident console --plain"))
  }

  @Test func `NO_COLOR writes no colour`() throws {
    let story = try ConsoleStory()
    let colours = /\u{1B}\[([0-9;]*;)?(3[0-8]|4[0-8]|9[0-7])(;[0-9;]*)?m/
    let plain = try story.console(environment: ["NO_COLOR": "1"])
    #expect(try plain.rawText().firstMatch(of: colours) == nil)
    let coloured = try story.console()
    #expect(try coloured.rawText().firstMatch(of: colours) != nil)
  }

  @Test func `a locale without UTF-8 gets ASCII only`() throws {
    let story = try ConsoleStory()
    try story.run("log", "naïve → ‼ 日本")
    let ana = try story.console(environment: ["LC_ALL": "C"])
    try ana.wait(for: "observation na")
    try ana.press("?")
    try ana.wait(for: "In the timeline")
    #expect(try ana.rawOutput().allSatisfy { $0 < 0x80 })
  }

  @Test func `Ctrl-Z gives the shell back, and fg the console at its new size`() throws {
    let story = try ConsoleStory()
    let shell = try story.terminal(
      columns: 100, rows: 30, command: "bash --norc --noprofile", environment: ["PS1": "shell: "])
    try shell.wait(for: "shell:")
    try shell.type("\(Program.path) console")
    try shell.press("Enter")
    try shell.wait(for: "Timeline")
    try shell.press("i")
    try shell.type("half a thought")
    try shell.wait(for: "half a thought")
    try shell.press("C-z")
    try shell.wait(for: "Stopped")
    #expect(try shell.modes() == "0 1 0")
    try shell.resize(80, 24)
    try shell.type("echo $COLUMNS; fg")
    try shell.press("Enter")
    try shell.wait(for: "half a thought")
    let rows = try shell.screen().split(separator: "\n")
    #expect(rows.contains { $0.count == 80 && $0.hasPrefix("───") })
    try shell.press("C-c", "Escape")
    try shell.wait(for: "i writes an entry")
    try shell.press("q")
    try shell.wait(for: "shell:")
    #expect(try shell.modes() == "0 1 0")
  }

  @Test func `a console that was stopped by force paints the screen again`() throws {
    let story = try ConsoleStory()
    let ana = try story.console()
    try ana.kill(SIGSTOP)
    try story.scribble("GARBAGE", on: ana)
    try ana.wait(for: "GARBAGE")
    try ana.kill(SIGCONT)
    try ana.wait(until: "repair") { !$0.contains("GARBAGE") && $0.contains("Timeline") }
  }

  @Test func `a lost terminal ends the console and keeps the draft`() throws {
    let story = try ConsoleStory()
    let ana = try story.console()
    try ana.press("i")
    try ana.type("half a thought")
    try ana.wait(for: "half a thought")
    #expect(eventually { story.program.keepsDraft("half a thought") })
    let process = try ana.process()
    ana.close()
    let start = ContinuousClock.now
    #expect(eventually { Glibc.kill(process, 0) != 0 || Self.isZombie(process) })
    #expect(start.duration(to: .now) < .seconds(2))
    try story.console().wait(for: "half-typed: half a thought")
  }

  @Test func `an observer reads a logbook that cannot be written`() throws {
    let story = try ConsoleStory()
    try story.run("log", "just looking")
    let folder = story.program.file("shut")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    for name in ["logbook.sqlite", "logbook.sqlite-wal", "logbook.sqlite-shm"] {
      let from = story.program.file(name)
      guard FileManager.default.fileExists(atPath: from) else { continue }
      try FileManager.default.copyItem(atPath: from, toPath: "\(folder)/\(name)")
      _ = unsafe chmod("\(folder)/\(name)", 0o444)
    }
    _ = unsafe chmod(story.program.folder, 0o755)
    _ = unsafe chmod(folder, 0o555)
    // Root may write everywhere.
    let observer = getuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : ""
    let ana = try story.terminal(
      command: "\(observer)\(Program.path) console --logbook \(folder)/logbook.sqlite")
    try ana.wait(for: "read-only: ")
    try ana.wait(for: "just looking")
    try ana.press("i")
    try ana.wait(for: "not writable")
    try ana.press("q")
    #expect(try ana.exitStatus() == 0)
  }

  private static func isZombie(_ process: pid_t) -> Bool {
    let url = URL(filePath: "/proc/\(process)/stat")
    guard let data = try? Data(contentsOf: url) else { return true }
    return String(decoding: data, as: UTF8.self).contains(") Z ")
  }

  /// No mode left on, and the same settings as before.
  private func expectRestored(_ tmux: Tmux) throws {
    let settings = try tmux.settings()
    #expect(settings.before == settings.after)
    #expect(try tmux.modes() == "0 1 0")
    let raw = try tmux.rawText()
    for (on, off) in [
      ("\u{1B}[?1049h", "\u{1B}[?1049l"), ("\u{1B}[?2004h", "\u{1B}[?2004l"),
      ("\u{1B}[?2026h", "\u{1B}[?2026l"), ("\u{1B}[?25l", "\u{1B}[?25h"),
    ] {
      let last = try #require(raw.ranges(of: on).last, "\(on.dropFirst()) was never sent")
      let end = try #require(raw.ranges(of: off).last, "\(off.dropFirst()) was never sent")
      #expect(last.lowerBound < end.lowerBound, "\(on.dropFirst()) is left on")
    }
  }
}
