import Testing

@testable import IncidentModel

@Suite struct ChaosToolkitExporterTests {
  static func exported(
    _ experiment: Experiment, _ context: ExperimentExportContext = .sample()
  ) throws -> JSONDocument {
    try JSONDocument(Array(ChaosToolkitExporter().render(experiment, context).utf8))
  }

  static func probes(_ experiment: Experiment) throws -> [JSONDocument] {
    try exported(experiment)["steady-state-hypothesis"]?["probes"]?.elements ?? []
  }

  @Test func `the keys stand in one order`() throws {
    let keys = try Self.exported(.sample).members.map(\.key)
    #expect(
      keys == [
        "title", "description", "tags", "steady-state-hypothesis", "method", "rollbacks", "runtime",
        "extensions",
      ])
  }

  @Test func `where it comes from is in the tags and the extension`() throws {
    let document = try Self.exported(.sample)
    let tags = document["tags"]?.elements.compactMap(\.text)
    #expect(tags == ["experiment:EXP-7k3f", "incident:INC-0042", "surprise:a1b2"])
    let part = document["extensions"]?.elements.first
    #expect(part?["name"] == .text("incident"))
    #expect(part?["schema"] == .integer(1))
    #expect(part?["stop_now"] == .array([.text("two instances are down")]))
    #expect(part?["blast_radius"]?["at_most_seconds"] == .integer(60))
  }

  @Test func `rollbacks are always run`() throws {
    let document = try Self.exported(.sample)
    #expect(document["runtime"]?["rollbacks"]?["strategy"] == .text("always"))
    #expect(document["extensions"]?.elements.first?["rollback_plan"] == nil)
  }

  @Test(arguments: [
    (Experiment.sample, Experiment.State.draft), (.sample.with { $0.owner = nil }, .ready),
    (.sample.with { $0.rollback?[0].name = "kill one" }, .ready),
  ])
  func `what is not ready cannot be run`(experiment: Experiment, state: Experiment.State) throws {
    let document = try Self.exported(experiment, .sample(state))
    let first = document["steady-state-hypothesis"]?["probes"]?.elements.first
    #expect(first?["name"]?.text?.hasPrefix("draft-not-ready-") == true)
    #expect(first?["tolerance"] == .integer(0))
    #expect(first?["provider"]?["path"] == .text("false"))
    #expect(document["runtime"]?["rollbacks"]?["strategy"] == .text("never"))
    #expect(document["extensions"]?.elements.first?["rollback_plan"]?.elements.count == 1)
  }

  static let page = Experiment.Activity.url("page", "https://shop.example/page")
  static let program = Experiment.Activity.program("x", ["x"]).with { $0.isAction = false }

  @Test(arguments: [
    (page, ["200"]), (program, ["0"]), (page.expecting { $0.status = [204] }, ["204"]),
    (page.expecting { $0.status = [200, 204, 301] }, ["[200,204,301]"]),
    (page.expecting { _ in }, ["200"]),
    (
      page.expecting { $0.matches = "^ok$" },
      [#"{"type":"regex","pattern":"^ok$","target":"body"}"#]
    ),
    (
      program.expecting { $0.jsonPath = "$.a" },
      [#"{"type":"jsonpath","path":"$.a","target":"stdout"}"#]
    ),
    (
      page.expecting { $0.atMost = 0.5 },
      [#"{"type":"range","range":[-1e300,0.5],"target":"body"}"#]
    ),
    (
      page.expecting {
        $0.status = [200]
        $0.atLeast = 1
        $0.atMost = 2
      }, ["200", #"{"type":"range","range":[1,2],"target":"body"}"#]
    ),
  ])
  func `an expectation has a form that can be met`(
    activity: Experiment.Activity, wanted: [String]
  ) throws {
    let probes = try Self.probes(.sample.with { $0.steadyState = [activity] })
    let tolerances = try wanted.map { try JSONDocument(Array($0.utf8)) }
    #expect(probes.compactMap { $0["tolerance"] } == tolerances)
    #expect(Set(probes.compactMap { $0["name"]?.text }).count == probes.count)
  }

  @Test(arguments: [
    ("costs $5 ${host}", "costs $$5 $${host}"), ("$$", "$$$$"), ("plain", "plain"),
  ])
  func `a title loses no dollar`(title: String, wanted: String) throws {
    let settings = [Experiment.Setting(name: "host", value: "x")]
    let document = try Self.exported(
      .sample.with {
        $0.title = title
        $0.settings = settings
      })
    #expect(document["title"] == .text(wanted))
  }

  @Test(arguments: [
    (false, "$x $$ ${y}", "$x $$ ${y}"), (true, "$x $$ ${y}", "$$x $$$$ $${y}"),
    (true, "${host}/a", "${host}/a"),
  ])
  func `an argument is escaped only where settings are put in`(
    hasSettings: Bool, argument: String, wanted: String
  ) throws {
    let document = try Self.exported(
      .sample.with {
        $0.method = [.program("a", ["a", argument])]
        if hasSettings { $0.settings = [.init(name: "host", variable: "HOST", value: "h")] }
      })
    let provider = document["method"]?.elements.first?["provider"]
    #expect(provider?["arguments"] == .array([.text(wanted)]))
  }

  @Test(arguments: [
    ("^a$", "^a$"), ("$x", "$$x"), ("${host}$", "${host}$"), ("a$$", "a$$$"), ("$_", "$$_"),
  ])
  func `a pattern is escaped only where it would be read otherwise`(text: String, wanted: String) {
    #expect(SettingReference.escaping(text, settings: ["host"], isSparing: true) == wanted)
  }

  @Test func `an address is always escaped`() throws {
    let probes = try Self.probes(
      .sample.with { $0.steadyState = [.url("p", "http://x.example/$a")] })
    #expect(probes.first?["provider"]?["url"] == .text("http://x.example/$$a"))
  }

  @Test func `settings come from variables and secrets have no value`() throws {
    let document = try Self.exported(
      .sample.with {
        $0.settings = [
          .init(name: "front", variable: "FRONT", value: "http://x.example"),
          .init(name: "rate", value: "5"), .init(name: "api_token", variable: "TOKEN", value: "s3"),
        ]
      })
    #expect(document["configuration"]?["front"]?["default"] == .text("http://x.example"))
    #expect(document["configuration"]?["rate"] == .text("5"))
    #expect(document["configuration"]?["api_token"] == nil)
    #expect(document["secrets"]?["settings"]?["api_token"]?["key"] == .text("TOKEN"))
    #expect(document["secrets"]?["settings"]?["api_token"]?["default"] == nil)
  }

  @Test func `a secret is nowhere in the file`() {
    let file = ChaosToolkitExporter().render(
      .sample.with {
        $0.title = "t password=hunter2hunter2"
        $0.steadyState = [.url("p", "https://me:hunter2hunter2@x.example/")]
        $0.method = [.program("password=hunter2hunter2", ["a", "--password=hunter2hunter2"])]
        $0.settings = [.init(name: "x", value: "token=hunter2hunter2")]
      }, .sample())
    #expect(!file.contains("hunter2"))
  }

  @Test func `a person is waited for by a command`() throws {
    var context = ExperimentExportContext.sample()
    context.mark = ["incident", "drill", "mark", "{step}", "--text", "{text}"]
    let experiment = Experiment.sample.with { $0.method = [.person("t4-decide", "decide")] }
    let step = try Self.exported(experiment, context)["method"]?.elements.first
    #expect(step?["type"] == .text("action"))
    #expect(step?["provider"]?["path"] == .text("incident"))
    #expect(
      step?["provider"]?["arguments"]
        == .texts(["drill", "mark", "t4-decide", "--text", "decide"]))
    #expect(step?["provider"]?["timeout"] == .integer(605))
  }

  @Test func `a step without a way never succeeds`() throws {
    let step = Experiment.Activity(name: "todo", isAction: true)
    let document = try Self.exported(.sample.with { $0.method = [step] })
    #expect(
      document["method"]?.elements.first?["provider"]
        == .fields([("type", .text("process")), ("path", .text("false"))]))
  }

  @Test func `names are different`() throws {
    let step = Experiment.Activity.program("a", ["a"])
    let document = try Self.exported(.sample.with { $0.method = [step, step, step] })
    let names = document["method"]?.elements.compactMap { $0["name"]?.text }
    #expect(names == ["a", "a 2", "a 3"])
  }

  @Test func `what the terminal would obey is made visible`() throws {
    let document = try Self.exported(.sample.with { $0.title = "\u{1B}[2J\u{202E}x" })
    #expect(document["title"] == .text("^[[2J⟨RLO⟩x"))
  }

  @Test func `formats are found by their names`() {
    #expect(ExperimentExporters.named("ChaosToolkit")?.fileExtension == "json")
    #expect(ExperimentExporters.named("markdown")?.fileExtension == "md")
    #expect(ExperimentExporters.named("fis") == nil)
  }
}
