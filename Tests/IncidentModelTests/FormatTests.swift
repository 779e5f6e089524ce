import Testing

@testable import IncidentModel

private let options = ReadingOptions(now: after(60), title: "from the file name")

private func read(_ file: String, _ options: ReadingOptions = options) -> ParsedTimeline {
  TextFile.read(file, options, person: known)
}

private func lines(_ parsed: ParsedTimeline) -> [TimelineLine] {
  let incident = parsed.incident(hash: weakHash)
  return timeline(
    of: parsed.entries(
      of: incident, by: .person(ana), importedAt: options.now, hash: weakHash))
}

@Suite struct TextFileTests {
  @Test func `a file reads and writes back unchanged, but for its comments`() throws {
    let file = try golden("sample.txt")
    let parsed = read(file)
    #expect(parsed.problems.isEmpty)
    let entries = file.split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(parsed.lines.count == entries.count)
    #expect(TextFile.write(lines(parsed), name: handle) == entries.joined(separator: "\n") + "\n")
  }

  @Test(arguments: [
    "plain", "C:\\dir", "a\nb", "a\tb", "a\rb", "\\n", "\\\\n", "\\\n", "\\\\\t\\t", "\\", "a\\\\",
    "\n", "\\r\r\n", "",
  ])
  func `escaping is undone`(text: String) {
    let escaped = TextFile.escaped(text)
    #expect(!escaped.unicodeScalars.contains { $0 == "\n" || $0 == "\t" || $0 == "\r" })
    #expect(TextFile.unescaped(escaped) == text)
  }

  @Test(arguments: ["\\n", "\\\\n", "\\\\\\t", "a\\b", "\\\\", "x\\r\\n"])
  func `what stands in a file stands there again`(text: String) {
    #expect(TextFile.escaped(TextFile.unescaped(text)) == text)
  }

  @Test func `controls are made visible and emoji stay`() {
    #expect(TextFile.escaped("a\u{1B}[31m\u{202E}👩‍🚒⚠️") == "a^[[31m⟨RLO⟩👩‍🚒⚠️")
  }

  @Test(arguments: [
    ("2026-11-22 13:02", "2026-11-22 13:02"), ("2026-11-22 13:02:05", "2026-11-22 13:02:05"),
    ("2026-11-22 13:02:05.250", "2026-11-22 13:02:05.250"),
    ("2026-11-22T13:02:00+02:00", "2026-11-22 11:02"),
  ])
  func `times are written as short as they can be`(time: String, written: String) {
    let text = TextFile.write(lines(read("\(time)\tdeclared\tx\n")), name: handle)
    #expect(text == "\(written)\tdeclared\tx\n")
  }

  @Test func `every bad line is reported with its number`() {
    let file = """
      # comment
      2026-11-22 13:00\tdeclared\tx

      nonsense
      13:00\tnote\tx
      2026-02-30 13:00\tnote\tx
      2026-11-22 13:00\tweather\train
      2026-11-22 13:00\tseverity\tSEV9: x
      2026-11-23 13:00\tnote\tx
      """
    let problems = read(file).problems
    #expect(problems.map(\.line) == [4, 5, 6, 7, 8, 9])
    #expect(
      problems.map(\.what).prefix(2) == [.fields(found: 1, wanted: 3), .timeWithoutDate("13:00")])
    #expect(problems[3].what == .unknownKind("weather"))
    #expect(problems[5].what == .time(.inTheFuture(at: after(23 * 60), now: options.now)))
  }

  @Test func `a bad line becomes a note when asked, in its place`() {
    var keeping = options
    keeping.keepsGoing = true
    let parsed = read(
      "2026-11-22 13:00\tdeclared\tx\nnonsense\n2026-11-22 13:01\tweather\train", keeping)
    #expect(parsed.problems.count == 2)
    #expect(parsed.lines.map(\.kind) == [.declared, .note, .note])
    #expect(parsed.lines.map(\.at) == [after(-60), after(-60), after(-59)])
  }

  @Test func `a byte order mark and Windows line ends do not matter`() {
    let plain = read("2026-11-22 13:00\tdeclared\tx\n2026-11-22 13:01\tnote\ty\n")
    let windows = read("\u{FEFF}2026-11-22 13:00\tdeclared\tx\r\n2026-11-22 13:01\tnote\ty\r\n")
    #expect(windows.problems.isEmpty)
    #expect(windows.lines == plain.lines)
  }

  @Test func `a file that declares nothing is declared at its first line`() {
    let parsed = read("2026-11-22 13:00\tnote\ty\n")
    #expect(parsed.title == "from the file name")
    #expect(parsed.lines.map(\.lineNumber) == [0, 1])
    #expect(parsed.lines.first?.at == after(-60))
  }

  @Test func `a file that grew adds only what is new`() {
    let old =
      "2026-11-22 13:00\tdeclared\tx\n2026-11-22 13:01\tnote\ty\n2026-11-22 13:01\tnote\ty\n"
    let (first, second) = (lines(read(old)), lines(read(old + "2026-11-22 13:02\tnote\tz\n")))
    #expect(Set(first.map(\.id)).count == 3)
    #expect(Set(second.map(\.id)).subtracting(first.map(\.id)).count == 1)
    #expect(second.first?.entry.incident == first.first?.entry.incident)
  }

  @Test func `an id follows from the content and carries its time`() {
    let id = lines(read("2026-11-22 13:00\tdeclared\tx\n"))[0].id
    #expect(id.bits >> 80 == UInt128(after(-60).milliseconds))
    #expect(id.bits >> 76 & 0xF == 7)
    #expect(id.bits >> 62 & 0b11 == 0b10)
  }

  @Test func `milestones that contradict each other are warned of`() {
    let parsed = read(
      "2026-11-22 13:06\tdeclared\tx\n2026-11-22 13:00\tmilestone\tmitigated\n"
        + "2026-11-22 13:05\tmilestone\tdetected\n")
    #expect(parsed.problems.isEmpty)
    #expect(
      parsed.warnings == [
        OrderViolation(
          earlier: .detected, earlierAt: after(-55), later: .mitigated, laterAt: after(-60))
      ])
  }
}

