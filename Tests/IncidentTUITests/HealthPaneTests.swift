import IncidentModel
import IncidentTUI
import Testing

/// The pane of health on a live board.
struct HealthPaneTests {
  static let sizes = [(80, 24), (120, 40), (200, 50)]

  static let configuration: Configuration = {
    var configuration = Configuration()
    configuration.regions = [
      .init(
        name: "eu", failoverTo: "us", kind: .activeActive,
        runbook: "https://runbooks.example/failover"),
      .init(name: "us", failoverTo: "eu", kind: .activeActive),
    ]
    func service(
      _ name: String, _ capability: String, tier: Int, dependsOn: [String] = []
    ) -> Configuration.Service {
      .init(
        name: name, capability: capability, tier: tier, regions: ["eu", "us"],
        dependsOn: dependsOn,
        health: [.init(name: "http", target: .url("https://\(name).{region}.example"))])
    }
    configuration.services = [
      service("checkout-api", "take-orders", tier: 1, dependsOn: ["payments"]),
      service("payments", "take-orders", tier: 1), service("catalogue", "browse", tier: 2),
    ]
    return configuration
  }()

  /// A board on which payments fail in eu, or nothing does.
  private func board(_ failing: [String: HealthStatus] = ["payments": .critical]) -> HealthOutline {
    let start = Stage.day.advanced(bySeconds: 25 * 60)
    var watch = HealthWatch(Self.configuration, startingAt: start)
    for second in stride(from: Int64(0), through: 40, by: 10) {
      let at = start.advanced(bySeconds: second)
      for probe in watch.probes {
        let status = probe.region == "eu" ? failing[probe.service] ?? .ok : .ok
        let reading = HealthReading(
          check: "http", status: status, output: status == .ok ? "200" : "502 \u{1B}[31mbad",
          observedAt: at, fetchedAt: at, impact: "customers cannot pay",
          guide: "https://guides.example/\(probe.service)")
        watch.take(
          ProbeAnswer(.results([reading], freshSeconds: nil), at: at), from: probe, at: at)
      }
    }
    return HealthOutline(
      watch.board(at: start.advanced(bySeconds: 42)), services: Self.configuration.services)
  }

  private func stage(_ columns: Int = 120, _ rows: Int = 40) throws -> Stage {
    var stage = try Stage(
      Scripts.checkout, size: Size(columns: columns, rows: rows), minutes: 26)
    stage.state.setting.isWatching = true
    stage.state.setting.regions = ["eu", "us"]
    _ = stage.state.update(.board(board()))
    return stage
  }

  @Test(arguments: sizes)
  func `what fails is seen beside the timeline`(_ columns: Int, _ rows: Int) throws {
    try expectSnapshot(try stage(columns, rows).screen(columns, rows), "health-\(columns)x\(rows)")
  }

  @Test(arguments: sizes)
  func `the whole board`(_ columns: Int, _ rows: Int) throws {
    var stage = try stage(columns, rows)
    stage.press(.character("1"))
    if !stage.state.isZoomed { stage.press(.character("z")) }
    try expectSnapshot(stage.screen(columns, rows), "board-\(columns)x\(rows)")
  }

  @Test func `before the first answer it says that it asks`() throws {
    var stage = try Stage(Scripts.checkout, size: Size(columns: 120, rows: 40))
    stage.state.setting.isWatching = true
    #expect(stage.screen(120, 40).contains("asking…"))
  }

  @Test func `all is well is said in a line`() throws {
    var stage = try stage()
    _ = stage.state.update(.board(board([:])))
    #expect(stage.screen(120, 40).contains("eu ✔ ok · us ✔ ok"))
  }

