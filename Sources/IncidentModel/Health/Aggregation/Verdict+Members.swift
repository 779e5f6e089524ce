extension Verdict {
  /// What several make together.
  ///
  /// - Parameters:
  ///   - members: a member that is quiet is left out, unless all are.
  ///   - rule: how they make one.
  ///   - last: what they made before; as long as the status is the same it is so since then.
  ///   - now: the moment that counts when no member says since when.
  init(
    of members: some Collection<Verdict>, _ rule: MemberRule, last: Verdict?, at now: Instant
  ) {
    var tally = Tally()
    var urgency: HealthUrgency?
    for member in members where !member.isQuiet {
      tally.add(member.status)
      if let other = member.urgency { urgency = urgency.map { max($0, other) } ?? other }
    }
    let isQuiet = tally.count == 0 && !members.isEmpty
    let status = rule.status(of: tally)
    self.init(
      status: status, urgency: isQuiet ? nil : urgency?.limited(by: status, isUnknownTooLong: true),
      since: now, isQuiet: isQuiet)
    if let last, last.status == status {
      since = last.since
    } else {
      since = Self.onset(of: status, rule, members.lazy.filter { !$0.isQuiet }) ?? now
    }
  }

  /// Since when members make a status together.
  private static func onset(
    of status: HealthStatus, _ rule: MemberRule, _ members: some Sequence<Verdict>
  ) -> Instant? {
    switch (status, rule) {
    case (.ok, _), (.maintenance, _): members.map(\.since).max()
    // The first that failed is borne; the last one is too many.
    case (.critical, .any), (.critical, .quorum):
      members.filter { $0.status == status }.map(\.since).max()
    case (.critical, .worst), (.unknown, _), (.warning, _):
      members.filter { $0.status.rank >= status.rank }.map(\.since).min()
    }
  }
}
