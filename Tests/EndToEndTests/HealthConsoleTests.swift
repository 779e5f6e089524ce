import Testing

/// The console watches services: plugins that say what a file says.
@Suite(.enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct HealthConsoleTests {
  private let story: ConsoleStory

  init() throws {
    story = try ConsoleStory(declares: false)
    try story.program.write(
      """
      state=$(cat "$(dirname "$0")/$1-$2" 2>/dev/null)
      case $state in
        critical) printf 'CRITICAL - it \\033[31mburns\\n'; exit 2 ;;
        hang) sleep 60 ;;
        *) echo 'OK - fine'; exit 0 ;;
      esac
      """, to: "probe.sh")
    let probe =
      "[{command: [/bin/sh, \(story.program.file("probe.sh")), NAME, \"{region}\"], every: 1s, timeout: 1s}]"
    try story.program.write(
      """
      regions:
        - {name: eu, failover_to: us}
        - {name: us, failover_to: eu}
      services:
        - {name: checkout, capability: take-orders, tier: 1, regions: [eu, us], health: \(probe.replacing("NAME", with: "checkout"))}
        - {name: mail, tier: 2, regions: [eu], health: \(probe.replacing("NAME", with: "mail"))}
      """, to: "incident.yaml")
  }

  private var environment: [String: String] {
    ["INCIDENT_CONFIG": story.program.file("incident.yaml")]
  }

  private func set(_ state: String, _ service: String, _ region: String = "eu") throws {
    try story.program.write(state, to: "\(service)-\(region)")
  }

  @Test func `a failure is on the screen, advised on, acknowledged and written down once`() throws {
    try story.run("declare", "Checkout fails", "--service", "checkout")
    let ana = try story.console("ana", columns: 120, rows: 40, environment: environment)
    let bo = try story.console("bo", columns: 120, rows: 40, environment: environment)
    try ana.wait(for: "eu ✔ ok · us ✔ ok")
    try set("critical", "checkout")
    try ana.wait(for: "fail over eu -> us")
    try bo.wait(for: "eu ✖ critical")
    try bo.press("1", "Down", "Down", "Enter")
    try bo.wait(for: "it ^[[31mburns")
    try bo.press("Escape")
    try ana.press("1", "Down", "Down", "a")
    try ana.wait(for: "Acknowledge checkout eu")
    try ana.type("rolling back")
    try ana.press("Enter")
    try ana.wait(for: "ack ana")
    try bo.wait(for: "ack ana")
    try ana.wait(seconds: 25, for: "ok -> critical")
    try bo.wait(for: "ok -> critical")
    let timeline = try story.timeline()
    let changes = timeline.split(separator: "\n").count { $0.contains("ok -> critical") }
    #expect(changes == 1)
    let isKept = timeline.contains("checkout eu for 1h: rolling back")
    #expect(isKept)
    let isHarmless = try !ana.rawText().contains("\u{1B}[31mburns")
    #expect(isHarmless)
  }

  @Test func `a source that hangs keeps no other one and no key waiting`() throws {
    try story.run("declare", "Checkout fails")
    try set("hang", "mail")
    let ana = try story.console("ana", columns: 120, rows: 40, environment: environment)
    try ana.wait(for: "✔ take-orders")
    try ana.press("i")
    try ana.type("typed while a source hangs")
    try ana.press("Enter")
    try ana.wait(for: "observation typed while a source hangs")
    try ana.wait(for: "? mail")
    try ana.press("q")
    #expect(try ana.exitStatus() == 0)
  }

  @Test func `without a configuration it says how to set one up`() throws {
    try story.run("declare", "Checkout fails")
    let ana = try story.console("ana", columns: 140, rows: 40)
    try ana.wait(for: "not watched: give services a health:")
  }
}
