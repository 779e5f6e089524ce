import Testing

/// No text of a journal, a spreadsheet, a form or a surprise reaches the terminal as anything but text.
struct HostileLearningTests {
  /// The text of which nothing may happen in quotes, with everything escaped as JSON does.
  private static let json = quoted(HostileTextTests.text.utf16.map { escaped("u", 4, UInt32($0)) })
  /// The same as YAML does.
  private static let yaml = quoted(
    HostileTextTests.text.unicodeScalars.map { escaped("U", 8, $0.value) })

  private static func quoted(_ parts: [String]) -> String { "\"\(parts.joined())\"" }

  private static func escaped(_ letter: String, _ digits: Int, _ value: UInt32) -> String {
    let hex = String(value, radix: 16)
    return "\\" + letter + String(repeating: "0", count: digits - hex.count) + hex
  }

  private func expectHarmless(
    _ outcome: Program.Outcome, apartFrom allowed: Set<String> = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(
      (outcome.output + outcome.messages).contains("bad "), "nothing of it is shown",
      sourceLocation: sourceLocation)
    for weapon in HostileTextTests.weapons where !allowed.contains(weapon.name) {
      for text in [outcome.output, outcome.messages] {
        #expect(
          Array(text.utf8).firstRange(of: weapon.bytes) == nil, "\(weapon.name)",
          sourceLocation: sourceLocation)
      }
    }
  }

  /// The text as it is, but on one line and without what parts fields.
  private static let surprise =
    LearningStory.timeline + "2026-11-20 10:50\tsurprise\texpected: \(HostileTextTests.text)"
    + " | found: \(HostileTextTests.text)\n"

  @Test(arguments: [
    ["surprise", "list"], ["surprise", "list", "--json"], ["surprise", "show", "SURPRISE"],
    ["experiment", "propose"], ["experiment", "propose", "--json", "--dry-run"],
  ])
  func `a hostile surprise is shown with marks`(_ arguments: [String]) throws {
    let story = try LearningStory(Self.surprise)
    let id = try story.surprise()
    expectHarmless(
      try story.program.run(all: arguments.map { $0 == "SURPRISE" ? id : $0 }))
  }

  static let experimentCommands: [[String]] = [
    ["list"], ["list", "--json"], ["show", "ID"], ["show", "ID", "--json"], ["export", "ID"],
    ["export", "ID", "--format", "markdown"], ["edit", "ID", "--print"],
  ]

  @Test(arguments: experimentCommands)
  func `a hostile form of an experiment is shown with marks`(_ arguments: [String]) throws {
    let story = try LearningStory()
    let id = try story.experiment()
    let form = LearningStory.ready()
      .replacing("The router leaves a region that is not well", with: Self.yaml)
      .replacing("[both regions are not well]", with: "[\(Self.yaml)]")
    try story.program.write(form, to: "e.yaml")
    let edited = try story.run("experiment", "edit", id, "--file", story.program.file("e.yaml"))
    #expect(edited.status == 0, "\(edited.messages)")
    expectHarmless(
      try story.program.run(all: ["experiment"] + arguments.map { $0 == "ID" ? id : $0 }))
  }

  @Test func `a form with a hostile mistake is refused with marks`() throws {
    let story = try LearningStory()
    let id = try story.experiment()
    try story.program.write("title: x\nkind: \(Self.yaml)\n", to: "e.yaml")
    expectHarmless(try story.run("experiment", "edit", id, "--file", story.program.file("e.yaml")))
  }

  /// A journal in which everything that is text is hostile.
  private static let journal = """
    {"chaoslib-version": \(json), "platform": \(json), "node": \(json),
    "experiment": {"title": \(json), "description": \(json), "method": [],
      "steady-state-hypothesis": {"title": \(json), "probes": [{"type": "probe", "name": \(json)}]}},
    "start": "2026-11-22T10:00:00.000001", "status": "completed", "deviated": true,
    "steady_states": {"before": {"steady_state_met": true, "probes": []},
      "after": {"steady_state_met": false, "probes": [{"activity": {"type": "probe",
        "name": \(json), "tolerance": 200, "provider": {"type": "http", "url": \(json)}},
        "output": \(json), "status": "succeeded", "tolerance_met": false}]}, "during": []},
    "run": [{"activity": {"type": "action", "name": \(json),
      "provider": {"type": "process", "path": \(json)}}, "output": \(json),
      "status": "failed", "exception": [\(json)]}],
    "rollbacks": [], "end": "2026-11-22T10:01:00", "duration": 60.0}
    """

  @Test func `a hostile journal is shown with marks, and so is what it becomes`() throws {
    let story = try LearningStory()
    let id = try story.experiment()
    try story.program.write(Self.journal, to: "journal.json")
    let file = story.program.file("journal.json")
    for more in [["--dry-run"], ["--json", "--dry-run"], ["--weakness", "surprise", "--force"]] {
      let outcome = try story.program.run(all: ["experiment", "record", id, file] + more)
      #expect(outcome.status == 0, "\(outcome.messages)")
      expectHarmless(outcome)
    }
    for arguments in [
      ["experiment", "show", id], ["experiment", "list", "--json"], ["surprise", "list"],
      ["timeline", story.ref],
    ] { expectHarmless(try story.program.run(all: arguments)) }
  }

  private func quotedForCSV(_ text: String) -> String {
    "\"\(text.replacing("\"", with: "\"\""))\""
  }

  @Test func `a hostile title of a spreadsheet is shown with marks`() throws {
    let program = try Program()
    let title = quotedForCSV(HostileTextTests.text)
    try program.write(
      "risk,ETTD min,ETTR min,impact %,ETBF d\n\(title),1,2,3,4\n", to: "risks.csv")
    #expect(try program.run("risk", "import", program.file("risks.csv")).status == 0)
    expectHarmless(try program.run("risk", "list"))
    expectHarmless(try program.run("risk", "list", "--json"))
    // Letters of some scripts are joined by what has no width: in data it stays.
    expectHarmless(try program.run("risk", "export"), apartFrom: ["zero width"])
  }

  @Test(arguments: [0, 1])
  func `a bad spreadsheet is refused with marks`(_ column: Int) throws {
    let program = try Program()
    var fields = ["\"x\"", "1", "2", "3", "4"]
    fields[column + 1] = quotedForCSV(HostileTextTests.text)
    try program.write(
      "risk,ETTD min,ETTR min,impact %,ETBF d\n\(fields.joined(separator: ","))\n", to: "bad.csv")
    expectHarmless(try program.run("risk", "import", program.file("bad.csv")))
  }

  @Test func `a hostile plan and its drill are shown with marks`() throws {
    let program = try Program()
    let id = try program.name(from: "drill", "plan", "--from", "east", "--to", "west")
    let plan = """
      title: \(Self.yaml)
      topology: active-passive
      from: \(Self.yaml)
      to: west
      objectives: {rto: 1m}
      pre_checks: [\(Self.yaml)]
      stop_now: [\(Self.yaml)]
      """
    try program.write(plan, to: "plan.yaml")
    let edited = try program.run("drill", "edit", id, "--file", program.file("plan.yaml"))
    #expect(edited.status == 0, "\(edited.messages)")
    expectHarmless(edited)
    for arguments in [
      ["list"], ["list", "--json"], ["show", id], ["due"], ["due", "--json"],
      ["edit", id, "--print"], ["start", id], ["report", id], ["report", id, "--json"],
    ] { expectHarmless(try program.run(all: ["drill"] + arguments)) }
    #expect(try program.run("drill", "mark", "injected", HostileTextTests.text).status == 0)
    expectHarmless(try program.run("drill", "report", id))
    expectHarmless(try program.run("timeline"))
  }

  @Test func `a hostile document is linted with marks`() throws {
    let program = try Program()
    try program.write(
      "It was human error \(HostileTextTests.text) by bad operator error.\n", to: "pm.md")
    for arguments in [["lint", "pm.md"], ["lint", "pm.md", "--json"]] {
      let outcome = try program.run(all: arguments, in: program.folder)
      for weapon in HostileTextTests.weapons {
        #expect(Array(outcome.output.utf8).firstRange(of: weapon.bytes) == nil, "\(weapon.name)")
      }
    }
  }
}
