/// What a surprise is about, found in its words and in what came before it.
struct SurpriseReading {
  let source: SurpriseSource
  let expected: String
  let found: String
  /// What came before it, as a clause; nil when nothing did that looks like a cause.
  let trigger: String?
  let sort: Experiment.Sort
  let kind: FaultKind?
  /// Nobody can say yet why it happened.
  let isUnexplained: Bool
  /// The two regions, or two sides of what is cut.
  let from: String
  let to: String
  let plan: FaultPlan

  init(_ source: SurpriseSource) {
    self.source = source
    expected = Self.clause(source.surprise.expected)
    found = Self.clause(source.surprise.found)
    let words = SurpriseWords(source)
    sort = words.sort
    isUnexplained = words.isUnexplained
    let kinds: [FaultKind] =
      sort == .failover ? [.divergence, .partition, .backlog, .regionLoss] : FaultKind.allCases
    // Of regions only the surprise itself says what went wrong: around it much is moved and drained.
    let before =
      sort == .failover ? "" : source.before.suffix(5).map(\.text).joined(separator: "; ")
    let best = FaultKind.best(for: source.surprise, before: before, among: kinds)
    kind = sort == .failover ? best ?? .regionLoss : best
    trigger = Self.trigger(of: source, sort, signs: kind?.signs ?? [])
    (from, to) = Self.sides(of: source)
    plan = FaultPlan(kind, from: from, to: to)
  }

  var service: String? { source.surprise.services?.first ?? source.services.first }

  /// The address that tells whether the service is well.
  var health: SurpriseSource.HealthAddress? {
    let services = (source.surprise.services ?? []) + source.services
    for service in services {
      if let check = source.healthChecks.first(where: { $0.service == service }) { return check }
    }
    return services.isEmpty ? source.healthChecks.first : nil
  }

  /// Whether a person was the first to notice; then an alert is to be the first the next time.
  var wasNoticedByPerson: Bool {
    if let known = source.wasNoticedByPerson { return known }
    guard let cue = source.surprise.cue else { return false }
    return WordFinder(cue).findsAny([
      "customer*", "user", "users", "by hand", "by chance", "support", "somebody", "someone",
      "colleague*", "responder*", "tweet*", "complain*", "looking", "called",
    ])
  }

  /// A text on one line, without the mark at its end, names of people and more than can be read.
  static func clause(_ text: String, limit: Int = 240) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let nameless = words.replacing(
      /@(?:\{[^}]*\}|[\p{L}\p{N}][\p{L}\p{N}._-]*)/, with: "a responder")
    var scalars = nameless.unicodeScalars
    while let last = scalars.last, ".!;,: ".unicodeScalars.contains(last) { scalars.removeLast() }
    guard scalars.count > limit else { return String(scalars) }
    let cut = String(scalars.prefix(limit))
    return (cut.split(separator: " ").dropLast().joined(separator: " ")) + " …"
  }

  // MARK: - Trigger

  /// Only what happened to the system, or was done to it, can have triggered something.
  private static let triggerKinds: Set<Kind> = [
    .observation, .milestone, .action, .health, .alert, .command, .runbook,
  ]

  private static let changes = [
    "fail*", "stop*", "remove*", "begin*", "start*", "lost", "loses", "down", "replace*", "change*",
    "upgrade*", "cut*", "crash*", "deploy*", "expire*", "full",
  ]

  /// The clause before the surprise that has most to do with it, and looks most like a cause.
  ///
  /// What a region went through is told best by that with which the incident began.
  private static func trigger(
    of source: SurpriseSource, _ sort: Experiment.Sort, signs: [String]
  ) -> String? {
    let surprise = WordFinder("\(source.surprise.expected) \(source.surprise.found)")
    var best: (score: Int, text: String)?
    let happenings = source.before.suffix(40).filter { triggerKinds.contains($0.kind) }
    for (index, happening) in happenings.enumerated() {
      let text = withoutMilestone(happening.text)
      let isStart = happening.kind == .milestone && isStart(happening.text)
      // Health says "a: ok -> critical": that is what was seen, not what was done.
      let bonus =
        (isStart ? (sort == .failover ? 12 : 2) : happening.kind == .health ? -2 : 0)
        + (index >= happenings.count - 3 ? 1 : 0)
      for part in text.split(separator: /[;.]\s/) {
        let finder = WordFinder(String(part))
        let score =
          2 * min(4, finder.shared(with: surprise)) + 3 * min(2, finder.count(signs))
          + min(1, finder.count(changes)) + bonus
        if score > 2, score >= best?.score ?? 0 { best = (score, String(part)) }
      }
    }
    return best.map { lowered(clause($0.text, limit: 200)) }
  }

  private static func isStart(_ text: String) -> Bool {
    let name = Milestone.impactStarted
    return text.hasPrefix(name.rawValue) || text.lowercased().hasPrefix(name.words)
  }

  /// `impact started: text` without the name of the milestone.
  private static func withoutMilestone(_ text: String) -> String {
    for milestone in Milestone.allCases {
      for name in [milestone.words, milestone.rawValue]
      where text.lowercased().hasPrefix("\(name.lowercased()): ") {
        return String(text.dropFirst(name.count + 2))
      }
    }
    return text
  }

  /// As it stands within a sentence: `The primary` becomes `the primary`, `DNS` stays.
  static func lowered(_ text: String) -> String {
    let start = text.prefix(2)
    guard start.count == 2, let first = start.first, first.isUppercase,
      start.last?.isUppercase == false, start.last?.isNumber == false,
      ["the ", "a ", "an ", "all ", "one ", "no ", "some ", "every "].contains(where: {
        text.lowercased().hasPrefix($0)
      })
    else { return text }
    return first.lowercased() + text.dropFirst()
  }

  // MARK: - Regions

  /// The two regions it speaks of, of a pair that is set if there is one.
  private static func sides(of source: SurpriseSource) -> (String, String) {
    let texts = [source.surprise.expected, source.surprise.found, source.title]
    let finder = WordFinder((texts + source.before.suffix(40).map(\.text)).joined(separator: " "))
    let regions = (source.surprise.regions ?? []) + source.regions
    func isMeant(_ region: String) -> Bool { regions.contains(region) || finder.finds(region) }
    let pairs = source.regionPairs
    if let pair = pairs.first(where: { isMeant($0.from) && isMeant($0.to) })
      ?? pairs.first(where: { isMeant($0.from) })
    {
      return (pair.from, pair.to)
    }
    let named = regions.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    switch named.count {
    case 0: return ("the active side", "the other side")
    case 1: return (named[0], "the region that takes over")
    default: return (named[0], named[1])
    }
  }
}
