import Glibc
import HealthSources
import IncidentModel
import Synchronization

/// The clock on the wall.
@Sendable func wallClock() -> Instant {
  var time = timespec()
  unsafe clock_gettime(CLOCK_REALTIME, &time)
  return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
}

/// Asks a probe once.
func ask(_ probe: Probe) async -> ProbeResult {
  let poller = Mutex<Poller?>(nil)
  defer { poller.withLock { $0 }?.stop() }
  return await withCheckedContinuation { continuation in
    let isFirst = Mutex(true)
    let one = Poller([probe], clock: wallClock) { results in
      let was = isFirst.withLock { first in
        defer { first = false }
        return first
      }
      if was { continuation.resume(returning: results[0]) }
    }
    poller.withLock { $0 = one }
    one.start()
    one.refresh()
  }
}

func ask(
  _ name: String, _ request: HTTPRequest, timeout: Int64 = 5000, companion: HTTPRequest? = nil
) async throws -> ProbeResult {
  await ask(
    Probe(
      id: ProbeID(service: "s", name: "p"), transport: .http(request, companion: companion),
      format: try format(name),
      interval: 60_000, timeout: timeout))
}

/// What a result says, as lines.
func lines(_ result: ProbeResult) throws -> [String] {
  try result.outcome.get().readings.map(line)
}

/// The results of a poller, as they come.
final class Collected: Sendable {
  private let results = Mutex<[ProbeResult]>([])

  func add(_ new: [ProbeResult]) { results.withLock { $0 += new } }

  var all: [ProbeResult] { results.withLock { $0 } }

  /// Waits until it holds, ten seconds at most.
  func wait(until holds: ([ProbeResult]) -> Bool) async -> Bool {
    for _ in 0..<500 {
      if holds(all) { return true }
      try? await Task.sleep(for: .milliseconds(20))
    }
    return false
  }
}
