internal import Glibc
internal import IncidentModel
internal import Processes

/// The state of a poller, all on its one thread.
struct PollingLoop {
  /// A probe in flight.
  private struct Flight {
    let startedAt: Instant
    /// When all of it must be over, in monotonic milliseconds.
    let deadline: Int64
    let lateness: Int64
    /// What is asked at present; redirects change it.
    var request: HTTPRequest?
    /// The answer, while its companion is asked.
    var answer: Answer?

    init(at startedAt: Instant, deadline: Int64 = 0, lateness: Int64 = 0) {
      self.startedAt = startedAt
      self.deadline = deadline
      self.lateness = lateness
    }
  }

  /// A turn of the loop that takes longer was none, in milliseconds.
  private static let longestTurn: Int64 = 5000
  /// Documents from this size on are read beside the loop, as reading them would delay others.
  private static let largeBody = 65_536

  private let probes: [Probe]
  private let hosts: [String]
  private let numbers: [Probe.ID: Int]
  private let limits: Poller.Limits
  private let clock: @Sendable () -> Instant
  private let inbox: PollerInbox
  private let deliver: @Sendable ([ProbeResult]) -> Void
  private let runner: CommandRunner?

  private var schedule: Schedule
  private var admission: Admission
  private var dueAt: [Int64]
  private var flights: [Flight?]
  private var results: [ProbeResult] = []
  /// When the oldest of the results is delivered.
  private var deliverAt: Int64?
  /// When it last started what was due, in monotonic milliseconds.
  private var lastStart: Int64

  init(
    _ probes: [Probe], limits: Poller.Limits, seed: UInt64,
    clock: @escaping @Sendable () -> Instant,
    inbox: PollerInbox, deliver: @escaping @Sendable ([ProbeResult]) -> Void
  ) {
    self.probes = probes
    self.limits = limits
    self.clock = clock
    self.inbox = inbox
    self.deliver = deliver
    hosts = probes.map(\.host)
    numbers = Dictionary(zip(probes.map(\.id), probes.indices)) { first, _ in first }
    var known: [String: Int] = [:]
    let places = hosts.map { host in
      let next = known.count
      return known[host]
        ?? {
          known[host] = next
          return next
        }()
    }
    admission = Admission(hosts: places, limit: limits.inFlight, hostLimit: limits.perHost)
    lastStart = monotonicMilliseconds()
    schedule = Schedule(
      probes.map { ($0.id.text, $0.interval) }, from: monotonicMilliseconds(), seed: seed)
    dueAt = Array(repeating: 0, count: probes.count)
    flights = Array(repeating: nil, count: probes.count)
    let hasCommands = probes.contains { if case .command = $0.transport { true } else { false } }
    runner = hasCommands ? CommandRunner(clock: clock) : nil
  }

  /// Runs until it is told to stop.
  mutating func run() {
    defer { runner?.stop() }
    guard let http = HTTPLoop(connectionLimit: connectionLimit) else {
      for number in probes.indices {
        conclude(number, .failure(.badRequest("no descriptor is left")), Flight(at: clock()))
      }
      return flush()
    }
    inbox.adopt(http.waker)
    while true {
      let letters = inbox.take()
      if letters.isStopping { return }
      obey(letters)
      for (number, answer) in letters.commands { finish(number, answer, http) }
      if !letters.isPaused { startDue(http) }
      http.wait(milliseconds: untilNext(isPaused: letters.isPaused))
      while let outcome = http.next(at: clock(), target: target) { take(outcome, http) }
      if let deliverAt, monotonicMilliseconds() >= deliverAt { flush() }
    }
  }

  /// Kept below what the process may open.
  private var connectionLimit: Int {
    var limit = rlimit()
    let found = unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
    let half = found ? Int(min(limit.rlim_cur, 1 << 20)) / 2 : 512
    return max(8, min(limits.connections, half, probes.count + 8))
  }

  private mutating func obey(_ letters: PollerInbox.Letters) {
    for result in letters.results { add(result) }
    guard letters.refreshesAll || !letters.refresh.isEmpty else { return }
    let now = monotonicMilliseconds()
    for number in letters.refreshesAll
      ? Array(probes.indices) : letters.refresh.compactMap({ numbers[$0] })
    {
      schedule.hasten(number, at: now)
    }
  }

  private func untilNext(isPaused: Bool) -> Int64 {
    let due = isPaused ? nil : schedule.nextAt
    let next = [due, deliverAt].compactMap(\.self).min() ?? .max
    return min(Self.longestTurn / 2, max(0, next - monotonicMilliseconds()))
  }

  private mutating func startDue(_ http: borrowing HTTPLoop) {
    let now = monotonicMilliseconds()
    // It was paused, or the whole program was stopped.
    if now - lastStart > Self.longestTurn { schedule.skipMissed(at: now) }
    lastStart = now
    for (number, time) in schedule.take(at: now) {
      dueAt[number] = time
      if admission.request(number) { start(number, http) }
    }
  }

