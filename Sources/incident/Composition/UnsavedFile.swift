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
  private let place = Mutex<(descriptor: Int32, path: String)?>(nil)

  init(logbook: String) { self.logbook = absolutePath(logbook) }

  deinit { place.withLock { if let open = $0 { close(open.descriptor) } } }

  /// Keeps entries in the first folder that takes them.
  ///
  /// - Returns: the file; nil when none could be written.
  func keep(_ rehearsal: Rehearsal) -> String? {
    let lines = Self.lines(rehearsal)
    return place.withLock { place in
      if let open = place, Self.append(lines, to: open.descriptor) { return open.path }
      for folder in UnsavedFolder.all(for: logbook) where UnsavedFolder.make(folder) {
        let path = "\(folder)/unsaved-\(getpid())-\(Session.clock().milliseconds).jsonl"
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_DSYNC | O_CLOEXEC | O_NOFOLLOW
        let descriptor = unsafe open(path, flags, 0o600)
        guard descriptor >= 0 else { continue }
        flock(descriptor, LOCK_EX | LOCK_NB)
        if Self.append([Self.header(logbook)] + lines, to: descriptor) {
          if let old = place { close(old.descriptor) }
          place = (descriptor, path)
          return path
        }
        close(descriptor)
        unsafe unlink(path)
      }
      return nil
    }
  }

  /// The file, while there is one.
  var path: String? { place.withLock { $0?.path } }

  /// Removes the file: everything in it is in the logbook.
  func discard() {
    place.withLock { place in
      guard let open = place else { return }
      unsafe unlink(open.path)
      close(open.descriptor)
      place = nil
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
    // O_DSYNC: what was written is on disk.
    return (try? writeAll(bytes, to: descriptor)) != nil
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
      let content = Exchange.content(ofJSONLines: try readText(ofFile: file))
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
