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
  static let path: String = {
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

  /// Whether the system has taken what is half-typed; the screen shows it a moment earlier.
  func keepsDraft(_ text: String) -> Bool {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: file("drafts"))) ?? []
    return names.contains { (try? read("drafts/\($0)").contains(text)) == true }
  }

  func has(_ name: String) -> Bool { unsafe access(file(name), F_OK) == 0 }

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

  /// What the program is told about its surroundings, and nothing else.
  var variables: [String: String] {
    [
      "HOME": folder, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC",
      "INCIDENT_USER": "ana", "INCIDENT_LOGBOOK": file("logbook.sqlite"),
    ]
  }

  /// Runs the program to its end.
  func run(
    all arguments: [String], input: [UInt8] = [], environment: [String: String] = [:],
    in folder: String? = nil
  ) throws -> Outcome {
    // posix_spawn cannot change the folder where glibc hides how; env(1) can.
    let (path, words) =
      folder.map { ("/usr/bin/env", ["-C", $0, Self.path] + arguments) }
      ?? (Self.path, arguments)
    return try spawn(
      path, words, input: input, environment: variables.merging(environment) { $1 })
  }

  /// Runs any program to its end.
  func spawn(
    _ path: String, _ arguments: [String], input: [UInt8] = [], environment: [String: String]
  ) throws -> Outcome {
    try Data(input).write(to: URL(filePath: file("in")))
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, file("in"), O_RDONLY, 0)
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, file("out"), flags, 0o600)
    unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, file("err"), flags, 0o600)
    var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
    var settings = unsafe environment.map { unsafe strdup("\($0)=\($1)") } + [nil]
    defer {
      for index in unsafe words.indices { unsafe free(words[index]) }
      for index in unsafe settings.indices { unsafe free(settings[index]) }
    }
    // The threads of a test have signals blocked; what is started here must be able to end.
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    unsafe sigemptyset(&none)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var child: pid_t = 0
    let code = unsafe posix_spawn(&child, path, &actions, &attributes, &words, &settings)
    try #require(code == 0, "cannot run \(path)")
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
