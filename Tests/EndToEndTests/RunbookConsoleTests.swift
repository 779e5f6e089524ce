import FoundationEssentials
import Glibc
import Testing

/// Runbooks walked in the console, in a real terminal.
@Suite(.enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct RunbookConsoleTests {
  private let story: ConsoleStory

  init() throws {
    story = try ConsoleStory()
    try FileManager.default.createDirectory(
      atPath: story.program.file("runbooks"), withIntermediateDirectories: true)
    try story.program.write("runbooks: [./runbooks]\n", to: "incident.yaml")
    try story.program.write(
      """
      # Zzyzx

      ## Mitigation

      - [ ] Wait for it
        ```sh risk=change timeout=5m
        printf 'be%s\\n' gun; sleep 120; echo done
        ```
      - [ ] Log in
        ```sh
        ssh web-1
        sudo systemctl restart a
        ```
      - [ ] Drain it
        ```sh risk=change approve=1
        echo drained
        ```
      """, to: "runbooks/zzyzx.md")
  }

  private var environment: [String: String] {
    ["INCIDENT_CONFIG": story.program.file("incident.yaml"), "SHELL": "/bin/sh"]
  }

  /// A console with the runbook open.
  private func console(_ person: String = "ana") throws -> Tmux {
    let console = try story.console(person, columns: 80, rows: 24, environment: environment)
    try console.press("2", "o")
    try console.wait(for: "certificate-expiry")
    try console.type("zzyzx")
    try console.wait(until: "one runbook") { !$0.contains("certificate") && $0.contains("zzyzx") }
    try console.press("Enter")
    try console.wait(for: "Wait for it")
    return console
  }

  @Test
  func `killed while a step runs, it is outcome unknown, found, and never run again by itself`()
    throws
  {
    let first = try console()
    try first.press("r")
    try first.wait(for: "y run it")
    usleep(400_000)
    try first.press("y")
    try first.wait(for: "begun")
    try first.kill(SIGKILL)
    let second = try console()
    try second.wait(for: "outcome unknown")
    try second.press("Enter")
    try second.wait(until: "its child") {
      $0.contains("Of it still run:") && $0.contains("(sleep)")
    }
    #expect(try story.timeline().components("Wait for it: started") == 1)
    try second.press("K")
    try second.wait(for: "end it")
    try second.press("y")
    try second.press("Enter")
    try second.wait(for: "Nothing of it runs any more")
    try second.press("Escape", "x")
    try second.wait(for: "because")
    try second.type("it was done before")
    try second.press("Enter")
    try second.wait(for: "left out")
    #expect(try story.timeline().contains("skipped: it was done before"))
  }

  @Test func `Ctrl-C ends a step, and that is written down`() throws {
    let console = try console()
    try console.press("r")
    try console.wait(for: "y run it")
    usleep(400_000)
    try console.press("y")
    try console.wait(for: "begun")
    try console.press("C-c")
    try console.wait(for: "not as expected")
    #expect(try story.timeline().contains(", stopped after"))
    try console.press("Escape", "q")
    #expect(try console.exitStatus() == 0)
  }

  @Test func `a session opens a terminal of its own, and what was seen there is kept`() throws {
    let console = try console()
    try console.press("j", "r")
    try console.wait(for: "open a terminal for it")
    try console.press("t")
    try console.wait(for: "Leave this shell")
    try console.type("echo seen-$((40 + 2))")
    try console.press("Enter")
    try console.wait(for: "seen-42")
    try console.type("exit")
    try console.press("Enter")
    try console.wait(for: "back from the terminal")
    #expect(eventually { (try? story.run(as: "ana", "export").output.contains("seen-42")) == true })
  }

  @Test func `another person's console is called to approve, and then it runs`() throws {
    let (ana, bo) = (
      try console(), try story.console("bo", columns: 80, rows: 24, environment: environment)
    )
    try ana.press("j", "j", "r")
    try ana.wait(for: "ask for approval")
    usleep(400_000)
    try ana.press("y")
    try bo.wait(for: "asks you to approve")
    try bo.press("A")
    try bo.wait(for: "echo drained")
    usleep(400_000)
    try bo.press("y")
    try ana.wait(for: "approved")
    try ana.press("r")
    try ana.wait(for: "y run it")
    usleep(400_000)
    try ana.press("y")
    try ana.wait(for: "exit 0")
    let text = try story.timeline()
    for part in ["wants approval", "approved", "3 Drain it: ended"] { #expect(text.contains(part)) }
  }

  @Test(.timeLimit(.minutes(2)))
  func `the regional failover and back in the demo, with the state verified`() throws {
    let demo = try story.terminal(columns: 80, rows: 24, command: "\(Program.path) demo --speed 40")
    try demo.wait(for: "Timeline")
    try demo.wait(seconds: 20, for: "recovered")
    try demo.press("2", "o")
    try demo.wait(for: "regional-failover")
    try demo.type("regional")
    try demo.wait(until: "one runbook") { !$0.contains("certificate") }
    try demo.press("Enter")
    try demo.wait(for: "Take command")
    for _ in 0..<60 {
      let screen = try demo.screen()
      if screen.contains("21/") || screen.contains("22/27") { break }
      try step(demo)
    }
    let end = try demo.wait(for: "Tell #incidents and stakeholders")
    #expect(!end.contains("✖"))
    try demo.press("p")
    try demo.wait(for: "The postmortem")
    try demo.type("/")
    try demo.type("Runbooks walked")
    try demo.press("Enter")
    try demo.wait(for: "regional")
  }

  /// Does what the next step wants.
  private func step(_ demo: Tmux) throws {
    let before = try count(demo.screen())
    try demo.press("r")
    usleep(600_000)
    var screen = try demo.screen()
    if screen.contains("somebody approved aloud") {
      try demo.press("a")
      try demo.wait(for: "who")
      try demo.type("bo")
      try demo.press("Enter")
      screen = try demo.wait(for: "Type eu")
    }
    if screen.contains("Type eu") || screen.contains("Type us") {
      try demo.type(screen.contains("Type eu") ? "eu" : "us")
      try demo.press("Enter")
    } else if screen.contains("y run it") {
      try demo.press("y")
    } else if screen.contains("waiting 30s") || screen.contains("are left") {
      try demo.press("x")
      try demo.wait(for: "because")
      try demo.type("thirty seconds are long for a test")
      try demo.press("Enter")
      try demo.wait(until: "the next step") { count($0) > before }
      return
    } else {
      try demo.press("Space")
      try demo.wait(until: "the next step") { count($0) > before }
      return
    }
    try demo.wait(seconds: 60, until: "its end") {
      $0.contains("[well") || $0.contains("[exit") || $0.contains("[not as")
    }
    let ended = try demo.screen()
    try #require(!ended.contains("[not as"), "\(ended)")
    try demo.press("Escape")
    try demo.wait(until: "the next step") { count($0) > before }
  }

  /// How many steps are settled, as the edge of the panel says.
  private func count(_ screen: String) -> Int {
    screen.firstMatch(of: /(\d+)\/27/).flatMap { Int($0.1) } ?? 0
  }
}

extension String {
  /// How often a text stands in it.
  func components(_ text: String) -> Int { ranges(of: text).count }
}
