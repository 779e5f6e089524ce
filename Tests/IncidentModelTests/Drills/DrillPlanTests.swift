import Testing

@testable import IncidentModel

/// The tree that a reader of YAML makes of a value; everything on the line that is given.
private func node(_ value: YAMLValue, line: Int = 1) -> ConfigurationNode {
  let content: ConfigurationNode.Content =
    switch value {
    case .text(let text): .text(text, isPlain: false)
    case .word(let text): .text(text, isPlain: true)
    case .list(let items): .list(items.map { node($0, line: line) })
    case .map(let fields):
      .map(fields.map { .init(key: $0.key, line: line, value: node($0.value, line: line)) })
    }
  return ConfigurationNode(line: line, content: content)
}

private func text(_ text: String) -> YAMLValue { .text(text) }

private func problems(_ fields: [YAMLField]) -> [ConfigurationProblem.What] {
  do throws(ConfigurationProblems) {
    _ = try DrillPlan(reading: node(.map(fields)), person: known)
    return []
  } catch { return error.problems.map(\.what) }
}

/// A plan that says everything a plan can say.
private var everything: DrillPlan {
  samplePlan {
    $0.isTableTop = false
    $0.environment = "staging: *eu* &us"
    $0.objectives.decideSeconds = 90
    $0.objectives.rtoStart = .decided
    $0.objectives.rpoSeconds = 3605
    $0.objectives.rpoRecords = 0
    $0.runbook = "fail over \"now\""
    $0.steps = [
      .init(phase: .activate, text: "move\ntraffic", isManual: false, expectedSeconds: 60),
      .init(phase: .postRecovery, text: "- back", isManual: true),
    ]
    $0.preChecks = ["# not a comment", "null"]
    $0.safetyRules = ["one serves"]
    $0.stopNow = ["a live incident"]
    $0.absentRoles = [.operations]
    $0.windows = ["mon-fri 09:00-16:00 UTC"]
    $0.blockedDates = ["2026-12-24"]
    $0.owner = ana
    $0.seeds = [.init(incident: IncidentID(bits: 5), surprise: EntryID(bits: 6))]
    $0.cadenceDays = 45
    $0.needsFailback = false
  }
}

private let least: [YAMLField] = [
  YAMLField("title", .text("x")), YAMLField("topology", .word("active-active")),
  YAMLField("from", .text("eu")), YAMLField("to", .text("us")),
]

@Suite struct DrillPlanReadingTests {
  @Test(arguments: [
    everything, samplePlan(), DrillPlan(title: "x", topology: .backupRestore, from: "a", to: "b"),
  ])
  func `what it writes it reads`(plan: DrillPlan) throws {
    let root = node(.map(plan.yamlFields(people: everybody)))
    #expect(try DrillPlan(reading: root) { everybody[handle: $0]?.id ?? bo } == plan)
  }

  @Test func `an unknown key is told with the nearest one`() {
    guard
      case .unknownKey(let key, of: _, let nearest, known: _)? = problems(
        least + [YAMLField("pre_check", .list([]))]
      ).first
    else {
      Issue.record("no problem")
      return
    }
    #expect(key == "pre_check")
    #expect(nearest == "pre_checks")
  }

  @Test func `an empty file lacks everything that has to be there`() {
    let empty = ConfigurationNode(line: 1, content: .text("", isPlain: true))
    #expect {
      try DrillPlan(reading: empty, person: known)
    } throws: { error in
      (error as? ConfigurationProblems)?.problems.count == 4
    }
  }

  @Test func `a list is no plan`() {
    #expect(throws: ConfigurationProblems.self) {
      try DrillPlan(reading: node(.list([.text("x")])), person: known)
    }
  }

  @Test func `traffic cannot go where it is`() {
    let fields = least.dropLast() + [YAMLField("to", .text("EU"))]
    #expect(problems(Array(fields)) == [.namesItself("EU", key: "to")])
  }

  @Test(arguments: [
    ("graceful", YAMLValue.text("perhaps")), ("topology", .text("star")),
    ("objectives", .map([.init("rto", .text("soon"))])), ("cadence_days", .text("0")),
    ("absent_roles", .list([.text("king")])), ("steps", .list([.map([])])),
    ("seeds", .list([.map([.init("incident", .text("INC-1"))])])), ("owner", .text("a b")),
  ])
  func `a value of another shape is refused`(key: String, value: YAMLValue) {
    #expect(problems(least.filter { $0.key != key } + [YAMLField(key, value)]).count == 1)
  }

  @Test func `what is not said is not there`() throws {
    let plan = try DrillPlan(reading: node(.map(least)), person: known)
    #expect(plan == DrillPlan(title: "x", topology: .activeActive, from: "eu", to: "us"))
  }

  @Test func `somebody who was erased owns nothing`() {
    #expect(!everything.yaml(people: People()).contains("owner"))
  }
}

@Suite struct DrillPlanProposalTests {
  private let outline: [(title: String, role: SectionRole)] = [
    ("Is it EU?", .diagnose), ("Check lag", .prepare), ("Move DNS", .mitigate),
    ("See users", .verify),
    ("Move back", .rollback), ("Call Bo", .escalate), ("Background", .reference), (" ", .do),
  ]

  @Test func `a proposal promises nothing`() {
    let plan = DrillPlan.proposed(from: "eu", to: "us", topology: .activePassive)
    #expect(plan.objectives.all.isEmpty)
    #expect(plan.problems == [.noObjective])
  }

