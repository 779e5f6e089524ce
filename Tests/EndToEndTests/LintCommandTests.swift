import FoundationEssentials
import Testing

/// The lint on the command line: places, levels, waivers and statuses.
struct LintCommandTests {
  private let program: Program

  static let document = """
    # Postmortem

    The operator should have checked the lag. It was human error.

    The operator should have known. <!-- blame-ok: a quote of the first report -->
    """

  init() throws {
    program = try Program()
    try program.write(Self.document, to: "pm.md")
  }

  private func lint(_ arguments: String...) throws -> Program.Outcome {
    try program.run(all: ["lint", program.file("pm.md")] + arguments)
  }

  @Test func `each finding stands on a line with its place, and nothing is blocked`() throws {
    let outcome = try lint()
    #expect(outcome.status == 0)
    #expect(outcome.lines.count == 2)
    let file = program.file("pm.md")
    #expect(
      outcome.lines.first?.hasPrefix("\(file):3:14: warn: B01 counterfactual-should: ") == true)
    #expect(outcome.lines.last?.hasPrefix("\(file):3:50: error: B07 human-error: ") == true)
    #expect(try program.read("pm.md") == Self.document)
  }

  static let statuses: [(arguments: [String], status: Int32)] = [
    (["--strict"], 2), (["--strict", "--off", "B01", "--off", "b07"], 0),
    (["--level", "error"], 0), (["--strict", "--level", "error"], 2),
  ]

  @Test(arguments: statuses)
  func `only strict has a status, and what is off does not count`(
    _ arguments: [String], _ status: Int32
  ) throws {
    #expect(
      try program.run(all: ["lint", program.file("pm.md")] + arguments).status == status)
  }

  @Test func `without its reason a waiver is found itself`() throws {
    let bare = Self.document.replacing(": a quote of the first report", with: ":")
    try program.write(bare, to: "pm.md")
    #expect(try lint().output.contains("pm.md:5:33: warn: W01 waiver-without-reason:"))
  }

  private struct Document: Decodable {
    struct Finding: Decodable {
      var file: String?
      var line: Int
      var column: Int
      var level: String
      var rule: String
      var excerpt: String
      var instead: String
    }
    var findings: [Finding]
  }

  @Test func `the document has the same findings`() throws {
    let text = try lint("--json", "--level", "error").output
    let findings = try JSONDecoder().decode(Document.self, from: Data(text.utf8)).findings
    let finding = try #require(findings.first)
    #expect(findings.count == 1)
    #expect(finding.file == program.file("pm.md"))
    #expect(finding.line == 3 && finding.column == 50)
    #expect(finding.rule == "B07" && finding.level == "error")
    #expect(finding.excerpt == "human error" && !finding.instead.isEmpty)
  }

  @Test func `standard input and the timeline are read too`() throws {
    let piped = try program.run("lint", "-", input: Array("It was human error.".utf8))
    #expect(piped.output.hasPrefix("-:1:8: error: B07"))
    let ref = try #require(try program.run("declare", "x").lines.first)
    let entry = try program.log("bo should have checked the lag")
    #expect(try program.run("lint", "-i", ref).output.hasPrefix("\(ref):\(entry):4: hint: B01"))
  }

  @Test func `the rules are listed with why they are`() throws {
    let rules = try program.run("lint", "--rules")
    #expect(rules.lines.count > 16)
    #expect(rules.output.contains(#/B11 +off +root-cause-singular /#))
    #expect(try program.run("lint", "--rules", "--json").output.contains(#""isOnByDefault":false"#))
  }

  @Test(arguments: [
    (["nosuch.md"], "cannot read nosuch.md", Int32(66)), ([], "Give a file, or an incident", 64),
    (["x.md", "--off", "B99"], "There is no rule 'B99'", 64),
    (["x.md", "--level", "loud"], "'loud' is invalid", 64),
  ])
  func `what cannot be is refused`(_ arguments: [String], _ words: String, _ status: Int32) throws {
    let outcome = try program.run(all: ["lint"] + arguments)
    #expect(outcome.status == status)
    #expect(outcome.messages.contains(words))
  }
}