  @Test func `what fails is acknowledged, and becomes an entry`() throws {
    var stage = try stage()
    stage.press(.character("1"), .down, .down, .character("a"))
    #expect(stage.screen(120, 40).contains("Acknowledge payments eu"))
    stage.press(.enter)
    #expect(stage.screen(120, 40).contains("say what is done about it"))
    stage.type("vendor is called")
    stage.press(.tab, .control("u"))
    stage.type("30m")
    stage.press(.enter)
    let subject = HealthSubject.cell(service: "payments", region: "eu")
    #expect(
      stage.effects.last == .acknowledge(subject, because: "vendor is called", seconds: 1800))
    let made = Acknowledgement(
      subject: subject, author: .person(Stage.ana), at: stage.state.now,
      because: "vendor is called", until: stage.state.now.advanced(bySeconds: 1800),
      status: .critical, urgency: .page, members: [])
    let effects = stage.state.update(.acknowledged(subject, made))
    #expect(
      effects == [.save(.command(.log(made.event), at: nil), to: Stage.incident, token: 1)])
  }

  @Test func `what recovered meanwhile needs no acknowledgement`() throws {
    var stage = try stage()
    _ = stage.state.update(.acknowledged(.service("payments"), nil))
    #expect(stage.state.notice?.text == "nothing is wrong with payments any more")
  }

  @Test(arguments: [
    (0, "no service is selected"), (1, nil), (4, "nothing is wrong with browse"),
  ])
  func `only what fails can be acknowledged`(_ row: Int, _ refusal: String?) throws {
    var stage = try stage()
    stage.press(.character("1"))
    for _ in 0..<row { stage.press(.down) }
    stage.press(.character("a"))
    #expect(stage.state.notice?.text == refusal.map { "a: \($0)" })
  }

  @Test func `Enter shows what it means, what to do, and the checks`() throws {
    var stage = try stage()
    stage.press(.character("1"), .down, .down, .enter)
    let subject = HealthSubject.cell(service: "payments", region: "eu")
    #expect(stage.effects.last == .loadChecks(subject))
    try expectSnapshot(stage.screen(120, 40), "health-details")
    stage.press(.character("o"))
    #expect(stage.screen(120, 40).contains("A link to guides.example"))
  }

  @Test func `advice says what to do, and logs the decision`() throws {
    var stage = try stage()
    stage.press(.character("1"), .enter)
    #expect(stage.screen(120, 40).contains("eu is critical and us is ok: fail over eu -> us"))
    stage.press(.character("d"))
    #expect(stage.state.mode == .composing)
    #expect(stage.state.composer.editor.text == "= fail over eu to us")
  }

  @Test func `the selected row stays selected, wherever it moves`() throws {
    var stage = try stage()
    stage.press(.character("1"), .character("z"), .character("/"))
    stage.type("cata")
    stage.press(.enter, .character("j"))
    let before = stage.state.selections["health"]
    _ = stage.state.update(.board(board(["payments": .critical, "catalogue": .critical])))
    stage.press(.enter)
    #expect(stage.screen(120, 40).contains("Health of catalogue"))
    #expect(before != nil)
  }

  @Test func `typing narrows the board, Esc shows all of it`() throws {
    var stage = try stage()
    stage.press(.character("1"), .character("z"))
    let all = stage.state.health.items.count
    stage.press(.character("/"))
    stage.type("PAYM")
    #expect(stage.state.health.items.count < all)
    #expect(stage.screen(120, 40).contains("payments"))
    stage.press(.escape)
    #expect(stage.state.health.items.count == all)
  }

  @Test(arguments: [("o", "✔ catalogue"), ("c", "because of payments eu"), ("2", "✖ payments eu")])
  func `rows are left out as asked`(_ key: String, _ gone: String) throws {
    var stage = try stage()
    _ = stage.state.update(.board(board(["payments": .critical, "checkout-api": .warning])))
    stage.press(.character("1"), .character("z"))
    #expect(stage.screen(120, 40).contains(gone))
    stage.press(.character("f"), .character(Character(key)))
    #expect(!stage.screen(120, 40).contains(gone))
    stage.press(.character("f"), .character("a"))
    #expect(stage.screen(120, 40).contains(gone))
  }

  @Test func `r asks every source at once`() throws {
    var stage = try stage()
    stage.press(.character("1"), .character("r"))
    #expect(stage.effects.last == .refreshHealth)
  }

  @Test func `a board that arrives moves no half-typed text`() throws {
    var stage = try stage()
    stage.press(.character("i"))
    stage.type("half")
    _ = stage.state.update(.board(board([:])))
    #expect(stage.state.composer.editor.text == "half")
    #expect(stage.state.mode == .composing)
  }
}
