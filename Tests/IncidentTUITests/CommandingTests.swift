import IncidentModel
import IncidentTUI
import Testing

/// The line that `:` opens.
struct CommandingTests {
  static let catalog = CommandCatalog(commands: [
    .init(
      name: "handoff", help: "Hand a role over.",
      subcommands: [
        .init(
          name: "offer", help: "Offer a role.",
          arguments: [
            .init(names: [], help: "To whom.", takesValue: true, values: .people),
            .init(
              names: ["--role"], help: "Which role.", takesValue: true,
              values: .list(["commander", "scribe"])),
          ])
      ]),
    .init(
      name: "log", help: "Write down what happens.",
      arguments: [
        .init(
          names: ["--kind"], help: "What kind.", takesValue: true,
          values: .list(["decision", "note"]))
      ]),
    .init(
      name: "retract", help: "Hide an entry.",
      arguments: [.init(names: [], help: "Which entry.", takesValue: true, values: .entries)]),
    .init(name: "run", help: "Run a command."),
    .init(name: "timeline", help: "Print the timeline."),
  ])

  private func opened() throws -> Stage {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character(":"))
    _ = stage.state.update(.catalog(Self.catalog))
    return stage
  }

  @Test(arguments: [
    ("hand", "handoff "), ("handoff ", "handoff offer "), ("handoff offer b", "handoff offer bo "),
    ("handoff offer bo --r", "handoff offer bo --role "),
    ("handoff offer bo --role s", "handoff offer bo --role scribe "),
    ("log --k", "log --kind "), ("log --kind d", "log --kind decision "),
    ("incident time", "incident timeline "), ("them", "theme "), ("theme l", "theme light "),
    ("run -- handoff of", "run -- handoff of"), ("nothing", "nothing"),
  ])
  func `Tab completes commands, options and values`(_ typed: String, _ completed: String) throws {
    var stage = try opened()
    stage.type(typed)
    stage.press(.tab)
    #expect(stage.state.command.editor.text == completed)
  }

  @Test func `Tab goes round, Shift-Tab back`() throws {
    var stage = try opened()
    stage.type("handoff offer ")
    stage.press(.tab)
    #expect(stage.state.command.editor.text == "handoff offer ana ")
    stage.press(.tab)
    #expect(stage.state.command.editor.text == "handoff offer bo ")
    stage.press(.backTab)
    #expect(stage.state.command.editor.text == "handoff offer ana ")
  }

  @Test func `entries are completed by their short names, the newest first`() throws {
    var stage = try opened()
    stage.type("retract ")
    #expect(stage.screen().contains("task @bo write to the partners"))
    stage.press(.tab)
    let newest = try #require(stage.state.timeline.lines.last).id.shortText
    #expect(stage.state.command.editor.text == "retract \(newest) ")
  }

  @Test func `the words that could follow are shown with what they are for`() throws {
    var stage = try opened()
    stage.type("handoff")
    stage.press(.backspace)
    try expectSnapshot(stage.screen(), "completing")
  }

  @Test func `a command is run as it was typed, split as by a shell`() throws {
    var stage = try opened()
    stage.type("log '= roll back' --kind decision")
    stage.press(.enter)
    #expect(stage.effects.last == .run(["log", "= roll back", "--kind", "decision"], id: 1))
  }

  @Test func `a line of output is a notice, more is to be read`() throws {
    var stage = try opened()
    stage.type("timeline")
    stage.press(.enter)
    _ = stage.state.update(.output(id: 1, "saved 5p2h\n"))
    _ = stage.state.update(.ended(id: 1, status: 0))
    #expect(stage.state.notice?.text == "saved 5p2h")
    #expect(stage.state.mode == .browsing)
    stage.press(.character(":"))
    stage.type("timeline")
    stage.press(.enter)
    _ = stage.state.update(.output(id: 2, "one\ntwo\nthree \u{1B}[31mred\n"))
    _ = stage.state.update(.ended(id: 2, status: 0))
    #expect(stage.screen().contains("three ^[[31mred"))
    try expectSnapshot(stage.screen(), "reading")
  }

  @Test func `a command that fails says so`() throws {
    var stage = try opened()
    stage.type("timeline")
    stage.press(.enter)
    _ = stage.state.update(.output(id: 1, "incident: no such zone"))
    _ = stage.state.update(.ended(id: 1, status: 64))
    #expect(stage.state.notice?.isError == true)
  }

  @Test func `what a command prints late does not come over what is typed meanwhile`() throws {
    var stage = try opened()
    stage.type("timeline")
    stage.press(.enter, .escape, .character("i"))
    stage.type("half")
    _ = stage.state.update(.output(id: 1, "a\nb\n"))
    _ = stage.state.update(.ended(id: 1, status: 0))
    #expect(stage.state.mode == .composing)
    #expect(stage.state.composer.editor.text == "half")
  }

  @Test func `Ctrl-C ends a command, and quitting asks while one runs`() throws {
    var stage = try opened()
    stage.type("timeline")
    stage.press(.enter, .control("c"))
    #expect(stage.effects.last == .stop(id: 1))
    stage.press(.escape, .character("q"))
    #expect(stage.state.isRunning)
    #expect(stage.screen().contains(":timeline is still running"))
  }

  @Test(arguments: [
    ("timline", "did you mean timeline?"), ("log 'half", "is opened and not closed"),
    ("console", "wants a terminal of its own"), ("theme pink", ":theme takes"),
  ])
  func `a line that cannot be run says why`(_ line: String, _ sentence: String) throws {
    var stage = try opened()
    stage.type(line)
    stage.press(.enter)
    #expect(!stage.effects.contains { if case .run = $0 { true } else { false } })
    #expect(stage.state.notice?.text.contains(sentence) == true)
    #expect(stage.state.notice?.isError == true)
  }

  @Test(arguments: ["q", "quit", "wq", "x"])
  func `whoever comes from vi gets out`(_ line: String) throws {
    var stage = try opened()
    stage.type(line)
    stage.press(.enter)
    #expect(!stage.state.isRunning)
  }

  @Test func `Up brings the last line back`() throws {
    var stage = try opened()
    stage.type("log one")
    stage.press(.enter, .character(":"), .up)
    #expect(stage.state.command.editor.text == "log one")
  }

  @Test(arguments: [
    ("", []), ("a b", ["a", "b"]), ("a  'b c' d", ["a", "b c", "d"]), ("a\\ b", ["a b"]),
    ("\"a 'b'\"", ["a 'b'"]), ("''", [""]), ("a'b'c", ["abc"]), ("\"\\\"\"", ["\""]),
    ("$HOME `ls` *", ["$HOME", "`ls`", "*"]),
  ])
  func `words are split as a shell does, and nothing is expanded`(
    _ line: String, _ words: [String]
  ) {
    #expect(ShellWords(line).all == words)
  }

  @Test(arguments: ["plain", "two words", "it's", "a\"b", "", "back\\slash"])
  func `a quoted word is one word again`(_ word: String) {
    #expect(ShellWords(ShellWords.quoted(word)).all == [word])
  }
}
