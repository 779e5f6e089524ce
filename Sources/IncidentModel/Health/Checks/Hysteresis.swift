/// Keeps one bad result from turning a board red, and one good one from turning it green.
package struct Hysteresis: Hashable, Sendable {
  /// Results in a row that all speak for another status.
  private struct Streak: Hashable, Sendable {
    var rises: Bool
    var count: Int
    /// The latest on the way up, the worst on the way down.
    var status: HealthStatus
    var since: Instant
  }

  /// How far the results have got towards another status: "ok 1/3".
  package struct Progress: Hashable, Sendable {
    package var to: HealthStatus
    package var count: Int
    package var needed: Int

    package var text: String { "\(to.rawValue) \(count)/\(needed)" }
  }

  /// What counts.
  package private(set) var status: HealthStatus
  /// When the first of the results came that made it so.
  package private(set) var since: Instant
  /// Whether the results go back and forth; the worse state holds until ten in a row agree.
  package private(set) var isFlapping = false
  private var streak: Streak?
  private var recent: RecentResults

  /// Starts with the first result, which counts at once.
  package init(first status: HealthStatus, at instant: Instant) {
    self.status = status
    since = instant
    recent = RecentResults()
    recent.append(status)
  }

  /// Takes the next result.
  ///
  /// - Parameters:
  ///   - result: the status as it came.
  ///   - instant: when it was measured.
  ///   - rules: how many results in a row count.
  ///   - worseApplies: whether a worse one counts at once, as after a time without results.
  package mutating func take(
    _ result: HealthStatus, at instant: Instant, _ rules: CheckRules, worseApplies: Bool = false
  ) {
    recent.append(result)
    if isFlapping {
      isFlapping = !recent.allAgree
    } else {
      isFlapping = recent.changes >= RecentResults.flappingChanges
    }
    guard result != status else {
      streak = nil
      return
    }
    let rises = result.rank > status.rank
    // Taken out, or put back, is said on purpose and not measured; worse than bad needs no wait.
    let isSaid = result == .maintenance || (status == .maintenance && result == .ok)
    if isSaid || (rises && (status.isBad || worseApplies)) {
      return settle(result, since: instant)
    }
    if var going = streak, going.rises == rises {
      going.count += 1
      going.status = rises || result.rank > going.status.rank ? result : going.status
      streak = going
    } else {
      streak = Streak(rises: rises, count: 1, status: result, since: instant)
    }
    guard let streak, streak.count >= (rises ? rules.failAfter : rules.clearAfter) else { return }
    if rises || !isFlapping { settle(streak.status, since: streak.since) }
  }

  /// What the results speak for beside what counts; nil when they agree with it.
  package func progress(_ rules: CheckRules) -> Progress? {
    streak.map {
      let needed = $0.rises ? rules.failAfter : rules.clearAfter
      return Progress(
        to: $0.status, count: $0.count,
        needed: isFlapping && !$0.rises ? max(needed, RecentResults.capacity) : needed)
    }
  }

  private mutating func settle(_ status: HealthStatus, since instant: Instant) {
    self.status = status
    since = instant
    streak = nil
  }
}

/// The last ten results, three bits each.
struct RecentResults: Hashable, Sendable {
  static let capacity = 10
  /// So many changes in the last ten results are flapping.
  static let flappingChanges = 4

  private var bits: UInt32 = 0
  private var count = 0

  mutating func append(_ status: HealthStatus) {
    bits = (bits << 3 | UInt32(status.rank)) & (1 << UInt32(3 * Self.capacity) - 1)
    count = min(count + 1, Self.capacity)
  }

  private subscript(index: Int) -> UInt32 { bits >> UInt32(3 * index) & 7 }

  /// How often a result differs from the one before it.
  var changes: Int { (1..<max(count, 1)).count { self[$0] != self[$0 - 1] } }

  /// Whether there are ten and all are the same.
  var allAgree: Bool { count == Self.capacity && changes == 0 }
}

extension HealthStatus {
  /// Whether somebody has to look.
  package var isBad: Bool {
    switch self {
    case .ok, .maintenance: false
    case .unknown, .warning, .critical: true
    }
  }
}
