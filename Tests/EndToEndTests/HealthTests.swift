import FoundationEssentials
import Glibc
import Testing

/// The board, acknowledgements and error budgets, against services on loopback.
@Suite struct HealthTests {
  private let program: Program
  private let server: HealthServer

  init() throws {
    program = try Program()
    server = try HealthServer(program)
    try program.write(
      """
      regions: [{name: eu, failover_to: us, runbook: move}, {name: us}]
      services:
      - {name: pay, capability: buy, regions: [eu, us], health: [{url: "\(server.url)/{region}/pay"}]}
      - {name: mail, health: [{url: "\(server.url)/mail"}]}
      sources: {prometheus: {url: "\(server.url)"}, alertmanager: {url: "\(server.url)"}}
      slos: [{name: buying, service: pay, objective: 90, source: prometheus,
        good: "bad[{window}]", total: "all[{window}]"}]
      """, to: "c.yaml")
  }

  private func run(_ arguments: String...) throws -> Program.Outcome {
    try program.run(all: arguments, environment: ["INCIDENT_CONFIG": program.file("c.yaml")])
  }

  @Test func `a board needs no logbook and says what is wrong and what to do`() throws {
    let well = try run("health")
    #expect(well.status == 0)
    #expect(well.lines.first?.hasPrefix("health ok: 2 ok") == true)
    try server.set("eu_pay", "db is\u{1B}[2J gone")
    let board = try run("health")
    #expect(board.status == 2)
    #expect(
      board.output.contains("→ eu is critical and us is ok: fail over eu -> us; runbook move"))
    #expect(board.output.contains(/✖ critical +page +pay eu +db is\^\[\[2J gone/))
    #expect(!program.has("logbook.sqlite"))
  }

  @Test(arguments: zip(["", "--region us", "--region eu", "--service mail"], [2, 0, 2, 0]))
  func `with --once it ends like a plugin, by what was asked for`(
    _ filter: String, _ status: Int
  ) throws {
    try server.set("eu_pay", "gone")
    let words = filter.split(separator: " ").map(String.init)
    let outcome = try program.run(
      all: ["health", "--once", "--config", program.file("c.yaml")] + words)
    #expect(outcome.status == status)
  }

  @Test func `a source that is not there is unknown, which is a status of its own`() throws {
    try program.write("services: [{name: a, health: [{url: 'http://127.0.0.1:1/'}]}]", to: "c.yaml")
    #expect(try run("health", "--once").status == 3)
    #expect(try run("health", "check").status == 2)
  }

  @Test func `the document has the rows and their names`() throws {
    try server.set("eu_pay", "gone")
    let text = try run("health", "--json", "--service", "pay").output
    #expect(text.contains(#""status":"critical","summary":"1 critical, 1 ok""#))
    #expect(text.contains(#""region":"eu","runbook":null,"service":"pay""#))
    #expect(text.contains(#""urgency":"page""#))
    #expect(!text.contains("mail"))
  }

  @Test(arguments: [
    (["health", "--service", "pya"], "did you mean 'pay'?"),
    (["health", "--region", "ap"], "there are eu, us"),
    (["health", "ack", "pay/ap", "--because", "x"], "no region of pay is called 'ap'"),
    (["health", "ack", "pay", "--because", "x"], "pay is ok: there is nothing to have in hand"),
    (["health", "ack", "pay", "--because", "x", "--for", "2d"], "from 1 minute to 24h"),
    (["slo", "buyin"], "did you mean 'buying'?"),
  ])
  func `what cannot be is refused with the reason`(_ arguments: [String], _ reason: String) throws {
    try program.run("declare", "x")
    let outcome = try program.run(all: arguments + ["--config", program.file("c.yaml")])
    #expect(outcome.status == 1)
    #expect(outcome.messages.contains(reason))
    #expect(try program.run("timeline", "--kind", "acknowledgement").output.isEmpty)
  }

  @Test func `where nothing is watched it says what to write`() throws {
    for (arguments, status) in [(["health"], Int32(1)), (["health", "--once"], 3)] {
      let outcome = try program.run(all: arguments)
      #expect(outcome.status == status)
      #expect(outcome.messages.contains("nothing is watched"))
      #expect(outcome.messages.contains("services: [{name:"))
    }
  }

  @Test func `who has it in hand is written down and shown`() throws {
    try program.run("declare", "x")
    try server.set("eu_pay", "gone")
    let saved = try run("health", "ack", "pay", "eu", "--because", "draining", "--for", "30m")
    #expect(saved.status == 0)
    #expect(
      try program.run("timeline").output.contains("acknowledgement  pay eu for 30m: draining"))
    let board = try run("health").output
    #expect(board.contains(/acked by ana, (30:00|29:5\d) left: draining/))
    #expect(board.contains("✖ critical (acked)"))
    #expect(server.posted.isEmpty)
  }

  @Test func `an acknowledgement is kept as a silence, or not at all`() throws {
    try program.run("declare", "x")
    try server.set("eu_pay", "gone")
    try server.set("refuse", "yes")
    let words = ["health", "ack", "pay/eu", "--because", "draining", "--silence", "--config"]
    let refused = try program.run(all: words + [program.file("c.yaml")])
    #expect(refused.status == 1)
    #expect(refused.messages.contains("alertmanager made no silence: HTTP 500"))
    #expect(try program.run("timeline", "--kind", "acknowledgement").output.isEmpty)
    try server.set("refuse", nil)
    let made = try program.run(all: words + [program.file("c.yaml")])
    #expect(made.status == 0)
    #expect(made.messages.contains(#"silenced {service="pay", region="eu"} at alertmanager: s-1"#))
    #expect(server.posted.contains(#""createdBy":"ana","comment":"draining""#))
  }

  @Test(arguments: [
    ("500", Int32(2), "page      buying of pay: 90 % over 30d"), ("990", 0, "none      buying"),
    ("", 0, "no result over"),
  ])
  func `a budget that burns too fast is a finding`(
    _ good: String, _ status: Int32, _ text: String
  ) throws {
    try server.set("bad", good)
    try server.set("all", "1000")
    let outcome = try run("slo")
    #expect(outcome.status == status)
    #expect(outcome.output.contains(text))
  }

  @Test func `no events are said, and an incident has its share`() throws {
    #expect(try run("slo").output.contains("0 events in the last hour: nothing to say"))
    try program.run("declare", "x", "--impact-start", "-30m", "--service", "pay")
    try server.set("bad", "990")
    try server.set("all", "1000")
    let outcome = try run("slo")
    #expect(outcome.output.contains(/x-\w{4}: 432 min of error budget, 10 % of 30d/))
    #expect(try run("slo", "--json").output.contains(#""budgetShare":0.1"#))
  }

  @Test func `every format and every target is described`() throws {
    let document = try run("health", "sources", "--json").output
    #expect(document.contains(#""name":"uptime-kuma""#))
    #expect(!document.contains(#""text":"""#))
  }

  @Test func `a board that is watched is whole from the first on`() throws {
    try server.set("eu_pay", "gone")
    let outcome = try program.spawn(
      "/usr/bin/timeout",
      ["4", Program.path, "health", "--watch", "--config", program.file("c.yaml")],
      environment: program.variables)
    #expect(outcome.status == 124)
    #expect(outcome.lines.count { $0.hasPrefix("health ") } == 1)
    #expect(outcome.output.contains("health critical: 1 critical, 1 ok"))
  }

  @Test func `show has the last word on each thing`() throws {
    let timeline = [
      "2026-11-20 09:55\tdeclared\tx", "2026-11-20 09:56\thealth\tpay eu: ok -> critical (gone)",
      "2026-11-20 09:58\thealth\tpay eu: critical -> ok (200)",
    ].map { "\($0)\n" }.joined()
    try program.write(timeline, to: "t.txt")
    #expect(try program.run("import", "--format", "text", program.file("t.txt")).status == 0)
    #expect(try program.run("timeline", "--format", "text").output == timeline)
    let shown = try program.run("show")
    #expect(
      shown.output.contains(/Health, as last written down\n +2026-11-20 09:58 +ok +pay eu +200/))
  }

  @Test func `a configuration is tried out`() throws {
    try server.set("all", "10")
    try server.set("bad", "9")
    let well = try run("health", "check", program.file("c.yaml"))
    #expect(well.status == 0)
    #expect(well.lines.count == 4)
    #expect(well.output.contains("10 events in the last hour, 1 of them bad"))
    try program.write(
      "services:\n- name: a\n  health: [{url: 'http://h/', format: fft}]\n", to: "bad.yaml")
    let bad = try run("health", "check", program.file("bad.yaml"))
    #expect(bad.status == 65)
    #expect(bad.messages.contains("bad.yaml:3: 'format' names the"))
  }

  @Test func `a secret that is missing is told by whoever needs it`() throws {
    try program.write(
      """
      sources: {p: {url: "\(server.url)", token: "env:NO_SUCH"}}
      services: [{name: a, health: [{query: up, source: p, critical: '< 1'}]}]
      """, to: "c.yaml")
    let check = try run("health", "check")
    #expect(check.status == 2)
    #expect(check.output.contains(/refused +a query +up +the secret env:NO_SUCH is not set/))
    #expect(try run("doctor").output.contains(/source p +the secret env:NO_SUCH is not set/))
    #expect(try run("health", "sources").output.contains("the secret env:NO_SUCH is not set"))
  }
}
