import Testing

/// Several consoles and the command line on one logbook.
@Suite(.enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct ConsoleSharingTests {
  @Test func `consoles and the command line see each other's entries`() throws {
    let story = try ConsoleStory()
    let ana = try story.console("ana")
    let bo = try story.console("bo")
    try ana.press("i")
    try ana.type("from the first screen")
    try ana.press("Enter")
    try bo.wait(for: "from the first screen")
    try bo.press("i")
    try bo.type("from the second screen")
    try bo.press("Enter")
    try ana.wait(for: "from the second screen")
    try story.run(as: "cy", "log", "from the command line")
    try ana.wait(for: "from the command line")
    try bo.wait(for: "from the command line")
    let timeline = try story.timeline().split(separator: "\n")
    #expect(timeline.filter { $0.contains(" from the ") }.count == 3)
  }

  @Test func `an arriving entry moves no half-typed draft`() throws {
    let story = try ConsoleStory()
    let ana = try story.console()
    try ana.press("i")
    try ana.type("half a thought")
    let before = try ana.wait(for: "▏half a thought")
    try story.run("log", "something else")
    let after = try ana.wait(for: "something else")
    let line = { (screen: String) in
      // Before it stands the time, which goes on.
      screen.split(separator: "\n").last { $0.contains("half a thought") }?.drop { $0 != "▏" }
    }
    #expect(line(before) == line(after))
    try ana.type("!")
    try ana.wait(for: "▏half a thought!")
  }

  @Test func `an arriving entry moves neither selection nor scroll position`() throws {
    let story = try ConsoleStory()
    let lines = (1...60).map { "entry number \($0)" }.joined(separator: "\n")
    try story.program.run("log", "-", input: Array("\(lines)\n".utf8))
    let ana = try story.console()
    let opened = {
      try ana.press("Enter")
      let screen = try ana.wait(for: "written down")
      try ana.press("Escape")
      try ana.wait(until: "details gone") { !$0.contains("written down") }
      return screen.split(separator: "\n").first { $0.contains(" Entry ") }
    }
    try ana.press("PageUp", "PageUp", "k", "k")
    let selected = try opened()
    let rows = { (screen: String) in
      screen.split(separator: "\n").filter { $0.contains("entry number") }
    }
    let before = rows(try ana.screen())
    try story.run("log", "something new")
    #expect(rows(try ana.wait(for: "1 new")) == before)
    #expect(try opened() == selected)
  }

  @Test func `leaving the end of a large screen moves nothing but the selection`() throws {
    let story = try ConsoleStory()
    let lines = (1...120).map { "entry number \($0)" }.joined(separator: "\n")
    try story.program.run("log", "-", input: Array("\(lines)\n".utf8))
    let ana = try story.console(columns: 150, rows: 45)
    let rows = { (screen: String) in
      screen.split(separator: "\n").filter { $0.contains("entry number") }
    }
    let before = rows(try ana.wait(for: "entry number 120"))
    try ana.press("k")
    #expect(rows(try ana.wait(for: "scrolled")) == before)
  }

  @Test func `an entry of the command line is on the other screen at once`() throws {
    let story = try ConsoleStory()
    let ana = try story.console()
    var slowest = Duration.zero
    for number in 1...5 {
      try story.run("log", "beep \(number)")
      let start = ContinuousClock.now
      try ana.wait(for: "beep \(number)")
      slowest = max(slowest, start.duration(to: .now))
    }
    #expect(slowest < .seconds(1))
  }

  @Test func `nothing that was entered is lost when the console is killed`() throws {
    let story = try ConsoleStory()
    let ana = try story.console()
    for number in 1...3 {
      try ana.press("i")
      try ana.type("entry \(number)")
      try ana.press("Enter")
      try ana.wait(for: "observation entry \(number)")
    }
    try ana.press("i")
    try ana.type("half a thought")
    try ana.wait(for: "half a thought")
    #expect(eventually { story.program.keepsDraft("half a thought") })
    try ana.kill(9)
    #expect(try ana.exitStatus() == 137)
    let timeline = try story.timeline()
    for number in 1...3 { #expect(timeline.contains("entry \(number)")) }
    #expect(!timeline.contains("half a thought"))
    let next = try story.console()
    try next.wait(for: "half-typed: half a thought")
    try next.press("i", "Enter")
    try next.wait(for: "observation half a thought")
  }

  @Test func `a second console leaves the first one its draft`() throws {
    let story = try ConsoleStory()
    let first = try story.console("ana")
    try first.press("i")
    try first.type("mine")
    try first.wait(for: "▏mine")
    let second = try story.console("ana")
    #expect(try !second.screen().contains("mine"))
    try second.press("i")
    try second.type("yours")
    try second.wait(for: "▏yours")
    try first.type(" still")
    try first.wait(for: "▏mine still")
  }

  @Test func `the draft of a second console that died is offered too`() throws {
    let story = try ConsoleStory()
    let first = try story.console("ana")
    let second = try story.console("ana")
    try second.press("i")
    try second.type("half a thought")
    try second.wait(for: "half a thought")
    #expect(eventually { story.program.keepsDraft("half a thought") })
    try second.kill(9)
    #expect(try second.exitStatus() == 137)
    try first.press("q")
    #expect(try first.exitStatus() == 0)
    try story.console("ana").wait(for: "half a thought")
  }
}
