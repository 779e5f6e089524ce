import Testing

/// No text from outside reaches the terminal as anything but text.
@Suite(.enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct HostileTextTests {
  /// What must not be in what is written to the terminal, and a name for it.
  static let weapons: [(name: String, bytes: [UInt8])] = [
    ("title", Array("\u{1B}]0;owned".utf8)),
    ("clipboard", Array("\u{1B}]52;c;b3duZWQ=".utf8)),
    ("colour", Array("\u{1B}[5;31;47m".utf8)),
    ("bell", [0x07]),
    ("right to left", Array("\u{202E}".utf8)),
    ("isolate", Array("\u{2066}".utf8)),
    ("zero width", Array("\u{200B}".utf8)),
    ("C1", Array("\u{9B}".utf8)),
  ]

  static let text =
    "bad " + weapons.map { String(decoding: $0.bytes, as: UTF8.self) }.joined(separator: " ")
    + " zal" + String(repeating: "\u{0301}\u{0489}", count: 40)
    + "go \u{1F469}\u{200D}\u{1F467} \u{2764}\u{FE0F} end"

  @Test func `a hostile entry is shown with marks`() throws {
    let story = try ConsoleStory()
    let ana = try story.console(columns: 200)
    try story.run("log", Self.text)
    try ana.wait(for: "bad ")
    try ana.press("k", "Enter")
    try ana.wait(for: "written down")
    try ana.press("Escape")
    try ana.wait(until: "details gone") { !$0.contains("written down") }
    try ana.press("/")
    try ana.type("bad")
    try ana.press("Enter")
    try ana.wait(for: "bad: 1 of 1")
    try expectHarmless(ana)
  }

  @Test func `a hostile name is shown with marks`() throws {
    let story = try ConsoleStory()
    try story.run("declare", "--mode", "test", "evil \(Self.text)")
    let ana = try story.console(columns: 200, arguments: "-i evil")
    try ana.wait(for: "evil")
    try expectHarmless(ana)
  }

  @Test func `a hostile paste is text, in the line and when it is logged`() throws {
    let story = try ConsoleStory()
    let ana = try story.console(columns: 200)
    try ana.paste(Self.text)
    try ana.wait(for: "end")
    try ana.press("Enter")
    try ana.wait(for: "observation bad")
    try ana.paste("first \(Self.text)\nsecond")
    try ana.wait(for: "2 lines were pasted")
    try expectHarmless(ana)
  }

  @Test func `a paste that ends its own brackets presses no key`() throws {
    let story = try ConsoleStory()
    let ana = try story.console()
    try ana.paste("quiet\u{1B}[201~qy")
    try ana.wait(for: "quiet")
    try ana.wait(for: "observation")
    #expect(try !story.timeline().contains("quiet"))
    try ana.type("!")
    try ana.wait(for: "!")
  }

  @Test func `the grid holds under emoji and marks`() throws {
    let story = try ConsoleStory()
    let ana = try story.console()
    let zalgo = "zal\(String(repeating: "\u{0301}", count: 40))go"
    try story.run("log", "\(zalgo) \u{1F469}\u{200D}\u{1F467} end")
    let screen = try ana.wait(for: "end")
    let row = try #require(screen.split(separator: "\n").first { $0.contains("end") })
    #expect(row.hasPrefix("│") && row.hasSuffix("│"))
  }

  private func expectHarmless(_ tmux: Tmux) throws {
    let raw = try tmux.rawOutput()
    #expect(raw.count > 500)
    for weapon in Self.weapons {
      #expect(raw.firstRange(of: weapon.bytes) == nil, "\(weapon.name)")
    }
  }
}
