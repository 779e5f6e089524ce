import FoundationEssentials
import Testing

/// An incident under way in a logbook of its own, and consoles open on it.
final class ConsoleStory {
  let program: Program

  init(declares: Bool = true) throws {
    program = try Program()
    guard declares else { return }
    try program.run("declare", "EU checkout errors", "--severity", "SEV2")
  }

  /// Opens a console for a person and waits until it can be seen.
  func console(
    _ person: String = "ana", columns: Int = 100, rows: Int = 30, term: String = "tmux-256color",
    arguments: String = "", environment: [String: String] = [:]
  ) throws -> Tmux {
    let tmux = try terminal(
      person, columns: columns, rows: rows, term: term,
      command: "\(Program.path) console \(arguments)", environment: environment)
    try tmux.wait(for: "Timeline")
    return tmux
  }

  private var terminals = 0

  /// Runs any command on a terminal.
  func terminal(
    _ person: String = "ana", columns: Int = 100, rows: Int = 30, term: String = "tmux-256color",
    command: String, environment: [String: String] = [:]
  ) throws -> Tmux {
    terminals += 1
    let variables = program.variables.merging(["INCIDENT_USER": person]) { $1 }
    return try Tmux(
      program, "\(person)\(terminals)", columns: columns, rows: rows, term: term,
      command: command, environment: variables.merging(environment) { $1 })
  }

  /// Runs the command line as a person.
  @discardableResult
  func run(as person: String = "bo", _ arguments: String...) throws -> Program.Outcome {
    let outcome = try program.run(all: arguments, environment: ["INCIDENT_USER": person])
    try #require(outcome.status == 0, "\(arguments): \(outcome.messages)")
    return outcome
  }

  /// Writes to a terminal behind the back of what runs in it.
  func scribble(_ text: String, on terminal: Tmux) throws {
    let path = "/proc/\(try terminal.process())/fd/1"
    try Data("\u{1B}[H\(text)".utf8).write(to: URL(filePath: path))
  }

  func timeline() throws -> String { try program.run("timeline").output }
}
