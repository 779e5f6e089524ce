import IncidentModel
import TestSupport
import Testing

@testable import Logbook

@Suite struct SearchTests {
  let desk: Desk
  let id: IncidentID

  init() throws {
    desk = try Desk()
    id = try desk.declare().id
    let person = try desk.logbook.write { try $0.person(handle: "cyril") }
    for text in [
      "Latency is up", "the database is NOT slow", "café closed", "up is latency",
      "ask @{\(person.rawValue)}",
    ] { try desk.log(text, in: id) }
  }

  private func found(_ query: SearchQuery) throws -> [String] {
    try desk.logbook.search(query).map { $0.line.entry.event.text { $0.rawValue } }
  }

  @Test(arguments: [
    ("latency", 2), ("LATENCY up", 2), ("\"latency is\"", 1), ("\"is latency", 1), ("lat*", 2),
    ("\"is lat\"*", 1), ("cafe", 1), ("NOT", 1), ("not slow", 1), ("latency OR slow", 0),
    ("text:latency", 0), ("-latency", 2), ("(latency", 2), ("latency)", 2), ("NEAR(up", 0),
    ("^latency", 2), ("*", 0), ("\"", 0), ("\"\"", 0), ("", 0), ("   ", 0), ("--", 0),
    ("' OR 1=1", 0), ("@cyril", 1), ("cyril", 1), ("🔥 latency", 2), ("a\0b", 0),
  ])
  func `what is typed is never an error`(text: String, count: Int) throws {
    #expect(try found(SearchQuery(text: text)).count == count)
  }

  @Test func `the newest match comes first unless ranking is asked for`() throws {
    #expect(try found(SearchQuery(text: "latency")) == ["up is latency", "Latency is up"])
    #expect(try found(SearchQuery(text: "latency", isRanked: true)).count == 2)
    #expect(try found(SearchQuery(text: "latency", limit: 1)).count == 1)
  }

  @Test func `a search keeps to a kind, an incident and a time`() throws {
    let other = try desk.declare("Latency elsewhere").id
    #expect(try found(SearchQuery(text: "latency", incident: other)) == ["Latency elsewhere"])
    #expect(try found(SearchQuery(text: "latency", kinds: [.declared])).count == 1)
    let later = desk.now
    try desk.log("latency again", in: id)
    #expect(try found(SearchQuery(text: "latency", since: later)) == ["latency again"])
  }

  @Test(arguments: 0..<20)
  func `no text that is typed breaks a search`(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let parts = [
      "\"", "*", "(", ")", "AND", "OR", "NOT", "NEAR", ":", "^", "-", "+", "{", "}", ",", "'", "''",
      ";", "--",
      "%", "_", "\\", "\0", "\n", "latency", "text", "words", "rowid", "@", "🔥", "é",
      "DROP TABLE entry",
    ]
    for _ in 0..<40 {
      let words = (0..<Int.random(in: 1...8, using: &generator)).map { _ in
        parts.randomElement(using: &generator) ?? ""
      }
      let text = words.joined(separator: Bool.random(using: &generator) ? " " : "")
      for isRanked in [false, true] {
        var query = SearchQuery(text: text)
        query.isRanked = isRanked
        _ = try desk.logbook.search(query)
      }
      _ = try desk.logbook.incidents(matching: text)
    }
    #expect(try desk.logbook.newest() > 0)
  }
}
