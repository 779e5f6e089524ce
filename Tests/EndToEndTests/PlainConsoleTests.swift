import Testing

/// The console without a screen.
struct PlainConsoleTests {
  @Test func `lines of a pipe are logged by their signs`() throws {
    let story = try ConsoleStory()
    let input = "p99 is high\n= drain eu\n! a minute :: nine\n@-5m ? who knows\n"
    let outcome = try story.program.run("console", "--plain", input: Array(input.utf8))
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("EU checkout errors"))
    #expect(outcome.lines.filter { $0.hasPrefix("saved ") }.count == 4)
    let timeline = try story.timeline()
    for text in ["p99 is high", "drain eu", "expected: a minute | found: nine", "who knows"] {
      #expect(timeline.contains(text))
    }
  }

  @Test func `a surprise may take two lines`() throws {
    let story = try ConsoleStory()
    let outcome = try story.program.run(
      "console", "--plain", input: Array("! a minute\nnine\n".utf8))
    #expect(outcome.messages.contains("and what was found?"))
    #expect(try story.timeline().contains("expected: a minute | found: nine"))
  }

  @Test func `what cannot be logged is said with its line, and the rest goes on`() throws {
    let story = try ConsoleStory()
    let outcome = try story.program.run(
      "console", "--plain", input: Array("one\n@25:99 two\nthree".utf8))
    #expect(outcome.status == 1)
    #expect(outcome.messages.contains("not saved: line 2: "))
    let timeline = try story.timeline()
    #expect(timeline.contains("one") && timeline.contains("three"))
    #expect(!timeline.contains("two"))
  }

  @Test func `a command runs, and quit ends`() throws {
    let story = try ConsoleStory()
    let outcome = try story.program.run(
      "console", "--plain",
      input: Array(":status identified --because found\n:quit\nnot read\n".utf8))
    #expect(outcome.status == 0)
    let timeline = try story.timeline()
    #expect(timeline.contains("identified: found"))
    #expect(!timeline.contains("not read"))
  }

  @Test func `hostile text is printed with marks`() throws {
    let story = try ConsoleStory()
    try story.run("log", HostileTextTests.text)
    let outcome = try story.program.run("console", "--plain")
    #expect(outcome.output.contains("bad"))
    #expect(
      !outcome.output.unicodeScalars.contains { ["\u{1B}", "\u{202E}", "\u{9B}"].contains($0) })
  }

  @Test(.enabled(if: Tmux.isInstalled, "tmux is not installed"))
  func `what others write comes as lines, with no escape sequence`() throws {
    let story = try ConsoleStory()
    let ana = try story.terminal(
      term: "dumb", command: "\(Program.path) console --plain", environment: ["NO_COLOR": "1"])
    try ana.wait(for: "Ctrl-D ends")
    try story.run("log", "from elsewhere")
    try ana.wait(for: "from elsewhere")
    try ana.type("from here")
    try ana.press("Enter")
    try ana.wait(for: "saved ")
    try ana.press("C-d")
    #expect(try ana.exitStatus() == 0)
    #expect(try !ana.rawOutput().contains(0x1B))
  }
}
