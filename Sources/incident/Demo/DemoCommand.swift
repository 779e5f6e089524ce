internal import ArgumentParser
internal import Glibc
internal import IncidentModel
internal import IncidentTUI
internal import Logbook

/// `incident demo`: a realistic incident under way, in a logbook that is thrown away.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Open the console on a realistic incident in a throw-away logbook.",
    discussion: """
      You join as the next scribe: H answers the offer. Its services live on this machine in two \
      regions, and the console watches them: 1 goes there. A traffic manager moves their requests: walk \
      the runbook regional-failover in 2. Nothing you do here is kept.

        incident demo --speed 4
        incident demo --drill
      """)

  @Option(help: ArgumentHelp("How many times faster than life it goes on.", valueName: "factor"))
  var speed = 1.0

  @Flag(help: "Lead a failover drill instead: D marks its milestones, 2 has the runbook.")
  var drill = false

  @OptionGroup var globals: GlobalOptions

  func validate() throws {
    guard speed > 0, speed <= 1000 else {
      throw ValidationError("--speed takes a number above 0, at most 1000.")
    }
  }

  func run() throws {
    do {
      let end = try play()
      if end != 0 { throw ExitCode(end) }
    } catch let code as ExitCode {
      throw code
    } catch {
      throw try ErrorMessages(path: "the demo's logbook").complaint(for: error)
    }
  }

  private func play() throws -> Int32 {
    let temporary = environmentVariable("TMPDIR") ?? "/tmp"
    var template = Array("\(temporary)/incident-demo-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else {
      throw Failure.cannotWrite(path: "a temporary folder", code: errno)
    }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { Self.remove(folder) }
    var options = globals
    options.logbook = "\(folder)/logbook.sqlite"
    let session = try Session(options, makesLogbook: true)
    let services = try DemoServices(clock: Session.clock)
    let shelf = RunbookShelf(folders: [RunbookShelf.ours].compactMap(\.self))
    let player =
      drill
      ? try DemoPlayer.beginDrill(
        in: session.book, services, plan(shelf), you: session.author, now: session.now)
      : try DemoPlayer.begin(in: session.book, services, you: session.author, now: session.now)
    services.start()
    defer { services.stop() }
    let incident = try session.incident(player.incident.description)
    let (you, speed) = (session.author, speed)
    let playing = Task.detached { await player.play(you: you, speed: speed) }
    defer { playing.cancel() }
    let end = try ConsoleCommand.open(
      incident, session, ConsoleCommand.Choices(), configuration: services.configuration,
      shelf: shelf, environment: services.environment)
    session.output.message(
      "That was a demo, and it is gone. Your own: incident declare TITLE, then incident.")
    return end.exitStatus
  }

  /// The plan of the demo's drill, its steps those of the runbook.
  private func plan(_ shelf: RunbookShelf) throws -> DrillPlan {
    var objectives = DrillPlan.Objectives()
    objectives.detectSeconds = 60
    objectives.decideSeconds = 120
    objectives.rtoSeconds = 300
    objectives.rpoRecords = 0
    objectives.failbackSeconds = 120
    // Without the runbooks that come with the program the drill is led by D alone.
    let runbook = try? shelf.open(DemoScript.runbook)
    var plan = DrillPlan.proposed(
      from: DemoScript.regions[0], to: DemoScript.regions[1], topology: .activeActive,
      service: DemoScript.services[0].name, objectives: objectives, runbook: runbook?.name,
      outline: runbook?.drillOutline ?? [])
    plan.environment = "demo"
    return plan
  }

  /// Removes the folder of the demo and what the program has put there.
  private static func remove(_ folder: String) {
    for path in ["\(folder)/drafts", folder] {
      for name in names(in: path) { unsafe unlink("\(path)/\(name)") }
      unsafe rmdir(path)
    }
  }
}
