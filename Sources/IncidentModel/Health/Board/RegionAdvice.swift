/// What to do about the traffic of a region, and why.
package struct RegionAdvice: Hashable, Sendable {
  package enum What: Hashable, Sendable {
    case failOver
    /// The other region does not work either.
    case doNotFailOver
    /// Whether the other region works is not known, or it works only half.
    case cannotVerify(HealthStatus)
    /// The console itself may be cut off.
    case blind
    /// It works again. `verifyingState`: what was written meanwhile has to be there first.
    case failBack(verifyingState: Bool)
  }

  package var what: What
  package var region: String
  /// The region that takes over.
  package var partner: String
  package var runbook: String?

  package var text: String {
    switch what {
    case .failOver: "\(region) is critical and \(partner) is ok: fail over \(region) -> \(partner)"
    case .doNotFailOver: "\(region) and \(partner) are both critical: do not fail over"
    case .cannotVerify(let status):
      "\(region) is critical and \(partner) is \(status.rawValue): cannot verify \(partner)"
    case .blind: "\(region) seems critical, but this console is blind: cannot verify \(partner)"
    case .failBack(let verifyingState):
      verifyingState
        ? "\(region) has recovered: verify its state, then fail back \(partner) -> \(region)"
        : "\(region) has recovered: fail back \(partner) -> \(region)"
    }
  }
}

extension HealthWatch {
  func advice(isBlind: Bool) -> [RegionAdvice] {
    failedRegions.keys.sorted().compactMap { place in
      let node = topology.regions[place]
      guard let partner = node.partner else { return nil }
      let (own, other) = (regions[place], regions[partner])
      let what: RegionAdvice.What
      switch own.status {
      case .ok, .maintenance:
        what = .failBack(verifyingState: node.configuration.kind == .activePassive)
      case .unknown, .warning: return nil
      case .critical:
        if isBlind {
          what = .blind
        } else {
          switch other.status {
          case .ok: what = .failOver
          case .critical, .maintenance: what = .doNotFailOver
          case .unknown, .warning: what = .cannotVerify(other.status)
          }
        }
      }
      return RegionAdvice(
        what: what, region: node.configuration.name,
        partner: topology.regions[partner].configuration.name,
        runbook: node.configuration.runbook)
    }
  }
}
