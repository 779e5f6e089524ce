import Testing

/// What a commander does without leaving the screen.
@Suite(.enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct CommanderTests {
  @Test func `a newcomer declares, logs, corrects, hands over and reads the postmortem`() throws {
    let story = try ConsoleStory(declares: false)
    let ana = try story.terminal(columns: 80, rows: 24, command: Program.path)
    try ana.wait(for: "D declares one")
    try ana.press("D")
    try ana.wait(for: "what       ▏in a few words")
    try ana.type("EU checkout errors")
    try ana.press("Enter")
    try ana.wait(for: "i writes, ? shows the keys")
    let lines = [
      "p99 is at 4 s", "5xx at 31 %, all in eu", "> roll back the release", "= no more deploys",
      "? who has told support", "~ the pool is exhausted", "> restart the pool",
      "= page the vendor",
      "support knows", "requests are back",
    ]
    for line in lines {
      try ana.press("i")
      try ana.wait(for: "observation ▏")
      try ana.type(line)
      try ana.press("Enter")
      let text = line.drop { ">=?~ ".contains($0) }
      try ana.wait(until: "entry") { $0.contains(text) && !$0.contains("▏\(line)") }
    }
    try ana.wait(for: "observation requests are back")
    try ana.press("e")
    try ana.wait(for: "Correct ")
    try ana.type(", all of them")
    try ana.press("Enter")
    try ana.wait(for: "requests are back, all of them [edited]")
    try ana.press("H")
    try ana.wait(for: "They will get this brief:")
    try ana.type("bo")
    try ana.press("Enter")
    try ana.wait(for: "offer: commander → bo")
    try ana.press("p")
    try ana.wait(for: "# Postmortem: EU checkout errors")
    try ana.press("Escape", "q")
    #expect(try ana.exitStatus() == 0)
    #expect(try story.timeline().split(separator: "\n").count >= 15)
  }

  @Test func `severity, status and a milestone are set from their dialogs`() throws {
    let story = try ConsoleStory()
    let ana = try story.console()
    try ana.press("v")
    try ana.wait(for: "Severity: now SEV2")
    try ana.press("1", "Enter")
    try ana.wait(for: "SEV1 ●")
    try ana.press("S")
    try ana.wait(for: "Status: now investigating")
    try ana.press("Enter")
    try ana.wait(for: "─ identified ─")
    try ana.press("m")
    try ana.wait(for: "Milestone")
    try ana.press("m", "Enter")
    try ana.wait(for: "milestone   mitigated")
    let shown = try story.run("show", "--json").output
    #expect(shown.contains("SEV1") && shown.contains("identified") && shown.contains("mitigated"))
  }

  @Test func `a milestone in the wrong order comes back to be put right`() throws {
    let story = try ConsoleStory()
    let ana = try story.console()
    try ana.press("m")
    try ana.wait(for: "Milestone")
    try ana.press("r", "Tab", "C-u")
    try ana.type("-5m")
    try ana.press("Enter")
    try ana.wait(for: "milestone   recovered")
    try ana.press("m")
    try ana.wait(for: "Milestone")
    try ana.press("m", "m", "Enter")
    let screen = try ana.wait(for: "mitigated at ")
    #expect(screen.contains("would come after recovered"))
    try ana.press("Escape")
    try ana.wait(for: "i writes an entry")
  }

  @Test func `the update of the phase is filled in and recorded`() throws {
    let story = try ConsoleStory()
    let ana = try story.console()
    try ana.press("u")
    try ana.wait(for: "Update: investigating")
    try ana.press("Tab")
    try ana.type("cards are refused in eu")
    try ana.press("Tab")
    try ana.type("A release is being rolled back.")
    try ana.press("Enter")
    try ana.wait(for: "update      stakeholders: EU checkout errors")
    #expect(try story.timeline().contains("cards are refused in eu"))
  }

  @Test func `a role goes from one console to the other, with its brief`() throws {
    let story = try ConsoleStory()
    try story.run("log", "? is the queue draining")
    let (ana, bo) = (try story.console("ana"), try story.console("bo"))
    try ana.press("H")
    try ana.wait(for: "They will get this brief:")
    try ana.type("bo")
    try ana.press("Enter")
    try bo.wait(for: "ana offers you commander: H answers")
    try bo.press("H")
    try bo.wait(for: "is the queue draining")
    try bo.press("y")
    try ana.wait(for: "commander bo")
    #expect(try story.run("role", "list").output.contains("bo"))
  }

  @Test func `a task is done and a question answered with d`() throws {
    let story = try ConsoleStory()
    try story.run("task", "add", "call the vendor")
    try story.run("question", "add", "is it DNS")
    let ana = try story.console()
    try ana.press("4", "d")
    try ana.wait(for: "Done: call the vendor")
    try ana.type("they call back")
    try ana.press("Enter")
    try ana.wait(for: "1 open")
    try ana.press("d")
    try ana.wait(for: "Answer: is it DNS")
    try ana.type("it is")
    try ana.press("Enter")
    try ana.wait(for: "answered: it is")
  }

  @Test func `a command is completed, run, and its output read`() throws {
    let story = try ConsoleStory()
    try story.run("log", "= drain eu")
    let ana = try story.console()
    try ana.press(":")
    try ana.type("timel")
    try ana.wait(for: "timeline")
    try ana.press("Tab")
    try ana.type("--kind decision --format markdown")
    try ana.press("Enter")
    try ana.wait(for: "─ :timeline --kind decision")
    try ana.wait(for: "| drain eu")
    try ana.press("Escape", ":")
    try ana.type("log '= fail over to us'")
    try ana.press("Enter")
    try ana.wait(for: "decision    fail over to us")
    #expect(try story.timeline().contains("fail over to us"))
  }

  @Test func `I goes to another incident, and back`() throws {
    let story = try ConsoleStory()
    try story.run("declare", "Publishing is late")
    let ana = try story.console(arguments: "-i eu-checkout")
    try ana.press("i")
    try ana.type("for checkout")
    try ana.press("Escape", "I")
    try ana.wait(for: "Open incidents")
    try ana.press("k", "k", "Enter")
    try ana.wait(until: "publishing") { $0.contains("─ Publishing is late ─") }
    #expect(try !ana.screen().contains("for checkout"))
    try ana.press("i")
    try ana.type("for publishing")
    try ana.press("Enter")
    try ana.wait(for: "observation for publishing")
    try ana.press("I")
    try ana.wait(for: "Open incidents")
    try ana.press("j", "Enter")
    try ana.wait(for: "half-typed: for checkout")
    #expect(try story.run("timeline", "publishing").output.contains("for publishing"))
  }

  @Test func `a long entry is written in the editor of the user`() throws {
    let story = try ConsoleStory()
    try story.program.write("printf 'written\\nin an editor\\n' > \"$1\"", to: "editor.sh")
    let ana = try story.console(environment: ["EDITOR": "sh \(story.program.file("editor.sh"))"])
    try ana.press("i")
    try ana.type("short")
    try ana.press("C-e")
    try ana.wait(for: "written")
    try ana.press("Enter")
    try ana.wait(for: "in an editor")
    #expect(try story.timeline().contains("in an editor"))
  }

  @Test func `an editor that is not there changes nothing`() throws {
    let story = try ConsoleStory()
    let ana = try story.console(environment: ["EDITOR": "no-such-editor"])
    try ana.press("i")
    try ana.type("short")
    try ana.press("C-e")
    try ana.wait(for: "no-such-editor ended with status 127")
    try ana.wait(for: "▏short")
  }

  @Test func `the mouse selects and scrolls when it is switched on`() throws {
    let story = try ConsoleStory()
    let lines = (1...60).map { "entry number \($0)" }.joined(separator: "\n")
    try story.program.run("log", "-", input: Array("\(lines)\n".utf8))
    let ana = try story.console(arguments: "--mouse")
    try ana.type("\u{1B}[<64;20;10M")
    try ana.wait(for: "scrolled")
    #expect(try ana.rawText().contains("\u{1B}[?1006h"))
    try ana.press("q")
    #expect(try ana.exitStatus() == 0)
    let raw = try ana.rawText()
    let (on, off) = (raw.ranges(of: "\u{1B}[?1000h").last, raw.ranges(of: "\u{1B}[?1000l").last)
    #expect(try #require(on).lowerBound < #require(off).lowerBound)
  }

  @Test(arguments: [("bell", "\u{7}"), ("osc9", "\u{1B}]9;bo offers you scribe\u{7}")])
  func `a role offered to you calls when that is switched on`(
    _ how: String, _ bytes: String
  ) throws {
    let story = try ConsoleStory()
    let ana = try story.console(arguments: "--attention \(how)")
    #expect(try !ana.rawText().contains(bytes))
    try story.run("role", "assign", "scribe", "bo")
    try story.run("handoff", "offer", "ana", "--role", "scribe")
    try ana.wait(for: "bo offers you scribe")
    #expect(eventually { (try? ana.rawText().contains(bytes)) == true })
  }
}
