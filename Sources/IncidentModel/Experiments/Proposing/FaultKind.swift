/// What can be done to a system to see whether it copes.
///
/// The order decides when a text speaks as much of one as of another: the more particular first.
enum FaultKind: CaseIterable {
  case silentWait
  case divergence
  case partition
  case credentialGone
  case expiry
  case clock
  case backup
  case exhaust
  case backlog
  case dependencyGone
  case kill
  case latency
  case error
  case config
  case regionLoss

  /// The words by which it is known.
  var signs: [String] {
    switch self {
    case .silentWait:
      [
        "silent*", "hang", "hangs", "hung", "hanging", "wait", "waits", "waited", "waiting",
        "stuck", "blocked", "deadlock*", "without a word", "no output", "never returns",
        "never returned",
      ]
    case .divergence:
      [
        "unreplicated", "never replicated", "not replicated", "diverge*", "conflict*", "lack",
        "lacks", "lacked", "split brain", "lost write*", "lost update*", "missing writes",
        "missing record*", "both hold", "out of sync", "inconsisten*", "writes the other",
        "both sides",
      ]
    case .partition:
      [
        "partition*", "network", "connectivity", "unreachable", "isolated", "packet*", "quorum",
        "elect*", "promot*", "orchestrator*", "split brain", "cuts", "cut off", "cable*", "link",
        "links", "optical",
      ]
    case .credentialGone:
      [
        "certificate*", "credential*", "password*", "token", "tokens", "api key*", "secret*",
        "revoked", "permission*", "access denied", "unauthori*", "forbidden",
      ]
    case .expiry:
      [
        "ttl", "time to live", "expire*", "expiry", "expiration", "outliv*", "too old", "aged out",
        "retention", "stale",
      ]
    case .clock:
      [
        "clock*", "ntp", "skew*", "drift*", "leap second*", "time zone*", "timezone*",
        "daylight saving*", "system time",
      ]
    case .backup:
      [
        "backup*", "dump", "dumps", "dumped", "snapshot*", "restor*", "archive", "archives",
        "bucket*", "base backup*", "tape",
      ]
    case .exhaust:
      [
        "disk full", "disk", "disks", "full", "memory", "oom", "quota*", "exhaust*",
        "connection pool*", "pool", "file descriptor*", "inode*", "cpu", "thread*", "ran out",
        "runs out", "no space", "rate limit*",
      ]
    case .backlog:
      [
        "backlog*", "queue*", "behind", "lag", "lags", "lagged", "catch* up", "caught up",
        "played back", "replay*", "load", "peak", "throughput", "retry storm*", "retries",
        "thundering herd", "saturat*", "overload*", "traffic spike*", "capacity", "headroom",
        "consumer*", "drain*",
      ]
    case .dependencyGone:
      [
        "dependenc*", "depends", "upstream*", "third party", "provider*", "dns", "external",
        "resolver*", "cache", "caches", "unavailable", "vendor*", "without it",
        "relies on", "relied on", "single point*",
      ]
    case .kill:
      [
        "crash*", "kill*", "restart*", "die", "dies", "died", "dead", "reboot*", "supervisor*",
        "failover", "fails over", "terminated", "instance*", "pod", "pods", "node", "process",
        "evicted",
      ]
    case .latency:
      [
        "latency", "slow", "slower", "slowly", "timeout*", "timed out", "times out",
        "response time*", "delay*", "seconds to answer",
      ]
    case .error:
      [
        "error*", "exception*", "5xx", "500", "503", "corrupt*", "invalid", "malformed", "rejects",
        "wrong answer*", "garbage",
      ]
    case .config:
      [
        "config*", "flag", "flags", "setting*", "deploy*", "rollout*", "rolled out", "version*",
        "migration*", "default*", "schema",
      ]
    case .regionLoss:
      [
        "region*", "coast*", "zone", "zones", "data cent*", "datacent*", "country", "continent*",
        "evacuat*",
      ]
    }
  }

  /// The one of which the surprise speaks most; what was found says more than what was expected.
  ///
  /// - Parameters:
  ///   - surprise: what was expected and found.
  ///   - before: what came right before it.
  ///   - kinds: those that are meant.
  /// - Returns: nil when it speaks of none of them.
  static func best(
    for surprise: Surprise, before: String, among kinds: [FaultKind] = allCases
  ) -> FaultKind? {
    let (expected, found) = (WordFinder(surprise.expected), WordFinder(surprise.found))
    let earlier = WordFinder(before)
    let scores = kinds.map { kind in
      3 * found.count(kind.signs) + expected.count(kind.signs) + min(2, earlier.count(kind.signs))
    }
    guard let most = scores.max(), most > 0, let index = scores.firstIndex(of: most) else {
      return nil
    }
    return kinds[index]
  }
}
