import TestSupport
import Testing

@testable import IncidentModel

@Suite struct ExperimentYAMLTests {
  static func read(_ text: String) throws -> Experiment {
    try Experiment(reading: EmittedYAML.node(of: text), person: known)
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
    let experiment = Experiment.sample.with {
      $0.owner = nil
      $0.seeds = [.init(incident: IncidentID(bits: 1), surprise: EntryID(bits: 2))]
      $0.risk = EntryID(bits: 3)
    }
    let node = try EmittedYAML.node(of: experiment.yaml(people: Self.people))
    #expect(try Experiment(reading: node, keeping: experiment, person: known) == experiment)
  }

  @Test func `what is missing stands at the top`() {
    let text = Experiment(title: "t", sort: .fault).yaml(people: Self.people)
    #expect(text.hasPrefix("# Missing before it is ready:\n#   - a hypothesis\n"))
  }

  @Test func `a comment cannot become a line`() {
    let experiment = Experiment.sample.with {
      $0.method = [.init(name: "a\nowner: x", isAction: true)]
    }
    #expect(!experiment.yaml(people: Self.people).contains("\nowner: x"))
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

/// Makes experiments of every shape out of awkward texts.
struct RandomExperiment {
  private var generator: SeededGenerator
  private static let texts = [
    "plain", "yes", "null", "~", "12", "a: b", "- a", "# a", "\"q\" 'q' \\", "{a}", "[a]", "%a",
    "@a",
    "new\nline", "tab\tx", " spaces ", "ü 日本 🙂", "\u{202E}x\u{7}", "a\u{2028}b\u{85}", "|", ">",
    "$a",
  ]

  init(_ seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private mutating func text() -> String { Self.texts.randomElement(using: &generator) ?? "" }

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
