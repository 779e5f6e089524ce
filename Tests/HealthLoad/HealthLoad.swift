import Glibc
import HealthSources
import IncidentModel
import Synchronization

/// Runs the poller alone against targets on the loopback, for Benchmarks/health.py.
///
/// `health-load FIRST-PORT COUNT INTERVAL-MS TIMEOUT-MS SECONDS` prints one line of JSON.
@main struct HealthLoad {
  static func main() {
    let numbers = CommandLine.arguments.dropFirst().compactMap { Int64($0) }
    guard numbers.count == 5, let format = HealthFormat.named("ft") else {
      print("usage: health-load FIRST-PORT COUNT INTERVAL-MS TIMEOUT-MS SECONDS")
      exit(64)
    }
    let count = Int(numbers[1])
    let probes = (0..<count).map { number in
      Probe(
        id: ProbeID(service: "target", name: "\(number)"),
        transport: .http(
          HTTPRequest(url: "http://127.0.0.1:\(numbers[0] + Int64(number))/__health", proxy: .none)),
        format: format, interval: numbers[2], timeout: numbers[3])
    }
    let figures = Mutex(Figures(count: count))
    var limits = Poller.Limits()
    limits.connections = Int(getenvNumber("CONNECTIONS") ?? 8192)
    let poller = Poller(probes, limits: limits, clock: clock) { results in
      figures.withLock { $0.add(results, at: clock().milliseconds) }
    }
    poller.start()
    sleep(UInt32(numbers[4]))
    let stopping = clock().milliseconds
    poller.stop()
    print(figures.withLock { $0.json(stop: clock().milliseconds - stopping) })
  }
}

@Sendable private func clock() -> Instant {
  var time = timespec()
  unsafe clock_gettime(CLOCK_REALTIME, &time)
  return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
}

/// What is counted while it runs; times in milliseconds.
private struct Figures {
  private let began = clock().milliseconds
  private var last: [Int64?]
  /// When the last of those that answer had answered for the first time.
  private var firstPicture: Int64 = -1
  private var oldest: Int64 = 0
  private var lateness: [Int64] = []
  private var good = 0

  init(count: Int) { last = Array(repeating: nil, count: count) }

  mutating func add(_ results: [ProbeResult], at now: Int64) {
    for result in results {
      guard let place = Int(result.probe.name) else { continue }
      if let before = last[place] {
        oldest = max(oldest, now - before)
      } else if case .success = result.outcome {
        firstPicture = now - began
      }
      last[place] = result.startedAt.milliseconds
      lateness.append(result.lateness)
      if case .success = result.outcome { good += 1 }
    }
  }

  func json(stop: Int64) -> String {
    let sorted = lateness.sorted()
    func at(_ share: Double) -> Int64 {
      sorted.isEmpty ? -1 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }
    let fields: [(String, Int64)] = [
      ("results", Int64(lateness.count)), ("good", Int64(good)), ("late50", at(0.5)),
      ("late99", at(0.99)), ("late100", at(1)), ("first", firstPicture), ("oldest", oldest),
      ("stop", stop),
    ]
    return "{" + fields.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}"
  }
}

private func getenvNumber(_ name: String) -> Int64? {
  guard let text = unsafe getenv(name) else { return nil }
  return unsafe Int64(String(cString: text))
}
