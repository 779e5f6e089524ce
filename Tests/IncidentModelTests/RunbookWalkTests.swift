import Testing

@testable import IncidentModel

/// How far a runbook was walked, and what may be written about it.
@Suite struct RunbookWalkTests {
  private static let ana = Author.person(PersonID(rawValue: "pana"))
  private static let bo = Author.person(PersonID(rawValue: "pbo"))
  private var incident = Incident(id: IncidentID(bits: 1))
  private var count: UInt64 = 0
  private let start = Instant(milliseconds: 1_793_714_400_000)

  private var now: Instant { start.advanced(bySeconds: Int64(count) * 60) }

  /// Writes something about a step, a minute after the last, if the rules allow it.
  @discardableResult
  private mutating func write(
    _ act: RunbookStep.Act, _ key: String = "k", by author: Author = ana,
    _ change: (inout RunbookStep) -> Void = { _ in }
  ) throws(Rejection) -> EntryID {
    count += 1
    var step = RunbookStep(act: act, runbook: "failover", step: "1 Drain", key: key)
    change(&step)
    let proposals = try incident.decide(.log(.runbook(step)), Occasion(author: author, now: now))
    let id = EntryID(clock: now.milliseconds << 16, random: count)
    for proposal in proposals {
      incident.apply(
        Entry(
          id: id, incident: incident.id, happenedAt: now, recordedAt: now, author: author,
          event: proposal.event))
    }
    return id
  }

  private var progress: RunbookWalk.Progress? { incident.walk(of: "failover")?["k"] }

  private func command(_ digest: String = "d", wanted: Int? = 1) -> RunbookStep.Command {
    var command = RunbookStep.Command(text: "x", digest: digest, risk: .destructive, line: 1)
    command.wanted = wanted
    return command
  }

  @Test mutating func `started without an end is started, until its own end comes`() throws {
    let first = try write(.started)
    let second = try write(.started)
    try write(.ended) { ($0.of, $0.exitStatus) = (first, 0) }
    #expect(progress?.state == .started)
    try write(.ended) { ($0.of, $0.exitStatus) = (second, 1) }
    #expect(progress?.state == .failed)
    #expect(progress?.attempts == 2)
  }

  @Test mutating func `what was undone is open again`() throws {
    try write(.byHand)
    let command = command(wanted: nil)
    let undo = try write(.started) { step in
      step.command = command
      step.command?.isUndo = true
    }
    try write(.ended) { ($0.of, $0.exitStatus) = (undo, 0) }
    #expect(progress?.state == .open)
    #expect(progress?.isUndone == true)
  }

  @Test mutating func `taken up again it is a walk of its own, and the first one stays`() throws {
    try write(.byHand)
    try write(.opened)
    #expect(incident.state.walks.map(\.settled) == [1, 0])
    try write(.skipped) { $0.text = "gone" }
    #expect(incident.walk(of: "failover")?.settled == 1)
  }

  @Test mutating func `leaving out wants a reason`() {
    #expect(throws: Rejection.emptyText) { try write(.skipped) }
  }

  @Test mutating func `what wants approval does not start without, and who asks cannot give it`()
    throws
  {
    let (command, other) = (command(), command("other"))
    #expect(throws: Rejection.notApproved(wanted: 1)) {
      try write(.started) { $0.command = command }
    }
    let request = try write(.requested) { $0.command = command }
    #expect(throws: Rejection.ownRequest) { try write(.approved) { $0.of = request } }
    #expect(throws: Rejection.ownRequest) {
      try write(.approved) { ($0.of, $0.attested) = (request, "@{pana}") }
    }
    try write(.approved, by: Self.bo) { $0.of = request }
    #expect(throws: Rejection.notApproved(wanted: 1)) {
      try write(.started) { $0.command = other }
    }
    try write(.started) { $0.command = command }
    #expect(progress?.state == .started)
  }

  @Test mutating func `one person counts once, and an approval does not last`() throws {
    let command = command(wanted: 2)
    let request = try write(.requested) { $0.command = command }
    try write(.approved, by: Self.bo) { $0.of = request }
    try write(.approved) { ($0.of, $0.attested) = (request, "@{pbo}") }
    #expect(throws: Rejection.notApproved(wanted: 2)) {
      try write(.started) { $0.command = command }
    }
    try write(.approved) { ($0.of, $0.attested) = (request, "@{pcy}") }
    let approved = try #require(progress?.request)
    #expect(approved.isApproved(at: now))
    #expect(!approved.isApproved(at: approved.until.advanced(bySeconds: 1)))
  }

  @Test mutating func `a rejection ends it, and an override wants a reason and is seen`() throws {
    let command = command()
    let request = try write(.requested) { $0.command = command }
    try write(.rejected, by: Self.bo) { ($0.of, $0.text) = (request, "not now") }
    #expect(throws: Rejection.requestClosed) {
      try write(.approved, by: Self.bo) { $0.of = request }
    }
    #expect(throws: Rejection.emptyText) {
      try write(.started) { step in
        step.command = command
        step.command?.override = " "
      }
    }
    try write(.started) { step in
      step.command = command
      step.command?.override = "the building burns"
    }
    let text = try #require(incident.walk(of: "failover")?["k"]?.started?.command?.override)
    #expect(text == "the building burns")
  }

  @Test mutating func `values come back, masked ones do not`() throws {
    let command = command(wanted: nil)
    try write(.started) { step in
      step.command = command
      step.command?.values = ["from": "eu", "token": "[masked]"]
    }
    #expect(incident.walk(of: "failover")?.values == ["from": "eu"])
  }
}
