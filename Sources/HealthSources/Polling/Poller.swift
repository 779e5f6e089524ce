package import IncidentModel
internal import Synchronization

/// Asks every probe in its interval, on threads of its own, and hands over what came of it.
///
/// One thread asks over HTTP and TCP and keeps the time, another runs commands. Large documents are
/// read beside them.
package final class Poller: Sendable {
  /// What holds for all probes together.
  package struct Limits: Hashable, Sendable {
    /// Probes in flight at once, and of one host and port or of one program.
    package var inFlight = 512
    package var perHost = 8
    /// Idle connections kept; never more than half of the descriptors the process may open.
    package var connections = 8192
    /// The longest time that a result waits for others, in milliseconds.
    package var batch: Int64 = 50

    package init() {}
  }

  private let probes: [Probe]
  private let limits: Limits
  private let seed: UInt64
  private let clock: @Sendable () -> Instant
  private let deliver: @Sendable ([ProbeResult]) -> Void
  private let inbox = PollerInbox()
  private let thread = Mutex<WorkerThread?>(nil)

  /// Starts nothing yet.
  ///
  /// - Parameters:
  ///   - probes: with ids that differ.
  ///   - limits: what holds for all of them together.
  ///   - seed: any number; consoles that differ in it do not ask at the same moments.
  ///   - clock: the time of day, for what results say.
  ///   - deliver: gets results in batches, on a thread of the poller; must not block it.
  package init(
    _ probes: [Probe], limits: Limits = Limits(), seed: UInt64 = 0,
    clock: @escaping @Sendable () -> Instant, deliver: @escaping @Sendable ([ProbeResult]) -> Void
  ) {
    self.probes = probes
    self.limits = limits
    self.seed = seed
    self.clock = clock
    self.deliver = deliver
  }

  deinit { stop() }

  /// Begins, once; the first picture is whole within one interval.
  ///
  /// - Returns: whether the system had a thread for it.
  @discardableResult
  package func start() -> Bool {
    thread.withLock { thread in
      guard thread == nil else { return true }
      let (probes, limits, seed) = (probes, limits, seed)
      let (clock, deliver, inbox) = (clock, deliver, inbox)
      thread = WorkerThread {
        var loop = PollingLoop(
          probes, limits: limits, seed: seed, clock: clock, inbox: inbox, deliver: deliver)
        loop.run()
      }
      return thread != nil
    }
  }

  /// Asks now, what is in flight excepted; nil asks everything.
  ///
  /// Paused it asks nothing.
  package func refresh(_ ids: Set<Probe.ID>? = nil) {
    inbox.post { letters in
      if let ids { letters.refresh.formUnion(ids) } else { letters.refreshesAll = true }
    }
  }

  /// Starts nothing until ``resume()``; what is in flight ends as it would.
  package func pause() { inbox.post { $0.isPaused = true } }

  package func resume() { inbox.post { $0.isPaused = false } }

  /// Ends everything within a second and returns when it is over; nothing is delivered afterwards.
  package func stop() {
    inbox.post { $0.isStopping = true }
    thread.withLock { $0 }?.join()
    thread.withLock { $0 = nil }
  }
}

/// What other threads ask of the polling loop, or have for it.
final class PollerInbox: Sendable {
  struct Letters {
    var refresh: Set<Probe.ID> = []
    var refreshesAll = false
    var isPaused = false
    var isStopping = false
    /// Commands that have ended, by the number of their probe.
    var commands: [(probe: Int, answer: Result<Answer, HealthFailure>)] = []
    /// Results of documents that were read elsewhere.
    var results: [ProbeResult] = []
  }

  private struct State {
    var letters = Letters()
    var waker: HTTPLoop.Waker?
  }

  private let state = Mutex(State())

  /// Whom to wake from now on.
  func adopt(_ waker: HTTPLoop.Waker) { state.withLock { $0.waker = waker } }

  func post(_ change: (inout Letters) -> Void) {
    let waker = state.withLock { state in
      change(&state.letters)
      return state.waker
    }
    waker?.wake()
  }

  /// Takes what is there; whether it pauses or stops stays.
  func take() -> Letters {
    state.withLock { state in
      defer {
        state.letters.refresh = []
        state.letters.refreshesAll = false
        state.letters.commands = []
        state.letters.results = []
      }
      return state.letters
    }
  }
}
