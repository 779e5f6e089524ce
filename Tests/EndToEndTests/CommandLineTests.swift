import Testing

/// What the README and the help promise, from the outside.
@Suite struct CommandLineTests {
  private static let sample = """
    2026-11-20 09:50\tmilestone\timpactStarted: first failed order
    2026-11-20 09:52\tmilestone\tdetected: the pager
    2026-11-20 09:55\tdeclared\tOrders fail in the EU
    2026-11-20 09:55\tseverity\tSEV1: nobody can pay
    2026-11-20 09:58:30\tdecision\tfail over to the US
    2026-11-20 10:04\tsurprise\texpected: failover in 60 s | found: 9 min
    2026-11-20 10:21\tmilestone\trecovered: orders are back

    """

  @Test func `a text file comes back unchanged, and again adds nothing`() throws {
    let program = try Program()
    try program.write(Self.sample, to: "eu.txt")
    let logbook = program.file("other.sqlite")
    let first = try program.run(
      "--logbook", logbook, "import", "--format", "text", program.file("eu.txt"))
    #expect(first.status == 0)
    let ref = try #require(first.lines.first)
    let again = try program.run("import", "--logbook", logbook, program.file("eu.txt"))
    #expect(again.output == first.output)
    #expect(again.messages.contains("already imported, nothing added"))
    let text = try program.run(
      "timeline", ref, "--format", "text", "--zone", "UTC", "--logbook", logbook)
    #expect(text.output == Self.sample)
    let metrics = try program.run("--logbook", logbook, "metrics", ref)
    #expect(
      metrics.lines.contains {
        $0.wholeMatch(of: /outage +31m +impact started 2026-11-20 09:50Z -> recovered .* 10:21Z/)
          != nil
      })
  }

  @Test func `an incident runs from declaration to closing`() throws {
    let program = try Program()
    let ref = try #require(
      try program.run("declare", "EU", "checkout", "errors", "--severity", "SEV2").lines.first)
    #expect(ref.hasPrefix("eu-checkout-errors-"))
    try program.run("log", "= fail over to us", "--ref", "https://example.com/graph")
    try program.run("role", "assign", "scribe", "bo")
    try program.run("handoff", "offer", "bo", "--role", "commander")
    try program.run("handoff", "accept", "--by", "bo")
    try program.run("update", "--audience", "public", "We", "are", "on it", "--next", "30m")
    let shown = try program.run("show").output
    #expect(shown.contains("commander bo · scribe bo"))
    #expect(try program.run("status", "resolved").status == 0)
    #expect(try program.run("status", "closed").status == 0)
    #expect(try program.run("list").output.isEmpty)
    #expect(try program.run("list", "--all").output.contains(ref))
  }

  @Test func `lines of standard input are entries, all or none`() throws {
    let program = try Program()
    try program.run("declare", "x")
    let good = try program.run("log", "-", input: Array("@-5m > drain\n\n= go\n".utf8))
    #expect(good.lines.count == 2)
    let bad = try program.run("log", "-", input: Array("fine\n@25:00 not\n".utf8))
    #expect(bad.status == 65)
    #expect(bad.messages.contains("standard input:2: '25:00'"))
    #expect(try !program.run("timeline").output.contains("fine"))
    let kept = try program.run("log", "-", "--keep-going", input: Array("fine\n@25:00 not\n".utf8))
    #expect(kept.status == 0)
    #expect(try program.run("timeline", "--kind", "note").output.contains("@25:00 not"))
  }

  @Test func `lines of standard input may be JSON`() throws {
    let program = try Program()
    try program.run("declare", "x")
    let line =
      #"{"text":"> as it stands","kind":"decision","at":"-5m","ref":["https://a.example"]}"#
    #expect(try program.run("log", "-", input: Array(line.utf8)).lines.count == 2)
    let timeline = try program.run("timeline").output
    #expect(timeline.contains("decision     > as it stands"))
    #expect(timeline.contains("https://a.example"))
    let bad = try program.run("log", "-", input: Array(#"{"text":"x","kind":"odd"}"#.utf8))
    #expect(bad.status == 65)
    #expect(bad.messages.contains("no kind 'odd'"))
  }

  @Test func `an entry is corrected, retracted and redacted`() throws {
    let program = try Program()
    try program.run("declare", "x")
    let entry = try program.log("drained us")
    try program.run("correct", entry, "--text", "drained eu", "--kind", "action")
    #expect(try program.run("timeline").output.contains("drained eu (corrected)"))
    try program.run("retract", entry, "--because", "wrong incident")
    #expect(try !program.run("timeline").output.contains("drained"))
    let secret = try program.log("the word is swordfish")
    try program.run("redact", secret, "--because", "a password")
    #expect(try program.run("timeline").output.contains("[redacted by ana: a password]"))
    #expect(try !program.run("export", "--all").output.contains("swordfish"))
    #expect(try program.run("search", "swordfish").output.isEmpty)
  }

  @Test func `a command is run, its status returned and its secrets masked`() throws {
    let program = try Program()
    try program.run("declare", "x")
    let ran = try program.run("run", "--", "sh", "-c", "echo password=hunter2; exit 3")
    #expect(ran.status == 3)
    #expect(ran.output == "password=hunter2\n")
    let timeline = try program.run("timeline", "--kind", "command").output
    #expect(timeline.contains("exit 3"))
    #expect(!timeline.contains("hunter2"))
    #expect(try program.run("run", "--timeout", "1s", "--", "sleep", "30").status == 143)
    #expect(try program.run("run", "--", "no-such-command").status == 127)
  }

  @Test func `an export makes the same logbook again`() throws {
    let program = try Program()
    try program.run("declare", "one", "--commander", "cy")
    try program.run("log", "# @dee check the lag")
    try program.run("export", "--all", "-o", program.file("all.jsonl"))
    let copy = ["INCIDENT_LOGBOOK": program.file("copy.sqlite")]
    try program.run("import", program.file("all.jsonl"), environment: copy)
    let again = try program.run("export", "--all", environment: copy)
    #expect(again.output == (try program.read("all.jsonl")))
    #expect(try program.run("show", environment: copy).output.contains("commander cy"))
  }

  @Test func `a postmortem keeps what people wrote`() throws {
    let program = try Program()
    try program.run("declare", "one", "--severity", "1")
    try program.run("postmortem", "-o", program.file("pm.md"))
    let draft = try program.read("pm.md")
    let place = try #require(draft.firstRange(of: "*Not written yet.*"))
    var edited = draft
    edited.replaceSubrange(place, with: "Our own words.")
    try program.write(edited, to: "pm.md")
    try program.run("log", "one more thing")
    try program.run("postmortem", "-o", program.file("pm.md"))
    #expect(try program.read("pm.md").contains("Our own words."))
    #expect(try program.read("pm.md").contains("one more thing"))
    try program.write("mine\n", to: "mine.md")
    #expect(try program.run("postmortem", "-o", program.file("mine.md")).status == 73)
  }

  @Test func `text from outside cannot command the terminal`() throws {
    let program = try Program()
    try program.run("declare", "evil \u{1B}]0;title\u{7} \u{202E}name")
    try program.run("log", "red \u{1B}[31m")
    for arguments in [
      ["show"], ["timeline"], ["list"], ["timeline", "--json"], ["show", "--json"],
    ] {
      let output = try program.run(arguments[0], arguments.count > 1 ? arguments[1] : "--utc")
        .output
      #expect(!output.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `completion scripts are made`(shell: String) throws {
    let script = try Program().run("--generate-completion-script", shell)
    #expect(script.status == 0)
    #expect(script.output.contains("postmortem"))
  }
}
