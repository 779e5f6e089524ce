import FoundationEssentials
import Testing

/// Failover drills on the command line, from the plan to when the next is due.
struct DrillCommandTests {
  private let program: Program
  private let id: String

  init() throws {
    program = try Program()
    id = try program.name(
      from: "drill", "plan", "--from", "east", "--to", "west", "--rto", "10m", "--detect", "5m",
      "--rpo", "5s", "--failback", "10m", "--service", "pages")
  }

  @discardableResult
  private func drill(_ arguments: String...) throws -> Program.Outcome {
    try program.run(all: ["drill"] + arguments)
  }

  private static let failover = [
    ("injected", 40), ("t1", 39), ("detected --noticed-by monitor", 38), ("lead-assigned", 37),
    ("decided", 36), ("switched", 35), ("T6", 33), ("verified", 32),
  ]
  private static let failback = [
    ("repaired", 20), ("state-verified", 10), ("failback-started", 9), ("t11", 3),
  ]

  @Test func `a drill that went well is reported against its objectives, and is due again`() throws
  {
    try program.drill(id, Self.failover + Self.failback)
    #expect(try drill("measure", "--lost", "2s", "--extra-switches", "0").status == 0)
    try program.run("severity", "SEV3")
    try program.run("status", "resolved")
    let report = try drill("report", id).output
    #expect(report.contains(#/\| recovery time \(RTO\) \| at most 10m \| 8m[^|]* \| \*\*met\*\* /#))
    #expect(report.contains("| recovery point (RPO) | at most 5s | 2s | **met** |"))
    #expect(report.contains("| detected by monitoring | **met** | Monitoring noticed it. |"))
    #expect(report.contains("The recovery time ends when the failover is verified (T7)"))
    #expect(report.contains("| runbook followed without improvising | **not measured** |"))
    #expect(try drill("due").output.hasPrefix("\(id)  up to date"))
    #expect(try drill("list").output.contains("RTO 10m"))
  }