  private mutating func start(_ number: Int, _ http: borrowing HTTPLoop) {
    let (probe, now) = (probes[number], monotonicMilliseconds())
    var flight = Flight(at: clock(), deadline: now + probe.timeout, lateness: now - dueAt[number])
    do throws(HealthFailure) {
      switch probe.transport {
      case .http(var request, _):
        if let accept = probe.format.accept,
          !request.headers.contains(where: { $0.name == "Accept" })
        {
          request.headers.append(.init("Accept", accept))
        }
        flight.request = request
        try http.start(
          request, tag: UInt64(number), milliseconds: probe.timeout,
          bodyLimit: probe.format.bodyLimit)
      case .tcp(let host, let port, let allowsLinkLocal):
        try http.connect(
          host: host, port: port, tag: UInt64(number), milliseconds: probe.timeout,
          allowsLinkLocal: allowsLinkLocal)
      case .command(let command):
        guard let runner else { throw HealthFailure.commandNotStarted("thread", errno: EAGAIN) }
        let inbox = inbox
        runner.start(
          .init(
            command: command, milliseconds: probe.timeout, outputLimit: probe.format.bodyLimit,
            completion: { answer in inbox.post { $0.commands.append((number, answer)) } }))
      }
      flights[number] = flight
    } catch {
      flights[number] = flight
      finish(number, .failure(error), http)
    }
  }

  private func target(_ tag: UInt64) -> HTTPLoop.Target {
    let number = Int(tag)
    return HTTPLoop.Target(
      host: hosts[number], milliseconds: probes[number].timeout,
      bodyLimit: probes[number].format.bodyLimit)
  }

  /// Goes on with a redirect or with the companion, or ends the flight.
  private mutating func take(_ outcome: HTTPLoop.Outcome, _ http: borrowing HTTPLoop) {
    let number = Int(outcome.tag)
    guard var flight = flights[number] else { return }
    if let answer = flight.answer {
      var whole = answer
      if case .success(let companion) = outcome.answer, companion.isSuccess {
        whole.companion = companion.body
      }
      return finish(number, .success(whole), http)
    }
    guard case .success(let answer) = outcome.answer,
      case .http(_, let companion) = probes[number].transport
    else { return finish(number, outcome.answer, http) }
    var next: HTTPRequest?
    if let request = flight.request, let location = outcome.location,
      let redirected = request.redirected(to: location)
    {
      next = redirected
    } else if let companion {
      next = companion
      flight.answer = answer
    }
    let left = flight.deadline - monotonicMilliseconds()
    guard let next, left > 0 else { return finish(number, outcome.answer, http) }
    flight.request = next
    flights[number] = flight
    do {
      try http.start(
        next, tag: outcome.tag, milliseconds: left, bodyLimit: probes[number].format.bodyLimit)
    } catch {
      finish(number, flight.answer.map { .success($0) } ?? .failure(error), http)
    }
  }

  /// Ends a flight and starts those that waited for it.
  private mutating func finish(
    _ number: Int, _ answer: Result<Answer, HealthFailure>, _ http: borrowing HTTPLoop
  ) {
    guard let flight = flights[number] else { return }
    flights[number] = nil
    let hung = if case .failure(.timedOut) = answer { true } else { false }
    schedule.finished(number, at: monotonicMilliseconds())
    let next = admission.finished(number, hung: hung)
    conclude(number, answer, flight)
    for number in next { start(number, http) }
  }

  /// Reads what came, here or, when it is large, beside.
  private mutating func conclude(
    _ number: Int, _ answer: Result<Answer, HealthFailure>, _ flight: Flight
  ) {
    let (probe, fetchedAt) = (probes[number], clock())
    var result = ProbeResult(
      probe: probe.id, outcome: .failure(.stopped), isSilent: false,
      isInsecure: probe.transport.isInsecure,
      startedAt: flight.startedAt, fetchedAt: fetchedAt, lateness: flight.lateness)
    switch answer {
    case .failure(let failure):
      result.isSilent = failure.isSilence
      result.outcome = probe.format.read(failure, at: fetchedAt, options: probe.options)
    case .success(let answer) where answer.body.count < Self.largeBody:
      result.outcome = probe.format.read(answer, options: probe.options)
    case .success(let answer):
      let (inbox, unread) = (inbox, result)
      Task.detached {
        var result = unread
        result.outcome = probe.format.read(answer, options: probe.options)
        inbox.post { [result] in $0.results.append(result) }
      }
      return
    }
    add(result)
  }

  private mutating func add(_ result: ProbeResult) {
    results.append(result)
    if deliverAt == nil { deliverAt = monotonicMilliseconds() + limits.batch }
    if results.count >= 512 { flush() }
  }

  private mutating func flush() {
    deliverAt = nil
    guard !results.isEmpty else { return }
    deliver(results)
    results.removeAll(keepingCapacity: true)
  }
}

extension HTTPRequest {
  /// What is asked next where an answer redirects; nil when that is not followed.
  fileprivate func redirected(to location: String) -> HTTPRequest? {
    guard method == "GET", redirectLimit > 0, HTTPLoop.isSameHost(url, location) else { return nil }
    var next = self
    next.url = location
    next.redirectLimit = min(redirectLimit, 3) - 1
    return next
  }
}
