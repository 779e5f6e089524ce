import FoundationEssentials
import Testing

/// Runbooks on the command line, as a script or a person without the console uses them.
struct RunbookCommandTests {
  private let program: Program

  init() throws {
    program = try Program()
    try FileManager.default.createDirectory(
      atPath: program.file("runbooks"), withIntermediateDirectories: true)
    try program.write("runbooks: [./runbooks]\n", to: "incident.yaml")
    try program.write(Self.failover, to: "runbooks/failover.md")
    try program.run("declare", "EU errors", "--severity", "SEV1", environment: environment)
  }

  private var environment: [String: String] {
    ["INCIDENT_CONFIG": program.file("incident.yaml"), "TRAFFIC": "http://127.0.0.1:1"]
  }

  private func run(as person: String = "ana", _ arguments: String...) throws -> Program.Outcome {
    try program.run(
      all: ["runbook"] + arguments,
      environment: environment.merging(["INCIDENT_USER": person]) { $1 })
  }

  private func timeline() throws -> String {
    try program.run("timeline", environment: environment).output
  }

  static let failover = """
    ---
    owner: team-traffic
    alerts: [RegionDown]
    services: [checkout]
    params:
      from:  {choices: [eu, us], default: eu}
      token: {secret: true, env: SECRET_TOKEN}
    ---
    # Failover

    ## Fail over

    - [ ] Ask the commander <!-- incident: role=ic -->
    - [ ] Say what is there
      ```sh name=look
      echo "region $from with $token"
      ```
    - [ ] Drain $from <!-- incident: fact=mitigated -->
      ```sh name=drain risk=destructive approve=1 undo=undrain
      echo drained > drained.txt
      ```
    - [ ] Check it
      ```sh name=check check=true
      test "$from" = us
      ```

    ## Roll back

    ```sh name=undrain risk=change
    rm drained.txt
    ```
    """

  static let hazards: [(name: String, text: String, because: String)] = [
    ("placeholder", "```sh\nls <pod-name>\n```", "pod-name"),
    ("ssh", "```sh\nssh web-1\nsudo systemctl restart a\n```", "opens a session"),
    ("promql", "```sh\nsum(rate(errors_total[5m])) by (region)\n```", "query of Prometheus"),
    ("root", "```\n# chroot /host\n# systemctl restart kubelet\n```", "root"),
    ("yaml", "```bash\napiVersion: v1\nkind: Pod\n```", "YAML"),
    (
      "missing", "```sh\nno-such-command-anywhere --now\n```",
      "no command 'no-such-command-anywhere'"
    ),
    ("unset", "```sh\nrm -rf \"/tmp/x/$UNSET_NAME\"\n```", "UNSET_NAME"),
  ]

  @Test(arguments: hazards)
  func `a hazard is not run, and says why`(
    _ hazard: (name: String, text: String, because: String)
  ) throws {
    try program.write(
      "# A\n\n## Fix\n\nDo this:\n\n\(hazard.text)\n", to: "runbooks/\(hazard.name).md")
    let shown = try run("show", hazard.name)
    #expect(shown.status == 0)
    let refused = try run("run", hazard.name, "--step", "1", "--yes", "--confirm", "x")
    #expect(refused.status == 1)
    #expect(refused.messages.contains(hazard.because), "\(refused.messages)")
    #expect(try !timeline().contains("runbook"))
  }

  @Test func `a step is previewed, run, recorded, and its secret nowhere`() throws {
    let secret = "s3cr3t-of-the-region"
    let variables = environment.merging(["SECRET_TOKEN": secret]) { $1 }
    let preview = try program.run(
      "runbook", "run", "failover", "--step", "look", "--dry-run", environment: variables)
    #expect(preview.output.contains("echo \"region $from with $token\""))
    #expect(preview.output.contains("token=[masked]"))
    #expect(try !timeline().contains("runbook"))
    let ran = try program.run(
      "runbook", "run", "failover", "--step", "look", "--yes", environment: variables)
    #expect(ran.status == 0)
    #expect(ran.output == "region eu with [masked]\n")
    let exported = try program.run("export", environment: variables)
    for text in [preview.output, preview.messages, ran.messages, exported.output] {
      #expect(!text.contains(secret))
    }
    #expect(exported.output.contains("region eu with [masked]"))
  }

