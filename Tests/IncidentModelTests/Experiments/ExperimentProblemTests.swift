import Testing

@testable import IncidentModel

@Suite struct ExperimentProblemTests {
  static let page = Experiment.Activity.url("page", "https://shop.example/page")

  @Test func `a whole experiment lacks nothing and has no problem`() {
    #expect(Experiment.sample.missing == [])
    #expect(Experiment.sample.problems == [])
  }

  @Test(arguments: [
    (Experiment.sample.with { $0.hypothesis = " " }, ExperimentGap.hypothesis),
    (.sample.with { $0.steadyState = nil }, .steadyState),
    (.sample.with { $0.steadyState = [page.expecting { $0.status = [700] }] }, .steadyState),
    (.sample.with { $0.method = [page] }, .method), (.sample.with { $0.method = nil }, .method),
    (.sample.with { $0.rollback = [] }, .rollback),
    (.sample.with { $0.blastRadius = nil }, .blastRadius),
    (.sample.with { $0.blastRadius?.maxSeconds = nil }, .blastRadius),
    (.sample.with { $0.stopNow = [""] }, .stopNow), (.sample.with { $0.owner = nil }, .owner),
    (
      .sample.with { $0.method?.append(.init(name: "todo", isAction: true)) },
      .way(.method, name: "todo")
    ),
  ])
  func `what is missing is named`(experiment: Experiment, gap: ExperimentGap) {
    #expect(experiment.missing == [gap])
  }

  static func steady(_ change: (inout Experiment.Activity) -> Void) -> Experiment {
    .sample.with { $0.steadyState = [page.with(change)] }
  }

  @Test(arguments: [
    (steady { $0.name = " " }, ExperimentProblem.What.emptyName),
    (steady { $0.isAction = true }, .actionInSteadyState),
    (steady { $0.command = ["x"] }, .severalWays),
    (steady { $0.url = "ftp://x.example" }, .notAnAddress("ftp://x.example")),
    (steady { $0.url = "https://me:hunter2hunter2@x.example/" }, .inlineSecret),
    (steady { $0.httpMethod = "G T" }, .badHTTPMethod("G T")),
    (steady { $0.url = "${nowhere}/x" }, .unknownSetting("nowhere")),
    (steady { $0.timeoutSeconds = 0 }, .badTimeout(0)),
    (steady { $0.pauseAfterSeconds = -1 }, .badPause(-1)),
    (steady { $0 = $0.expecting { $0.status = [] } }, .neverMet(.noStatus)),
    (steady { $0 = $0.expecting { $0.status = [200, 99] } }, .neverMet(.status(99))),
    (
      steady {
        $0 = $0.expecting {
          $0.atLeast = 2
          $0.atMost = 1
        }
      }, .neverMet(.bounds)
    ),
    (steady { $0 = $0.expecting { $0.atMost = .infinity } }, .neverMet(.noNumber)),
    (steady { $0 = $0.expecting { $0.matches = "[0-9" } }, .badPattern("[0-9")),
    (steady { $0 = $0.expecting { $0.matches = #"\h"# } }, .badPattern(#"\h"#)),
    (steady { $0 = $0.expecting { $0.matches = "a(?i)b" } }, .badPattern("a(?i)b")),
    (steady { $0 = $0.expecting { $0.matches = ".*" } }, .alwaysMet(pattern: ".*")),
    (steady { $0 = $0.expecting { $0.jsonPath = "foo[*].baz" } }, .badJSONPath("foo[*].baz")),
  ])
  func `what the tool would take is found`(
    experiment: Experiment, what: ExperimentProblem.What
  ) {
    #expect(experiment.problems.map(\.what) == [what])
  }

  @Test(arguments: [
    (Experiment.sample.with { $0.title = "\n" }, ExperimentProblem.What.emptyTitle),
    (.sample.with { $0.stopNow = ["password=hunter2hunter2"] }, .inlineSecret),
    (.sample.with { $0.rollback = [page.with { $0.name = "r" }] }, .probeInRollback),
    (.sample.with { $0.method = [.program("m", [" "])] }, .emptyProgram),
    (.sample.with { $0.method = [.program("m", ["a", ""])] }, .emptyArgument),
    (.sample.with { $0.method = [.program("m", ["a", "\0"])] }, .zeroByte),
    (.sample.with { $0.method = [.program("m", ["a", "--token", "hunter2"])] }, .inlineSecret),
    (.sample.with { $0.method?[0].expect = .init(status: [0]) }, .expectationOfAction),
    (.sample.with { $0.settings = [.init(name: "1", value: "x")] }, .badSettingName),
    (.sample.with { $0.settings = [.init(name: "a")] }, .emptySetting),
    (.sample.with { $0.settings = [.init(name: "a", variable: "A-B")] }, .badVariable("A-B")),
    (.sample.with { $0.settings = [.init(name: "token", value: "x")] }, .inlineSecret),
    (.sample.with { $0.blastRadius?.sharePercent = 0 }, .badShare(0)),
    (.sample.with { $0.blastRadius?.maxSeconds = -1 }, .badDuration(-1)),
    (.sample.with { $0.cadenceDays = 0 }, .badCadence(0)),
  ])
  func `what is wrong elsewhere is found`(experiment: Experiment, what: ExperimentProblem.What) {
    #expect(experiment.problems.map(\.what) == [what])
  }

  @Test func `a program cannot come from a setting`() {
    let experiment = Experiment.sample.with {
      $0.method = [.program("m", ["${tool}"])]
      $0.settings = [.init(name: "tool", value: "x")]
    }
    #expect(experiment.problems.map(\.what) == [.programFromSetting("${tool}")])
  }

  @Test func `of two steps with one name both are told`() {
    let experiment = Experiment.sample.with { $0.rollback?[0].name = "page" }
    #expect(experiment.problems.map(\.what) == [.nameTwice, .nameTwice])
  }

  @Test func `of what a person does only success is known`() {
    let step = Experiment.Activity.person("p", "look").with { $0.isAction = false }
      .expecting { $0.matches = "yes" }
    #expect(
      Experiment.sample.with { $0.steadyState = [step] }.problems.map(\.what)
        == [.expectationOfPerson])
  }

  @Test func `a reference to a setting is no secret`() {
    let experiment = Experiment.sample.with {
      $0.method = [.program("m", ["a", "--token", "${api_token}", "password=${api_token}"])]
      $0.settings = [.init(name: "api_token", variable: "TOKEN")]
    }
    #expect(experiment.problems == [])
  }

  @Test(arguments: [
    ("$", true), ("$.a", true), ("$..name", true), ("$.*", true), (#"$["x y"]"#, true),
    ("$.a[*].b", true), (#"$[?(@.a = "b")]"#, true), ("$[-1]", true), ("$.a-b", false),
    ("$['x']", false), ("$.", false), ("$[", false), ("$x", false), ("$.a.", false),
    ("$.1a", false), ("$.a b", false), ("$.a()", false), ("", false),
  ])
  func `a path is one that the tool reads`(path: String, isRight: Bool) {
    #expect(ExpectationChecker.isJSONPath(path) == isRight)
  }
}
