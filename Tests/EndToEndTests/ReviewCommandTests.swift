import Testing

/// How far postmortems are, on the command line.
struct ReviewCommandTests {
  private let story: LearningStory
  private let program: Program

  init() throws {
    story = try LearningStory()
    program = story.program
  }

  @discardableResult
  private func review(_ arguments: String...) throws -> Program.Outcome {
    try program.run(all: ["review"] + arguments)
  }

  private func move(_ arguments: String...) throws -> Program.Outcome {
    try program.run(all: ["review", "move", "-i", story.ref] + arguments)
  }

  @Test func `a postmortem goes from draft to closed, one step at a time`() throws {
    #expect(try review().output.contains(/draft +2026-11-\d\d overdue +- +SEV2 +pages-of/))
    #expect(try move("in-review", "--on", "2099-12-01", "--owner", "bo").status == 0)
    #expect(try review().output.hasPrefix("in review  2099-12-01  bo  SEV2  \(story.ref)"))
    #expect(try move("reviewed", "--link", "https://wiki.example/pm").status == 0)
    let document = try review("list", "--json").output
    #expect(
      document.contains(#""link":"https://wiki.example/pm","owner":"bo","reviewOn":"2099-12-01""#))
    #expect(try move("closed").status == 0)
    #expect(try review().messages == "no postmortems are open\n")
    #expect(try review("list", "--all").output.hasPrefix("closed"))
  }

  @Test func `going back needs a reason`() throws {
    try program.run("review", "move", "in-review", "-i", story.ref)
    try program.expectRefusal(
      ["review", "move", "draft", "-i", story.ref], "going back needs --because TEXT")
    #expect(try move("draft", "--because", "the impact was wrong").status == 0)
  }

  static let refusals: [(arguments: [String], words: String, status: Int32)] = [
    (["closed"], "the postmortem is draft and cannot become closed at once: draft, in review", 1),
    (["draft"], "it is 'draft' already; nothing was written", 1),
    (["in-review", "--on", "someday"], "'someday' is not a date", 64),
    (["in-review", "--link", "wiki"], "'wiki' is not a link", 64),
    (["done"], "'done' is invalid", 64), (["in-review", "-i", "nosuch"], "nosuch", 1),
  ]

  @Test(arguments: refusals)
  func `what cannot be is refused`(
    _ refusal: (arguments: [String], words: String, status: Int32)
  ) throws {
    try program.expectRefusal(
      ["review", "move", "-i", story.ref] + refusal.arguments, refusal.words,
      status: refusal.status)
  }

  @Test func `a reviewed postmortem has the date of its review`() throws {
    try program.run("review", "move", "in-review", "-i", story.ref)
    try program.expectRefusal(
      ["review", "move", "reviewed", "-i", story.ref], "a reviewed postmortem has the date")
  }

  @Test func `nothing is reviewed while the incident is open`() throws {
    let live = try #require(try program.run("declare", "x", "--severity", "3").lines.first)
    try program.expectRefusal(
      ["review", "move", "in-review", "-i", live], "the incident is investigating; its postmortem")
    #expect(try !review().output.contains(live))
  }
}
