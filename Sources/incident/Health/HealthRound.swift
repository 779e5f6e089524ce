internal import HealthSources
internal import IncidentModel
internal import IncidentTUI
internal import Synchronization

/// Asks probes once, all at the same time, and waits for what comes of it.
enum HealthRound {
  /// Milliseconds beyond the longest timeout, for probes that wait for others of the same host.
  private static let patience: Int64 = 10_000

  /// What came of each; nothing of a probe that did not get its turn in time.
  static func results(
    of probes: [Probe], clock: @escaping @Sendable () -> Instant
  ) -> [ProbeID: ProbeResult] {
    guard !probes.isEmpty else { return [:] }
    let gathered = Gathered()
    let poller = Poller(
      probes, seed: .random(in: .min ... .max), clock: clock,
      deliver: { gathered.take($0) })
    poller.start()
    poller.refresh()
    let longest = (probes.map(\.timeout).max() ?? 0) + patience
    let deadline = ContinuousClock.now + .milliseconds(longest)
    while gathered.count < probes.count, ContinuousClock.now < deadline {
      gathered.wakeup.wait(milliseconds: 1000)
    }
    poller.stop()
    return gathered.all
  }

  private final class Gathered: Sendable {
    let wakeup = Wakeup()
    private let results = Mutex<[ProbeID: ProbeResult]>([:])

    var count: Int { results.withLock { $0.count } }
    var all: [ProbeID: ProbeResult] { results.withLock { $0 } }

    /// Takes the first result of each.
    func take(_ new: [ProbeResult]) {
      results.withLock { results in
        for result in new where results[result.probe] == nil { results[result.probe] = result }
      }
      wakeup.signal()
    }
  }
}

extension HealthPlan {
  /// What is watched, after every probe has been asked once.
  ///
  /// - Parameters:
  ///   - subject: what is looked at; the rest is not asked. Nil asks everything.
  ///   - held: who has what in hand.
  ///   - clock: the time of day.
  /// - Returns: what counts after the answers.
  func look(
    at subject: HealthSubject? = nil, held: [Acknowledgement] = [],
    clock: @escaping @Sendable () -> Instant
  ) -> HealthWatch {
    var watch = HealthWatch(configuration, startingAt: clock())
    let asked = probes.filter { subject?.isPossiblyJudged(by: $0.id) ?? true }
    let results = HealthRound.results(of: asked, clock: clock)
    let now = clock()
    for refusal in refusals {
      watch.take(ProbeAnswer(.failure(refusal.reason), at: now), from: refusal.probe, at: now)
    }
    for probe in asked {
      guard let result = results[probe.id] else { continue }
      watch.take(result.answer, from: probe.id, at: now)
    }
    // Last: what has not answered yet is no new failure.
    for acknowledgement in held { watch.restore(acknowledgement) }
    return watch
  }
}

extension HealthSubject {
  fileprivate func isPossiblyJudged(by probe: ProbeID) -> Bool {
    switch self {
    case .capability, .region: true
    case .service(let name), .cell(let name, _): probe.service == name
    }
  }
}
