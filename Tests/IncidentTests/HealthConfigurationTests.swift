import FoundationEssentials
import IncidentModel
import Testing

@testable import incident

/// What a configuration says about health, and what is wrong with one that does not.
struct HealthConfigurationTests {
  private func read(_ yaml: String, formats: [String] = []) throws -> Configuration {
    try Configuration(reading: YAML.tree(of: yaml), themes: [], formats: formats)
  }

  private func complaints(_ yaml: String, formats: [String] = []) -> [String] {
    do {
      _ = try read(yaml, formats: formats)
      return []
    } catch let error as ConfigurationProblems {
      return error.problems.map {
        String(ErrorMessages(path: "").sentence($0, in: "f").dropFirst(2))
      }
    } catch { return ["\(error)"] }
  }

  /// The checks of one service `a` in eu and us.
  private func probes(_ yaml: String) throws -> [Configuration.Probe] {
    try read(
      "regions: [{name: eu}, {name: us}]\nsources: {p: {url: 'http://p'}}\n"
        + "services:\n- name: a\n  regions: [eu, us]\n  health:\n" + yaml
    ).services[0].health
  }

  @Test(arguments: [
    ("url: 'https://{region}.x/h'", Configuration.Probe.Target.url("https://{region}.x/h"), "http"),
    ("url: 'tcp://db.{region}:5432'", .tcp(host: "db.{region}", port: 5432), "tcp"),
    ("url: 'tcp://[::1]:1'", .tcp(host: "[::1]", port: 1), "tcp"),
    ("command: [/bin/check, -w, '1']", .command(["/bin/check", "-w", "1"]), "command"),
    (
      "kubectl: {context: '{region}', selector: app=a}",
      .kubernetes(.init(context: "{region}", selector: "app=a")), "kubernetes"
    ),
    (
      "{query: up, source: p, critical: '< 1', labels: [job]}",
      .query(.init(expression: "up", critical: Threshold(.below, 1), labels: ["job"])), "query"
    ),
    (
      "{alerts: ['a=\"b\"'], source: p, watchdog: W}",
      .alerts(.init(matchers: ["a=\"b\""], watchdog: "W")), "alerts"
    ),
  ])
  func `each kind of target is read`(
    _ yaml: String, _ target: Configuration.Probe.Target, _ name: String
  ) throws {
    let found = try probes("  - \(yaml)")
    #expect(found.map(\.target) == [target])
    #expect(found.map(\.name) == [name])
  }

