internal import Glibc
internal import Logbook

/// The folders for what a logbook does not take: those of another disk come first, memory last.
enum UnsavedFolder {
  static func all(for logbook: String) -> [String] {
    if let named = environmentVariable("INCIDENT_EMERGENCY"), !named.isEmpty { return [named] }
    let user = getuid()
    var folders: [String] = []
    if let cache = environmentVariable("XDG_CACHE_HOME"), cache.hasPrefix("/") {
      folders.append("\(cache)/incident")
    } else if let home = environmentVariable("HOME"), home.hasPrefix("/") {
      folders.append("\(home)/.cache/incident")
    }
    folders.append("/var/tmp/incident-\(user)")
    if let runtime = environmentVariable("XDG_RUNTIME_DIR"), runtime.hasPrefix("/") {
      folders.append("\(runtime)/incident")
    }
    folders += ["/tmp/incident-\(user)", "/dev/shm/incident-\(user)"]
    let own = device(of: logbook)
    func rank(_ folder: String) -> Int {
      FileSystem.isInMemory(existing(folder)) ? 2 : device(of: folder) == own ? 1 : 0
    }
    return (0...2).flatMap { wanted in folders.filter { rank($0) == wanted } }
  }

  /// Makes the folder unless it is there.
  ///
  /// - Returns: whether it is a folder that nobody else can change: `/tmp` is everybody's.
  static func make(_ folder: String) -> Bool {
    unsafe mkdir(folder, 0o700)
    return isOwn(folder)
  }

  /// The files of earlier programs that belong to a logbook and are no longer written to.
  static func leftBehind(for logbook: String) -> [String] {
    let header = UnsavedFile.header(absolutePath(logbook))
    return all(for: logbook).filter(isOwn).flatMap { folder in
      names(in: folder).filter { $0.hasPrefix("unsaved-") && $0.hasSuffix(".jsonl") }
        .map { "\(folder)/\($0)" }
        .filter { path in
          guard let bytes = try? readBytes(ofFile: path, limit: 65_536) else { return false }
          return bytes.starts(with: Array("\(header)\n".utf8)) && !isHeld(path)
        }
    }
  }

  private static func isOwn(_ folder: String) -> Bool {
    var status = stat()
    return unsafe lstat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      && status.st_uid == geteuid() && status.st_mode & (S_IWGRP | S_IWOTH) == 0
  }

  /// Whether the program that writes a file still lives.
  private static func isHeld(_ path: String) -> Bool {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return true }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0
  }

  /// The device of a path, or of the nearest folder above it that is there.
  private static func device(of path: String) -> dev_t {
    var status = stat()
    return unsafe stat(existing(path), &status) == 0 ? status.st_dev : 0
  }

  /// A path, or the nearest folder above it that is there.
  private static func existing(_ path: String) -> String {
    var path = path
    while !fileExists(path), path != "/", path != "." { path = folder(of: path) }
    return path
  }
}