@Suite struct CSVTests {
  private func roundtrip(_ text: String) -> ParsedTimeline {
    var log = Log.declared()
    log.add(1, .note(Remark(text: text)), by: bo)
    return CSV.read(CSV.write(log.lines, people: everybody), options, person: known)
  }

  @Test(arguments: [
    "plain", "a,b", "say \"x\"", "a\nb", "=1+1", "+1", "-1", "@x", "'=1", "''-1", "'plain", "\t=x",
    "ü",
  ])
  func `a text is read back as it was`(text: String) {
    let parsed = roundtrip(text)
    #expect(parsed.problems.isEmpty)
    #expect(parsed.lines.last?.event.text(name: handle) == String(text.trimmingSpaces()))
    #expect(parsed.lines.last?.author == .person(bo))
    #expect(parsed.lines.last?.recordedAt == Instant(milliseconds: after(1).milliseconds + 4))
  }

  @Test(arguments: ["=1", "+1", "-1", "@x", "\t1", "\r1", "\n1", "\0x", "'=1"])
  func `what a spreadsheet would run is guarded`(text: String) {
    #expect(CSV.guarded(text) == "'\(text)")
    #expect(CSV.unguarded(CSV.guarded(text)) == text)
  }

  @Test func `columns may stand in any order among others`() {
    let file = "text,x,kind,time\r\n\"a, b\",1,note,2026-11-22 13:00\r\n"
    let parsed = CSV.read(file, options, person: known)
    #expect(parsed.problems.isEmpty)
    #expect(parsed.lines.last?.event == .note(Remark(text: "a, b")))
  }

  @Test(arguments: [
    ("", 1, LineProblem.What.missingColumn("time")),
    ("time,kind\n", 1, .missingColumn("text")), ("time,kind,text,kind\n", 1, .columnTwice("kind")),
    ("time,kind,text\n\n2026-11-22 13:00,note\n", 3, .fields(found: 2, wanted: 3)),
    ("time,kind,text\n2026-11-22 13:00,note,\"a\nb\n", 2, .unclosedQuote),
    ("time,kind,text\n2026-11-22 13:00,note,\"a\"b\n", 2, .strayQuote),
    ("time,kind,text\n2026-11-22 13:00,note,\"a\nb\"\nx,note,b\n", 4, .timeWithoutDate("x")),
    ("time,kind,text,author\n2026-11-22 13:00,note,a,a b\n", 2, .badHandle("a b")),
  ])
  func `a problem is reported with its line`(file: String, line: Int, what: LineProblem.What) {
    let problems = CSV.read(file, options, person: known).problems
    #expect(problems.contains(LineProblem(line: line, what: what)), "\(problems)")
  }
}

