import IncidentModel
import Testing

@testable import Logbook

@Suite struct CheckTests {
  let desk: Desk
  let id: IncidentID

  init() throws {
    desk = try Desk()
    id = try desk.declare().id
    try desk.log("latency is up", in: id)
    try desk.log("latency is down", in: id)
  }

  private func red(after sql: String) throws -> Set<String> {
    let triggers = ["entry_is_fixed", "entry_stays", "body_is_fixed", "body_stays"]
    try SQL.run(
      desk.path, triggers.map { "DROP TRIGGER \($0);" }.joined(separator: " ") + sql)
    return Set(try desk.logbook.check().filter { $0.grade == .red }.map(\.subject))
  }

  @Test func `a sound logbook has nothing but good findings`() throws {
    let findings = try desk.logbook.check()
    #expect(findings.allSatisfy { $0.grade == .ok })
    #expect(
      Set(findings.map(\.subject))
        == [
          "file system", "access", "space", "reserve", "file", "references", "schema", "people",
          "chain", "bodies",
          "clock", "lines",
          "incidents", "search",
        ])
  }

  @Test(arguments: [
    "happenedAt = happenedAt + 1", "recordedAt = recordedAt + 1", "hlc = hlc + 1",
    "counter = counter + 10", "actor = 'system:x'", "kind = 'note'",
    "id = x'00000000000000000000000000000001'", "incident = x'00000000000000000000000000000001'",
    "origin = x'00000000000000000000000000000001'", "bodyHash = zeroblob(32)",
    "prev = zeroblob(32)",
    "ohash = zeroblob(32)",
  ])
  func `a changed field breaks the chain`(change: String) throws {
    #expect(try red(after: "UPDATE entry SET \(change) WHERE n = 4").contains("chain"))
  }

  @Test(arguments: 0..<12)
  func `a flipped bit of a body is found`(seed: Int) throws {
    let text = try #require(try desk.logbook.records(of: id, after: 3, limit: 1).first?.body)
    var bytes = Array(text.utf8)
    let place = (seed * 7919) % bytes.count
    bytes[place] ^= 1
    let hex = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    let found = try red(after: "UPDATE body SET body = CAST(x'\(hex)' AS TEXT) WHERE n = 4")
    #expect(found.contains("bodies"))
  }

  @Test func `a missing end is found`() throws {
    let found = try red(
      after:
        "DELETE FROM body WHERE n = 5; DELETE FROM line WHERE n = 5; DELETE FROM entry WHERE n = 5"
    )
    #expect(found.contains("chain"))
  }

  @Test(arguments: [
    ("UPDATE line SET at = at + 1 WHERE n = 4", "lines"),
    ("UPDATE line SET hidden = 1 WHERE n = 4", "lines"),
    ("DELETE FROM line WHERE n = 4", "lines"),
    ("DELETE FROM words WHERE rowid = 4", "lines"),
    ("UPDATE entry SET shapes = 0 WHERE n = 1", "lines"),
    ("UPDATE incident SET entries = entries + 1", "incidents"),
    ("UPDATE incident SET title = 'x'", "incidents"),
    ("UPDATE entry SET target = id WHERE n = 4", "bodies"),
    ("DELETE FROM entry WHERE n = 5", "references"),
    ("DELETE FROM body WHERE n = 5", "texts"),
  ])
  func `what does not follow from the entries is found`(sql: String, subject: String) throws {
    #expect(try red(after: sql).contains(subject))
  }

  @Test(arguments: 0..<8)
  func `a flipped bit of the file is found or changes nothing`(seed: Int) throws {
    try desk.pad(20, in: id)
    let size = 4096 * Int(try SQL.number(desk.path, "PRAGMA page_count") ?? 0)
    let shown = try desk.lines(of: id)
    let copy = "\(desk.folder)/copy.db"
    for number in 0..<8 {
      let place = (seed * 8 + number) * 7_919_993 % size
      Damage.copy(desk.path, to: copy, flipping: [place])
      do {
        let book = try desk.open(copy, .readOnly)
        if try book.check().contains(where: { $0.grade == .red }) { continue }
        let found = try book.lines(of: id, .first(1000), filter: LineFilter())
        #expect(found == shown, "byte \(place)")
      } catch is LogbookError {
        continue
      }
    }
  }
}
