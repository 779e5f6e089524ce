import TestSupport
import Testing

@testable import IncidentModel

@Suite struct JSONDocumentTests {
  @Test(arguments: [
    ("null", JSONDocument.null), ("true", .bool(true)), ("1", .integer(1)), ("-0", .integer(0)),
    ("1.0", .number(1)), ("1e2", .number(100)), ("1e400", .number(.infinity)),
    ("Infinity", .number(.infinity)), ("-Infinity", .number(-.infinity)),
    ("99999999999999999999", .number(1e20)), ("\"a\\u00e9\\ud83d\\ude42\"", .text("aé🙂")),
    ("\"\\ud800\"", .text("\u{FFFD}")), ("\u{FEFF}[1,true]", .array([.integer(1), .bool(true)])),
    (" {\"b\":1,\"a\":2} ", .object([.init("b", .integer(1)), .init("a", .integer(2))])),
  ])
  func `a value keeps what the text says`(text: String, wanted: JSONDocument) throws {
    #expect(try JSONDocument(Array(text.utf8)) == wanted)
  }

  @Test func `NaN is a number, and the last of two keys counts`() throws {
    let document = try JSONDocument(Array(#"{"a": 1, "a": NaN}"#.utf8))
    guard case .number(let number) = document["a"] else {
      Issue.record("no number")
      return
    }
    #expect(number.isNaN)
  }

  @Test(arguments: [
    ("", 1, JSONDocumentError.What.empty), ("\n\n", 3, .empty), ("{\n\"a\":\n", 3, .endsEarly),
    ("[1,]", 1, .unexpected), ("[1]\n2", 2, .trailing), ("{\n a: 1}", 2, .unexpected),
    ("01", 1, .unexpected), ("+1", 1, .unexpected), ("1.", 1, .unexpected), ("nan", 1, .unexpected),
    ("\"\\x\"", 1, .unexpected), ("\"a", 1, .endsEarly), ("\"\\u12", 1, .endsEarly),
    ("title: x", 1, .unexpected),
  ])
  func `what is no JSON says its line`(text: String, line: Int, what: JSONDocumentError.What) {
    let error = #expect(throws: JSONDocumentError.self) { try JSONDocument(Array(text.utf8)) }
    #expect(error?.line == line && error?.what == what)
  }

  @Test func `what is nested too deeply is passed over`() throws {
    let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    var document = try JSONDocument(Array("{\"a\": \(deep), \"b\": 1}".utf8))
    #expect(document["b"] == .integer(1))
    document = document["a"] ?? .null
    var depth = 0
    while let first = document.elements.first {
      document = first
      depth += 1
    }
    #expect(depth == JSONDocument.depthLimit - 1)
    #expect(document.isNull)
  }

  @Test func `bytes of any kind end with a value or a reason`() {
    var generator = SeededGenerator(seed: 1)
    let alphabet = Array("{}[]\",:\\u0123eE+-.truefalsnINy \n".utf8) + [0x00, 0x80, 0xFF]
    for _ in 0..<2000 {
      let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        alphabet.randomElement(using: &generator) ?? 0
      }
      _ = try? JSONDocument(bytes)
    }
  }

  @Test func `what is written reads as the same`() throws {
    let document = JSONDocument.object([
      .init("a \"\\\n\u{1}\u{2028}é", .array([.null, .bool(false), .integer(-3), .number(0.1)])),
      .init("b", .object([])), .init("c", .array([])), .init("d", .text("\u{202E}🙂")),
    ])
    #expect(try JSONDocument(Array(document.indented.utf8)) == document)
  }
}
