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
    if origin == .folder { try checkTrust() }
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

  // MARK: Trust

  /// A file that was only come upon may have been laid there by somebody else: it has to belong to
  /// the user or to root, and nobody else may be able to change it or put another in its place.
  private func checkTrust() throws {
    var paths = [path, Self.folder(of: path)]
    if let real = unsafe realpath(path, nil) {
      paths += [unsafe String(cString: real), Self.folder(of: unsafe String(cString: real))]
      unsafe free(real)
    }
    for path in paths {
      var status = stat()
      guard unsafe stat(path, &status) == 0 else {
        throw Failure.noInput(path: path, code: errno)
      }
      guard status.st_uid == geteuid() || status.st_uid == 0 else {
        throw Failure.untrustedConfiguration(path: self.path, .foreign(path))
      }
      let isOpenToGroup = status.st_mode & S_IWGRP != 0 && !Self.isOwnGroup(status.st_gid)
      if isOpenToGroup || status.st_mode & S_IWOTH != 0 {
        throw Failure.untrustedConfiguration(path: self.path, .writable(path))
      }
    }
  }

  private static func folder(of path: String) -> String {
    let parent = path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)
    return parent.isEmpty ? "/" : String(parent)
  }

  /// Whether a group holds nobody but the user, as Debian makes one for each user.
  private static func isOwnGroup(_ id: gid_t) -> Bool {
    guard let user = unsafe getpwuid(geteuid()), let group = unsafe getgrgid(id),
      unsafe user.pointee.pw_gid == id, let login = unsafe user.pointee.pw_name,
      let name = unsafe group.pointee.gr_name, unsafe strcmp(login, name) == 0
    else { return false }
    guard let members = unsafe group.pointee.gr_mem, let first = unsafe members[0] else {
      return true
    }
    return unsafe strcmp(first, login) == 0 && members[1] == nil
  }
}

/// Why a configuration that was come upon is not used.
enum Distrust: Hashable {
  /// Somebody else owns this file or folder.
  case foreign(String)
  /// Others may write this file or folder.
  case writable(String)
}
