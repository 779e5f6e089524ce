import FoundationEssentials
import Testing

/// The register of risks on the command line, with the example that is worked out in the literature.
struct RiskCommandTests {
  private let program: Program

  init() throws { program = try Program() }

  @discardableResult
  private func risk(_ arguments: String...) throws -> Program.Outcome {
    try program.run(all: ["risk"] + arguments)
  }

  static let example:
    [(title: String, detect: String, repair: String, impact: String, every: String)] =
      [
        ("bad release, untested rollback", "5m", "120m", "100%", "90d"),
        ("region loss, manual failover", "14m", "47m", "40%", "90d"),
        ("dependency slow", "5m", "25m", "15%", "30d"),
        ("commander away", "30m", "1h", "0.4", "365.25d"),
        ("failback with unmerged writes", "1h", "4h", "5%", "180d"),
      ]

  /// Adds the five risks; their names in that order.
  @discardableResult
  private func addExample() throws -> [String] {
    try Self.example.map { risk in
      try program.name(
        from: "risk", "add", risk.title, "--detect", risk.detect, "--repair", risk.repair,
        "--impact", risk.impact, "--every", risk.every)
    }
  }

  private struct Listed: Decodable {
    struct Row: Decodable {
      struct Risk: Decodable {
        struct Input: Decodable {
          var value: Double
          var provenance: String
        }
        var title: String
        var impact: Input
      }
      var name: String
      var risk: Risk
      var badMinutesPerYear: Double
      var isTooBig: Bool
    }
    var risks: [Row]
    var totalBadMinutesPerYear: Double
    var overMinutesPerYear: Double
  }

