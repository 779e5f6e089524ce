import Glibc
import IncidentModel
import Testing

@testable import Logbook

@Suite struct RegisterTests {
  let desk: Desk
  init() throws { desk = try Desk() }

  @discardableResult
  private func perform(_ command: RegisterCommand) throws -> EntryID {
    let occasion = try desk.occasion()
    return try desk.logbook.write { try $0.perform(command, occasion) }[0].id
  }

  private func surprise(_ found: String, in id: IncidentID) throws -> EntryID {
    try desk.perform(.log(.surprise(Surprise(expected: "well", found: found))), on: id)
  }

  @Test func `the register is kept, and is no incident`() throws {
    let id = try desk.declare().id
    let experiment = try perform(.propose(Experiment(title: "t", sort: .fault)))
    #expect(try desk.open().register().experiments.map(\.id) == [experiment])
    var all = IncidentFilter()
    all.scope = .all
    #expect(try desk.logbook.incidents(all).map(\.id) == [id])
    #expect(try desk.logbook.incidents(matching: "reg").isEmpty)
    #expect(try desk.logbook.incidents(matching: "register").map(\.id) == [.register])
    #expect(try desk.logbook.check().allSatisfy { $0.grade == .ok })
  }

  @Test func `no two things of it have the same short name`() throws {
    let names = try (0..<60).map { index in
      try perform(.propose(Experiment(title: "\(index)", sort: .fault))).shortText
    }
    #expect(Set(names).count == names.count)
  }

  @Test func `a refused command writes nothing`() throws {
    let experiment = try perform(.propose(Experiment(title: "t", sort: .fault)))
    let before = try desk.logbook.newest()
    #expect(throws: Rejection.self) {
      try perform(.move(experiment, .ready, on: nil, because: nil))
    }
    #expect(try desk.logbook.newest() == before)
  }

  @Test func `surprises of all incidents are found with what is known of them`() throws {
    let old = try desk.declare("Old").id
    let first = try surprise("it was slow", in: old)
    desk.jump(seconds: 60)
    let new = try desk.declare("New").id
    let second = try surprise("it was gone", in: new)
    let third = try surprise("nobody knew", in: new)
    var insight = Insight(of: second)
    insight.state = .explained
    let line = try desk.line(second)
    let occasion = try desk.occasion()
    _ = try desk.logbook.write { try $0.perform(.explain(line, insight), on: new, occasion) }
    let known = try desk.logbook.surprises()
    #expect(known.map(\.line.id) == [third, second, first])
    #expect(known.map(\.state) == [.open, .explained, .open])
  }

  @Test func `a retracted surprise is found no more`() throws {
    let id = try desk.declare().id
    let entry = try surprise("it was slow", in: id)
    try desk.perform(.retract(try desk.line(entry), because: "twice"), on: id)
    #expect(try desk.logbook.surprises().isEmpty)
  }

  @Test func `follow-ups of all incidents are as their incidents say`() throws {
    for title in ["One", "Two"] {
      let id = try desk.declare(title).id
      let open = try desk.perform(.log(.followup(Followup(text: "lower the TTL"))), on: id)
      try desk.perform(.log(.followup(Followup(text: "alert on it"))), on: id)
      try desk.perform(.finishFollowup(open), on: id)
      desk.jump(seconds: 60)
    }
    let all = try desk.logbook.followups()
    var filter = IncidentFilter()
    filter.scope = .all
    let expected = try desk.logbook.incidents(filter).flatMap { incident in
      try desk.logbook.incident(incident.id).state.followups.map(\.id)
    }
    #expect(Set(all.map(\.followup.id)) == Set(expected))
    #expect(all.count { $0.followup.outcome == .done } == 2)
  }

  @Test func `drills that were begun by a plan are runs, and nothing else is`() throws {
    _ = try desk.declare()
    let plan = DrillPlan(title: "eu to us", topology: .activeActive, from: "eu", to: "us")
    let planned = try perform(.plan(plan))
    var new = NewIncident(title: "Drill")
    new.mode = .drill
    new.drill = DrillStep(act: .started, of: planned, plan: plan)
    let occasion = try desk.occasion()
    let id = try desk.logbook.write { try $0.declare(new, occasion) }.id
    try desk.perform(.drill(DrillStep(act: .marked, milestone: .injected)), on: id)
    let runs = try desk.logbook.drillRuns()
    #expect(runs.map(\.planID) == [planned])
    #expect(runs.first?.marks.keys.contains(.injected) == true)
  }

  @Test func `of whose postmortem something was said is found, and of whose surprises`() throws {
    let id = try desk.declare().id
    let entry = try surprise("it was slow", in: id)
    #expect(try desk.logbook.reviewed().isEmpty)
    try desk.perform(.setSeverity(.sev2, because: nil), on: id)
    try desk.perform(.setStatus(.resolved, because: nil, exitCriteria: nil), on: id)
    try desk.perform(.review(ReviewStep(to: .inReview)), on: id)
    #expect(try desk.logbook.reviewed() == [id])
    let plan = DrillPlan(title: "eu to us", topology: .activeActive, from: "eu", to: "us")
    var new = NewIncident(title: "Drill")
    new.mode = .drill
    new.drill = DrillStep(act: .started, plan: plan)
    let occasion = try desk.occasion()
    let drill = try desk.logbook.write { try $0.declare(new, occasion) }.id
    let found = try surprise("it was gone", in: drill)
    #expect(try desk.logbook.drillRuns().first?.surprisesPursued == 0)
    var insight = Insight(of: found)
    insight.seeded = ["EXP-0001"]
    try desk.perform(.explain(try desk.line(found), insight), on: drill)
    #expect(try desk.logbook.drillRuns().first?.surprisesPursued == 1)
    #expect(try desk.logbook.surprises().map(\.line.id).contains(entry))
  }

  @Test func `registers of two logbooks become one`() throws {
    let other = try Desk()
    other.jump(seconds: 3600)
    try perform(.propose(Experiment(title: "ours", sort: .fault)))
    let occasion = try other.occasion()
    _ = try other.logbook.write {
      try $0.perform(.propose(Experiment(title: "theirs", sort: .fault)), occasion)
    }
    let records = try other.logbook.records(of: .register, after: 0, limit: 100)
    let people = try other.logbook.people()
    _ = try desk.logbook.write {
      try $0.insert(records, people: people.handles.compactMap { people[handle: $0] })
    }
    let titles = try desk.logbook.register().experiments.map(\.experiment.title)
    #expect(Set(titles) == ["ours", "theirs"])
  }
}
