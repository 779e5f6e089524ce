import IncidentModel
import TestSupport
import Testing

@testable import incident

/// Experiments as a text that people edit, written by the model and read by the program's YAML.
struct ExperimentTextTests {
  static func read(_ text: String, keeping previous: Experiment? = nil) throws -> Experiment {
    let node = try #require(try YAML.tree(of: text))
    return try Experiment(reading: node, keeping: previous, person: known)
  }

  static func problems(_ text: String) -> [ConfigurationProblem] {
    do {
      _ = try read(text)
      return []
    } catch let error as ConfigurationProblems {
      return error.problems
    } catch {
      return []
    }
  }

  static let people = People([Person(id: known("ana"), handle: "ana")])

  @Test(arguments: 0..<100)
  func `what was written reads as the same`(seed: UInt64) throws {
    var random = RandomExperiment(seed)
    let experiment = random.experiment()
    #expect(try Self.read(experiment.yaml(people: Self.people)) == experiment)
  }

  @Test func `what the text does not show is kept`() throws {
    var experiment = Experiment(title: "t", sort: .fault)
    experiment.seeds = [.init(incident: IncidentID(bits: 1), surprise: EntryID(bits: 2))]
    experiment.risk = EntryID(bits: 3)
    let text = experiment.yaml(people: Self.people)
    #expect(try Self.read(text, keeping: experiment) == experiment)
  }

  @Test func `what is missing stands at the top`() {
    let text = Experiment(title: "t", sort: .fault).yaml(people: Self.people)
    #expect(text.hasPrefix("# Missing before it is ready:\n#   - a hypothesis\n"))
  }

  @Test func `a comment cannot become a line`() {
    var experiment = Experiment(title: "t", sort: .fault)
    experiment.method = [.init(name: "a\nowner: x", isAction: true)]
    #expect(!experiment.yaml(people: Self.people).contains("\nowner: x"))
  }

  @Test func `an owner who was erased is told, and owns nothing`() throws {
    var experiment = Experiment(title: "t", sort: .fault)
    experiment.owner = known("bo")
    let text = experiment.yaml(people: Self.people)
    #expect(text.contains("\n# Its owner is somebody who is not known any more.\n"))
    #expect(try Self.read(text).owner == nil)
  }

  @Test func `an unknown key has its line and the nearest one`() {
    let found = Self.problems("title: \"t\"\nkind: fault\nhypotesis: \"x\"\n")
    #expect(found.map(\.line) == [3])
    guard
      case .unknownKey("hypotesis", of: "an experiment", nearest: "hypothesis", _) = found.first?
        .what
    else {
      Issue.record("\(found)")
      return
    }
  }

  @Test(arguments: [
    ("kind: fault", 1), ("title: \"t\"\nkind: bad", 2),
    ("title: \"t\"\nkind: fault\nmethod:\n  - name: \"a\"\n    type: both", 5),
    ("title: \"t\"\nkind: fault\nmethod:\n  - name: \"a\"\n    type: probe\n    timeout: never", 6),
    ("title: \"t\"\nkind: fault\nblast_radius:\n  share_percent: 0", 4),
    ("title: \"t\"\nkind: fault\ncadence: 1h", 3),
  ])
  func `a wrong value has its line`(text: String, line: Int) {
    #expect(Self.problems(text).map(\.line).first == line)
  }
}

/// The same for the plans of drills.
struct DrillPlanTextTests {
  @Test(arguments: hostileTexts)
  func `what was written reads as the same`(text: String) throws {
    var plan = DrillPlan(
      title: text, topology: .activePassive, from: "from \(text)", to: "to \(text)",
      isGraceful: true)
    plan.service = text
    plan.environment = text
    plan.runbook = text
    plan.objectives.rtoSeconds = 3605
    plan.objectives.rtoStart = .decided
    plan.objectives.rpoRecords = 0
    plan.steps = [
      .init(phase: .postRecovery, text: text, isManual: false, expectedSeconds: 90),
      .init(phase: .activate, text: text, isManual: true),
    ]
    plan.preChecks = [text, text]
    plan.verification = [text]
    plan.failbackGate = [text]
    plan.safetyRules = [text]
    plan.stopNow = [text]
    plan.absentRoles = [.operations]
    plan.windows = ["mon-fri 09:00-16:00 UTC"]
    plan.blockedDates = ["2026-12-24"]
    plan.owner = known("ana")
    plan.seeds = [.init(incident: IncidentID(bits: 5), surprise: EntryID(bits: 6))]
    plan.cadenceDays = 45
    plan.needsFailback = false
    let written = plan.yaml(people: ExperimentTextTests.people)
    let node = try #require(try YAML.tree(of: written))
    #expect(try DrillPlan(reading: node, person: known) == plan)
  }
}

