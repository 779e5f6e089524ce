internal import GRDB
internal import Glibc

extension Logbook {
  /// Writes a copy of the whole logbook, as it stands at one moment, while others write on.
  ///
  /// The copy is checked, on disk and under its name only when it is whole; it writes under an origin of its own
  /// once it is opened. Writers wait while it is read: about a second for 500 MB.
  ///
  /// - Returns: how many entries it holds.
  package func backUp(to target: String) throws -> Int {
    try Self.placing(target) { new in
      try queue.backup(to: new)
      return try Self.settle(new)
    }
  }

  /// Makes a database beside a path, and moves it there when `fill` has filled it and it is on disk.
  ///
  /// It is for its owner alone, also in a folder that is shared.
  static func placing(_ target: String, _ fill: (DatabaseQueue) throws -> Int) throws -> Int {
    let path = "\(target).\(getpid()).new"
    guard Files.create(exclusively: path, isPrivate: true) else {
      throw LogbookError.cannotOpen(path: target, code: errno, message: "open")
    }
    defer { for suffix in ["", "-journal"] { unsafe unlink(path + suffix) } }
    do {
      let new = try DatabaseQueue(path: path)
      let count = try fill(new)
      try new.close()
      try Files.sync(path)
      // A journal that an interrupted writer has left beside the old file would be played into the new one.
      unsafe unlink("\(target)-journal")
      try Files.sync(Files.folder(of: target))
      guard unsafe rename(path, target) == 0 else {
        throw LogbookError.failed(path: target, code: errno, message: "rename")
      }
      try Files.sync(Files.folder(of: target))
      return count
    } catch {
      throw Connection.error(error, path: target)
    }
  }

  /// Makes a copy one that is no longer the file it was copied from, and looks whether it is whole.
  ///
  /// - Returns: how many entries it holds.
  static func settle(_ copy: DatabaseQueue) throws -> Int {
    try copy.writeWithoutTransaction { database in
      try database.execute(sql: "UPDATE meta SET machine = ''")
      let problems = try database.all("PRAGMA integrity_check(1)") { try $0.text(0) }
      guard problems == ["ok"] else {
        throw LogbookError.corrupt(path: "", detail: problems.first ?? "")
      }
      return try countEntries(database)
    }
  }
}

extension Files {
  /// Returns when a file, or the names in a folder, are on disk.
  static func sync(_ path: String) throws(LogbookError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .failed(path: path, code: errno, message: "open") }
    defer { close(descriptor) }
    if fsync(descriptor) != 0 { throw .failed(path: path, code: errno, message: "fsync") }
  }
}
