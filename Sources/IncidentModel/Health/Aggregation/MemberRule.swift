/// How several states make one.
package enum MemberRule: Hashable, Sendable {
  /// As bad as the worst member.
  case worst
  /// One member that works is enough; then the failure of others is a warning.
  case any
  /// So many of that number have to work.
  case quorum(Int, of: Int)

  /// Reads `worst`, `any` or `2-of-3`.
  package init?(_ text: String) {
    switch text {
    case "worst": self = .worst
    case "any": self = .any
    default:
      guard let found = text.wholeMatch(of: /(\d{1,4})-of-(\d{1,4})/), let needed = Int(found.1),
        let all = Int(found.2), 1...all ~= needed
      else { return nil }
      self = .quorum(needed, of: all)
    }
  }

  package var text: String {
    switch self {
    case .worst: "worst"
    case .any: "any"
    case .quorum(let needed, let all): "\(needed)-of-\(all)"
    }
  }

  /// The status of the whole; that of nothing is unknown.
  package func status(of tally: Tally) -> HealthStatus {
    switch self {
    case .worst: tally.worst
    case .any: tally.status(needed: 1, of: tally.count)
    case .quorum(let needed, let all): tally.status(needed: needed, of: all)
    }
  }
}

/// How many members are in which state.
package struct Tally: Hashable, Sendable {
  package private(set) var ok = 0
  package private(set) var maintenance = 0
  package private(set) var unknown = 0
  package private(set) var warning = 0
  package private(set) var critical = 0

  package init(_ statuses: some Sequence<HealthStatus> = []) {
    for status in statuses { add(status) }
  }

  package mutating func add(_ status: HealthStatus) {
    switch status {
    case .ok: ok += 1
    case .maintenance: maintenance += 1
    case .unknown: unknown += 1
    case .warning: warning += 1
    case .critical: critical += 1
    }
  }

  package var count: Int { ok + maintenance + unknown + warning + critical }

  /// What was taken out on purpose does not count, unless there is nothing else.
  fileprivate var worst: HealthStatus {
    if critical > 0 { return .critical }
    if warning > 0 { return .warning }
    if unknown > 0 { return .unknown }
    return ok > 0 ? .ok : maintenance > 0 ? .maintenance : .unknown
  }

  /// Redundant members: what is degraded still works, and what is not there is not known.
  fileprivate func status(needed: Int, of all: Int) -> HealthStatus {
    let unknown = unknown + max(0, all - count)
    let working = ok + warning
    if working >= needed, working > 0 {
      return critical + warning > 0 ? .warning : unknown > 0 ? .unknown : .ok
    }
    // Some may work unseen, but what is seen fails.
    if critical > 0 { return .critical }
    if unknown > 0 || count == 0 { return .unknown }
    return working > 0 ? .warning : .maintenance
  }
}