@Suite struct JSONLinesTests {
  static func entry(_ body: String?, kind: String = "note") -> EntryJSON {
    EntryJSON(
      id: EntryID(bits: 1), incident: IncidentID(bits: 2), happenedAt: start, recordedAt: after(1),
      author: .init(id: "p-ana", handle: "ana", name: "Ana \"A\" Ruiz\u{1B}"),
      origin: OriginID(bits: 3), counter: 4, clock: .max, kind: kind, body: body, salt: [0, 255],
      bodyHash: [1, 2], chain: [])
  }

  @Test(arguments: [
    #"{"text":"a"}"#, #"{ "b" : [1.50, -0e1, null] , "a":"\u00e9\/" }"#, "{}", nil, "not json",
    "{\"a\":1}\n", " {}", #"{"a":{"a":[[{}]]}}"#, #"{"a":1,"a":2}"#,
  ])
  func `a line reads back with the same bytes of its body`(body: String?) throws {
    let entry = Self.entry(body, kind: "weather")
    #expect(!entry.line.contains("\n"))
    #expect(try EntryJSON(line: entry.line) == entry)
  }

  @Test func `keys stand in a fixed order`() {
    let keys = Self.entry("{}").line.matches(of: /"([a-zA-Z]+)":/).map { String($0.1) }
    #expect(
      keys == [
        "schema", "id", "incident", "happenedAt", "recordedAt", "author", "id", "handle", "name",
        "origin", "counter", "clock", "kind", "body", "salt", "bodyHash", "chain",
      ])
  }

  @Test(arguments: [
    ("", JSONLineError.notAnObject), ("[]", .notAnObject), ("{", .malformed(at: 1)),
    ("{} x", .malformed(at: 3)), (#"{"a":1,}"#, .malformed(at: 7)),
    (#"{"a":01}"#, .malformed(at: 6)),
    (#"{"a":1,"a":2}"#, .keyTwice("a")), (#"{"\u0061":1}"#, .malformed(at: 2)),
    ("{}", .missing("schema")),
    (#"{"schema":2}"#, .newerSchema(found: 2, known: 1)), (#"{"schema":"1"}"#, .wrong("schema")),
    (#"{"a":"\x"}"#, .malformed(at: 7)),
    (#"{"a":"# + String(repeating: "[", count: 100_000), .tooDeep),
  ])
  func `hostile lines are refused`(line: String, error: JSONLineError) {
    #expect(throws: error) { try EntryJSON(line: line) }
  }

  @Test(arguments: ["", "00ff", "7F"])
  func `hexadecimal digits are bytes`(text: String) {
    #expect(hexadecimalBytes(text).map { hexadecimal($0) } == text.lowercased())
  }

  @Test(arguments: ["0", "0g", "+1", "é"])
  func `what is not hexadecimal is refused`(text: String) {
    #expect(hexadecimalBytes(text) == nil)
  }
}

@Suite struct MarkdownTests {
  @Test(arguments: [
    ("plain text, 22:52 & co", "plain text, 22:52 \\& co"), ("# head", "\\# head"),
    ("- item", "\\- item"), ("1. one", "1\\. one"), ("2) two", "2\\) two"), ("--- x", "\\--- x"),
    ("a|b", "a\\|b"), ("<img src=x>", "\\<img src=x\\>"), ("![x](y)", "\\!\\[x\\](y)"),
    ("*a* _b_ `c` ~d~", "\\*a\\* \\_b\\_ \\`c\\` \\~d\\~"), ("a\nb", "a b"), ("  x  ", "x"),
    ("", ""),
    ("see https://a.example/x_y.", "see <https://a.example/x_y>."),
    ("(http://a.example/p|q)", "(<http://a.example/p%7Cq>)"),
    ("www.evil.example", "www\\.evil.example"),
    ("ftp://x.example", "ftp\\://x.example"), ("javascript:alert(1)", "javascript:alert(1)"),
    ("ask @octocat!", "ask `@octocat`!"), ("at 5 @ noon", "at 5 @ noon"), ("🔥 \u{1B}x", "🔥 ^\\[x"),
    ("-", "\\-"), ("2026", "2026"), ("\\", "\\\\"), ("$1$", "\\$1\\$"),
  ])
  func `text stays text`(text: String, written: String) {
    #expect(markdown(text) == written)
  }

  @Test(arguments: [
    ("https://a.example/", "<https://a.example/>"), ("javascript:x", "javascript:x"),
    ("https://a b", "<https://a> b"), ("file:///etc", "file\\:///etc"),
    ("https://a/>\"x", "<https://a/%3E%22x>"),
  ])
  func `only addresses of the web become links`(url: String, written: String) {
    #expect(markdownLink(url) == written)
  }
}
