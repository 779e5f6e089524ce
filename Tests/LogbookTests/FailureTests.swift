import IncidentModel
import Testing

@testable import Logbook

@Suite struct FailureTests {
  let desk: Desk
  let id: IncidentID

  init() throws {
    desk = try Desk()
    id = try desk.declare().id
  }

  @Test func `a full disk is said, nothing is written, and space heals it`() throws {
    let pages = try SQL.number(desk.path, "PRAGMA page_count") ?? 0
    try SQL.run(desk.logbook, "PRAGMA max_page_count = \(pages)")
    let newest = try desk.logbook.newest()
    let large = String(repeating: "long ", count: 20_000)
    #expect(throws: LogbookError.diskFull(desk.path)) { try desk.log(large, in: id) }
    #expect(try desk.logbook.newest() == newest)
    try SQL.run(desk.logbook, "PRAGMA max_page_count = 1000000")
    try desk.log(large, in: id)
    #expect(try desk.logbook.newest() == newest + 1)
    #expect(try desk.logbook.check().filter { $0.grade == .red } == [])
  }

  @Test func `a logbook that another one holds is busy`() throws {
    let other = try desk.open()
    try SQL.run(other, "PRAGMA busy_timeout = 20")
    _ = try desk.logbook.write { (_: inout Writer) in
      #expect(throws: LogbookError.busy(desk.path)) {
        try other.write { _ = try $0.person(handle: "bo") }
      }
    }
    #expect(try other.write { try $0.person(handle: "bo").rawValue.isEmpty } == false)
  }

  @Test func `the settings that keep what was written are in force`() throws {
    for (name, value) in [("synchronous", 3), ("secure_delete", 1), ("foreign_keys", 1)] {
      #expect(try SQL.number(desk.logbook, "PRAGMA \(name)") == Int64(value))
    }
    try desk.log("one more", in: id)
    #expect(Files.exists("\(desk.path)-journal"))
  }
}
