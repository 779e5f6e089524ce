import Glibc
import IncidentModel
import Synchronization
import TestSupport

@testable import Logbook

/// A logbook in a folder of its own, with a clock that is set by hand and numbers from a seed.
final class Desk: Sendable {
  let folder: String
  let logbook: Logbook
  private let clock: Clock

  /// Moves one millisecond with each reading, unless it is set.
  final class Clock: Sendable {
    private let milliseconds = Mutex<Int64>(1_800_000_000_000)
    private let generator = Mutex(SeededGenerator(seed: 88_172_645_463_325_252))

    func now() -> Instant {
      milliseconds.withLock {
        $0 += 1
        return Instant(milliseconds: $0)
      }
    }

    func jump(seconds: Int64) { milliseconds.withLock { $0 += seconds * 1000 } }

    func random() -> UInt64 { generator.withLock { $0.next() } }
  }

  var path: String { logbook.path }
  var now: Instant { clock.now() }

  init() throws {
    folder = try Self.newFolder()
    clock = Clock()
    logbook = try Logbook(
      path: "\(folder)/book/incident.db", access: .readWrite, now: clock.now,
      random: clock.random)
  }

  deinit { Shell.run("chmod -R u+w '\(folder)'; rm -rf '\(folder)'") }

  func jump(seconds: Int64) { clock.jump(seconds: seconds) }
  func random(below limit: Int) -> Int { Int(clock.random() % UInt64(limit)) }

  /// Another connection to the same file, or a logbook at another path.
  func open(_ path: String? = nil, _ access: Logbook.Access = .readWrite) throws -> Logbook {
    try Logbook(path: path ?? self.path, access: access, now: clock.now, random: clock.random)
  }

  static func newFolder() throws -> String {
    var template = Array("/tmp/logbook-test-XXXXXX".utf8CString)
    let made = unsafe template.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.flatMap { unsafe mkdtemp($0) } != nil
    }
    guard made else { throw LogbookError.cannotOpen(path: "/tmp", code: errno, message: "mkdtemp") }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// An occasion of `ana`, now or as many seconds ago.
  func occasion(_ handle: String = "ana", ago seconds: Int64 = 0) throws -> Occasion {
    let person = try logbook.write { try $0.person(handle: handle) }
    let now = now
    return Occasion(author: .person(person), now: now, at: now.advanced(bySeconds: -seconds))
  }

  func declare(_ title: String = "Checkout errors") throws -> IncidentSummary {
    let occasion = try occasion()
    return try logbook.write { try $0.declare(NewIncident(title: title), occasion) }
  }

  @discardableResult
  func log(_ text: String, in id: IncidentID, ago seconds: Int64 = 0) throws -> EntryID {
    try perform(.log(.observation(Remark(text: text))), on: id, ago: seconds)
  }

  /// Makes the file larger than a few pages.
  func pad(_ count: Int, in id: IncidentID) throws {
    let now = now
    let proposals = (0..<count).map { Proposal(.note(Remark(text: "padding \($0)")), at: now) }
    _ = try logbook.write { try $0.append(proposals, to: id, by: .system("test")) }
  }

  @discardableResult
  func perform(_ command: Command, on id: IncidentID, ago seconds: Int64 = 0) throws -> EntryID {
    let occasion = try occasion(ago: seconds)
    return try logbook.write { try $0.perform(command, on: id, occasion) }[0].id
  }

  func lines(of id: IncidentID, _ filter: LineFilter = LineFilter()) throws -> [TimelineLine] {
    try logbook.lines(of: id, .first(10_000), filter: filter)
  }

  func texts(of id: IncidentID) throws -> [String] {
    try lines(of: id).map { $0.entry.event.text { $0.rawValue } }
  }

  func line(_ id: EntryID) throws -> TimelineLine {
    guard let line = try logbook.line(id) else { throw LogbookError.noSuchEntry(id) }
    return line
  }
}

/// What a failing disk does to a file.
enum Damage {
  /// Changes one bit of every chosen byte in a copy of a file.
  static func copy(_ path: String, to copy: String, flipping places: [Int]) {
    Shell.run("cp '\(path)' '\(copy)'")
    let descriptor = unsafe Glibc.open(copy, O_RDWR | O_CLOEXEC)
    defer { close(descriptor) }
    for place in places {
      var byte: UInt8 = 0
      _ = unsafe pread(descriptor, &byte, 1, off_t(place))
      byte ^= 1 << UInt8(place % 8)
      _ = unsafe pwrite(descriptor, &byte, 1, off_t(place))
    }
  }
}

/// Runs a shell and gives its exit status, for what only a stranger to the logbook does to it.
enum Shell {
  @discardableResult
  static func run(_ script: String) -> Int32 { unsafe system(script) >> 8 }
}
