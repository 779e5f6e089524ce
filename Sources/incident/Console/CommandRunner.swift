internal import Glibc
internal import IncidentModel
internal import IncidentTUI
internal import Processes
internal import Synchronization

/// Runs commands of this program beside the console, one at a time, and passes on what they print.
///
/// Each has a process group of its own and no terminal: it can neither read keys nor draw.
final class CommandRunner: Sendable {
  private let inbox: Inbox<Message>
  private let environment: [String: String]
  private let running = Mutex<Running?>(nil)

  private struct Running {
    var id: Int
    var pid: pid_t
  }

  /// Creates a runner; `environment` tells the commands which logbook is meant, and who writes.
  init(environment: [String: String], inbox: Inbox<Message>) {
    self.environment = environment
    self.inbox = inbox
  }

  /// Starts a command about an incident; its output and its end come as messages.
  func run(_ words: [String], id: Int, incident: IncidentID?) {
    guard let pipe = Pipe.open() else { return refuse(id, code: errno) }
    defer { close(pipe.writer) }
    var variables = Spawn.ownEnvironment.merging(environment) { $1 }
    if let incident { variables["INCIDENT"] = incident.description }
    let (code, pid) = Spawn(
      ["/proc/self/exe"] + words, environment: variables, input: .null,
      output: .descriptor(pipe.writer), errors: .descriptor(pipe.writer)
    ).start()
    guard code == 0 else {
      close(pipe.reader)
      return refuse(id, code: code)
    }
    running.withLock { $0 = Running(id: id, pid: pid) }
    inBackground { [self] in listen(to: pipe.reader, pid, id) }
  }

  private func refuse(_ id: Int, code: Int32) {
    inbox.post(.output(id: id, "it could not be started: \(errorText(code)); try again"))
    inbox.post(.ended(id: id, status: 126))
  }

  /// Asks the command to end, and kills it when it does not.
  func stop(id: Int) {
    let pid = running.withLock { $0?.id == id ? $0?.pid : nil }
    guard let pid else { return }
    kill(-pid, SIGTERM)
    inBackground(after: 2) { [self] in
      if running.withLock({ $0?.pid == pid }) { kill(-pid, SIGKILL) }
    }
  }

  /// Ends what runs, as the console is left.
  func finish() {
    guard let pid = running.withLock({ $0?.pid }) else { return }
    kill(-pid, SIGTERM)
    for _ in 0..<50 where running.withLock({ $0 != nil }) { usleep(10_000) }
    if running.withLock({ $0?.pid == pid }) { kill(-pid, SIGKILL) }
  }

  private func listen(to descriptor: Int32, _ pid: pid_t, _ id: Int) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var cut: [UInt8] = []
    var sent = 0
    while true {
      let count = unsafe read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      // More than is shown is read all the same, so that the command does not wait for ever.
      guard sent <= 2 << 20 else { continue }
      sent += count
      var bytes = cut + buffer[..<count]
      cut = Self.takeIncomplete(&bytes)
      inbox.post(.output(id: id, String(decoding: bytes, as: UTF8.self)))
    }
    close(descriptor)
    if !cut.isEmpty { inbox.post(.output(id: id, String(decoding: cut, as: UTF8.self))) }
    var status: Int32 = 0
    while unsafe waitpid(pid, &status, 0) < 0, errno == EINTR {}
    running.withLock { $0 = nil }
    inbox.post(.ended(id: id, status: exitStatus(ofWait: status)))
  }

  /// Takes off the end of a character whose rest has not been read yet.
  private static func takeIncomplete(_ bytes: inout [UInt8]) -> [UInt8] {
    guard let start = bytes.suffix(4).lastIndex(where: { $0 >= 0xC0 }) else { return [] }
    let length = bytes[start] >= 0xF0 ? 4 : bytes[start] >= 0xE0 ? 3 : 2
    guard bytes.count - start < length else { return [] }
    let cut = Array(bytes[start...])
    bytes.removeLast(cut.count)
    return cut
  }
}
