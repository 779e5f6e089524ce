internal import Glibc
package import IncidentModel
internal import Processes
internal import Synchronization

/// Runs the command of a step once, and knows how to end it.
///
/// It has a session of its own, no terminal, and nothing to read; what it leaves behind is killed with its
/// group, and what escapes from that is found and named.
package final class StepProcess: Sendable {
  /// What came of it.
  package struct Result: Sendable {
    /// The exit status; 128 + N after signal N.
    package var status: Int32 = 0
    package var bytes: Int64 = 0
    /// What it wrote, the middle left out when it was much.
    package var output: [UInt8] = []
    /// What it wrote to standard output alone.
    package var standardOutput: [UInt8] = []
    /// Variables it has set, by name.
    package var variables: [String: String] = [:]
    /// Why it was ended from here; nil when it ended by itself.
    package var endedBy: Reason?
    package var leftRunning: [Leftovers.Process] = []
  }

  package enum Reason: String, Sendable {
    case timeout
    case stopped
  }

  private struct State {
    var isStopped = false
  }

  private let state = Mutex(State())

  /// How long it has after it was asked to end.
  private static let graceMilliseconds: Int64 = 5000
  /// How long its pipe is listened to after it has ended: a child in the background may hold it.
  private static let lingerMilliseconds: Int64 = 300

  package init() {}

  /// Asks it to end, and kills it when it does not; also before it has begun.
  package func stop() { state.withLock { $0.isStopped = true } }

  package var isStopped: Bool { state.withLock { $0.isStopped } }

  /// Runs a plan to its end; throws when it cannot be started at all.
  ///
  /// `start` is the entry that says that it has started, already on disk; `output` gets what it writes, at
  /// most twenty times a second.
  package func run(
    _ plan: StepPlan, environment: [String: String], start: EntryID,
    output: (String) -> Void
  ) throws(StepFailure) -> Result {
    var run = try Running(plan, environment: environment, start: start)
    let began = monotonicMilliseconds()
    let limit = plan.attributes.timeoutSeconds
    let deadline = limit == 0 ? Int64.max : began + limit * 1000
    var killAt = Int64.max
    var endedAt: Int64?
    var result = Result()
    var shownAt: Int64 = 0
    while true {
      let now = monotonicMilliseconds()
      if endedAt == nil, let status = run.poll() {
        result.status = status
        endedAt = now
      }
      if let endedAt, run.isQuiet || now - endedAt >= Self.lingerMilliseconds { break }
      if endedAt == nil {
        if now >= killAt {
          kill(-run.pid, SIGKILL)
          killAt = .max
        } else if result.endedBy == nil,
          let reason = now >= deadline ? .timeout : isStopped ? Reason.stopped : nil
        {
          result.endedBy = reason
          killAt = now + Self.graceMilliseconds
          kill(-run.pid, SIGTERM)
        }
      }
      run.read(waiting: 20)
      if now - shownAt >= 50 {
        shownAt = now
        let text = run.takeShown()
        if !text.isEmpty { output(text) }
      }
    }
    run.endGroup()
    while run.read(waiting: 0) {}
    let text = run.takeShown()
    if !text.isEmpty { output(text) }
    result.leftRunning = Leftovers.of(start, session: run.pid)
    run.finish(&result, keeping: plan.assigned)
    return result
  }
}

/// Why a command could not be started.
package enum StepFailure: Error, Hashable, Sendable {
  case system(String, Int32)

  package var text: String {
    switch self {
    case .system(let what, let code): "\(what) could not be started: \(errorText(code))"
    }
  }
}

private struct Running {
  let pid: Int32
  /// The reading ends: standard output, standard error, variables; -1 once closed.
  private var ends: [Int32]
  private var all = OutputKeeper()
  private var standard = OutputKeeper()
  private var variables: [UInt8] = []
  private var shown: [UInt8] = []
  private var shownBytes = 0

  private static let shownLimit = 2 << 20

  init(_ plan: StepPlan, environment: [String: String], start: EntryID) throws(StepFailure) {
    var ends: [Int32] = []
    var others: [Int32] = []
    for _ in 0..<3 {
      guard let pipe = Pipe.open() else {
        let code = errno
        for end in ends + others { close(end) }
        throw .system("a pipe", code)
      }
      ends.append(pipe.reader)
      others.append(pipe.writer)
    }
    var spawn = Spawn(
      Self.words(plan), environment: environment, input: .null, output: .descriptor(others[0]),
      errors: .descriptor(others[1]))
    spawn.environment?[Leftovers.mark] = "\(start)"
    spawn.extra = others[2]
    spawn.folder = plan.folder
    spawn.hasOwnSession = true
    let (code, pid) = spawn.start()
    for end in others { close(end) }
    guard code == 0 else {
      for end in ends { close(end) }
      throw .system("bash in \(plan.folder)", code)
    }
    for end in ends { Pipe.setNonBlocking(end) }
    self.ends = ends
    self.pid = pid
  }

