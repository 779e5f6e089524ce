internal import Glibc
package import IncidentModel

/// Runs the app on the terminal until the app, a signal or the loss of the terminal ends it.
///
/// Synchronous: owns the calling thread and sleeps in poll(2). Each time it wakes it takes all that
/// is waiting, hands it to the app, and shows at most one frame. `now` is the time of day.
package func runEventLoop<App: ConsoleApp, T: Terminal & ~Copyable>(
  _ app: inout App, on terminal: inout T, inbox: Inbox<App.Message>,
  watching watched: [WatchedDescriptor<App.Message>] = [], now: () -> Instant
) -> LoopEnd {
  var loop = EventLoop<App>(inbox: inbox, watched: watched)
  loop.present(app: &app, on: &terminal, now: now)
  while app.isRunning {
    loop.sleep(app: app, on: terminal, now: now)
    let hasEvents = loop.dispatch(app: &app, on: &terminal, now: now)
    if let end = loop.end { return end }
    if hasEvents, app.isRunning { loop.present(app: &app, on: &terminal, now: now) }
  }
  return .finished
}

private struct EventLoop<App: ConsoleApp> {
  private(set) var end: LoopEnd?

  private let inbox: Inbox<App.Message>
  private let watched: [WatchedDescriptor<App.Message>]
  private let watchedDescriptors: [Int32]
  private var ready: Set<Int32> = []
  private var broken: Set<Int32> = []
  private var resolvesIn: Int?
  private var wakeup: Instant?

  /// Longest sleep with a wake-up ahead: the time of day may be set back meanwhile.
  private static var longestSleep: Int64 { 60_000 }
  /// Shortest sleep: an app whose wake-up never lies ahead must not burn a core.
  private static var shortestSleep: Int64 { 10 }

  init(inbox: Inbox<App.Message>, watched: [WatchedDescriptor<App.Message>]) {
    self.inbox = inbox
    self.watched = watched
    watchedDescriptors = watched.map { $0.descriptor }
  }

  mutating func present<T: Terminal & ~Copyable>(
    app: inout App, on terminal: inout T, now: () -> Instant
  ) {
    let moment = now()
    terminal.present(app.render(terminal.size, at: moment))
    app.didPresent(at: moment)
  }

  mutating func sleep<T: Terminal & ~Copyable>(
    app: App, on terminal: borrowing T, now: () -> Instant
  ) {
    let moment = now()
    wakeup = app.nextWakeup(after: moment)
    var timeout: Int64 = -1
    if let wakeup {
      let ahead = wakeup.milliseconds - moment.milliseconds
      timeout = min(max(ahead, Self.shortestSleep), Self.longestSleep)
    }
    if let resolvesIn {
      timeout = timeout < 0 ? Int64(resolvesIn) : min(timeout, Int64(resolvesIn))
    }
    let descriptors =
      terminal.descriptors + [inbox.wakeup.descriptor] + watchedDescriptors
    var polled = descriptors.filter { !broken.contains($0) }.map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    ready = []
    let count = unsafe poll(&polled, nfds_t(polled.count), Int32(timeout))
    // Interrupted or timed out: asking everyone once is harmless.
    guard count > 0 else { return }
    for descriptor in polled where descriptor.revents != 0 {
      ready.insert(descriptor.fd)
      let isBroken = Int32(descriptor.revents) & (POLLERR | POLLHUP | POLLNVAL) != 0
      if isBroken { broken.insert(descriptor.fd) }
    }
  }

  /// Hands over everything that is waiting; returns whether there was anything.
  mutating func dispatch<T: Terminal & ~Copyable>(
    app: inout App, on terminal: inout T, now: () -> Instant
  ) -> Bool {
    var input = terminal.pendingInput()
    if terminal.descriptors.contains(where: broken.contains) { input.isLost = true }
    resolvesIn = input.resolvesIn
    var events: [LoopEvent<App.Message>] = []
    var mustRedraw = false
    for signal in input.signals {
      switch signal {
      case .resized:
        terminal.adoptSize()
        events.append(.resized(terminal.size))
      case .stop:
        suspend(&terminal, &events)
      case .continued:
        mustRedraw = true
      case .terminate(let number):
        if end == nil { end = .signal(number) }
      }
    }
    events += input.keys.map(LoopEvent.key)
    for watch in watched where ready.contains(watch.descriptor) {
      events += watch.receive().map(LoopEvent.message)
    }
    events += inbox.drain().map(LoopEvent.message)
    if let wakeup, wakeup <= now() { events.append(.wakeup) }
    if mustRedraw { terminal.perform(.redraw) }
    handle(events, app: &app, on: &terminal, now: now)
    finish(isLost: input.isLost, app: &app, now: now)
    return !events.isEmpty || mustRedraw
  }

  private mutating func handle<T: Terminal & ~Copyable>(
    _ events: [LoopEvent<App.Message>], app: inout App, on terminal: inout T, now: () -> Instant
  ) {
    var waiting = events[...]
    while let event = waiting.popFirst(), app.isRunning {
      for order in app.handle(event, at: now()) {
        let size = terminal.size
        terminal.perform(order)
        if terminal.size != size { waiting.append(.resized(terminal.size)) }
      }
    }
  }

  private mutating func suspend<T: Terminal & ~Copyable>(
    _ terminal: inout T, _ events: inout [LoopEvent<App.Message>]
  ) {
    terminal.perform(.suspend)
    events.append(.resized(terminal.size))
  }

  private mutating func finish(isLost: Bool, app: inout App, now: () -> Instant) {
    if isLost {
      _ = app.handle(.terminalLost, at: now())
      if end == nil { end = .terminalLost }
    } else if case .signal(let number)? = end {
      _ = app.handle(.terminate(signal: number), at: now())
    }
  }
}
