internal import Glibc
internal import HealthSources
internal import IncidentModel
internal import IncidentTUI

/// The configuration in use and where it comes from.
struct ConfigurationFile {
  /// How the file was found.
  enum Origin: Hashable {
    case option
    case variable
    /// In the working folder or in one above it.
    case folder
    /// In the user's own configuration folder.
    case user
  }

  let path: String
  let origin: Origin

  /// The longest file that is read, in bytes.
  static let limit = 1 << 20

  private static let name = "incident.yaml"

  /// The file that counts; nil when there is none and the defaults hold.
  ///
  /// A file that is named is not looked for: reading it says when it is not there.
  static func find(given: String?) -> ConfigurationFile? {
    if let given { return ConfigurationFile(path: given, origin: .option) }
    if let path = environmentVariable("INCIDENT_CONFIG"), !path.isEmpty {
      return ConfigurationFile(path: path, origin: .variable)
    }
    for folder in foldersUpwards() {
      let path = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
      if isFile(path) { return ConfigurationFile(path: path, origin: .folder) }
    }
    let own: String
    // XDG: a relative path in the variable is to be ignored.
    if let folder = environmentVariable("XDG_CONFIG_HOME"), folder.hasPrefix("/") {
      own = "\(folder)/incident/\(name)"
    } else {
      own = "\(environmentVariable("HOME") ?? "")/.config/incident/\(name)"
    }
    return isFile(own) ? ConfigurationFile(path: own, origin: .user) : nil
  }

  /// Reads the file; every mistake in it is thrown at once.
  func read() throws -> Configuration {
    let bytes = try readBytes(ofFile: path, limit: Self.limit + 1)
    // After opening it: what is checked before could be exchanged.
    if origin == .folder, let distrust = try Trust.distrust(of: path) {
      throw Failure.untrustedConfiguration(path: path, distrust)
    }
    guard bytes.count <= Self.limit else {
      throw Failure.badConfiguration(
        path: path, [ConfigurationProblem(line: 0, .tooLarge(limit: Self.limit))])
    }
    let text = try text(of: bytes, path: path)
    do throws(ConfigurationProblems) {
      return try Configuration(
        reading: YAML.tree(of: text), themes: Theme.allCases.map(\.rawValue),
        formats: HealthFormat.all.map(\.name))
    } catch {
      throw Failure.badConfiguration(path: path, error.problems)
    }
  }

  // MARK: Places

  private static func isFile(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// The working folder and those above it, to the root.
  private static func foldersUpwards() -> [String] {
    guard let start = unsafe getcwd(nil, 0) else { return [] }
    defer { unsafe free(start) }
    var folder = unsafe String(cString: start)
    var folders: [String] = []
    while folder.hasPrefix("/"), folder != "/" {
      folders.append(folder)
      let parent = folder.prefix(upTo: folder.lastIndex(of: "/") ?? folder.startIndex)
      folder = parent.isEmpty ? "/" : String(parent)
    }
    return folders + ["/"]
  }
}
