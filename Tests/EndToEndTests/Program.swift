import FoundationEssentials
import Glibc
import Testing

/// The built program in a folder of its own, with a logbook and a home nobody else has.
final class Program {
  /// What a run of the program left behind.
  struct Outcome {
    var status: Int32
    var output: String
    var messages: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  let folder: String

  init() throws {
    var template = Array("/tmp/incident-test-XXXXXX".utf8CString)
    let name = unsafe mkdtemp(&template).map { unsafe String(cString: $0) }
    folder = try #require(name)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// The program beside the test bundle.
  private static let path: String = {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    // The bundle is run by itself or by a helper that is told where it is.
    let places = [own] + CommandLine.arguments.filter { $0.contains(".xctest") }
    for place in places {
      guard let slash = place.lastIndex(of: "/") else { continue }
      let path = "\(place[..<slash])/incident"
      if unsafe access(path, X_OK) == 0 { return path }
    }
    return "incident"
  }()

  func file(_ name: String) -> String { "\(folder)/\(name)" }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: file(name)))
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: file(name))), as: UTF8.self)
  }

  /// Runs the program to its end.
  @discardableResult
  func run(
    _ arguments: String..., input: [UInt8] = [], environment: [String: String] = [:],
    in folder: String? = nil
  ) throws -> Outcome {
    try run(all: arguments, input: input, environment: environment, in: folder)
  }

  /// Runs the program to its end.
  func run(
    all arguments: [String], input: [UInt8] = [], environment: [String: String] = [:],
    in folder: String? = nil
  ) throws -> Outcome {
    try Data(input).write(to: URL(filePath: file("in")))
    var variables = [
      "HOME": folder, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC",
      "INCIDENT_USER": "ana", "INCIDENT_LOGBOOK": file("logbook.sqlite"),
    ]
    variables.merge(environment) { $1 }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, file("in"), O_RDONLY, 0)
    if let folder {
      unsafe posix_spawn_file_actions_addchdir_np(&actions, folder)
    }
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, file("out"), flags, 0o600)
    unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, file("err"), flags, 0o600)
    var words = unsafe ([Self.path] + arguments).map { unsafe strdup($0) } + [nil]
    var settings = unsafe variables.map { unsafe strdup("\($0)=\($1)") } + [nil]
    defer {
      for index in unsafe words.indices { unsafe free(words[index]) }
      for index in unsafe settings.indices { unsafe free(settings[index]) }
    }
    var child: pid_t = 0
    let code = unsafe posix_spawn(&child, Self.path, &actions, nil, &words, &settings)
    try #require(code == 0, "cannot run \(Self.path)")
    var status: Int32 = 0
    while unsafe waitpid(child, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return Outcome(
      status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output: try read("out"),
      messages: try read("err"))
  }

  /// Logs a text and gives back the short id of the entry.
  func log(_ text: String) throws -> String {
    let words = try run("log", text).output.split(separator: " ")
    return String(try #require(words.dropFirst().first))
  }
}
