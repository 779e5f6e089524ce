import IncidentModel
import IncidentTUI
import Testing

/// Longer texts, the details of an entry, its links.
struct ReadingTests {
  private func reading(_ lines: Int) throws -> Stage {
    var stage = try Stage(Scripts.checkout)
    let text = (1...lines).map { "line \($0)" }.joined(separator: "\n")
    _ = stage.state.update(.document(title: "A text", text, command: "postmortem -o x.md"))
    return stage
  }

  @Test func `a text is scrolled by row, by page and to its ends`() throws {
    var stage = try reading(100)
    stage.press(.down, .character("j"))
    #expect(stage.screen().contains("line 3 "))
    #expect(!stage.screen().contains("line 2 "))
    stage.press(.character("G"))
    #expect(stage.screen().contains("line 100 "))
    stage.press(.character("g"))
    #expect(stage.screen().contains("line 1 "))
  }

  @Test(arguments: [
    "one\ntwo\n\n\nthree\n\n", "\n\n\n", "a\r\nb\r\n",
    "naïve 日本 👩‍🚒 \u{1B}[2J\n  and more words than fit\n",
  ])
  func `a text that comes in pieces reads as the whole one`(_ text: String) {
    let whole = Document(title: "", text: text, width: 12)
    var pieces = Document(title: "", width: 12)
    for scalar in text.unicodeScalars { pieces.append(String(scalar)) }
    #expect(pieces.rows == whole.rows)
    #expect(!whole.rows.joined().contains("⏎"))
    pieces.wrap(to: 7)
    #expect(pieces.rows == Document(title: "", text: text, width: 7).rows)
  }

  @Test func `a word is found in a text, and n goes on`() throws {
    var stage = try reading(100)
    stage.press(.character("/"))
    stage.type("LINE 5")
    stage.press(.enter)
    #expect(stage.screen().contains("line 5 "))
    #expect(!stage.screen().contains("line 4 "))
    stage.press(.character("n"))
    #expect(stage.screen().contains("line 50 "))
    #expect(!stage.screen().contains("line 49 "))
  }

  @Test func `from the preview the command that writes it is one key away`() throws {
    var stage = try reading(3)
    stage.press(.character(":"))
    #expect(stage.state.command.editor.text == "postmortem -o x.md")
  }

  @Test func `a text never comes over what is being typed`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("i"))
    _ = stage.state.update(.document(title: "late", "text", command: ""))
    #expect(stage.state.mode == .composing)
  }

  @Test func `what is too long is cut, and says so`() throws {
    let document = Document(title: "", text: String(repeating: "x\n", count: 800_000), width: 80)
    #expect(document.rows.last?.contains("cut here") == true)
  }

  @Test func `an entry shows every version and its evidence`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.up)
    let line = try #require(stage.state.timeline.selected)
    try stage.amend(.correction(Correction(of: line.id, text: "drain eu, all of it")), of: line)
    stage.press(.enter)
    #expect(stage.effects.last == .loadRelated(line.id))
    let evidence = Entry(
      id: EntryID(clock: 1 << 41, random: 9), incident: Stage.incident,
      happenedAt: stage.state.now, recordedAt: stage.state.now, author: .person(Stage.cy),
      event: .reference(
        Reference(url: "https://grafana.example/d/1", text: "requests in eu", of: line.id)))
    _ = stage.state.update(.related(line.id, [TimelineLine(evidence)]))
    try expectSnapshot(stage.screen(), "details-versions")
    stage.press(.character("o"))
    #expect(stage.screen().contains("A link to grafana.example"))
    stage.press(.character("c"))
    #expect(stage.effects.last == .copy("https://grafana.example/d/1"))
  }

  @Test(arguments: [
    ("see https://a.example/x, now", ["https://a.example/x"]),
    ("(http://b.example:80)", ["http://b.example:80"]), ("javascript:alert(1)", []),
    ("file:///etc/passwd", []), ("https://", []), ("http://ev\u{202E}il.example", []),
    ("xhttps://c.example", ["https://c.example"]),
  ])
  func `only links of the web are links`(_ text: String, _ links: [String]) throws {
    var stage = try Stage("declared x\nobservation \(text)")
    stage.press(.character("o"))
    if links.isEmpty {
      #expect(stage.state.notice?.text == "o: no http or https link in it")
    } else {
      stage.press(.character("c"))
      #expect(stage.effects.last == .copy(links[0]))
    }
  }

  @Test func `a name before the host does not pass for the host`() throws {
    var stage = try Stage("declared x\nobservation https://bank.example@evil.example/login")
    stage.press(.character("o"))
    #expect(stage.screen().contains("A link to evil.example"))
  }

  @Test func `F hides what the system wrote, and shows it again`() throws {
    var stage = try Stage(Scripts.checkout)
    stage.press(.character("F"))
    guard case .load(_, let filter, _)? = stage.effects.last else {
      Issue.record("nothing was loaded")
      return
    }
    #expect(filter.hidesSystem)
    stage.press(.character("F"))
    #expect(!stage.state.timeline.filter.hidesSystem)
  }

  @Test(arguments: [
    ("one two three", 8, ["one two ", "three"]), ("a\nb", 10, ["a", "b"]), ("", 10, [""]),
    ("漢字漢字", 6, ["漢字", "漢字"]),
  ])
  func `a text being typed breaks between words`(
    _ text: String, _ width: Int, _ rows: [String]
  ) {
    #expect(LineEditor(text).rows(width: width).rows == rows)
  }
}
