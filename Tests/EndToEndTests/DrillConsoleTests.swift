import Testing

/// Drills at the console, in a real terminal.
@Suite(.enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct DrillConsoleTests {
  private let story: ConsoleStory

  init() throws { story = try ConsoleStory() }

  @Test func `the drill of the demo is led to its end with D, and its report is read`() throws {
    let demo = try story.terminal(
      columns: 100, rows: 40, command: "\(Program.path) demo --drill --speed 40")
    try demo.wait(for: "T0 fault injected")
    for number in 1...11 {
      try demo.press("D")
      try demo.wait(for: "noticed by")
      // By what it was noticed is asked of the detection.
      if number == 2 { try demo.press("Tab", "Tab", "Right") }
      try demo.press("Enter")
      try demo.wait(until: "T\(number) in the timeline") { screen in
        screen.contains("drill       T\(number) ") && !screen.contains("noticed by")
      }
    }
    try demo.type(":drill report")
    try demo.press("Enter")
    // What it writes comes in pieces.
    try demo.wait(for: "Result:")
    try demo.wait(for: "recovery point")
    try demo.press("/")
    try demo.type("recovery time (RTO)")
    try demo.press("Enter")
    let table = try demo.wait(for: "| recovery time (RTO) | at most 5m |")
    #expect(table.contains("**met**"))
  }

  @Test func `a script that waits is answered at the console, and learns by which role`() throws {
    try story.run("status", "resolved")
    let program = story.program
    try story.run(
      "drill", "plan", "--from", "eu", "--to", "us", "--rto", "10m", "--topology", "active-active")
    let plans = try story.run("drill", "list").output
    let name = try #require(plans.split(separator: " ").first)
    let ref = try story.run("drill", "start", String(name)).output.trimmingEnd()
    let console = try story.console(arguments: "-i \(ref)")
    try program.write(
      "\(Program.path) drill mark --wait decided -i \(ref) </dev/null >\(program.file("answer"))",
      to: "wait.sh")
    let script = try story.terminal("bo", command: "sh \(program.file("wait.sh"))")
    try console.wait(for: "script waits for T4")
    try console.press("D")
    try console.wait(for: "a script waits for it")
    try console.press("Enter")
    try console.wait(for: "T4 failover decided")
    #expect(try script.exitStatus() == 0)
    let answer = try program.read("answer")
    #expect(answer.contains(#""by":"a responder""#) && answer.contains(#""step":"decided""#))
  }
}
