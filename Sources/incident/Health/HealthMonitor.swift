internal import Glibc
internal import HealthSources
internal import IncidentModel
internal import IncidentTUI
internal import Synchronization

/// What came of watching for a while.
struct HealthNews: Sendable {
  var board: HealthBoard
  /// Whether a status is another one than on the last board; else only ages have changed.
  var hasChanged: Bool
  /// Changes to be written into the timeline.
  var entries: [HealthEntry]
  var endedAcknowledgements: [EndedAcknowledgement]
}

/// Watches what a plan says, on threads of its own: answers go in, boards come out.
final class HealthMonitor: Sendable {
  private let plan: HealthPlan
  private let clock: @Sendable () -> Instant
  private let report: @Sendable (HealthNews) -> Void
  private let wakeup = Wakeup()
  private let state: Mutex<State>
  private let poller = Mutex<Poller?>(nil)

  private struct State {
    var watch: HealthWatch
    var burst = HealthBurst()
    var last: HealthBoard?
    var isStopping = false
  }

  /// Milliseconds between two boards: while things change, and while only ages do.
  private static let (shortPause, longPause): (Int64, Int64) = (200, 1000)

  /// Watches nothing yet.
  ///
  /// `report` gets boards on a thread of the monitor, about one a second and more often while
  /// something changes; it must not block.
  init(
    _ plan: HealthPlan, clock: @escaping @Sendable () -> Instant,
    report: @escaping @Sendable (HealthNews) -> Void
  ) {
    self.plan = plan
    self.clock = clock
    self.report = report
    let now = clock()
    var watch = HealthWatch(plan.configuration, startingAt: now)
    for refusal in plan.refusals {
      watch.take(ProbeAnswer(.failure(refusal.reason), at: now), from: refusal.probe, at: now)
    }
    state = Mutex(State(watch: watch))
  }

  /// Begins to ask.
  func start() {
    var limits = Poller.Limits()
    // Each idle connection costs memory, and opening one again a little of the processor.
    limits.connections = 512
    let poller = Poller(
      plan.probes, limits: limits, seed: .random(in: .min ... .max), clock: clock,
      deliver: { [self] in take($0) })
    self.poller.withLock { $0 = poller }
    poller.start()
    inBackground { [self] in run() }
  }

  /// Ends within a second.
  func stop() {
    state.withLock { $0.isStopping = true }
    wakeup.signal()
    poller.withLock { $0 }?.stop()
  }

  /// Asks everything now.
  func refresh() { poller.withLock { $0 }?.refresh() }

  private func take(_ results: [ProbeResult]) {
    let now = clock()
    state.withLock { state in
      for result in results { state.watch.take(result.answer, from: result.probe, at: now) }
    }
    wakeup.signal()
  }

  /// Makes boards until it is stopped.
  private func run() {
    var pause = Self.shortPause
    while true {
      wakeup.wait(milliseconds: Int32(Self.longPause))
      guard let news = look() else { return }
      report(news)
      pause = news.hasChanged ? Self.shortPause : Self.longPause
      usleep(useconds_t(pause * 1000))
    }
  }

  /// The board as it is now; nil when it is over.
  private func look() -> HealthNews? {
    let now = clock()
    return state.withLock { state in
      guard !state.isStopping else { return nil }
      let board = state.watch.takeBoard(at: now)
      let hasChanged = state.last.map { !$0.hasSameStatuses(as: board) } ?? true
      if let last = state.last { state.burst.take(board.changes(since: last), at: now) }
      state.last = board
      return HealthNews(
        board: board, hasChanged: hasChanged, entries: state.burst.takeEntries(at: now),
        endedAcknowledgements: state.watch.takeEndedAcknowledgements())
    }
  }

  // MARK: People

  /// Notes that somebody has it; nil when nothing is wrong with it.
  func acknowledge(
    _ subject: HealthSubject, by author: Author, because: String, for span: Int64
  ) -> Acknowledgement? {
    defer { wakeup.signal() }
    return state.withLock {
      $0.watch.acknowledge(subject, by: author, because: because, for: span, at: clock())
    }
  }

  /// Takes over what somebody had in hand before.
  func restore(_ acknowledgement: Acknowledgement) {
    state.withLock { $0.watch.restore(acknowledgement) }
    wakeup.signal()
  }

  /// Takes over what an entry of the timeline says of who has what.
  func take(_ entry: Entry) {
    state.withLock { state in
      if let made = Acknowledgement(entry) {
        if made.until > clock() { state.watch.restore(made) }
      } else if let subject = HealthSubject(endedBy: entry) {
        _ = state.watch.withdrawAcknowledgement(of: subject, at: clock())
      }
    }
    wakeup.signal()
  }

  /// Notes that the traffic of a region is where it should be.
  func settleFailover(of region: String) {
    state.withLock { $0.watch.settleFailover(of: region) }
    wakeup.signal()
  }

  /// The checks of a row, the worst first.
  func checks(of subject: HealthSubject) -> [HealthCheckRow] {
    let now = clock()
    return state.withLock { $0.watch.checks(of: subject, at: now) }
      .map { HealthCheckRow(probe: $0.0, state: $0.1) }
  }
}

extension HealthBoard {
  /// Whether no row and no advice says anything else than on another board but for ages.
  fileprivate func hasSameStatuses(as other: HealthBoard) -> Bool {
    func isSame(_ left: [HealthRow], _ right: [HealthRow]) -> Bool {
      left.elementsEqual(right) { one, two in
        one.status == two.status && one.word == two.word && one.urgency == two.urgency
          && one.acknowledgement == two.acknowledgement && one.because == two.because
      }
    }
    return advice == other.advice && (blindness == nil) == (other.blindness == nil)
      && isSame(services, other.services) && isSame(cells, other.cells)
      && isSame(regions, other.regions)
  }
}
