import Glibc
import IncidentModel
import Testing

@testable import Logbook

@Suite struct DoorbellTests {
  let desk: Desk
  init() throws { desk = try Desk() }

  private func rings(_ doorbell: Doorbell, within milliseconds: Int32) -> Bool {
    var waiting = pollfd(fd: doorbell.descriptor, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&waiting, 1, milliseconds) == 1
  }

  @Test func `it rings for the commit of another connection`() throws {
    let doorbell = try Doorbell(logbook: desk.path)
    #expect(!rings(doorbell, within: 0))
    let id = try desk.declare().id
    #expect(rings(doorbell, within: 1000))
    doorbell.drain()
    #expect(!rings(doorbell, within: 0))
    let other = try desk.open()
    let version = try desk.logbook.dataVersion()
    let proposal = Proposal(.note(Remark(text: "hello")), at: desk.now)
    _ = try other.write { try $0.append([proposal], to: id, by: .system("test")) }
    #expect(rings(doorbell, within: 1000))
    #expect(try desk.logbook.dataVersion() != version)
  }

  @Test func `it is silent when nothing was written`() throws {
    let id = try desk.declare().id
    let doorbell = try Doorbell(logbook: desk.path)
    try desk.logbook.write { _ = try $0.incident(id) }
    try? desk.logbook.write { _ in throw Rejection.emptyText }
    #expect(!rings(doorbell, within: 20))
  }

  @Test func `it rings again after the bell was replaced`() throws {
    _ = try desk.declare()
    let doorbell = try Doorbell(logbook: desk.path)
    Shell.run("rm '\(desk.path).bell'")
    doorbell.drain()
    for title in ["One", "Two"] {
      _ = try desk.declare(title)
      #expect(rings(doorbell, within: 1000))
      doorbell.drain()
    }
  }
}
