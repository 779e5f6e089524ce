internal import Glibc

/// The few calls of the operating system that a logbook needs beside SQLite.
enum Files {
  /// The folder that holds `path`.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  /// Whether the file can be changed, and its folder, where SQLite keeps the journal.
  static func isWritable(_ path: String) -> Bool {
    unsafe access(path, W_OK) == 0 && access(folder(of: path), W_OK) == 0
  }

  /// Creates the folder (0700, with those above it) and an empty file (0600) where they are absent.
  static func create(_ path: String) throws(LogbookError) {
    try createFolder(folder(of: path))
    // SQLite would create it readable by everybody. Never open one that is there: closing a
    // descriptor drops every lock that this process holds on the file.
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    if descriptor >= 0 {
      close(descriptor)
    } else if errno != EEXIST {
      throw .cannotOpen(path: path, code: errno, message: "open")
    }
  }

  private static func createFolder(_ path: String) throws(LogbookError) {
    if exists(path) { return }
    let parent = folder(of: path)
    if parent != path { try createFolder(parent) }
    if unsafe mkdir(path, 0o700) != 0, errno != EEXIST {
      throw .cannotOpen(path: path, code: errno, message: "mkdir")
    }
  }

  /// What tells a copy of a logbook from the logbook: the machine, the device and the inode.
  static func identity(of path: String) -> String {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return "" }
    return "\(machine) \(status.st_dev) \(status.st_ino)"
  }

  private static let machine: String = {
    let descriptor = unsafe open("/etc/machine-id", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 32)
    let count = unsafe read(descriptor, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }()

  /// Writes one byte over the first one of a file, which wakes whoever watches it.
  ///
  /// A failure is ignored: readers also ask the logbook itself now and then.
  static func touch(_ path: String) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return }
    var byte = UInt8(ascii: ".")
    _ = unsafe pwrite(descriptor, &byte, 1, 0)
    close(descriptor)
  }
}