  @Test func `every setting of a check is read`() throws {
    let probe = try probes(
      """
        - {url: 'http://x', name: n, format: ft, every: 1m, timeout: 3s, fail_after: 4,
           clear_after: 5, stale_after: 1h, urgency: can-wait, required: false, members: 2-of-3,
           expect: {names: [x], within: 2m}, traffic: synthetic, source: p}
      """)[0]
    #expect(
      probe.rules
        == CheckRules(every: 60, timeout: 3, failAfter: 4, clearAfter: 5, staleAfter: 3600))
    #expect(probe.name == "n")
    #expect(probe.format == "ft")
    #expect(probe.urgency == .canWait)
    #expect(!probe.isRequired)
    #expect(probe.members == .quorum(2, of: 3))
    #expect(probe.expect == ExpectedResults(names: ["x"], within: 120))
    #expect(probe.traffic == .synthetic)
    #expect(probe.source == "p")
  }

  @Test func `what nothing is said about has its default`() throws {
    let probes = try probes("  - url: 'http://x'\n  - url: 'http://y'")
    #expect(probes.map(\.name) == ["http", "http-2"])
    #expect(probes[0].rules == .standard)
    let set = try read(
      "health: {every: 30s, fail_after: 1}\nservices: [{name: a, health: [{url: 'http://x', every: 5s}]}]"
    )
    #expect(set.services[0].health[0].rules == CheckRules(every: 5, failAfter: 1))
  }

  @Test func `a region is put in where it is asked for`() throws {
    let planned = try read(
      "regions: [{name: eu}, {name: us}]\nservices: [{name: a, regions: [eu, us], health: [{url: 'http://{region}'}, {url: 'http://all'}]}]"
    ).plannedProbes
    #expect(planned.map(\.id.text) == ["a eu http", "a us http", "a http-2"])
    #expect(
      planned.map(\.probe.target) == [.url("http://eu"), .url("http://us"), .url("http://all")])
  }

  @Test func `sources, objectives, formats and hours are read`() throws {
    let read = try read(
      """
      health: {office_hours: 'mon-fri 09:00-18:00'}
      sources: {p: {url: 'http://p', user: u, password: 'env:P', token: 'file:/t', ca: /c, insecure: true}}
      slos: [{name: s, objective: 99.5, window: 7d, good: g, total: t, source: p, min_events: 5}]
      formats: {f: {like: statuspage, check: name, words: {"Under maintenance": maintenance}}}
      """)
    #expect(
      read.sources == [
        .init(
          name: "p", url: "http://p", user: "u", password: .environment("P"), token: .file("/t"),
          ca: "/c", isInsecure: true)
      ])
    #expect(
      read.slos == [
        .init(
          name: "s", objective: Objective(percent: 99.5, window: 604_800), good: "g", total: "t",
          source: "p", minEvents: 5)
      ])
    #expect(
      read.formats == [
        .init(
          name: "f", like: "statuspage", paths: [.check: "name"],
          words: ["Under maintenance": .maintenance])
      ])
    #expect(read.health.officeHours == OfficeHours("mon-fri 09:00-18:00"))
  }

  @Test(arguments: [
    ("{every: 5s}", "a health check needs url, command, kubectl, query or alerts; add one of them"),
    ("{url: 'http://x', command: [a]}", "a health check has 'url' and 'command'; keep one of them"),
    (
      "{urll: 'http://x', url: 'http://x'}", "a health check has no key 'urll'; did you mean 'url'?"
    ),
    ("{query: up, critical: '> 1'}", "a health check with 'query' needs 'source'; add it"),
    ("{query: up, source: p}", "a health check with 'query' needs 'critical'; add it"),
    ("{url: 'http://x', watchdog: W}", "a health check with 'watchdog' needs 'alerts'; add it"),
    (
      "{query: up, source: q, critical: '> 1'}",
      "'source' names the source 'q', which is not in this file; did you mean 'p'?"
    ),
    (
      "{query: up, source: p, critical: 1}",
      "'critical' is '1' and has to be a comparison with a number, written like > 0.05"
    ),
    (
      "{url: 'http://{regoin}'}",
      "'url' says '{regoin}', and only {region} is put in; write {region} or take it out"
    ),
    (
      "{url: 'http://{region}'}",
      "'url' says {region}, and the service 'a' has no regions; add 'regions'"
    ),
    (
      "{url: 'tcp://x'}",
      "'url' is 'tcp://x' and has to be an address that starts with http://, https:// or tcp://"
    ),
    (
      "{url: 'http://x', members: 3-of-2}",
      "'members' is '3-of-2' and has to be worst, any, or a count like 2-of-3"
    ),
    ("{url: 'http://x', expect: {within: 1m}}", "expect needs names or count; add one of them"),
    (
      "{url: 'http://x', format: fz}",
      "'format' names the format 'fz', which is not in this file; did you mean 'ft'?"
    ),
    (
      "{url: 'http://x', urgency: tody}",
      "'urgency' is 'tody' and has to be page, today or can-wait; did you mean 'today'?"
    ),
  ])
  func `a mistake in a check is told`(_ probe: String, _ told: String) {
    let yaml = "sources: {p: {url: 'http://p'}}\nservices: [{name: a, health: [\n\(probe)]}]"
    #expect(complaints(yaml, formats: ["ft", "gtg"]) == ["3: \(told)"])
  }

  @Test(arguments: [
    (
      "health: {office_hours: always}",
      "1: 'office_hours' is 'always' and has to be days and hours, written like mon-fri 09:00-18:00"
    ),
    (
      "formats: {f: {words: {x: fine}}}",
      "1: 'x' is 'fine' and has to be ok, maintenance, unknown, warning or critical"
    ),
    ("formats: {f: {like: f}}", "1: 'like' of 'f' names 'f' itself; name another"),
    (
      "services:\n- name: a\n  health:\n  - {name: x, url: 'http://x'}\n  - {name: X, url: 'http://x'}",
      "5: there is a health check 'x' on line 4 already; names are unique whatever their case"
    ),
  ])
  func `a mistake in a section is told`(_ yaml: String, _ told: String) {
    #expect(complaints(yaml).map { $0.lowercased() } == [told.lowercased()])
  }
}
