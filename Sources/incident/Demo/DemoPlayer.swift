internal import IncidentModel
internal import Logbook

/// Writes the lines of the demo: those that have happened at once, the others as their time comes.
struct DemoPlayer: Sendable {
  let book: Logbook
  let incident: IncidentID
  let services: DemoServices
  var isDrill = false

  /// Makes the incident and everything that has happened so far.
  static func begin(
    in book: Logbook, _ services: DemoServices, you: String, now: Instant
  ) throws -> DemoPlayer {
    let lines = DemoScript.lines(you: you)
    let past = lines.prefix { $0.seconds < 0 }
    let id = IncidentID(
      clock: now.advanced(bySeconds: -1440).milliseconds << 16, random: .random(in: .min ... .max))
    try book.write { writer in
      for line in past where !change(services, by: line) {
        try write(line, to: id, start: now, &writer)
      }
    }
    return DemoPlayer(book: book, incident: id, services: services)
  }

  /// Plans a drill, begins it, and makes everything that has happened so far.
  static func beginDrill(
    in book: Logbook, _ services: DemoServices, _ plan: DrillPlan, you: String, now: Instant
  ) throws -> DemoPlayer {
    let past = DemoScript.lines(you: you, isDrill: true).prefix { $0.seconds < 0 }
    let id = try book.write { writer in
      let me = Author.person(try writer.person(handle: you))
      let began = now.advanced(bySeconds: -60)
      let planned = try writer.perform(.plan(plan), Occasion(author: me, now: began))[0].id
      var new = NewIncident(title: "Drill: \(plan.title)")
      new.mode = .drill
      new.services = [DemoScript.services[0].name]
      new.regions = DemoScript.regions
      new.drill = DrillStep(act: .started, of: planned, plan: plan)
      new.scribe = try writer.person(handle: "bo")
      let id = try writer.declare(new, Occasion(author: me, now: began)).id
      for line in past { try write(line, to: id, start: now, &writer) }
      return id
    }
    return DemoPlayer(book: book, incident: id, services: services, isDrill: true)
  }

  /// Plays what is to come, `speed` times faster than life, until it is cancelled.
  func play(you: String, speed: Double) async {
    var played = 0.0
    for line in DemoScript.lines(you: you, isDrill: isDrill) where line.seconds >= 0 {
      let wait = (Double(line.seconds) - played) / speed
      played = Double(line.seconds)
      do {
        try await Task.sleep(for: .seconds(wait))
        if Self.change(services, by: line) { continue }
        // What is told of second 96 happens when it is told, whatever the speed.
        let start = Session.clock().advanced(bySeconds: -line.seconds)
        try book.write { writer in try Self.write(line, to: incident, start: start, &writer) }
      } catch {
        // A demo that cannot go on stands still; the console says what the logbook says.
        return
      }
    }
  }

  /// Breaks or repairs what a line says; false when it says something else.
  private static func change(_ services: DemoServices, by line: DemoScript.Line) -> Bool {
    guard line.who == "world" else { return false }
    let halves = line.text.split(separator: ":", maxSplits: 1)
    let words = halves[0].split(separator: " ").map(String.init)
    guard words.count >= 2, halves.count == 2 else { return true }
    services.set(
      words[0], in: words[1],
      DemoServices.Condition(
        severity: line.kind == "break" ? Int(words.last ?? "") ?? 1 : nil,
        output: String(halves[1].trimmingSpaces())))
    return true
  }

  private static func write(
    _ line: DemoScript.Line, to id: IncidentID, start: Instant, _ writer: inout Writer
  ) throws {
    let at = start.advanced(bySeconds: line.seconds)
    let author =
      line.who.hasPrefix("system:")
      ? Author(stored: line.who) : .person(try writer.person(handle: line.who))
    // Written down a few seconds after it happened, as people do.
    let recorded = at.advanced(bySeconds: line.seconds < 0 ? 4 : 0)
    let event: Event
    if let milestone = DrillMilestone(rawValue: line.kind) {
      event = .drill(DrillStep(act: .marked, milestone: milestone, text: line.text))
    } else if line.kind == "offer" {
      event = try offer(line, to: id, at: at, by: author, &writer)
    } else {
      event = try self.event(line, &writer)
    }
    _ = try writer.append(
      [Proposal(event, at: at)], to: id, by: author, recordedAt: [recorded])
  }

  private static func event(_ line: DemoScript.Line, _ writer: inout Writer) throws -> Event {
    guard let kind = Kind(rawValue: line.kind) else { throw TextFormError.unknownKind(line.kind) }
    var handles: [String: PersonID] = [:]
    _ = try Event(kind: kind, text: line.text) { handle in
      handles[handle] = PersonID(rawValue: handle)
      return PersonID(rawValue: handle)
    }
    for handle in handles.keys { handles[handle] = try writer.person(handle: handle) }
    let event = try Event(kind: kind, text: line.text) {
      handles[$0] ?? PersonID(rawValue: $0)
    }
    guard case .declared(var declaration) = event else { return event }
    declaration.mode = .test
    declaration.services = DemoScript.services.map(\.name)
    declaration.regions = DemoScript.regions
    return .declared(declaration)
  }

  private static func offer(
    _ line: DemoScript.Line, to id: IncidentID, at: Instant, by author: Author,
    _ writer: inout Writer
  ) throws -> Event {
    guard let found = line.text.wholeMatch(of: /(\S+) (\S+): (.*)/),
      let role = RoleName(String(found.1))
    else { throw TextFormError.grammar(.handoff, wanted: "ROLE WHO: why") }
    let person = try writer.person(handle: String(found.2))
    var occasion = Occasion(author: author, now: at)
    occasion.decisions = DemoScript.lines(you: "").filter {
      $0.kind == Kind.decision.rawValue && $0.seconds < line.seconds
    }.map(\.text)
    let proposals = try writer.incident(id).decide(
      .offer(role, to: person, because: String(found.3)), occasion)
    guard let event = proposals.first?.event else { throw Rejection.emptyText }
    return event
  }
}