  @Test func `the sections of a runbook find their place`() {
    let plan = DrillPlan.proposed(
      from: "eu", to: "us", topology: .activePassive, runbook: "failover", outline: outline)
    let texts = { (phase: DrillPlan.Phase) in
      (plan.steps ?? []).filter { $0.phase == phase }.map(\.text)
    }
    #expect(texts(.activate) == ["Is it EU?", "Move DNS"])
    #expect(texts(.postRecovery) == ["Move back"])
    #expect(plan.preChecks?.last == "Check lag")
    #expect(plan.verification?.last == "See users")
  }

  @Test(arguments: DrillPlan.Topology.allCases)
  func `every topology has checks, rules, a gate and a way to stop`(topology: DrillPlan.Topology) {
    let plan = DrillPlan.proposed(from: "eu", to: "us", topology: topology)
    #expect(plan.preChecks?.contains("no live incident is open") == true)
    #expect(plan.safetyRules?.isEmpty == false)
    #expect(plan.stopNow?.isEmpty == false)
    #expect(plan.failbackGate?.count == 2)
    #expect(Set((plan.steps ?? []).map(\.phase)) == Set(DrillPlan.Phase.allCases))
  }
}

@Suite struct DrillPlanProblemTests {
  @Test func `a plan that can be run and judged has none`() {
    #expect(samplePlan().problems.isEmpty)
  }

  private static let flaws: [(@Sendable (inout DrillPlan) -> Void, DrillPlan.Problem)] = [
    ({ $0.title = " " }, .noTitle), ({ $0.to = "" }, .noRegion),
    ({ $0.to = "EU" }, .sameRegion("EU")), ({ $0.objectives = .init() }, .noObjective),
    ({ $0.objectives.rtoSeconds = -1 }, .negativeObjective(.rto)),
    ({ $0.verification = nil }, .noVerification), ({ $0.failbackGate = [] }, .noFailbackGate),
    ({ $0.windows = ["always"] }, .unreadableWindow("always")),
    ({ $0.blockedDates = ["2026-02-30"] }, .unreadableDate("2026-02-30")),
    ({ $0.cadenceDays = 0 }, .badCadence(0)),
    (
      {
        $0.isGraceful = true
        $0.objectives.rpoRecords = 0
      }, .recoveryPointOfGraceful
    ),
  ]

  @Test(arguments: flaws)
  func `each thing that is missing is told`(
    change: @Sendable (inout DrillPlan) -> Void, problem: DrillPlan.Problem
  ) {
    #expect(samplePlan(isGraceful: false, change).problems == [problem])
  }
}

@Suite struct YAMLEmitterTests {
  @Test func `a document is written in blocks`() {
    let fields = [
      YAMLField("a", .text("x: \"y\""), comment: "why\nand how"), YAMLField("n", .word("5m")),
      YAMLField("empty", .list([])), YAMLField("none", .map([])),
      YAMLField(
        "list",
        .list([
          .text("-"), .map([.init("k", .word("true"), comment: "c"), .init("l", .word("2"))]),
          .list([.word("1"), .word("2")]),
        ])),
      YAMLField("map", .map([.init("k", .map([.init("deep", .text(""))]))])),
    ]
    #expect(
      YAMLEmitter.document(fields, comment: "head\n") == """
        # head
        #
        # why
        # and how
        a: "x: \\"y\\""
        n: 5m
        empty: []
        none: {}
        list:
          - "-"
          # c
          - k: true
            l: 2
          - - 1
            - 2
        map:
          k:
            deep: ""

        """)
  }

  @Test(arguments: [
    ("plain", "\"plain\""), ("", "\"\""), ("a\nb\tc", "\"a\\nb\\tc\""), ("\\", "\"\\\\\""),
    ("\u{1B}[31m", "\"\\x1B[31m\""), ("\u{202E}", "\"\\u202E\""), ("\u{85}", "\"\\x85\""),
    ("\u{2028}", "\"\\u2028\""), ("\u{FEFF}", "\"\\uFEFF\""), ("\u{E0001}", "\"\\U000E0001\""),
    ("*a &b * c", "\"\\x2Aa &b * c\""), ("é👩‍🚒", "\"é👩‍🚒\""), ("\u{0}", "\"\\x00\""),
    ("a\r\nb", "\"a\\x0D\\nb\""),
  ])
  func `text cannot become anything else`(text: String, written: String) {
    #expect(YAMLEmitter.quoted(text) == written)
  }

  @Test(arguments: ["", "null", "Null", "~", "a b", "-", "-1", "a:", "#", "é", ".inf", "[", "*a"])
  func `a word that would read as something else is in quotes`(word: String) {
    let document = YAMLEmitter.document([YAMLField("k", .word(word))])
    #expect(document == "k: \(YAMLEmitter.quoted(word))\n")
  }

  @Test func `a comment stays a comment`() {
    let document = YAMLEmitter.document([], comment: "a\u{2028}b\rc\u{1B}d\n- e")
    #expect(document == "# a b c d\n# - e\n{}\n")
  }

  @Test func `a key from outside stays a key`() {
    #expect(
      YAMLEmitter.document([YAMLField("a: b\nc", .word("1"))]) == "\"a: b\\nc\": 1\n")
  }
}
