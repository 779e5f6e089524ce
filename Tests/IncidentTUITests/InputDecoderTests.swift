import IncidentTUI
import TestSupport
import Testing

struct InputDecoderTests {
  static let table: [(String, [Key])] = [
    ("a", [.character("a")]),
    ("é東👩", [.character("é"), .character("東"), .character("👩")]),
    ("\r\n", [.enter, .enter]),
    ("\t\u{7F}\u{8}", [.tab, .backspace, .backspace]),
    ("\u{3}\u{1A}\u{13}", [.control("c"), .control("z"), .control("s")]),
    ("\0\u{1C}\u{1F}", [.control(" "), .control("\\"), .control("_")]),
    ("\u{1B}[A\u{1B}[B\u{1B}[C\u{1B}[D", [.up, .down, .right, .left]),
    ("\u{1B}OA\u{1B}OB\u{1B}OC\u{1B}OD", [.up, .down, .right, .left]),
    ("\u{1B}[1;5C\u{1B}[1;3D\u{1B}[1;2A", [.wordRight, .wordLeft, .up]),
    ("\u{1B}[H\u{1B}[1~\u{1B}[7~\u{1B}OH", [.home, .home, .home, .home]),
    ("\u{1B}[F\u{1B}[4~\u{1B}[8~\u{1B}OF", [.end, .end, .end, .end]),
    ("\u{1B}[2~\u{1B}[3~\u{1B}[5~\u{1B}[6~", [.insert, .delete, .pageUp, .pageDown]),
    ("\u{1B}[Z", [.backTab]),
    ("\u{1B}OP\u{1B}[15~\u{1B}[24~\u{1B}[[B", [1, 5, 12, 2].map(Key.functionKey)),
    ("\u{1B}b\u{1B}é", [.alt("b"), .alt("é")]),
    ("\u{1B}\r\u{1B}\u{7F}", [.altEnter, .altBackspace]),
    (
      "\u{1B}[<0;5;3M\u{1B}[<0;5;3m\u{1B}[<65;1;1M",
      [
        .mouse(MouseEvent(.press, at: Position(column: 4, row: 2))),
        .mouse(MouseEvent(.release, at: Position(column: 4, row: 2))),
        .mouse(MouseEvent(.wheelDown, at: Position(column: 0, row: 0))),
      ]
    ),
    ("\u{1B}[200~q\r\nx\ry\u{1B}[31m\u{1B}[201~j", [.paste("q\nx\ny\u{1B}[31m"), .character("j")]),
    ("\u{1B}[200~é\u{1B}[201~", [.paste("é")]),
    ("\u{1B}[?64;1c\u{1B}[I\u{1B}[999999999999999999999~x", [.character("x")]),
    ("\u{9B}x", [.character("x")]),
  ]

  @Test(arguments: table)
  func `Bytes become keys`(_ bytes: String, _ keys: [Key]) {
    var decoder = InputDecoder()
    let decoded = decoder.feed(bytes.utf8)
    #expect(decoded == keys)
    #expect(decoder.pending == nil)
  }

  @Test(arguments: table)
  func `Bytes become the same keys wherever a read ends`(_ bytes: String, _ keys: [Key]) {
    let all = Array(bytes.utf8)
    for split in 0...all.count {
      var decoder = InputDecoder()
      let decoded = decoder.feed(all[..<split]) + decoder.feed(all[split...])
      #expect(decoded == keys, "at \(split)")
    }
    var decoder = InputDecoder()
    let decoded = all.flatMap { decoder.feed([$0]) }
    #expect(decoded == keys)
  }

  @Test(arguments: [
    ("\u{1B}", [Key.escape]), ("\u{1B}[", [.alt("[")]), ("\u{1B}O", [.alt("O")]),
    ("\u{1B}[200~half", [.paste("half")]), ("\u{1B}\u{1B}", [.escape]),
  ])
  func `What is unfinished waits, and then counts as it is`(_ bytes: String, _ keys: [Key]) {
    var decoder = InputDecoder()
    let before = decoder.feed(bytes.utf8)
    #expect(decoder.patience != nil)
    let decoded = before + decoder.expire()
    #expect(decoded.suffix(keys.count) == keys[...])
    #expect(decoder.patience == nil)
  }

  @Test(arguments: [
    [UInt8]([0xFF, 0x61]), [0xC3, 0x61], [0xE6, 0x9D, 0x61], [0xED, 0xA0, 0x80, 0x61],
  ])
  func `Invalid UTF-8 is one replacement character`(_ bytes: [UInt8]) {
    var decoder = InputDecoder()
    let decoded = decoder.feed(bytes)
    #expect(decoded == [.character("\u{FFFD}"), .character("a")])
  }

  @Test func `A lone Esc waits as long as was asked`() {
    var decoder = InputDecoder(escapeDelay: 50)
    _ = decoder.feed([0x1B])
    #expect(decoder.patience == 50)
  }

  @Test func `A paste beyond the limit is cut and says so`() {
    var decoder = InputDecoder()
    let text = String(repeating: "x", count: InputDecoder.pasteLimit + 5)
    let keys = decoder.feed("\u{1B}[200~\(text)\u{1B}[201~".utf8)
    guard case .paste(let pasted)? = keys.first else {
      Issue.record("no paste")
      return
    }
    #expect(pasted.hasSuffix("x\n[paste cut at 1048576 bytes]"))
  }

  @Test func `Random bytes never stall the decoder`() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<2000 {
      var decoder = InputDecoder()
      _ = decoder.feed((0..<40).map { _ in UInt8.random(in: 0...255, using: &random) })
      _ = decoder.expire()
      _ = decoder.expire()
      #expect(decoder.pending == nil)
    }
  }
}
