import Testing

/// What a stranger reads first: help, the version and the manual page.
@Suite struct HelpTests {
  /// Every command as a list of words, as the manual page names them.
  private static func commands(_ manual: String) -> [[String]] {
    manual.split(separator: "\n").filter { $0.hasPrefix(".SS incident ") }.map { heading in
      heading.dropFirst(13).replacing("\\-", with: "-").split(separator: " ").map(String.init)
    }
  }

  @Test func `help of every command has an example and fits 80 columns`() throws {
    let program = try Program()
    let commands = Self.commands(try program.run("manual").output)
    #expect(commands.count > 40)
    for command in commands {
      let help = try program.run(all: command + ["--help"])
      #expect(help.status == 0)
      #expect(help.lines.filter { $0.count > 80 } == [])
      #expect(help.lines.contains { $0.hasPrefix("  incident \(command[0])") }, "\(command)")
    }
  }

  @Test func `the version is the same everywhere`() throws {
    let program = try Program()
    let version = try #require(try program.run("--version").lines.first)
    #expect(try program.run("doctor").output.contains("version \(version)\n"))
    #expect(try program.run("manual").output.contains("\"incident \(version)\""))
  }

  @Test func `the manual page is plain ASCII for every formatter`() throws {
    let manual = try Program().run("manual").output
    #expect(manual.utf8.allSatisfy { $0 == 10 || (32..<127).contains($0) })
    #expect(manual.contains("\\[u2191]"))
  }

  @Test func `the demo says in one line that it needs a terminal`() throws {
    let demo = try Program().run("demo")
    #expect(demo.status == 1)
    #expect(demo.messages.contains("needs a terminal"))
    #expect(demo.messages.split(separator: "\n").count == 1)
  }

  @Test func `completion scripts learn the incidents there are`() throws {
    let program = try Program()
    let ref = try #require(try program.run("declare", "EU checkout errors").lines.first)
    let answer = try program.run(
      "---completion", "show", "--", "positional@0", "2", "0", "incident", "show", "",
      environment: ["SAP_SHELL": "bash"])
    #expect(answer.lines == [ref])
  }
}
