internal import HealthSources
internal import IncidentModel
internal import IncidentTUI
internal import Logbook
internal import Synchronization

/// Prints the board again whenever it changes: on a terminal in its place, else below the last one.
struct BoardFollower {
  let desk: HealthDesk
  let plan: HealthPlan
  let region: String?
  let service: String?

  /// Goes on until the program is interrupted.
  func run() throws {
    let feed = BoardFeed()
    let monitor = HealthMonitor(plan, clock: Session.clock) { feed.put($0) }
    var seen = try desk.book?.newest() ?? 0
    for acknowledgement in try desk.held() { monitor.restore(acknowledgement) }
    let (start, firstLook) = (ContinuousClock.now, Session.clock())
    let patience = Duration.milliseconds((plan.probes.map(\.timeout).max() ?? 0) + 1000)
    monitor.start()
    monitor.refresh()
    defer { monitor.stop() }
    var isFirst = true
    while true {
      guard let (board, hasChanged) = feed.take() else { continue }
      try takeNews(after: &seen, monitor)
      // Until everything has answered once there is nothing to compare with.
      if isFirst, board.isWaitingForAnswers, ContinuousClock.now - start < patience { continue }
      // On a terminal ages go on as well.
      guard isFirst || hasChanged || desk.output.width != nil else { continue }
      try print(board, firstLook, isFirst: isFirst)
      isFirst = false
    }
  }

  private func print(_ board: HealthBoard, _ firstLook: Instant, isFirst: Bool) throws {
    let shown = ShownBoard(
      board: board, configuration: plan.configuration, region: region, service: service)
    let people = try desk.people()
    if desk.options.json { return try desk.output.documentLine(shown.document(people)) }
    let lines = BoardText(
      shown, people: people, zone: desk.zone, output: desk.output, firstLook: firstLook
    ).lines
    guard desk.output.width != nil else {
      return try desk.output.line((isFirst ? "" : "\n") + lines.joined(separator: "\n"))
    }
    // Home, each line cleared to its end, then all that is below: it does not flicker.
    let clear = isFirst ? "\u{1B}[2J" : ""
    let text = lines.map { "\($0)\u{1B}[K\n" }.joined()
    try desk.output.write("\(clear)\u{1B}[H\(text)\u{1B}[J")
  }

  /// Takes over who has said since then that he has something in hand.
  private func takeNews(after seen: inout Int64, _ monitor: HealthMonitor) throws {
    guard let book = desk.book else { return }
    while true {
      let changes = try book.changes(after: seen, limit: 1000)
      for change in changes {
        seen = change.n
        monitor.take(change.entry)
      }
      if changes.count < 1000 { return }
    }
  }
}

/// The last board of a monitor, for a thread that waits for it.
private final class BoardFeed: Sendable {
  private let wakeup = Wakeup()
  private let state = Mutex<(board: HealthBoard, hasChanged: Bool)?>(nil)

  func put(_ news: HealthNews) {
    state.withLock { state in
      state = (news.board, news.hasChanged || state?.hasChanged ?? false)
    }
    wakeup.signal()
  }

  /// Waits for the next board; nil when there was none for some time.
  func take() -> (board: HealthBoard, hasChanged: Bool)? {
    wakeup.wait(milliseconds: 2000)
    return state.withLock { state in
      defer { state = nil }
      return state
    }
  }
}

extension HealthBoard {
  fileprivate var isWaitingForAnswers: Bool {
    (services + cells).contains { $0.doubt == .never }
  }
}
