import Testing

/// What becomes of surprises, on the command line.
struct SurpriseCommandTests {
  private let story: LearningStory
  private let program: Program
  private let id: String

  init() throws {
    story = try LearningStory()
    program = story.program
    id = try story.surprise()
  }

  @discardableResult
  private func surprise(_ arguments: String...) throws -> Program.Outcome {
    try program.run(all: ["surprise"] + arguments)
  }

  @Test func `one is written down with what it is about, and found by it`() throws {
    let added = try surprise(
      "--expected", "the cache is warm", "--found", "it was cold", "--service", "pages", "-i",
      story.ref)
    #expect(added.status == 0)
    #expect(try surprise("list").lines.count == 2)
    #expect(try surprise("list", "--service", "pages").output.contains("the cache is warm"))
    #expect(try surprise("list", "router", "kept").output.hasPrefix(id))
    #expect(try surprise("list", "--since", "2026-11-21").output.contains("cache"))
    #expect(try surprise("list", "nothing", "of", "the", "sort").messages == "no surprises\n")
  }

  @Test func `what was found out is added, and makes it explained`() throws {
    try surprise(
      "explain", id, "--subject", "service:pages", "--cost", "9m", "--known", "none", "--kind",
      "monitoring-gap")
    #expect(try surprise("list", "--open").output.hasPrefix(id))
    try surprise("explain", id, "the check was off")
    #expect(try surprise("list", "--open").output.isEmpty)
    let shown = try surprise("show", id).output
    for words in [
      "expected         the router leaves", "state            explained",
      "subject          service pages",
      "effect           9 min", "explained        the check was off",
    ] { #expect(shown.contains(words), "\(shown)") }
    let document = try surprise("list", "--json").output
    #expect(document.contains(#""kind":"monitoringGap","known":"none""#))
    #expect(document.contains(#""subject":{"kind":"service","name":"pages"}"#))
  }

  @Test func `what is like it in another incident is shown beside it`() throws {
    let other = LearningStory.timeline.replacing("2026-11-20", with: "2026-11-22")
      .replacing("Pages of the east fail", with: "West again")
    try program.write(other, to: "other.txt")
    let ref = try #require(
      try program.run("import", "--format", "text", program.file("other.txt")).lines.first)
    #expect(
      try surprise("show", id).output.contains(/Like it, in other incidents\n +\w{4}  west-again-/))
    try surprise("explain", id, "--seen-before", ref)
    #expect(try surprise("show", id).output.contains("seen before in  \(ref)\n"))
  }

  static let refusals: [(arguments: [String], words: String, status: Int32)] = [
    (["show", "zzzz"], "no surprise has the id 'zzzz'; `incident surprise list`", 1),
    (["explain", "zzzz", "why"], "no surprise has the id 'zzzz'", 1),
    (["explain", "ID"], "there is no text", 1),
    (["explain", "ID", "--kind", "odd"], "The value 'odd' is invalid for '--kind <kind>'", 64),
    (["explain", "ID", "--subject", "pages"], "'pages' is invalid for '--subject", 64),
    (["explain", "ID", "--cost", "much"], "'much' is not a duration", 1),
    (["explain", "ID", "--seen-before", "nosuch"], "nosuch", 1),
    (["--expected", "a"], "--found", 64),
  ]

  @Test(arguments: refusals)
  func `what cannot be is refused`(
    _ refusal: (arguments: [String], words: String, status: Int32)
  ) throws {
    let words = refusal.arguments.map { $0 == "ID" ? id : $0 }
    try program.expectRefusal(["surprise"] + words, refusal.words, status: refusal.status)
  }
}