  @Test
  func `without a yes nothing runs, a destructive step wants its target, and approval by another`()
    throws
  {
    let variables = ["SECRET_TOKEN": "s3cr3t-of-the-region"]
    func drain(_ more: String...) throws -> Program.Outcome {
      try program.run(
        all: ["runbook", "run", "failover", "--step", "drain"] + more,
        environment: environment.merging(variables) { $1 })
    }
    #expect(try run("run", "failover", "--step", "check").messages.contains("--yes"))
    #expect(try drain("--yes").messages.contains("--confirm 3"))
    let asked = try drain("--yes", "--confirm", "3")
    #expect(asked.status == 1)
    let id = try #require(asked.messages.firstMatch(of: /approve (\w{4})/)?.1)
    let own = try run("approve", String(id))
    #expect(own.messages.contains("who asks for an approval cannot give it"))
    #expect(try drain("--yes", "--confirm", "3").messages.contains("waits for approval"))
    #expect(!program.has("runbooks/drained.txt"))
    #expect(try run(as: "bo", "approve", String(id)).status == 0)
    // Bound to the very values: another one is not approved.
    let other = try drain("--yes", "--confirm", "3", "--param", "from=us")
    #expect(other.status == 1)
    #expect(!program.has("runbooks/drained.txt"))
    let next = try #require(other.messages.firstMatch(of: /approve (\w{4})/)?.1)
    #expect(try run(as: "bo", "approve", String(next)).status == 0)
    #expect(try drain("--yes", "--confirm", "3", "--param", "from=us").status == 0)
    #expect(program.has("runbooks/drained.txt"))
    let undone = try program.run(
      "runbook", "run", "failover", "--step", "3", "--undo", "--yes",
      environment: environment.merging(variables) { $1 })
    #expect(undone.status == 0)
    #expect(!program.has("runbooks/drained.txt"))
    let report = try program.run("postmortem", environment: environment).output
    #expect(report.contains("## Runbooks walked"))
    #expect(report.contains("approved by"))
    #expect(try timeline().contains("milestone"))
  }

  @Test
  func `a failed check has its status, and says so in the list, the timeline, and the postmortem`()
    throws
  {
    let variables = environment.merging(["SECRET_TOKEN": "s3cr3t-of-the-region"]) { $1 }
    let checked = try program.run(
      "runbook", "run", "failover", "--step", "check", "--yes", environment: variables)
    #expect(checked.status == 1)
    #expect(try run("skip", "failover", "--step", "1", "--because", "asked before").status == 0)
    #expect(try run("done", "failover", "--step", "drain").status == 0)
    let text = try timeline()
    #expect(text.contains("the check says no (exit 1)"))
    #expect(text.contains("skipped: asked before"))
    #expect(text.contains("mitigated"))
    #expect(try run("list").output.contains("by incident eu-errors"))
    let report = try program.run("postmortem", environment: environment).output
    #expect(report.contains("Not as the runbook says"))
    #expect(report.contains("left out: asked before"))
  }

  @Test func `found by alert, service, word; checked by file and line`() throws {
    #expect(try run("list", "--alert", "RegionDown").lines.count == 1)
    #expect(try run("list", "--service", "checkout").output.contains("failover"))
    #expect(try run("list", "undrain").output.contains("failover"))
    try program.write(
      "# B\n\n## Fix\n\n[gone](gone.md)\n\n```sh timeout=soon\nls\n```\n\n```sh\nif true\n```\n",
      to: "runbooks/b.md")
    let checked = try run("check", program.file("runbooks/b.md"))
    #expect(checked.status == 2)
    for finding in [
      "b.md:5:1: error: dead-link: gone.md", "b.md:7:1: error: attributes: timeout=soon",
      "b.md:12:1: error: syntax", "b.md:1:1: warning: no-owner",
    ] { #expect(checked.output.contains(finding), "\(checked.output)") }
    #expect(try run("check", program.file("runbooks/failover.md")).status == 0)
    let unknown = try run("show", "failovr")
    #expect(unknown.status == 1)
    #expect(unknown.messages.contains("failover"))
  }

  @Test func `the runbooks that come with the program pass their own check`() throws {
    let program = try Program()
    let checked = try program.run("runbook", "check", "--strict", in: program.folder)
    #expect(checked.status == 0, "\(checked.output)")
    #expect(checked.messages.contains("9 runbooks: 0 errors, 0 warnings"))
  }

  @Test func `a step does not run steps`() throws {
    let refused = try program.run(
      "runbook", "run", "failover", "--step", "check", "--yes",
      environment: environment.merging(["INCIDENT_DEPTH": "1", "SECRET_TOKEN": "s3cr3t"]) { $1 })
    #expect(refused.status == 1)
    #expect(refused.messages.contains("does not run steps"))
  }
}
