internal import Glibc
package import IncidentModel

/// Processes of a step, found by the mark in their environment: it goes wherever their children go,
/// whatever sessions these open.
package enum Leftovers {
  /// The variable that names the entry by which a step was started.
  package static let mark = "INCIDENT_STEP"

  /// A process that still runs.
  package struct Process: Hashable, Sendable {
    package var pid: Int32
    package var name: String

    package var text: String { "\(pid) (\(name))" }
  }

  /// The processes of a step that still run.
  ///
  /// Those of another user, whose environment cannot be read, are known by the session alone.
  package static func of(_ start: EntryID, session: Int32? = nil) -> [Process] {
    let wanted = Array("\(mark)=\(start)".utf8)
    var found: [Process] = []
    guard let directory = unsafe opendir("/proc") else { return [] }
    defer { unsafe closedir(directory) }
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      guard let pid = Int32(name), pid != getpid() else { continue }
      let variables = contents(of: "/proc/\(pid)/environ") ?? []
      let isMarked = variables.split(separator: 0).contains { $0.elementsEqual(wanted) }
      guard isMarked || session != nil else { continue }
      let status = String(decoding: contents(of: "/proc/\(pid)/stat") ?? [], as: UTF8.self)
      let parts = parts(ofStat: status)
      // A dead one whose parent has not looked yet.
      if parts.state != "Z", isMarked || parts.session == session {
        found.append(Process(pid: pid, name: parts.name))
      }
    }
    return found.sorted { $0.pid < $1.pid }
  }

  /// Ends the processes of a step: asked first, killed when they have not gone after a while.
  package static func end(_ start: EntryID) {
    for process in of(start) { kill(process.pid, SIGTERM) }
    for _ in 0..<50 {
      if of(start).isEmpty { return }
      usleep(100_000)
    }
    for process in of(start) { kill(process.pid, SIGKILL) }
  }

  /// This program, so that it can be told later whether it still runs.
  package static let ourselves: RunbookStep.Runner = RunbookStep.Runner(
    pid: Int(getpid()), ticks: ticks(of: getpid()) ?? 0, boot: boot, host: host)

  /// Whether a program still runs; nil where that cannot be told: on another machine.
  package static func isRunning(_ runner: RunbookStep.Runner) -> Bool? {
    guard runner.host == host else { return nil }
    return runner.boot == boot && ticks(of: Int32(clamping: runner.pid)) == runner.ticks
  }

  /// The name of this machine.
  package static let host: String = {
    var name = [CChar](repeating: 0, count: 256)
    guard unsafe gethostname(&name, name.count - 1) == 0 else { return "localhost" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }()

  private static let boot = String(
    decoding: (contents(of: "/proc/sys/kernel/random/boot_id") ?? []).filter { $0 > 0x20 },
    as: UTF8.self)

  /// When a process began, in clock ticks since the machine did; nil when it is gone.
  private static func ticks(of pid: Int32) -> Int64? {
    guard let bytes = contents(of: "/proc/\(pid)/stat") else { return nil }
    let parts = parts(ofStat: String(decoding: bytes, as: UTF8.self))
    return parts.state == "Z" ? nil : parts.ticks
  }

  /// The fields of proc(5)'s `stat` that are of use; the name may hold anything, brackets too.
  private static func parts(
    ofStat text: String
  ) -> (name: String, state: String, session: Int32?, ticks: Int64?) {
    guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")") else {
      return ("?", "?", nil, nil)
    }
    let rest = text[text.index(after: close)...].split(separator: " ")
    return (
      String(text[text.index(after: open)..<close]), rest.first.map(String.init) ?? "?",
      rest.count > 3 ? Int32(rest[3]) : nil,
      rest.count > 19 ? Int64(rest[19]) : nil
    )
  }

  private static func contents(of path: String) -> [UInt8]? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while all.count < 4 << 20 {
      let count = unsafe read(descriptor, &buffer, buffer.count)
      guard count > 0 else { break }
      all += buffer[..<count]
    }
    return all
  }
}