  /// The very text, and around it what hands over the variables that it has set.
  ///
  /// Values never stand here: they come with the environment.
  private static func words(_ plan: StepPlan) -> [String] {
    let shell = ["bash", "--noprofile", "--norc", "-euo", "pipefail", "-c"]
    guard !plan.assigned.isEmpty else { return shell + [plan.text] }
    let trap =
      "trap 'for INCIDENT_NAME in \(plan.assigned.joined(separator: " ")); do [ -z \"${!INCIDENT_NAME+x}\" ] || printf \"%s=%s\\0\" \"$INCIDENT_NAME\" \"${!INCIDENT_NAME}\" >&\(Spawn.extraDescriptor); done 2>/dev/null || true' EXIT; INCIDENT_TEXT=$1; set --; eval \"$INCIDENT_TEXT\""
    return shell + [trap, "bash", plan.text]
  }

  /// The exit status, once it has ended.
  func poll() -> Int32? {
    var status: Int32 = 0
    let changed = unsafe waitpid(pid, &status, WNOHANG)
    if changed == pid { return exitStatus(ofWait: status) }
    return changed < 0 && errno == ECHILD ? 255 : nil
  }

  /// Whether all of its pipes have ended.
  var isQuiet: Bool { ends.allSatisfy { $0 < 0 } }

  /// Takes in what is there; whether there was anything.
  @discardableResult
  mutating func read(waiting milliseconds: Int32) -> Bool {
    var waiting = ends.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    guard unsafe Glibc.poll(&waiting, nfds_t(waiting.count), milliseconds) > 0 else { return false }
    var hasRead = false
    var buffer = [UInt8](repeating: 0, count: 65_536)
    for index in ends.indices where waiting[index].revents != 0 {
      let count = unsafe Glibc.read(ends[index], &buffer, buffer.count)
      if count > 0 {
        hasRead = true
        take(buffer[..<count], of: index)
      } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
        close(ends[index])
        ends[index] = -1
      }
    }
    return hasRead
  }

  private mutating func take(_ bytes: ArraySlice<UInt8>, of index: Int) {
    if index == 2 {
      if variables.count < 1 << 20 { variables += bytes }
      return
    }
    all.take(bytes)
    if index == 0 { standard.take(bytes) }
    guard shownBytes < Self.shownLimit else { return }
    shown += bytes
    shownBytes += bytes.count
    if shownBytes >= Self.shownLimit {
      shown += Array("\n[more is written than is shown here]\n".utf8)
    }
  }

  /// What has come since, up to the last whole character.
  mutating func takeShown() -> String {
    var end = shown.count
    if let start = shown.suffix(4).lastIndex(where: { $0 >= 0xC0 }) {
      let length = shown[start] >= 0xF0 ? 4 : shown[start] >= 0xE0 ? 3 : 2
      if shown.count - start < length { end = start }
    }
    defer { shown.removeFirst(end) }
    return String(decoding: shown[..<end], as: UTF8.self)
  }

  /// Ends what the command has left behind in its group.
  func endGroup() {
    guard isGroupThere else { return }
    kill(-pid, SIGTERM)
    for _ in 0..<10 where isGroupThere { usleep(10_000) }
    kill(-pid, SIGKILL)
    // Until the system has done it: what is listed as left running is really running.
    for _ in 0..<50 where isGroupThere { usleep(2_000) }
  }

  /// Also when what is left belongs to another user, whom we may not signal.
  private var isGroupThere: Bool { kill(-pid, 0) == 0 || errno == EPERM }

  func finish(_ result: inout StepProcess.Result, keeping names: [String]) {
    for end in ends where end >= 0 { close(end) }
    result.bytes = all.total
    result.output = all.bytes
    result.standardOutput = standard.bytes
    for pair in variables.split(separator: 0) {
      let text = String(decoding: pair, as: UTF8.self)
      guard let equals = text.firstIndex(of: "="), names.contains(String(text[..<equals])) else {
        continue
      }
      result.variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
    }
  }
}
