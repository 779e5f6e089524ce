/// What sort of thing surprised, by the words for it.
///
/// A mechanism unless the words say that it was an alert, people and their knowledge, or a region.
struct SurpriseWords {
  private let expected: WordFinder
  private let found: WordFinder
  private let regions: [String]

  init(_ source: SurpriseSource) {
    expected = WordFinder(source.surprise.expected)
    found = WordFinder(source.surprise.found)
    regions =
      (source.surprise.regions ?? []) + source.regions
      + source.regionPairs.flatMap { [$0.from, $0.to] }
  }

  var isUnexplained: Bool {
    found.findsAny([
      "cannot say", "can not say", "cannot tell", "could not say", "nobody can say",
      "do not know why", "don t know why", "not known why", "unknown why", "unknown cause",
      "no idea why", "unexplained", "not understood", "unclear why", "for reasons unknown",
      "still unknown", "cannot explain", "could not explain",
    ])
  }

  var sort: Experiment.Sort {
    if detection > 0 { return .detection }
    if isOfRegions { return .failover }
    return people > 0 ? .people : .fault
  }

  /// What was found speaks of alerts, or of a word about a failure that did not come.
  private var detection: Int {
    let alerts = [
      "alert*", "alarm*", "pager", "paged", "paging", "notif*", "watchdog", "dashboard*",
      "monitor*", "on call page",
    ]
    let unseen = [
      "nobody noticed", "no one noticed", "nobody was told", "no one was told", "unnoticed",
      "went unseen", "nobody saw", "no one saw", "stayed green", "showed green", "found by chance",
      "customers told us", "customers noticed", "a customer noticed", "users noticed",
    ]
    let words = ["mail", "mails", "email*", "message*", "report", "reports", "log", "logs"]
    let tells = [
      "said so", "warn*", "that failed", "had failed", "rejected", "never arrived",
      "not delivered", "was not sent", "were not sent", "bounced", "unread",
    ]
    let isWordLost = found.findsAny(words) && found.findsAny(tells)
    return found.count(alerts) + found.count(unseen) + (isWordLost ? 1 : 0)
  }

  /// A place together with a way to leave it, to lose it, or to carry its load.
  private var isOfRegions: Bool {
    let places =
      [
        "region*", "coast*", "zone", "zones", "data cent*", "datacent*", "country", "continent*",
        "standby site", "both sites", "other site",
      ] + regions
    let moves = [
      "fail* over", "failover*", "fail* back", "failback*", "promot*", "evacuat*", "switch* over",
      "switchover*", "take* over", "took over", "shift*", "moved", "moving", "drain*", "reroute*",
      "serve", "serves",
    ]
    let losses = [
      "capacity", "headroom", "carry", "carries", "absorb*", "saturat*", "overload*", "lost",
      "loss", "gone", "outage", "down",
    ]
    func finds(_ patterns: [String]) -> Bool {
      expected.findsAny(patterns) || found.findsAny(patterns)
    }
    // A failover is one wherever it leads: what it took to get there is what has to be drilled.
    let failovers = ["fail* over", "failover*", "fail* back", "failback*", "evacuat*"]
    return expected.findsAny(failovers) || finds(places) && (finds(moves) || finds(losses))
  }

  private var people: Int {
    found.count([
      "knew", "knows how", "nobody knows", "no one knows", "did not know", "only one person",
      "only one engineer", "only person", "nobody remembered",
      "no one remembered", "manual step*", "forgot*", "asleep", "vacation", "holiday", "on leave",
      "off shift",
      "on call", "handoff", "handover", "hand over", "handed over", "escalat*", "runbook*",
      "documentation", "documented", "coordinat*", "miscommunicat*", "who decides",
      "nobody decided", "no one decided", "approval", "approve*", "waited for each other",
      "trained", "training", "unfamiliar", "contact*", "phone*",
    ])
  }
}
