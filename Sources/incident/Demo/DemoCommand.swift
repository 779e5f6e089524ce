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
      """)

  @Option(help: ArgumentHelp("How many times faster than life it goes on.", valueName: "factor"))
  var speed = 1.0

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
    let player = try DemoPlayer.begin(
      in: session.book, services, you: session.author, now: session.now)
    services.start()
    defer { services.stop() }
    let incident = try session.incident(player.incident.description)
    let (you, speed) = (session.author, speed)
    let playing = Task.detached { await player.play(you: you, speed: speed) }
    defer { playing.cancel() }
    let end = try ConsoleCommand.open(
      incident, session, ConsoleCommand.Choices(), configuration: services.configuration,
      shelf: RunbookShelf(folders: [RunbookShelf.ours].compactMap(\.self)),
      environment: services.environment)
    session.output.message(
      "That was a demo, and it is gone. Your own: incident declare TITLE, then incident.")
    return end.exitStatus
  }

  /// Removes the folder of the demo and what the program has put there.
  private static func remove(_ folder: String) {
    for path in ["\(folder)/drafts", folder] {
      guard let directory = unsafe opendir(path) else { continue }
      while let entry = unsafe readdir(directory) {
        let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
          unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
        }
        if name != ".", name != ".." { unsafe unlink("\(path)/\(name)") }
      }
      unsafe closedir(directory)
      unsafe rmdir(path)
    }
  }
}
