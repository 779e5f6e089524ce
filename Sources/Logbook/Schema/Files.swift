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

  /// Creates the folder (0700, with those above it) and an empty file where they are absent.
  static func create(_ path: String) throws(LogbookError) {
    try createFolder(folder(of: path))
    // SQLite would create it readable by everybody. Never open one that is there: closing a
    // descriptor drops every lock that this process holds on the file.
    if !create(exclusively: path), errno != EEXIST {
      throw .cannotOpen(path: path, code: errno, message: "open")
    }
  }

  /// Creates an empty file that only its owner can read, or in a shared folder its group.
  ///
  /// - Returns: whether it was made; `errno` says why not.
  static func create(exclusively path: String, isPrivate: Bool = false) -> Bool {
    let flags = O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    let descriptor = unsafe open(path, flags, 0o600)
    guard descriptor >= 0 else { return false }
    // Not left to the umask: a member of the group who cannot write would wedge the others.
    if !isPrivate, isShared(folder(of: path)) { fchmod(descriptor, 0o660) }
    close(descriptor)
    return true
  }

  /// Whether a folder was given to a group on purpose: writable by it, and what is made in it belongs to it.
  static func isShared(_ folder: String) -> Bool {
    let wanted = S_ISGID | S_IWGRP
    return status(of: folder).map { $0.st_mode & wanted == wanted } ?? false
  }

  static func createFolder(_ path: String) throws(LogbookError) {
    if exists(path) { return }
    let parent = folder(of: path)
    if parent != path { try createFolder(parent) }
    if unsafe mkdir(path, 0o700) != 0, errno != EEXIST {
      throw .cannotOpen(path: path, code: errno, message: "mkdir")
    }
  }

  static func status(of path: String) -> stat? {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status : nil
  }

  /// What tells a copy of a logbook from the logbook: the machine, the device and the inode.
  static func identity(of path: String) -> String {
    status(of: path).map { "\(machine) \($0.st_dev) \($0.st_ino)" } ?? ""
  }

  private static let machine: String = {
    let descriptor = unsafe open("/etc/machine-id", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 32)
    let count = unsafe read(descriptor, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }()

  /// The bytes that the user may still fill on the file system of a path; nil when it does not say.
  static func freeBytes(of path: String) -> Int64? {
    var status = statvfs()
    guard unsafe statvfs(folder(of: path), &status) == 0 else { return nil }
    return Int64(clamping: status.f_bavail) * Int64(clamping: status.f_frsize)
  }

  /// Gives a journal that is already there the mode of its logbook, so that who may read one may read both.
  static func alignJournal(of path: String) {
    guard let file = status(of: path), let journal = status(of: "\(path)-journal"),
      journal.st_mode != file.st_mode, journal.st_uid == geteuid(),
      journal.st_mode & S_IFMT == S_IFREG
    else { return }
    unsafe chmod("\(path)-journal", file.st_mode & 0o666)
  }

  /// What restores have set aside, by name.
  static func copiesBeforeRestores(of path: String) -> [String] {
    var found = unsafe glob_t()
    defer { unsafe globfree(&found) }
    let escaped = path.map { "*?[\\".contains($0) ? "\\\($0)" : String($0) }.joined()
    guard unsafe glob("\(escaped).before-*", 0, nil, &found) == 0 else { return [] }
    return unsafe (0..<Int(found.gl_pathc)).compactMap { number in
      unsafe found.gl_pathv[number].map { unsafe String(cString: $0) }
    }
  }

  /// Holds a file as long as the descriptor that is returned is open; -1 when another process holds it.
  static func hold(_ path: String) -> Int32 {
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    if descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      close(descriptor)
      return -1
    }
    return descriptor
  }

  /// Whether a process that holds a file lives.
  static func isHeld(_ path: String) -> Bool {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0
  }

  /// The bytes of a file.
  static func bytes(of path: String) throws(LogbookError) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotOpen(path: path, code: errno, message: "open") }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 { return bytes }
      if count < 0 { throw .cannotOpen(path: path, code: errno, message: "read") }
      bytes += buffer[..<count]
    }
  }

  /// Writes one byte over the first one of a file, which wakes whoever watches it.
  ///
  /// A failure is ignored: readers also ask the logbook itself now and then.
  static func touch(_ path: String) {
    let flags = O_WRONLY | O_CLOEXEC | O_NOFOLLOW
    var descriptor = unsafe open(path, flags)
    if descriptor < 0, errno == ENOENT, create(exclusively: path) || errno == EEXIST {
      descriptor = unsafe open(path, flags)
    }
    guard descriptor >= 0 else { return }
    var byte = UInt8(ascii: ".")
    _ = unsafe pwrite(descriptor, &byte, 1, 0)
    close(descriptor)
  }
}
