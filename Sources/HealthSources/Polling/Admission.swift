/// How many may be asked at once, overall and of one host; whoever is too many waits in line.
///
/// Probes that hung the last time may take only half of either, so that they cannot keep those that
/// answer from being asked.
struct Admission {
  private struct Load {
    var inFlight = 0
    var suspects = 0
    var waiting = Line()
    var waitingSuspects = Line()
  }

  private let limits: (all: Int, host: Int)
  private let hosts: [Int]
  private var all = Load()
  private var loads: [Load]
  private var isSuspect: [Bool]

  /// `hosts` gives the host of each probe, as a number from 0.
  init(hosts: [Int], limit: Int, hostLimit: Int) {
    limits = (max(2, limit), max(2, hostLimit))
    self.hosts = hosts
    loads = Array(repeating: Load(), count: (hosts.max() ?? -1) + 1)
    isSuspect = Array(repeating: false, count: hosts.count)
  }

  var inFlight: Int { all.inFlight }

  /// Whether the probe may start now; if not, it waits.
  mutating func request(_ probe: Int) -> Bool {
    let host = hosts[probe]
    if !hasRoom(loads[host], limits.host, isSuspect[probe]) {
      Self.append(probe, to: &loads[host], isSuspect[probe])
      return false
    }
    if !hasRoom(all, limits.all, isSuspect[probe]) {
      Self.append(probe, to: &all, isSuspect[probe])
      return false
    }
    Self.count(1, in: &loads[host], isSuspect[probe])
    Self.count(1, in: &all, isSuspect[probe])
    return true
  }

  /// Counts a probe out, and gives those that may start in its place.
  mutating func finished(_ probe: Int, hung: Bool) -> [Int] {
    let host = hosts[probe]
    Self.count(-1, in: &loads[host], isSuspect[probe])
    Self.count(-1, in: &all, isSuspect[probe])
    isSuspect[probe] = hung
    var started: [Int] = []
    for suspects in [false, true] {
      while hasRoom(loads[host], limits.host, suspects), hasRoom(all, limits.all, suspects),
        let next = Self.take(from: &loads[host], suspects)
      {
        if request(next) { started.append(next) }
      }
      // One of another host whose host is full goes on to wait there.
      while hasRoom(all, limits.all, suspects), let next = Self.take(from: &all, suspects) {
        if request(next) { started.append(next) }
      }
    }
    return started
  }

  private func hasRoom(_ load: Load, _ limit: Int, _ isSuspect: Bool) -> Bool {
    load.inFlight < limit && (!isSuspect || load.suspects < limit / 2)
  }

  private static func count(_ change: Int, in load: inout Load, _ isSuspect: Bool) {
    load.inFlight += change
    if isSuspect { load.suspects += change }
  }

  private static func append(_ probe: Int, to load: inout Load, _ isSuspect: Bool) {
    if isSuspect { load.waitingSuspects.append(probe) } else { load.waiting.append(probe) }
  }

  private static func take(from load: inout Load, _ isSuspect: Bool) -> Int? {
    isSuspect ? load.waitingSuspects.take() : load.waiting.take()
  }
}

/// First in, first out.
private struct Line {
  private var probes: [Int] = []
  private var head = 0

  mutating func append(_ probe: Int) { probes.append(probe) }

  mutating func take() -> Int? {
    guard head < probes.count else { return nil }
    defer {
      head += 1
      if head > 64, head * 2 > probes.count {
        probes.removeFirst(head)
        head = 0
      }
    }
    return probes[head]
  }
}
