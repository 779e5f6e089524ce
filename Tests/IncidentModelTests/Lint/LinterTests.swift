import Testing

@testable import IncidentModel

/// The rules that speak, in order of position.
private func rules(_ text: String, roster: [String] = [], options: LintOptions = .init())
  -> [String]
{
  Linter(roster: roster, options: options).findings(inMarkdown: text).map(\.rule.id)
}

@Suite struct LinterTests {
  @Test func `every rule has an id and a name of its own and says why and what instead`() {
    let all = LintRule.all
    #expect(all.count == 22)
    #expect(Set(all.map(\.id)).count == all.count)
    #expect(Set(all.map(\.name)).count == all.count)
    for rule in all { #expect(rule.why.hasSuffix(".") && rule.instead.hasSuffix(".")) }
    #expect(all.filter { !$0.isOnByDefault }.map(\.id) == ["B11", "B16"])
  }

  @Test func `levels are ordered`() {
    #expect(LintLevel.allCases.sorted() == [.hint, .warn, .error])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `a finding has line, column and words`(end: String) throws {
    let text = "# Cause\(end)\(end)Die Übergabe 👩‍👩‍👧 – it was **human\(end)error**."
    let found = try #require(Linter().findings(inMarkdown: text).first)
    #expect(found.rule.id == "B07" && found.level == .error)
    #expect(found.line == 3 && found.column == 27)
    #expect(found.excerpt == "human\(end)error")
  }

  @Test func `findings come in order of position`() {
    let text = "We failed to check it. It was human error. They should have asked."
    #expect(rules(text) == ["B05", "B07", "B01"])
  }

  @Test(arguments: [
    "It was `human error`.", "```\nhuman error\n```", "    human error",
    "> human error\nand more human error",
    "He said \"it was human error\" and left.", "He said “it was human error”.",
    "A talk on ‘human error’.", "See <https://x.example/?q=human error>", "<!-- human error -->",
    "[a talk](https://x.example/human error)", "---\ntitle: human error\n---\n", "~~~\nhuman error",
    "- a list\n\n  ```\n  human error\n  ```", "<!--\nhuman error\n-->",
    "<a title=\"human error\">x</a>",
    "+++\ntitle = human error\n+++\n", "## Chat log\n\nana: human error", "«human error»",
    "'human error'",
  ])
  func `what is not prose of the author is left alone`(text: String) { #expect(rules(text) == []) }

  @Test(arguments: [
    "<!-- blame-ok: agreed with the team -->\nIt was human error.",
    "It was human error. <!-- blame-ok: agreed -->",
    "It was human\nerror. <!-- blame-ok: agreed -->",
    "| It was human error. <!-- blame-ok: agreed --> | x |\n|---|---|",
  ])
  func `a waiver with a reason silences its line`(text: String) { #expect(rules(text) == []) }

  @Test func `a waiver without a reason is one more finding`() {
    #expect(rules("It was human error. <!-- blame-ok -->") == ["B07", "W01"])
    #expect(rules("<!-- blame-ok: -->\n\nfine") == ["W01"])
    #expect(rules("`<!-- blame-ok -->` is how") == [])
    #expect(rules("<!-- blame-ok: agreed -->\n<!-- blame-ok -->") == ["W01"])
  }

  @Test func `a waiver says nothing of other lines`() {
    #expect(rules("<!-- blame-ok: yes -->\n\nIt was human error.") == ["B07"])
  }

  @Test func `rules can be turned on and off`() {
    let text = "The root cause was human error."
    #expect(rules(text) == ["B07"])
    #expect(rules(text, options: LintOptions(turnedOn: ["B11"], turnedOff: ["B07"])) == ["B11"])
    let google = LintOptions(turnedOn: ["B11"], template: "Google")
    #expect(rules("The root cause is this.", options: google) == [])
    #expect(rules("Mistakes were made.", options: LintOptions(turnedOn: ["B16"])) == ["B16"])
  }

  @Test func `an alternative past and its consequence are one finding`() {
    #expect(rules("If we had tested it, we would have found it and could have acted.") == ["B04"])
  }

  @Test(arguments: [
    "", "\u{0}", "\r", "\r\n\r\n", "`", "```", "<!--", "-->", "|", "| |\n|-|", "](", "\"", "'",
    "# ", "- ",
    "👩‍👩‍👧", "**", "\u{FEFF}", "\u{301}", "1.", "####### x", "---\n", "<", "<!-->", "<!-- blame-ok",
    "\u{2019}",
    "- [x]", "> ", "\t", "~~~~", "2021-", "a\u{0}b error", "had been", "should have", "failed to",
    "://",
  ])
  func `any text can be looked at`(text: String) {
    for piece in [
      text, text + text, "# Follow-ups\n\(text)", "- \(text)", "| \(text) |\n|--|\n| \(text) |",
    ] {
      _ = rules(piece, roster: [text, "ana"])
    }
  }

  @Test(arguments: [
    "](", "<a", "<!--", "` `` ", "\"a ", " 'a", "| ", "1:", "human error ", "a\n\n",
    "- resolved 14:02\n",
  ])
  func `a long line or a long list takes no long time`(piece: String) {
    let text = String(repeating: piece, count: 100_000 / piece.utf8.count)
    let clock = ContinuousClock()
    #expect(clock.measure { _ = rules("# Follow-ups\n\n" + text) } < .seconds(8))
  }

  @Test func `a corpus of noise ends without a trap`() {
    let pieces = [
      "\n", "\r", " ", "`", "```", "|", "- ", "# ", "> ", "<!--", "-->", "\"", "’", "should have ",
      "had ", "been ",
      "We ", "error ", "human ", "2021-13-45 ", "25:61 ", "Detected: ", "14:02", "é", "👍🏽", "](",
      ")", "*", "_", ":",
    ]
    var state: UInt64 = 42
    for _ in 0..<300 {
      var text = ""
      for _ in 0..<40 {
        state = state &* 6_364_136_223_846_793_005 &+ 1
        text += pieces[Int(state >> 33) % pieces.count]
      }
      for finding in Linter(roster: ["ana"]).findings(inMarkdown: text) {
        #expect(finding.line >= 1 && finding.column >= 1)
      }
    }
  }
}
