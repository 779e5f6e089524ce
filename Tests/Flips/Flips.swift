import Glibc
import IncidentModel
import Logbook
import TestSupport

/// Flips bytes of a logbook, one at a time, and looks whether the check notices, for Faults/flips.py.
///
/// `flips LOGBOOK [--every | --sample N] [--seed S]` prints one line of JSON. A flip is *harmless* when everything
/// that can be read is as before, *refused* when the file is not opened, *found* when the check is red, and
/// *silent* when something reads otherwise and nothing says so. Places of silent ones go to standard error.
@main struct Flips {
  let original: [UInt8]
  let path: String
  var counts = ["harmless": 0, "refused": 0, "found": 0, "silent": 0]

  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 2, let bytes = read(arguments[1]) else {
      print("usage: flips LOGBOOK [--every | --sample N] [--seed S]")
      exit(64)
    }
    func option(_ name: String) -> UInt64? {
      arguments.firstIndex(of: name).flatMap { UInt64(arguments[$0 + 1]) }
    }
    let folder = unsafe access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var flips = Flips(original: bytes, path: "\(folder)/incident-flips-\(getpid())")
    defer { for suffix in ["", "-journal"] { unsafe unlink(flips.path + suffix) } }
    var generator = SeededGenerator(seed: option("--seed") ?? 1)
    let places: [(Int, UInt8)] =
      arguments.contains("--every")
      ? bytes.indices.map { ($0, UInt8(1) << UInt8($0 % 8)) }
      : (0..<(option("--sample") ?? 500)).map { _ in
        (Int(generator.next() % UInt64(bytes.count)), UInt8(1) << UInt8(generator.next() % 8))
      }
    try flips.run(places)
    let words = flips.counts.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }
    print("{\"flips\": \(places.count), \(words.joined(separator: ", "))}")
    exit(flips.counts["silent"] == 0 ? 0 : 1)
  }

  private mutating func run(_ places: [(Int, UInt8)]) throws {
    guard let sound = content(original), sound.isSound else {
      print("the logbook is not sound to begin with")
      exit(65)
    }
    for (place, mask) in places {
      var bytes = original
      bytes[place] ^= mask
      let verdict: String
      if let found = content(bytes) {
        verdict = !found.isSound ? "found" : found == sound ? "harmless" : "silent"
      } else {
        verdict = "refused"
      }
      counts[verdict, default: 0] += 1
      if verdict == "silent" {
        let line = Array("silent: bit \(mask) of byte \(place)\n".utf8)
        _ = unsafe Glibc.write(STDERR_FILENO, line, line.count)
      }
    }
  }

  /// What somebody who reads the logbook gets to see.
  private struct Content: Equatable {
    var isSound: Bool
    var records: [EntryRecord]
    var lines: [[TimelineLine]]
    var incidents: [IncidentSummary]
    var people: People
    var tombstones: [Tombstone]
    var hits: Int
  }

  /// nil when it cannot be opened or read.
  private func content(_ bytes: [UInt8]) -> Content? {
    unsafe unlink("\(path)-journal")
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0, unsafe Glibc.write(file, bytes, bytes.count) == bytes.count else { return nil }
    close(file)
    do {
      let book = try Logbook(
        path: path, access: .examining, now: { Instant(milliseconds: 4_000_000_000_000) },
        random: { 0 })
      var filter = IncidentFilter()
      filter.scope = .all
      let incidents = try book.incidents(filter)
      return Content(
        isSound: try !book.check().contains { $0.grade == .red && $0.subject != "space" },
        records: try book.records(of: nil, after: 0, limit: 100_000),
        lines: try incidents.map { try book.allLines(of: $0.id) }, incidents: incidents,
        people: try book.people(), tombstones: try book.tombstones(),
        hits: try book.search(SearchQuery(text: "checkout")).count)
    } catch {
      return nil
    }
  }

  private static func read(_ path: String) -> [UInt8]? {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe Glibc.read(file, &buffer, buffer.count)
      if count <= 0 { return bytes }
      bytes += buffer[..<count]
    }
  }
}
