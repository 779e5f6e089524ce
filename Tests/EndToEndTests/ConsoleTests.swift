import Testing

/// What one person does at a console.
@Suite(.enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct ConsoleTests {
  @Test func `five kinds are logged with their signs`() throws {
    let story = try ConsoleStory()
    let ana = try story.console(arguments: "--scribe")
    for line in ["p99 is high", "> drain eu", "= fail over", "? who knows", "~ a leak"] {
      try ana.type(line)
      try ana.press("Enter")
    }
    let screen = try ana.wait(for: "hypothesis  a leak")
    let timeline = try story.timeline()
    for entry in [
      ("observation", "p99 is high"), ("action", "drain eu"), ("decision", "fail over"),
      ("question", "who knows"), ("hypothesis", "a leak"),
    ] {
      #expect(screen.contains(entry.0) && screen.contains(entry.1))
      #expect(timeline.contains(entry.0) && timeline.contains(entry.1))
    }
  }

  @Test func `a surprise is asked in two steps`() throws {
    let story = try ConsoleStory()
    let ana = try story.console()
    try ana.press("i")
    try ana.type("! failover in 60 s")
    try ana.press("Enter")
    try ana.wait(for: "surprise: found")
    try ana.type("9 minutes")
    try ana.press("Enter")
    try ana.wait(for: "found    9 minutes")
    #expect(try story.timeline().contains("9 minutes"))
  }

  @Test func `an entry is corrected on the screen`() throws {
    let story = try ConsoleStory()
    try story.run("log", "drained us")
    let ana = try story.console()
    try ana.press("e")
    try ana.wait(for: "Correct")
    try ana.press("C-u")
    try ana.type("drained eu")
    try ana.press("Enter")
    try ana.wait(for: "drained eu [edited]")
    #expect(try story.timeline().contains("drained eu (corrected)"))
  }

  @Test func `an entry is retracted on the screen, with a reason`() throws {
    let story = try ConsoleStory()
    try story.run("log", "drained us")
    let ana = try story.console()
    try ana.press("x")
    try ana.wait(for: "Retract")
    try ana.type("wrong incident")
    try ana.press("Enter")
    try ana.wait(until: "entry gone") { !$0.contains("drained us") }
    #expect(try story.run("timeline", "--hidden").output.contains("wrong incident"))
  }

  @Test func `an offered role is accepted with H and y`() throws {
    let story = try ConsoleStory()
    try story.run(as: "bo", "role", "assign", "scribe", "bo")
    let ana = try story.console()
    try story.run(as: "bo", "handoff", "offer", "ana", "--role", "scribe")
    try ana.wait(for: "offer: scribe")
    try ana.press("H")
    try ana.wait(for: "accept")
    try ana.press("y")
    try ana.wait(for: "scribe ana")
    #expect(try story.run("show").output.contains("scribe ana"))
  }

  @Test func `finding goes from match to match`() throws {
    let story = try ConsoleStory()
    for number in 1...60 { try story.program.run("log", "entry \(number) of many") }
    for number in [1, 2] { try story.program.run("log", "replica lag \(number)", "--at", "-1m") }
    let ana = try story.console()
    try ana.press("/")
    try ana.type("replica")
    try ana.press("Enter")
    try ana.wait(for: "replica: 2 of 2")
    try ana.press("n")
    try ana.wait(for: "replica: 1 of 2")
    try ana.wait(for: "replica lag 1")
  }

  @Test func `the filter leaves only what was chosen`() throws {
    let story = try ConsoleStory()
    try story.run("log", "just looking")
    try story.run("log", "= fail over")
    let ana = try story.console()
    try ana.press("f")
    let menu = try ana.wait(for: "□ decision")
    let rows = menu.split(separator: "\n").drop { !$0.contains("hide what") }
    let row = try #require(rows.firstIndex { $0.contains("□ decision") })
    for _ in 0..<(row - rows.startIndex) { try ana.press("Down") }
    try ana.press("Space", "Enter")
    let screen = try ana.wait(for: "filtered")
    #expect(screen.contains("fail over"))
    try ana.wait(until: "observation gone") { !$0.contains("just looking") }
  }

  @Test func `a paste of several lines asks what it is`() throws {
    let story = try ConsoleStory()
    let ana = try story.console()
    try ana.paste("first line\nsecond line\n")
    try ana.wait(for: "2 lines were pasted")
    #expect(try !story.timeline().contains("first line"))
    try ana.press("l")
    try ana.wait(until: "both saved") { !$0.contains("pasted") && $0.contains("second line") }
    let timeline = try story.timeline()
    #expect(timeline.split(separator: "\n").filter { $0.contains(" line") }.count == 2)
  }

  @Test func `a draft survives every size of the screen`() throws {
    let story = try ConsoleStory()
    let ana = try story.console(columns: 200, rows: 50)
    try ana.press("i")
    try ana.type("half a thought")
    for size in [(80, 24), (60, 15), (20, 5), (1, 1), (200, 50)] {
      try ana.resize(size.0, size.1)
      if size.0 == 20 { try ana.wait(for: "too small") }
    }
    try ana.wait(for: "half a thought")
    try ana.type(" more")
    try ana.press("Enter")
    try ana.wait(for: "observation half a thought more")
  }

  @Test func `T shows the times in UTC and back`() throws {
    let story = try ConsoleStory()
    let ana = try story.console(environment: ["TZ": "Asia/Tokyo"])
    try ana.wait(for: " JST ")
    try ana.press("T")
    try ana.wait(until: "UTC") { $0.contains("Z ") && !$0.contains(" JST ") }
    try ana.press("T")
    try ana.wait(for: " JST ")
  }

  @Test func `z gives the screen to one panel and back`() throws {
    let story = try ConsoleStory()
    try story.run("log", "? who knows")
    let ana = try story.console(columns: 130)
    try ana.press("z")
    try ana.wait(until: "zoom") { !$0.contains("Tasks and questions") }
    try ana.press("z")
    try ana.wait(for: "Tasks and questions")
  }

  @Test func `help shows the keys, and Ctrl-G while writing`() throws {
    let story = try ConsoleStory()
    let ana = try story.console(rows: 50)
    try ana.press("?")
    try ana.wait(for: "In the timeline")
    try ana.press("Escape")
    try ana.wait(until: "help gone") { !$0.contains("In the timeline") }
    try ana.press("i", "?")
    try ana.wait(for: "question")
    try ana.press("C-g")
    try ana.wait(for: "In the timeline")
  }

  @Test func `Ctrl-L repairs a screen that something else wrote on`() throws {
    let story = try ConsoleStory()
    let ana = try story.console()
    try story.scribble("GARBAGE", on: ana)
    try ana.wait(for: "GARBAGE")
    try ana.press("C-l")
    try ana.wait(until: "repair") { !$0.contains("GARBAGE") && $0.contains("Timeline") }
  }

  @Test func `quitting with a draft asks, and the draft is kept`() throws {
    let story = try ConsoleStory()
    let ana = try story.console()
    try ana.press("i")
    try ana.type("half a thought")
    try ana.press("Escape")
    try ana.wait(for: "half-typed: half a thought")
    try ana.press("q")
    try ana.wait(for: "Quit with a half-typed entry?")
    try ana.press("n")
    try ana.wait(until: "stay") { !$0.contains("Quit with") }
    try ana.press("q")
    try ana.wait(for: "Quit with a half-typed entry?")
    try ana.press("y")
    #expect(try ana.exitStatus() == 0)
    let next = try story.console()
    try next.wait(for: "half a thought")
  }
}
