import FoundationEssentials
import Testing

/// Experiments on the command line, without any tool that runs them.
struct ExperimentCommandTests {
  private let story: LearningStory
  private let program: Program
  private let id: String

  init() throws {
    story = try LearningStory()
    program = story.program
    id = try story.experiment()
    try program.write(LearningStory.ready(), to: "ready.yaml")
  }

  private func makeReady() throws {
    try story.run("experiment", "edit", id, "--file", program.file("ready.yaml"))
    try story.run("experiment", "move", id, "ready")
  }

  private struct Listed: Decodable {
    struct Item: Decodable {
      struct Content: Decodable {
        struct Radius: Decodable { var sharePercent: Double }
        var title: String
        var owner: String?
        var blastRadius: Radius
      }
      var name: String
      var state: String
      var dueState: String
      var missing: [String]
      var problems: [String]
      var experiment: Content
    }
    var schema: Int
    var experiments: [Item]
  }

  @Test func `a surprise is proposed once, again when it is wanted, and never by a dry run`() throws
  {
    #expect(
      try story.run("surprise", "show", story.surprise()).output.contains("seeded    \(id)\n"))
    let second = try story.run("experiment", "propose", story.ref)
    #expect(second.status == 0)
    #expect(second.output.isEmpty)
    #expect(second.messages.contains("each of its surprises has an experiment; --again"))
    let dry = try story.run("experiment", "propose", story.ref, "--again", "--dry-run")
    #expect(dry.output.hasPrefix("(not written)  fault  loss of a region: the router leaves"))
    #expect(try story.run("experiment", "list").lines.count == 1)
    try story.run("experiment", "propose", "--surprise", story.surprise(), "--again")
    #expect(try story.run("experiment", "list").lines.count == 2)
  }

  @Test func `a draft says what it lacks, and is ready with it`() throws {
    #expect(
      try story.run("experiment", "show", id).output.contains("Still needed\n  a measurement"))
    try program.expectRefusal(
      ["experiment", "move", id, "ready"], "it is not ready: it needs a measurement")
    try makeReady()
    let shown = try story.run("experiment", "show", id).output
    #expect(shown.hasPrefix("\(id)  ready  never run, due "))
    #expect(!shown.contains("Still needed"))
    #expect(shown.contains("Follows from\n  \(story.ref)\n"))
  }

  @Test func `the document has all of it, fractions too`() throws {
    try makeReady()
    let text = try story.run("experiment", "list", "--json").output
    let listed = try JSONDecoder().decode(Listed.self, from: Data(text.utf8))
    #expect(listed.schema == 1)
    let item = try #require(listed.experiments.first)
    #expect(item.name == id)
    #expect(item.state == "ready")
    #expect(item.dueState == "never")
    #expect(item.missing == [] && item.problems == [])
    #expect(item.experiment.owner == "ana")
    #expect(item.experiment.blastRadius.sharePercent == 12.5)
  }

  @Test func `the printed text read back changes nothing`() throws {
    try makeReady()
    let text = try story.run("experiment", "edit", id, "--print").output
    try program.write(text, to: "same.yaml")
    try program.expectRefusal(
      ["experiment", "edit", id, "--file", program.file("same.yaml")],
      "already; nothing was written")
  }

  @Test func `what lacks something again is a draft again`() throws {
    try makeReady()
    let without = LearningStory.ready().replacing("owner: ana\n", with: "")
    try program.write(without, to: "less.yaml")
    let edited = try story.run("experiment", "edit", id, "--file", program.file("less.yaml"))
    #expect(edited.output == "\(id) still needs an owner\n")
    #expect(try story.run("experiment", "list").output.hasPrefix("\(id)  draft"))
  }

  @Test func `it is scheduled, done and retired, each with what that needs`() throws {
    try makeReady()
    try program.expectRefusal(
      ["experiment", "move", id, "scheduled"], "a scheduled experiment has a date; add --on DATE")
    try story.run("experiment", "move", id, "scheduled", "--on", "2027-01-12")
    #expect(try story.run("experiment", "list").output.contains("scheduled 2027-01-12"))
    try program.expectRefusal(
      ["experiment", "move", id, "done"], "no run of it was evidence; record a journal, or say")
    try program.expectRefusal(["experiment", "move", id, "retired"], "there is no text")
    try story.run("experiment", "move", id, "retired", "--because", "the region is gone")
    #expect(try story.run("experiment", "list").output.isEmpty)
    #expect(try story.run("experiment", "list", "--all").output.hasPrefix("\(id)  retired"))
  }

  @Test func `exports are the tool's JSON with its guard, and a card`() throws {
    let draft = try story.run("experiment", "export", id).output
    #expect(draft.contains(#""name": "draft-not-ready-"#))
    try makeReady()
    let ready = try story.run("experiment", "export", id).output
    #expect(!ready.contains("draft-not-ready-"))
    #expect(ready.contains(#""strategy": "always""#))
    #expect(
      try story.run("experiment", "export", id, "--format", "markdown").output.hasPrefix("# "))
    let file = program.file("e.json")
    #expect(try story.run("experiment", "export", id, "-o", file).messages == "wrote \(file)\n")
    #expect(try program.read("e.json") == ready)
  }

  static let refusals: [(arguments: [String], words: String, status: Int32)] = [
    (["show", "EXP-zzzz"], "no experiment is 'EXP-zzzz'; there are:\n  EXP-", 1),
    (["export", "zzzz"], "no experiment is 'zzzz'", 1),
    (["export", "ID", "--format", "fis"], "There is no format 'fis'; use chaostoolkit", 64),
    (["move", "ID", "finished"], "'finished' is invalid", 64),
    (["propose", "nosuch"], "nosuch", 1),
    (["propose", "--surprise", "zzzz"], "no surprise has the id 'zzzz'", 1),
    (["edit", "ID", "--file", "nosuch.yaml"], "cannot read nosuch.yaml", 66),
    (["record", "ID", "nosuch.json"], "cannot read nosuch.json", 66),
  ]

  @Test(arguments: refusals)
  func `what cannot be is refused`(
    _ refusal: (arguments: [String], words: String, status: Int32)
  ) throws {
    let words = refusal.arguments.map { $0 == "ID" ? id : $0 }
    try program.expectRefusal(["experiment"] + words, refusal.words, status: refusal.status)
  }

  @Test(arguments: [
    (
      "hypothesis:", "hypotesis:",
      ":3: an experiment has no key 'hypotesis'; did you mean 'hypothesis'?"
    ),
    ("kind: fault", "kind: odd", ":2: "), ("at_most: 1m", "at_most: soon", ":11: "),
    ("owner: ana", "owner: [", ":"),
  ])
  func `a text that cannot be read names its line`(
    _ right: String, _ wrong: String, _ words: String
  ) throws {
    try program.write(LearningStory.ready().replacing(right, with: wrong), to: "bad.yaml")
    let file = program.file("bad.yaml")
    try program.expectRefusal(
      ["experiment", "edit", id, "--file", file], "\(file)\(words)", status: 65)
  }

  @Test(arguments: [
    ("{\n\"status\": oops}", "line 2: it is not JSON"), ("[1]", "it is JSON and not a journal"),
    (#"{"title": "x", "method": []}"#, "it is an experiment and not the journal of a run"),
    (#"{"status": "completed"}"#, "it is no journal, as it has no "), ("", "it is not JSON"),
  ])
  func `what is no journal is refused with its line`(_ text: String, _ words: String) throws {
    try program.write(text, to: "journal.json")
    let file = program.file("journal.json")
    try program.expectRefusal(["experiment", "record", id, file], words, status: 65)
  }
}
