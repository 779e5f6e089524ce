import Testing

/// What must never happen, in a real terminal: console.md's list, where no other story holds it.
@Suite(.enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct NeverTests {
  @Test func `keys typed before a question was seen do not answer it`() throws {
    let story = try ConsoleStory()
    let ana = try story.console()
    try ana.press("i")
    try ana.type("draft")
    try ana.press("Escape")
    try ana.wait(for: "half-typed: draft")
    // In one write: both are read before anything is drawn.
    try ana.type("qy")
    try ana.wait(for: "Quit with a half-typed entry?")
    try ana.press("n")
    try ana.wait(for: "half-typed: draft")
  }

  @Test func `a disk that stalls blocks no key, and what was entered is written when it goes on`()
    throws
  {
    let story = try ConsoleStory()
    let ana = try story.console()
    // Another program holds the file for two seconds.
    try story.program.write(
      """
      sqlite3 \(story.program.file("logbook.sqlite")) <<END
      BEGIN EXCLUSIVE;
      .shell touch \(story.program.file("held"))
      .shell sleep 2
      COMMIT;
      END
      """, to: "hold.sh")
    let holder = try story.terminal(command: "sh \(story.program.file("hold.sh"))")
    #expect(eventually { story.program.has("held") })
    try ana.press("i")
    try ana.type("while the disk stalls")
    try ana.press("Enter")
    try ana.wait(for: "saving… while the disk stalls")
    try ana.press("i")
    try ana.type("typed meanwhile")
    try ana.wait(for: "▏typed meanwhile")
    #expect(try ana.screen().contains("saving…"))
    try ana.wait(for: "observation while the disk stalls")
    try ana.wait(for: "▏typed meanwhile")
    #expect(try holder.exitStatus() == 0)
    #expect(try story.timeline().contains("while the disk stalls"))
  }

  @Test func `a command that hangs blocks no key, and Ctrl-C ends it`() throws {
    let story = try ConsoleStory()
    let ana = try story.console()
    try ana.press(":")
    try ana.type("run -- sleep 60")
    try ana.press("Enter")
    try ana.wait(for: ":run -- sleep 60 runs")
    try ana.press("Escape", "i")
    try ana.type("typed meanwhile")
    try ana.press("Enter")
    try ana.wait(for: "observation typed meanwhile")
    try ana.press("C-c")
    try ana.wait(for: "has ended")
    #expect(try story.timeline().contains("sleep 60"))
  }

  @Test func `leaving the console ends the command that runs`() throws {
    let story = try ConsoleStory()
    let ana = try story.console()
    try ana.press(":")
    try ana.type("run -- sleep 61")
    try ana.press("Enter")
    try ana.wait(for: ":run -- sleep 61 runs")
    try ana.press("Escape", "q")
    try ana.wait(for: "is still running, and is ended")
    try ana.press("y")
    #expect(try ana.exitStatus() == 0)
    #expect(
      eventually {
        let all = try? story.program.spawn(
          "/bin/ps", ["-eo", "args"], environment: ["PATH": "/usr/bin:/bin"])
        return all?.lines.contains { $0 == "sleep 61" } == false
      })
  }

  @Test func `wide and combining characters break no edge of the screen`() throws {
    let story = try ConsoleStory()
    for text in ["漢字漢字", "e\u{301}e\u{301}", "👩‍💻 👍🏽 🇫🇷 ✔️ 1️⃣", "ｗｉｄｅ", "\u{1FAE8} new"] {
      try story.run("log", String(repeating: "\(text) ", count: 12))
    }
    let ana = try story.console(columns: 120, rows: 40)
    try ana.wait(for: "ｗｉｄｅ")
    try ana.wait(until: "whole edge") { screen in
      screen.split(separator: "\n", omittingEmptySubsequences: false).prefix(40)
        .allSatisfy { row in row.last.map { "│┤┐┘".contains($0) } ?? false }
    }
  }

  @Test func `what a command prints is as harmless as an entry`() throws {
    let story = try ConsoleStory()
    let ana = try story.console()
    try story.program.write("printf 'a\\033]52;c;aGk=\\007b\\033[2Jc\\n\\202\\n'", to: "evil.sh")
    try ana.press(":")
    try ana.type("run -- sh \(story.program.file("evil.sh"))")
    try ana.press("Enter")
    try ana.wait(for: "]52;c;aGk=")
    #expect(try !ana.rawText().contains("\u{1B}]52"))
    #expect(try !ana.rawText().contains("b\u{1B}[2J"))
  }
}