  @Test func `what was not measured never counts as met`() throws {
    try program.drill(id, Self.failover)
    let report = try drill("report").output
    #expect(report.contains(/\*\*Result: [a-z ]+\.\*\* \d of 8 met, [3-8] not measured/))
    #expect(
      report.contains(
        "| recovery point (RPO) | at most 5s | not measured: nobody has counted | **not measured**")
    )
    #expect(report.contains("| T8 | source repaired | not marked | | |"))
  }

  private struct Reported: Decodable {
    struct Report: Decodable {
      struct Result: Decodable {
        var name: String
        var outcome: String
        var actualSeconds: Double?
      }
      var verdict: String
      var checksMet: Int
      var checksMissed: Int
      var checksNotMeasured: Int
      var objectives: [Result]
      var milestones: [String: String]
    }
    var report: Report
  }

  @Test func `the document of a report has every number`() throws {
    try program.drill(id, Self.failover)
    let text = try drill("report", id, "--json").output
    let report = try JSONDecoder().decode(Reported.self, from: Data(text.utf8)).report
    #expect(report.checksMet + report.checksMissed + report.checksNotMeasured == 8)
    let recovery = try #require(report.objectives.first { $0.name == "rto" })
    #expect(recovery.outcome == "met")
    #expect(recovery.actualSeconds.map { (479...481).contains($0) } == true)
    #expect(report.objectives.first { $0.name == "rpo" }?.outcome == "notMeasured")
    #expect(report.milestones.count == 8)
  }

  @Test func `a table-top is evidence of the talk only, and is due as before`() throws {
    let talk = try program.name(
      from: "drill", "plan", "--from", "north", "--to", "south", "--rto", "10m", "--table-top")
    try program.drill(talk, [("injected", 30), ("switched", 20), ("verified", 10)])
    let report = try drill("report", talk).output
    #expect(report.contains("**Result: table-top.**"))
    #expect(report.contains("0 of 8 met, 8 not measured"))
    let due = try drill("due").lines.first { $0.hasPrefix(talk) }
    #expect(due?.contains("never run") == true)
    #expect(due?.contains("1 that did not count") == true)
  }

  @Test func `an aborted drill is no evidence, and nothing more is marked in it`() throws {
    try drill("start", id)
    #expect(try drill("abort", "--because", "a live incident was declared").status == 0)
    let report = try drill("report", id).output
    #expect(report.contains("Aborted before its time: a live incident was declared."))
    #expect(report.contains("**Result: inconclusive.**"))
    for words in [
      ["abort", "--because", "again"], ["mark", "detected"], ["measure", "--lost", "0"],
    ] {
      try program.expectRefusal(
        ["drill"] + words, "that drill was aborted, so nothing more is marked")
    }
    #expect(try drill("due").output.contains("1 that did not count"))
  }

  @Test func `a drill does not begin while a live incident is open, unless that is meant`() throws {
    let live = try #require(try program.run("declare", "pages fail").lines.first)
    try program.expectRefusal(
      ["drill", "start", id], "a live incident is open and a drill would get in its way")
    try program.expectRefusal(["drill", "start", id], "  \(live)  pages fail")
    let forced = try drill("start", id, "--force")
    #expect(forced.status == 0)
    #expect(forced.lines.first?.hasPrefix("drill-fail-over-pages-from-east-to-west-") == true)
    #expect(forced.messages.contains("  □ no live incident is open"))
  }

  @Test func `a milestone is reached once`() throws {
    try program.drill(id, [("t0", 5)])
    try program.expectRefusal(["drill", "mark", "injected"], "T0 fault injected was marked at 20")
  }

  @Test func `what happened before the drill was begun here counts as well`() throws {
    try drill("start", id)
    try drill("mark", "injected", "--at", "-5m")
    let report = try drill("report").output
    #expect(!report.contains("| T0 | fault injected | not marked"))
  }

  @Test func `who waits for a step is told when it is done, aborted or never said`() throws {
    try drill("start", id)
    try program.expectRefusal(
      ["drill", "mark", "call the bank"], "'call the bank' is no milestone of a drill")
    let late = try drill("mark", "--wait", "decided", "--timeout", "1s")
    #expect(late.status == 1)
    #expect(late.messages.contains("nobody said within 1s that decided is done"))
    try drill("mark", "decided")
    let reached = try drill("mark", "--wait", "t4-decide", "--timeout", "10s")
    #expect(reached.output.hasPrefix(#"{"at":"20"#))
    #expect(reached.output.contains(#""by":"commander","step":"decided"}"#))
    try drill("abort", "--because", "enough")
    let aborted = try drill("mark", "--wait", "a step of ours", "--timeout", "10s")
    #expect(aborted.status == 1)
    #expect(aborted.messages.contains("was aborted before a step of ours was done: enough"))
  }

  @Test func `the printed plan read back changes nothing; a mistake has its line`() throws {
    let plan = try drill("edit", id, "--print").output
    let file = program.file("plan.yaml")
    try program.write(plan, to: "plan.yaml")
    try program.expectRefusal(
      ["drill", "edit", id, "--file", file], "already; nothing was written")
    try program.write(plan.replacing("failback_gate", with: "failback_gates"), to: "plan.yaml")
    try program.expectRefusal(
      ["drill", "edit", id, "--file", file],
      "\(file):36: the plan of a drill has no key 'failback_gates'", status: 65)
    try program.write(plan.replacing("rto: 10m", with: "rto: 20m"), to: "plan.yaml")
    #expect(try drill("edit", id, "--file", file).status == 0)
    #expect(try drill("list").output.contains("RTO 20m"))
  }

  @Test func `a plan that is retired is run no more`() throws {
    try drill("retire", id, "--because", "west is given up")
    try program.expectRefusal(["drill", "start", id], "\(id) is retired already")
    #expect(try drill("list").output.isEmpty)
    #expect(try drill("list", "--all").output.contains("retired"))
  }

  static let refusals: [(arguments: [String], words: String, status: Int32)] = [
    (["show", "FD-zzzz"], "no drill is 'FD-zzzz'; there are:\n  FD-", 1),
    (["report", "ID"], "no drill was begun by FD-", 1),
    (["plan", "--from", "east", "--to", "East"], "traffic would go from East to itself", 1),
    (["plan", "--from", "a", "--to", "b", "--rto", "soon"], "'soon' is not a duration", 1),
    (["measure"], "Give --lost-records, --lost, --extra-switches or", 64),
    (["measure", "--lost-records=-1"], "A count is 0 or more.", 64),
    (["mark", "detected", "--noticed-by", "luck"], "'luck' is invalid", 64),
  ]

  @Test(arguments: refusals)
  func `what cannot be is refused`(
    _ refusal: (arguments: [String], words: String, status: Int32)
  ) throws {
    let words = refusal.arguments.map { $0 == "ID" ? id : $0 }
    try program.expectRefusal(["drill"] + words, refusal.words, status: refusal.status)
  }

  @Test(arguments: [
    ["mark", "detected"], ["measure", "--lost", "0"], ["abort", "--because", "x"],
  ])
  func `what is no drill is not marked`(_ arguments: [String]) throws {
    try program.run("declare", "x")
    try program.expectRefusal(["drill"] + arguments, "that incident is no drill")
  }

  @Test func `a plan names its gate, its stops and how each milestone is marked`() throws {
    let card = try drill("show", id).output
    for words in [
      "| recovery time (RTO) | 10m |", "## Stop now", "## Before traffic goes back",
      "| T7 | failover verified | `incident drill mark verified` |",
    ] { #expect(card.contains(words)) }
  }
}
