internal import Glibc
internal import IncidentModel
internal import Logbook
internal import Synchronization

/// Entries that the logbook does not take, in a text file of a second folder until it does.
///
/// Lines of JSON that `incident import` reads: every entry has its id, so that taking it in twice is once. The
/// first line names the logbook. Each line is on disk when ``keep(_:)`` returns. The file is locked while the
/// program that writes it lives.
final class UnsavedFile: Sendable {
  private let logbook: String
  /// The files, the one that is written to last.
  private let places = Mutex<[(descriptor: Int32, path: String)]>([])

  init(logbook: String) { self.logbook = absolutePath(logbook) }

  deinit { places.withLock { for open in $0 { close(open.descriptor) } } }

  /// Keeps entries in the first folder that takes them.
  ///
  /// - Returns: the file; nil when none could be written.
  func keep(_ rehearsal: Rehearsal) -> String? {
    let lines = Self.lines(rehearsal)
    return places.withLock { places in
      if let open = places.last, Self.append(lines, to: open.descriptor) { return open.path }
      for folder in UnsavedFolder.all(for: logbook) where UnsavedFolder.make(folder) {
        let path = "\(folder)/unsaved-\(getpid())-\(Session.clock().milliseconds).jsonl"
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_DSYNC | O_CLOEXEC | O_NOFOLLOW
        let descriptor = unsafe open(path, flags, 0o600)
        guard descriptor >= 0 else { continue }
        flock(descriptor, LOCK_EX | LOCK_NB)
        if Self.append([Self.header(logbook)] + lines, to: descriptor) {
          places.append((descriptor, path))
          return path
        }
        close(descriptor)
        unsafe unlink(path)
      }
      return nil
    }
  }

  /// The file, while there is one.
  var path: String? { places.withLock { $0.last?.path } }

  /// Removes the file: everything in it is in the logbook.
  func discard() {
    places.withLock { places in
      for open in places {
        unsafe unlink(open.path)
        close(open.descriptor)
      }
      places = []
    }
  }

  // MARK: Lines

  /// The line that says which logbook the others belong to.
  static func header(_ logbook: String) -> String {
    JSON.object(["schema": .number(1), "logbook": .string(logbook)]).text(isPretty: false)
  }

  private static func lines(_ rehearsal: Rehearsal) -> [String] {
    let people = rehearsal.people
    let bodies = rehearsal.entries.map(\.event.body)
    let named = people.handles.compactMap { people[handle: $0] }.filter { person in
      bodies.contains { $0.contains(person.id.rawValue) }
    }
    return named.map(Exchange.line(naming:))
      + rehearsal.entries.map { entry in
        let person = entry.author.person.flatMap { people[$0] }
        let writer = EntryJSON.Writer(
          id: entry.author.stored, handle: person?.handle, name: person?.name)
        return UnsavedEntryJSON(entry, author: writer).line
      }
  }

  private static func append(_ lines: [String], to descriptor: Int32) -> Bool {
    let bytes = Array(lines.map { "\($0)\n" }.joined().utf8)
    let length = lseek(descriptor, 0, SEEK_END)
    // O_DSYNC: what was written is on disk.
    if (try? writeAll(bytes, to: descriptor)) != nil { return true }
    // The next line must not go on with a torn one.
    _ = ftruncate(descriptor, length)
    return false
  }
}

extension Logbook {
  /// Writes, or keeps what the logbook does not take in a file elsewhere.
  ///
  /// - Throws: what `body` throws, ``Failure/notSaved(_:kept:count:)``, or a ``LogbookError`` where it is not
  ///   known what would have been written.
  func write<Result>(
    keepingIn unsaved: UnsavedFile, _ body: (inout Writer) throws -> Result
  ) throws -> Result {
    var attempt = Attempt<Result>()
    do {
      return try write(&attempt, body)
    } catch let error as LogbookError where error.mayPass {
      let rehearsal = try? rehearse(
        &attempt, scratchFolder: UnsavedFolder.all(for: path).first(where: UnsavedFolder.make), body
      )
      guard let rehearsal, !rehearsal.entries.isEmpty else { throw error }
      throw Failure.notSaved(
        error, kept: unsaved.keep(rehearsal), count: rehearsal.entries.count)
    }
  }

  /// Takes in what earlier programs had to leave outside, and removes the files.
  ///
  /// - Returns: how many entries came in.
  func takeIn(_ files: [String]) throws -> Int {
    var count = 0
    for file in files {
      // A line that was torn may end in half a letter.
      let content = Exchange.content(
        ofJSONLines: String(decoding: try readBytes(ofFile: file), as: UTF8.self))
      count += try write { writer in
        try writer.insert(content.records, people: [])
          + writer.append(unsaved: content.unsaved, people: content.people)
      }
      // A line that cannot be read is not thrown away.
      if content.problems.isEmpty { unsafe unlink(file) }
    }
    return count
  }
}
