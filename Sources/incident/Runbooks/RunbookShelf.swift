internal import ArgumentParser
internal import Glibc
internal import IncidentModel
internal import Logbook
internal import Runbooks

/// Where the runbooks of this place are, and what of them there is.
struct RunbookShelf: Sendable {
  /// The folders, in the order in which a name is looked for.
  let folders: [String]
  /// A folder that was come upon and is not used, and why.
  private(set) var distrusted: (path: String, Distrust)?
  private let configuration: String?

  /// The folders that the configuration names, else `runbooks` beside it or here; and those that came
  /// with the program.
  init(_ configuration: Configuration, file: ConfigurationFile?) {
    self.configuration = file?.path
    let base = file.map { folder(of: $0.path) } ?? "."
    var folders = configuration.runbooks.map { $0.hasPrefix("/") ? $0 : Self.joined(base, $0) }
    var distrusted: (String, Distrust)?
    if folders.isEmpty {
      let own = Self.joined(base, "runbooks")
      if fileExists(own) {
        if let distrust = try? Trust.distrust(of: own) {
          distrusted = (own, distrust)
        } else {
          folders = [own]
        }
      }
    }
    self.distrusted = distrusted
    if let ours = Self.ours, !folders.contains(where: { Self.isSame($0, ours) }) {
      folders.append(ours)
    }
    self.folders = folders.map(Self.whole)
  }

  /// A shelf of these folders alone.
  init(folders: [String]) {
    (self.folders, configuration) = (folders, nil)
  }

  func library() -> RunbookLibrary { RunbookLibrary(folders: folders) }

  /// The runbook of a name, or the file of a path.
  func open(_ name: String, in library: RunbookLibrary? = nil) throws -> Runbook {
    do throws(RunbookLibrary.Unreadable) {
      if name.hasSuffix(".md"), fileExists(name) {
        return try RunbookLibrary.open(path: Self.whole(name))
      }
      // A whole name is a path: the others need not be read for it.
      for folder in folders where !name.hasPrefix("/") && !name.split(separator: "/").contains("..")
      {
        let path = "\(folder)/\(name).md"
        if fileExists(path) { return try RunbookLibrary.open(path: path, name: name) }
      }
    } catch { throw RunbookRefusal.unreadable(error) }
    let library = library ?? self.library()
    do throws(RunbookLibrary.Unreadable) {
      let found = library.items(named: name)
      if found.count == 1 { return try RunbookLibrary.open(found[0]) }
      if let unreadable = library.unreadable.first(where: { $0.path.hasSuffix("/\(name).md") }) {
        throw unreadable
      }
    } catch { throw RunbookRefusal.unreadable(error) }
    try refuse(name, library)
  }

  private func refuse(_ name: String, _ library: RunbookLibrary) throws -> Never {
    let found = library.items(named: name)
    if !found.isEmpty { throw RunbookRefusal.ambiguous(name, found.prefix(10).map(\.name)) }
    if let distrusted { throw RunbookRefusal.untrusted(distrusted.path, distrusted.1) }
    guard !folders.isEmpty else { throw RunbookRefusal.noFolder(configuration: configuration) }
    let names = library.items.map(\.name)
    let closest =
      [nearest(to: name, among: names)].compactMap(\.self)
      + library.items(containing: name).prefix(5).map(\.name)
    throw RunbookRefusal.unknown(name, closest: Array(Set(closest)).sorted(), folders: folders)
  }

  /// The runbooks that came with the program: `../share/incident/runbooks` beside it, or those of the
  /// checkout that it was built in.
  static let ours: String? = {
    guard let path = unsafe realpath("/proc/self/exe", nil) else { return nil }
    defer { unsafe free(path) }
    let program = unsafe String(cString: path)
    var places = [joined(folder(of: folder(of: program)), "share/incident/runbooks")]
    if let build = program.firstRange(of: "/.build") {
      places.append("\(program[..<build.lowerBound])/runbooks")
    }
    return places.first { fileExists($0) }
  }()

  // MARK: Paths

  private static func joined(_ folder: String, _ name: String) -> String {
    var name = name[...]
    while name.hasPrefix("./") { name = name.dropFirst(2) }
    return folder == "/" ? "/\(name)" : "\(folder)/\(name)"
  }

  /// A path from the root, as commands are run elsewhere.
  private static func whole(_ path: String) -> String {
    guard let real = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  private static func isSame(_ left: String, _ right: String) -> Bool {
    whole(left) == whole(right)
  }
}

extension Session {
  var shelf: RunbookShelf { RunbookShelf(configuration, file: configurationFile) }
}

/// What commands about runbooks that need no incident work with.
final class RunbookDesk {
  let health: HealthDesk
  let shelf: RunbookShelf
  /// Read only by what needs all of them.
  private(set) lazy var library = shelf.library()

  init(_ options: GlobalOptions) throws {
    health = try HealthDesk(options)
    shelf = RunbookShelf(health.configuration, file: health.file)
  }

  var output: Output { health.output }

  /// When each runbook was last walked; nothing where there is no logbook.
  func exercises() throws -> [String: RunbookExercise] {
    try health.book?.runbookExercises() ?? [:]
  }
}

/// A command about runbooks that needs no incident.
protocol RunbookDeskCommand: ParsableCommand {
  var globals: GlobalOptions { get }
  func run(at desk: RunbookDesk) throws
}

extension RunbookDeskCommand {
  func run() throws {
    do { try run(at: RunbookDesk(globals)) } catch {
      throw try ErrorMessages(path: globals.logbookPath()).complaint(for: error)
    }
  }
}
