import IncidentModel
import TestSupport
import Testing

@testable import Runbooks

@Suite struct HostileFileTests {
  static let bombs: [(name: String, text: String)] = [
    (
      "columns",
      String(repeating: "|a", count: 8000) + "|\n" + String(repeating: "|-", count: 8000) + "|\n"
        + String(repeating: "|x\n", count: 8000)
    ),
    (
      "columns below the limit of pipes",
      String(repeating: "|a", count: 190) + "|\n"
        + String(repeating: "|-", count: 190) + "|\n" + String(repeating: "|x\n", count: 5000)
    ),
    (
      "rows",
      String(repeating: "|a", count: 60) + "|\n" + String(repeating: "|-", count: 60) + "|\n"
        + String(repeating: "x\n", count: 60_000)
    ),
    (
      "in a quote",
      "> " + String(repeating: "|a", count: 190) + "|\n> " + String(repeating: "|-", count: 190)
        + "|\n"
    ),
    ("pipes", String(repeating: "|", count: 60_000)),
  ]

  @Test(.timeLimit(.minutes(1)), arguments: bombs)
  func `a table that stands for millions of cells is not read as one`(
    _ bomb: (name: String, text: String)
  ) throws {
    let runbook = try read("# A\n\n\(bomb.text)\n\n- [ ] one\n")
    #expect(runbook.problems.contains { $0.text.contains("too many columns") }, "\(bomb.name)")
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      String(repeating: ">", count: 50_000), String(repeating: "[", count: 50_000),
      String(repeating: "![l", count: 20_000), String(repeating: "*a_", count: 50_000),
      String(repeating: "- ", count: 5_000) + "x", String(repeating: "<!--", count: 20_000),
      "---\n" + String(repeating: "a: {", count: 5_000) + "\n---\n",
      String(repeating: "```sh {\"a\":\n", count: 5_000),
    ])
  func `floods are read in no time`(text: String) throws {
    _ = try read(text)
  }

  @Test func `a file above the limit is refused`() {
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: (1 << 20) + 1)
    #expect(throws: RunbookFailure.tooLarge(limit: 1 << 20)) {
      try RunbookReader.read(bytes, name: "a", path: "a")
    }
  }

  @Test(arguments: 0..<40)
  func `bytes of any kind are read without a trap`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "# ", "## Fix\n", "- [ ] ", "1. ", "```sh ", "\n```\n", "{\"a\":", "name=\"",
      "<!-- incident: ", "-->",
      "---\n", "params:\n", "$x ", "<a> ", "| a |\n|-|\n", "\t", "\u{0}", "é", "👩‍💻", "> ", "$ ",
      "sh-4.4# ", "\n",
      "alerts: [", "wait=", "\"", "'", "\\", "}", "*", "`kubectl get`",
    ]
    let text = (0..<200).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    let runbook = try? read(text)
    for step in runbook?.steps ?? [] {
      _ = runbook?.text(of: step)
      for block in step.blocks { _ = (block.risk, ShellText.variables(in: block.command)) }
    }
  }
}