  @Test func `the worked example gives the figures that are known`() throws {
    let names = try addExample()
    let listed = try risk("list", "--objective", "99.9")
    let rows = [
      ("507 !", "96.5 %"), ("99", "18.8 %"), ("54.8", "10.4 %"), ("36", "6.84 %"),
      ("30.4", "5.79 %"),
    ]
    for (line, (name, (minutes, share))) in zip(listed.lines.dropFirst(), zip(names, rows)) {
      let words = line.split(separator: " ").joined(separator: " ")
      #expect(words.hasPrefix("\(name) \(minutes) \(share) "))
    }
    #expect(listed.output.contains(" 138 % "))
    #expect(
      listed.output.contains(
        "together 727.5 bad minutes a year, the budget is 526.0: over by 201.6;"))
    #expect(listed.messages == "risks that overlap are counted twice\n")
    #expect(
      try risk("factor", "--detect", "30m").output
        == "costs 240.3 bad minutes a year over 5 risks\n")
    #expect(
      try risk("factor", "--repair", "15m", "--frequency", "20").output
        == "costs 289.7 bad minutes a year over 5 risks\n")
    let dry = try risk("estimate", names[1], "--detect", "3m", "--repair", "9m", "--dry-run")
    #expect(
      dry.output
        == "\(names[1]) 99 -> 19.5 bad minutes a year, saves 79.5 (not written)\n")
    let text = try risk("list", "--objective", "99.9", "--json").output
    let document = try JSONDecoder().decode(Listed.self, from: Data(text.utf8))
    #expect(document.risks.map(\.name) == names)
    #expect(document.risks[3].risk.impact.value == 0.4)
    #expect(document.risks.map(\.isTooBig) == [true, false, false, false, false])
    #expect(abs(document.totalBadMinutesPerYear - 727.5) < 0.1)
    #expect(abs(document.overMinutesPerYear - 201.6) < 0.1)
  }

  @Test func `CSV out and in again changes nothing`() throws {
    let first = try addExample()[0]
    try risk("estimate", first, "--accept", "--because", "it is known")
    let file = program.file("risks.csv")
    try risk("export", "-o", file)
    let before = try program.everything()
    let dry = try risk("import", file, "--dry-run")
    #expect(dry.output == "would add 0, change 0\n")
    #expect(try risk("import", file).output == "added 0, changed 0\n")
    #expect(try program.everything() == before)
  }

  @Test func `numbers of a spreadsheet are taken in, and a wrong sum is said`() throws {
    try addExample()
    let file = program.file("risks.csv")
    try risk("export", "-o", file)
    let text = try program.read("risks.csv")
    try program.write(
      text.replacing("manual failover\",14,47", with: "manual failover\",3,9"), to: "risks.csv")
    let changed = try risk("import", file)
    #expect(changed.output == "added 0, changed 1\n")
    #expect(changed.messages.contains("\(file):3: bad min/yr says 99.0233, and 19.48 follows"))
    #expect(try risk("list").output.contains("together 648.0 bad minutes a year"))
  }

  static let badFiles: [(text: String, words: String)] = [
    ("a,abc,1,1,1", ":2: ETTD min: 'abc' is no number"), ("a,1,,1,1", ":2: ETTR min: it is empty"),
    ("a,1,1,1,0", ":2: ETBF d: "), ("a,1,1", ":2: 3 fields, and the first row has 5"),
    ("a,1,1,1,1\nb,1,1,x,1", ":3: impact %: 'x' is no number"),
    ("a,1,1,1,\"1", ":2: a quote is opened and never closed"),
  ]

  @Test(arguments: badFiles)
  func `a bad file names line and column, and none of it is taken`(
    _ bad: (text: String, words: String)
  ) throws {
    try addExample()
    try program.write("risk,ETTD min,ETTR min,impact %,ETBF d\n\(bad.text)\n", to: "bad.csv")
    let file = program.file("bad.csv")
    try program.expectRefusal(["risk", "import", file], "\(file)\(bad.words)", status: 65)
  }

  @Test func `a file without a column says which`() throws {
    try program.write("risk,ETTD min,ETTR min,impact %\na,1,1,1\n", to: "bad.csv")
    let outcome = try risk("import", program.file("bad.csv"))
    #expect(outcome.status == 65)
    #expect(outcome.messages.contains("bad.csv:1: ETBF d: there is no column 'ETBF d'; add it"))
  }

  @Test func `a drill updates what it measured, and says so`() throws {
    let id = try addExample()[1]
    let plan = try program.name(from: "drill", "plan", "--from", "east", "--to", "west")
    let ref = try program.drill(
      plan,
      [
        ("injected", 20), ("impact-seen", 20), ("detected", 17), ("first-good", 8), ("verified", 8),
      ])
    let measured = try risk("estimate", id, "--from-drill", ref)
    #expect(measured.output == "\(id) 99 -> 19.5 bad minutes a year, saves 79.5\n")
    let row = try risk("list").lines.first { $0.hasPrefix(id) }
    #expect(row?.contains(#/ 3 d +9 d +40% e +90 e /#) == true)
  }

  @Test func `what would save most stands first in the backlog`() throws {
    let names = try addExample()
    let plan = try program.name(from: "drill", "plan", "--from", "east", "--to", "west")
    let other = try program.name(from: "drill", "plan", "--from", "west", "--to", "east")
    try risk("change", names[4], "--with", other, "--repair", "1h")
    let change = try risk("change", names[1], "--with", plan, "--detect", "3m", "--repair", "9m")
    #expect(change.output == "\(names[1]) \(plan) would save 79.5 bad minutes a year\n")
    let backlog = try risk("backlog").lines
    #expect(
      backlog.first?.hasPrefix("\(plan)  would save 79.5 min/yr  \(names[1])  Fail over") == true)
    #expect(backlog.count == 2)
  }

  @Test func `an incident gives the times that it took`() throws {
    let story = try LearningStory()
    let added = try story.run(
      "risk", "add", "region loss", "-i", story.ref, "--impact", "25%", "--every", "90d")
    #expect(added.status == 0, "\(added.messages)")
    let row = try story.run("risk", "list").lines.first { $0.contains("region loss") }
    #expect(row?.contains(#/ 2 i +29 i +25% e +90 e /#) == true, "\(row ?? "")")
  }

  static let refusals: [(arguments: [String], words: String, status: Int32)] = [
    (["add", "x", "--detect", "1m"], "Give --repair; an estimate will do.", 64),
    (
      ["add", "x", "--detect", "1m", "--repair", "1m", "--impact=-3", "--every", "3d"],
      "share that is harmed is below 0", 1
    ),
    (
      ["add", "x", "--detect", "1m", "--repair", "1m", "--impact", "3%", "--every", "0"],
      "days between failures has to be above 0", 1
    ),
    (
      ["add", "x", "--detect", "1m", "--repair", "1m", "--impact", "much", "--every", "1d"],
      "'much' is not a share; write 40% or 0.4", 1
    ),
    (
      ["estimate", "RISK-zzzz", "--detect", "1m"], "no risk is 'RISK-zzzz'; there are:\n  RISK-", 1
    ),
    (["estimate", "ID", "--from-drill", "zzzz"], "zzzz", 1),
    (["change", "ID", "--with", "EXP-zzzz", "--detect", "1m"], "none is 'EXP-zzzz'", 1),
    (["list", "--slo", "nosuch"], "no objective is configured; give one with --objective", 1),
    (["list", "--objective", "101"], "--objective is between 0 and 100.", 64),
    (["retire", "ID"], "Missing expected argument '--because", 64),
    (["import", "nosuch.csv"], "cannot read nosuch.csv", 66),
  ]

  @Test(arguments: refusals)
  func `what cannot be is refused`(
    _ refusal: (arguments: [String], words: String, status: Int32)
  ) throws {
    let id = try program.name(
      from: "risk", "add", "y", "--detect", "1m", "--repair", "1m", "--impact", "1", "--every", "9d"
    )
    let words = refusal.arguments.map { $0 == "ID" ? id : $0 }
    try program.expectRefusal(["risk"] + words, refusal.words, status: refusal.status)
  }

  @Test func `a risk that is retired counts no more, and only once`() throws {
    let id = try addExample()[0]
    try risk("retire", id, "--because", "releases are rolled back each week")
    #expect(try risk("list").output.contains("together 220.2 bad minutes a year"))
    try program.expectRefusal(
      ["risk", "retire", id, "--because", "again"], "\(id) is retired already; nothing was written")
  }

  @Test func `without any budget there is no share`() throws {
    try addExample()
    #expect(try risk("list", "--objective", "100").output.contains("no budget"))
    #expect(try risk("list").output.contains("together 727.5 bad minutes a year\n"))
  }
}