private func known(_ handle: String) -> PersonID { PersonID(rawValue: "p-\(handle)") }

/// Texts that would become something else if they were written as they are.
private let hostileTexts = [
  "plain", "yes", "null", "~", "12", "a: b", "- a", "# a", "\"q\" 'q' \\", "{a}", "[a]", "%a", "@a",
  "new\nline", "tab\tx", " spaces ", "ü 日本 🙂", "\u{202E}x\u{7}", "a\u{2028}b\u{85}", "|", ">", "$a",
  "a\r\nb", "*a and &a", "---\nb", "...", "!tag", "<<", "? a", "\u{1B}[2J", "x\u{FEFF}", "👩‍🚒",
]

/// Makes experiments of every shape out of awkward texts.
private struct RandomExperiment {
  private var generator: SeededGenerator

  init(_ seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private mutating func text() -> String { hostileTexts.randomElement(using: &generator) ?? "" }

  private mutating func maybe<Value>(_ value: (inout Self) -> Value) -> Value? {
    Bool.random(using: &generator) ? value(&self) : nil
  }

  private mutating func list<Value>(_ value: (inout Self) -> Value) -> [Value]? {
    let count = Int.random(in: 0...3, using: &generator)
    return count == 0 ? nil : (0..<count).map { _ in value(&self) }
  }

  private mutating func number() -> Double {
    [0, 1, 0.1, 1e-7, 12345.678, 99].randomElement(using: &generator) ?? 0
  }

  mutating func experiment() -> Experiment {
    var experiment = Experiment(
      title: text(), sort: Experiment.Sort.allCases.randomElement(using: &generator) ?? .fault)
    experiment.asImagined = maybe { $0.text() }
    experiment.asFound = maybe { $0.text() }
    experiment.hypothesis = maybe { $0.text() }
    experiment.steadyState = list { $0.activity() }
    experiment.method = list { $0.activity() }
    experiment.rollback = list { $0.activity() }
    experiment.blastRadius = maybe { random in
      var radius = Experiment.BlastRadius(scope: random.text())
      radius.sharePercent = random.maybe { 1 + $0.number() / 1e5 }
      radius.maxSeconds = random.maybe { _ in 90 }
      radius.environment = random.maybe { $0.text() }
      return radius
    }
    experiment.doNotStart = list { $0.text() }
    experiment.stopNow = list { $0.text() }
    experiment.prerequisites = list { $0.text() }
    experiment.services = list { $0.text() }
    experiment.regions = list { $0.text() }
    experiment.owner = maybe { _ in known("ana") }
    experiment.cadenceDays = maybe { _ in 90 }
    experiment.settings = list { random in
      Experiment.Setting(
        name: random.text(), variable: random.maybe { $0.text() }, value: random.maybe { $0.text() }
      )
    }
    return experiment
  }

  private mutating func activity() -> Experiment.Activity {
    var activity = Experiment.Activity(name: text(), isAction: Bool.random(using: &generator))
    activity.url = maybe { $0.text() }
    activity.httpMethod = maybe { $0.text() }
    activity.command = list { $0.text() }
    activity.manual = maybe { $0.text() }
    activity.expect = maybe { random in
      var expect = Experiment.Expectation(status: random.list { _ in 200 })
      expect.matches = random.maybe { _ in #"^\d+ "a" \$$"# }
      expect.jsonPath = random.maybe { $0.text() }
      expect.atLeast = random.maybe { $0.number() }
      expect.atMost = random.maybe { -$0.number() }
      return expect
    }
    activity.timeoutSeconds = maybe { _ in 75 }
    activity.pauseBeforeSeconds = maybe { $0.number() }
    activity.pauseAfterSeconds = maybe { $0.number() }
    activity.isBackground = maybe { Bool.random(using: &$0.generator) }
    return activity
  }
}
