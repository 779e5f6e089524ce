import Testing

/// From a surprise to what an experiment has shown, with the real Chaos Toolkit on a lab of loopback.
@Suite(
  .enabled(if: ChaosToolkit.isWanted, "needs python3 -m venv, and chaostoolkit from PyPI"),
  .timeLimit(.minutes(5)))
struct ChaosToolkitTests {
  private let story: LearningStory
  private let program: Program
  private let lab: RegionLab
  private let experiment: String

  init() throws {
    story = try LearningStory()
    program = story.program
    lab = try RegionLab(program)
    experiment = try story.experiment()
  }

  /// Exports the experiment, has it validated and run, and gives back the path of the journal.
  private func journal(_ name: String) throws -> String {
    let (file, journal) = (program.file("\(name).json"), program.file("\(name).journal.json"))
    try program.run("experiment", "export", experiment, "-o", file)
    let validated = try ChaosToolkit.run("validate", file, for: program)
    #expect(validated.status == 0, "\(validated.output)\(validated.messages)")
    _ = try ChaosToolkit.run("run", "--journal-path", journal, file, for: program)
    return journal
  }

  private func makeReady(_ text: String) throws {
    try program.write(text, to: "ready.yaml")
    let edited = try story.run(
      "experiment", "edit", experiment, "--file", program.file("ready.yaml"))
    #expect(edited.output == "\(experiment) has all it needs\n", "\(edited.messages)")
    #expect(try story.run("experiment", "move", experiment, "ready").status == 0)
  }

  @Test func `a draft validates, does nothing when it is run, and was not run`() throws {
    let recorded = try story.run("experiment", "record", experiment, journal("draft"))
    #expect(recorded.status == 0)
    #expect(recorded.output.contains("  not run  (the tool says completed)\n"))
    #expect(recorded.output.contains("“draft-not-ready-"))
    #expect(try story.run("experiment", "list").output.contains(#/EXP-\w{4}  draft .*  not run  /#))
    #expect(try story.run("surprise", "list", "--open").lines.count == 1)
    #expect(try lab.status() == "200")
  }

  @Test func `with automatic failover the hypothesis holds, and the surprise is tested`() throws {
    try makeReady(LearningStory.ready(east: lab.east, router: lab.router))
    try lab.setAutomatic(true)
    let recorded = try story.run("experiment", "record", experiment, journal("held"))
    #expect(recorded.output.contains("  held  (the tool says completed)\n"))
    #expect(recorded.output.contains("is tested\n"))
    #expect(try story.run("experiment", "list").output.contains(#/EXP-\w{4}  done .*  held  /#))
    #expect(try story.run("surprise", "list", "--state", "tested").lines.count == 1)
    #expect(try program.run("followup", "list").output.isEmpty)
  }

  @Test func `without automatic failover a weakness becomes a follow-up, once`() throws {
    try makeReady(LearningStory.ready(east: lab.east, router: lab.router))
    let journal = try journal("weak")
    #expect(try lab.status() == "200", "it was rolled back")
    let recorded = try story.run("experiment", "record", experiment, journal)
    #expect(recorded.output.contains("  weakness found  (the tool says completed, deviated)\n"))
    #expect(recorded.output.contains("“pages are served” expected 200, got HTTP 503."))
    #expect(
      try story.run("timeline", story.ref).output.contains(
        "prevent: remove the weakness that \(experiment) found"))
    #expect(try story.run("surprise", "list", "--state", "tested").lines.count == 1)
    try program.expectRefusal(
      ["experiment", "record", experiment, journal],
      "this very journal was recorded for \(experiment) at")
  }

  @Test func `what a later run shows replaces what an earlier one had`() throws {
    try makeReady(LearningStory.ready(east: lab.east, router: lab.router))
    try lab.setAutomatic(true)
    try story.run("experiment", "record", experiment, journal("held"))
    try lab.setAutomatic(false)
    try story.run("experiment", "record", experiment, journal("weak"))
    let shown = try story.run("surprise", "show", try story.surprise()).output
    #expect(shown.contains("\(experiment): weakness found"))
    #expect(
      try story.run("experiment", "list", "--json").output.contains(#""verdict":"weaknessFound""#))
  }

  @Test func `the journal of another experiment is refused unless it is meant`() throws {
    let journal = try journal("draft")
    let other = try program.name(from: "experiment", "propose", story.ref, "--again")
    try program.expectRefusal(
      ["experiment", "record", other, journal],
      "the journal is of \(experiment) and not of \(other)")
    #expect(try story.run("experiment", "record", other, journal, "--force").status == 0)
  }

  @Test func `a step that a person does waits for drill mark, and its time is the journal's`()
    throws
  {
    let manual = #"{name: t4-decide, type: action, manual: "decide to fail over", timeout: 60s}"#
    try makeReady(LearningStory.ready(east: lab.east, router: lab.router, method: manual))
    let drill = try program.name(from: "drill", "plan", "--from", "east", "--to", "west")
    try story.run("drill", "start", drill)
    let (file, journal) = (program.file("m.json"), program.file("m.journal.json"))
    try story.run("experiment", "export", experiment, "-o", file)
    let chaos = try ChaosToolkit.command().joined(separator: " ")
    let outcome = try program.spawn(
      "/bin/sh",
      [
        "-c",
        """
        \(chaos) run --journal-path \(journal) \(file) & chaos=$!
        until incident timeline | grep -q waiting; do kill -0 $chaos && sleep 0.1 || exit 9; done
        INCIDENT_USER=bo incident drill mark decided 'west has headroom'
        wait $chaos
        """,
      ], environment: ChaosToolkit.variables(program))
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.messages)")
    #expect(try program.read("m.journal.json").contains(#"\"by\":\"a responder\""#))
    let recorded = try story.run("experiment", "record", experiment, journal, "--json")
    #expect(recorded.output.contains(#""verdict":"held""#), "\(recorded.output)")
    #expect(recorded.output.contains(/"milestones":\{"decided":"20/))
    #expect(try story.run("drill", "report", drill).output.contains("west has headroom"))
  }
}
