import FoundationEssentials
import Testing

/// A logbook with an incident that is over and held a surprise.
struct LearningStory {
  let program: Program
  /// The ref of the incident.
  let ref: String

  static let timeline = """
    2026-11-20 09:50\tmilestone\timpactStarted: pages of the east fail
    2026-11-20 09:52\tmilestone\tdetected: a customer called
    2026-11-20 09:55\tdeclared\tPages of the east fail
    2026-11-20 09:55\tseverity\tSEV2: a quarter of the pages
    2026-11-20 10:04\tsurprise\texpected: the router leaves a region that is not well within a second | found: it kept sending for 9 min
    2026-11-20 10:21\tmilestone\trecovered: pages are back
    2026-11-20 10:40\tstatus\tresolved

    """

  init(_ timeline: String = Self.timeline) throws {
    program = try Program()
    try program.write(timeline, to: "timeline.txt")
    let imported = try program.run("import", "--format", "text", program.file("timeline.txt"))
    ref = try #require(imported.lines.first, "\(imported.messages)")
  }

  @discardableResult
  func run(_ arguments: String...) throws -> Program.Outcome { try program.run(all: arguments) }

  /// The experiment that is drafted from the surprise.
  func experiment() throws -> String { try program.name(from: "experiment", "propose", ref) }

  /// The short id of the surprise.
  func surprise() throws -> String {
    String(try #require(try run("surprise", "list").output.firstMatch(of: /^\w{4}/)).output)
  }

  /// An experiment that lacks nothing, on regions at these addresses.
  static func ready(
    east: String = "http://127.0.0.1:1", router: String = "http://127.0.0.1:2",
    method: String =
      #"{name: t0-lose-the-east, type: action, url: "${east}/health?ok=0", http_method: POST}"#
  ) -> String {
    """
    title: The router leaves a region that is not well
    kind: fault
    hypothesis: When the east is not well, pages are still served, as the router leaves it.
    steady_state:
    - {name: pages are served, type: probe, url: "${front}/page", expect: {status: [200]}}
    method:
    - \(method)
    rollback:
    - {name: the east is well, type: action, url: "${east}/health?ok=1", http_method: POST}
    - {name: traffic goes back, type: action, url: "${front}/active?region=a", http_method: POST}
    blast_radius: {scope: one region of the lab, share_percent: 12.5, at_most: 1m, environment: lab}
    stop_now: [both regions are not well]
    owner: ana
    settings:
    - {name: front, value: "\(router)"}
    - {name: east, value: "\(east)"}

    """
  }
}

extension Program {
  /// The first name such as `EXP-7k3f` that a run of the program prints.
  func name(from arguments: String...) throws -> String {
    let outcome = try run(all: arguments)
    let name = outcome.output.firstMatch(of: /(?:EXP|FD|RISK)-\w{4}/)?.output
    return String(try #require(name, "\(arguments): \(outcome.output)\(outcome.messages)"))
  }

  /// Begins a drill an hour ago, and marks milestones at minutes before now; the drill's ref.
  @discardableResult
  func drill(_ plan: String, _ marks: [(words: String, minutes: Int)]) throws -> String {
    let now = Date()
    let ref = try #require(try run("drill", "start", plan).lines.first)
    let timeline = try run("timeline", ref).output
    let began = timeline.matches(of: #/(\w{4}) .* (?:started: |commander = )/#).map(\.output.1)
    try #require(began.count == 2)
    for entry in began {
      try run("correct", String(entry), "--at", (now - 3600).ISO8601Format())
    }
    for mark in marks {
      let words = mark.words.split(separator: " ").map(String.init)
      let at = (now - Double(mark.minutes) * 60).ISO8601Format()
      let marked = try run(all: ["drill", "mark"] + words + ["--at", at])
      #expect(marked.status == 0, "\(mark): \(marked.messages)")
    }
    return ref
  }

  /// Everything that was ever written down.
  func everything() throws -> String { try run("export", "--all").output }

  /// Expects that something is refused with this status and these words, and that nothing is written.
  func expectRefusal(
    _ arguments: [String], _ words: String, status: Int32 = 1,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let before = try everything()
    let outcome = try run(all: arguments)
    #expect(outcome.status == status, "\(arguments)", sourceLocation: sourceLocation)
    #expect(outcome.messages.contains(words), sourceLocation: sourceLocation)
    #expect(outcome.output == "", sourceLocation: sourceLocation)
    #expect(try everything() == before, sourceLocation: sourceLocation)
  }
}
