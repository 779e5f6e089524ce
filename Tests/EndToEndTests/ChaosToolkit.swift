import FoundationEssentials
import Glibc
import Testing

/// The real Chaos Toolkit, in a virtual environment that is made once and thrown away at the end.
enum ChaosToolkit {
  /// In CI what is missing is a failure, not a reason to skip.
  static let isWanted = isCI || problem == nil
  private static let isCI = ProcessInfo.processInfo.environment["CI"] == "true"

  private static let folder: String? = {
    var template = Array("/tmp/incident-chaos-XXXXXX".utf8CString)
    return unsafe mkdtemp(&template).map { unsafe String(cString: $0) }
  }()

  /// Why it cannot be installed; nil when it is.
  private static let problem: String? = {
    guard let folder else { return "no temporary folder" }
    atexit { try? FileManager.default.removeItem(atPath: ChaosToolkit.folder ?? "") }
    let script = """
      python3 -m venv '\(folder)/venv' && '\(folder)/venv/bin/pip' install --quiet \
      --disable-pip-version-check chaostoolkit 'chaostoolkit-lib[jsonpath]'
      """
    do {
      // Proxies, certificates and indexes are those of whoever runs the tests.
      let outcome = try Program().spawn(
        "/usr/bin/timeout", ["300", "sh", "-c", script],
        environment: ProcessInfo.processInfo.environment)
      return outcome.status == 0 ? nil : "status \(outcome.status): \(outcome.messages)"
    } catch { return "\(error)" }
  }()

  /// The settings with which it finds the program and its logbook.
  static func variables(_ program: Program) -> [String: String] {
    let ours = Program.path.dropLast("/incident".count)
    return program.variables.merging(["PATH": "\(ours):/usr/bin:/bin"]) { $1 }
  }

  /// The line that runs it, without asking for newer versions and without files of its own.
  static func command() throws -> [String] {
    try #require(problem == nil, "the Chaos Toolkit cannot be installed")
    return ["\(folder ?? "")/venv/bin/chaos", "--no-version-check", "--no-log-file"]
  }

  static func run(_ arguments: String..., for program: Program) throws -> Program.Outcome {
    let words = try command() + arguments
    return try program.spawn(
      words[0], Array(words.dropFirst()), environment: variables(program))
  }
}
