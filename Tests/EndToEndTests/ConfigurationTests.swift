import FoundationEssentials
import Glibc
import Testing

/// Which configuration file counts, and what it changes.
@Suite struct ConfigurationTests {
  /// The configuration that the program uses, by the name of the one person in it.
  private func person(
    _ program: Program, _ arguments: String..., environment: [String: String] = [:],
    in folder: String
  ) throws -> String {
    let outcome = try program.run(
      all: arguments + ["people"], environment: environment, in: program.file(folder))
    return outcome.output.split(whereSeparator: \.isWhitespace).first.map(String.init)
      ?? outcome.messages
  }

  private func prepared() throws -> Program {
    let program = try Program()
    let folders = [
      "work", "work/deep", "work/deep/er", ".config", ".config/incident", "xdg", "xdg/incident",
    ]
    for folder in folders { unsafe mkdir(program.file(folder), 0o700) }
    for (name, path) in [
      ("zoption", "option.yaml"), ("zvariable", "variable.yaml"), ("zhere", "work/incident.yaml"),
      ("zuser", ".config/incident/incident.yaml"), ("zxdg", "xdg/incident/incident.yaml"),
    ] { try program.write("people: [{handle: \(name)}]\n", to: path) }
    // Makes the logbook, without anybody of the configuration in it.
    try program.write("", to: "none.yaml")
    try program.run(
      "declare", "x",
      environment: ["INCIDENT_CONFIG": program.file("none.yaml"), "INCIDENT_USER": "zzz"])
    return program
  }

  @Test func `the nearest place counts`() throws {
    let program = try prepared()
    let variable = ["INCIDENT_CONFIG": program.file("variable.yaml")]
    let xdg = ["XDG_CONFIG_HOME": program.file("xdg")]
    let option = program.file("option.yaml")
    #expect(
      try person(program, "--config", option, environment: variable, in: "work") == "zoption")
    #expect(try person(program, environment: variable, in: "work") == "zvariable")
    #expect(try person(program, environment: xdg, in: "work") == "zhere")
    #expect(try person(program, environment: xdg, in: "work/deep/er") == "zhere")
    #expect(try person(program, environment: xdg, in: "") == "zxdg")
    #expect(try person(program, environment: ["XDG_CONFIG_HOME": "xdg"], in: "") == "zuser")
    unsafe unlink(program.file(".config/incident/incident.yaml"))
    #expect(try person(program, in: "") == "zzz")
  }

  @Test func `a file that is named has to be there`() throws {
    let program = try Program()
    for outcome in [
      try program.run("--config", "/no/such.yaml", "list"),
      try program.run("list", environment: ["INCIDENT_CONFIG": "/no/such.yaml"]),
    ] {
      #expect(outcome.status == 66)
      #expect(outcome.messages.contains("/no/such.yaml"))
    }
  }

  @Test func `mistakes are told with file and line, and nothing is done`() throws {
    let program = try Program()
    try program.write("theme: drak\npeeple: []\n", to: "bad.yaml")
    let outcome = try program.run("declare", "x", "--config", program.file("bad.yaml"))
    #expect(outcome.status == 65)
    #expect(outcome.messages.contains("bad.yaml:1: 'theme' is 'drak'"))
    #expect(
      outcome.messages.contains("bad.yaml:2: the file has no key 'peeple'; did you mean 'people'?"))
    #expect(unsafe access(program.file("logbook.sqlite"), F_OK) != 0)
    let doctor = try program.run("doctor", "--config", program.file("bad.yaml"))
    #expect(doctor.status == 2)
    #expect(doctor.output.contains("bad.yaml:2: the file has no key"))
  }

  @Test(arguments: [("work", mode_t(0o777)), ("work/incident.yaml", 0o666), ("work", 0o1777)])
  func `a file that others can write is used only when it is named`(
    _ name: String, _ mode: mode_t
  ) throws {
    let program = try prepared()
    unsafe chmod(program.file(name), mode)
    let outcome = try program.run("list", in: program.file("work"))
    #expect(outcome.status == 1)
    #expect(outcome.messages.contains("not trusted: others can write \(program.file(name))"))
    #expect(try person(program, "--config", "incident.yaml", in: "work") == "zhere")
  }

  @Test func `a file that is too large is not read`() throws {
    let program = try Program()
    try program.write(String(repeating: "#", count: 1 << 20 + 1), to: "big.yaml")
    let outcome = try program.run("list", "--config", program.file("big.yaml"))
    #expect(outcome.status == 65)
    #expect(outcome.messages.contains("larger than 1024 KiB"))
  }

  @Test func `a severity asks for what the configuration says`() throws {
    let program = try Program()
    try program.write(
      "severities: {SEV2: {means: orders fail, update_every: 7m}}\nredact: ['order-[0-9]+']\n",
      to: "c.yaml")
    let chosen = ["INCIDENT_CONFIG": program.file("c.yaml")]
    try program.run("declare", "x", "--severity", "SEV2", environment: chosen)
    let due = { try program.run("update", "due", environment: $0).output }
    #expect(try due(chosen).contains("06:") || due(chosen).contains("07:"))
    #expect(try due([:]).contains("29:") || due([:]).contains("30:"))
    let brief = try program.run("postmortem", environment: chosen).output
    #expect(brief.contains("SEV2 (orders fail)"))
    try program.run("run", "--", "echo", "order-1234 shipped", environment: chosen)
    let timeline = try program.run("timeline", "--json", environment: chosen).output
    #expect(!timeline.contains("1234"))
    #expect(timeline.contains("[masked] shipped"))
  }

  @Test func `names of the configuration are recorded and pointed out`() throws {
    let program = try Program()
    try program.write(
      "people: [{handle: ana, name: Ana Ruiz, roles: [scribe]}]\nservices: [{name: checkout-api}]\n",
      to: "c.yaml")
    let chosen = ["INCIDENT_CONFIG": program.file("c.yaml")]
    let outcome = try program.run(
      "declare", "x", "--service", "chekout-api", environment: chosen)
    #expect(outcome.status == 0)
    #expect(outcome.messages.contains("did you mean 'checkout-api'?"))
    #expect(try program.run("people", environment: chosen).output.contains("can be scribe"))
    // The logbook knows the name now, whatever is configured where the postmortem is written.
    #expect(try program.run("postmortem", "--people", "names").output.contains("Ana Ruiz"))
  }
}
