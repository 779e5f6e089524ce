import IncidentModel
import Testing

@testable import Logbook

/// Removing incidents and names for good.
@Suite struct PurgeTests {
  let desk: Desk
  let kept: IncidentID
  let gone: IncidentID

  init() throws {
    desk = try Desk()
    kept = try desk.declare("Kept").id
    gone = try desk.declare("Outage at hunter2secret").id
    for number in 1...3 {
      try desk.log("kept \(number)", in: kept)
      try desk.log("hunter2secret \(number)", in: gone)
    }
  }

  private func purge(_ id: IncidentID) throws -> Tombstone {
    let occasion = try desk.occasion()
    return try desk.logbook.write { try $0.purge(id, because: "kept for a year", occasion) }
  }

  private func isNowhere(_ text: String) -> Bool {
    Shell.run("grep -rqi '\(text)' '\(desk.folder)'") == 1
  }

  @Test func `a purged incident leaves a tombstone and no byte`() throws {
    let records = try desk.logbook.records(of: gone, after: 0, limit: 100)
    let stone = try purge(gone)
    #expect(stone.entries == records.count)
    #expect(try desk.logbook.tombstones() == [stone])
    #expect(try desk.logbook.summary(of: gone) == nil)
    #expect(try desk.logbook.search(SearchQuery(text: "hunter2secret")).isEmpty)
    #expect(isNowhere("hunter2secret"))
  }

  @Test func `the chain goes on over what was purged`() throws {
    let stone = try purge(gone)
    try desk.log("after", in: kept)
    let chain = try desk.logbook.check().filter { $0.subject == "chain" }
    #expect(chain.map(\.grade) == [.ok])
    #expect(chain.first?.detail.contains("\(stone.entries) purged") == true)
  }

  @Test func `the chain ends in what was purged, or is all of it`() throws {
    try desk.log("the last", in: gone)
    _ = try purge(gone)
    #expect(try desk.logbook.check().allSatisfy { $0.grade == .ok })
    _ = try purge(kept)
    #expect(try desk.logbook.check().allSatisfy { $0.grade == .ok })
    #expect(try desk.logbook.newest() == 0)
  }

  @Test func `what was purged by hand is missed`() throws {
    _ = try purge(gone)
    try SQL.run(desk.path, "DELETE FROM purged WHERE rowid = 1")
    #expect(try desk.logbook.check().contains { $0.subject == "chain" && $0.grade == .red })
  }

  @Test func `an import does not bring it back`() throws {
    let records = try desk.logbook.records(of: nil, after: 0, limit: 100)
    _ = try purge(gone)
    #expect(try desk.logbook.write { try $0.insert(records, people: []) } == 0)
    #expect(try desk.logbook.summary(of: gone) == nil)
  }

  @Test func `only a purge deletes an entry`() throws {
    #expect(throws: (any Error).self) {
      try SQL.run(desk.path, "DELETE FROM body; DELETE FROM line; DELETE FROM entry")
    }
  }

  @Test func `an erased person has no name in any file, and still their entries`() throws {
    let bo = try desk.logbook.write { writer in
      try writer.know(handle: "bohumil", name: "Bohumil Hrabal")
      return try writer.person(handle: "bohumil")
    }
    let mention = People([Person(id: bo, handle: "bohumil")]).storingMentions(in: "ask @bohumil")
    try desk.log(mention, in: kept)
    try desk.logbook.write { try $0.choose(kept, by: "bohumil") }
    let erased = try desk.logbook.write { try $0.erasePerson(handle: "Bohumil", at: desk.now) }
    #expect(erased.id == bo)
    #expect(isNowhere("bohumil") && isNowhere("hrabal"))
    let text = try #require(try desk.lines(of: kept).last).entry.event.text(
      name: desk.logbook.people().handle(of:))
    #expect(text == "ask @\(erased.handle)")
    #expect(try desk.logbook.check().allSatisfy { $0.grade == .ok })
  }

  @Test func `nobody of that name is nobody erased`() throws {
    #expect(throws: LogbookError.noSuchPerson("nobody")) {
      try desk.logbook.write { try $0.erasePerson(handle: "nobody", at: desk.now) }
    }
  }
}
