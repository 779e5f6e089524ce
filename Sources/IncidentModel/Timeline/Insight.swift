/// What was found out about a surprise after it was written down; what is nil stays as it was.
package struct Insight: Hashable, Sendable, Codable {
  /// The surprise.
  package var of: EntryID
  package var sort: Sort?
  package var subject: Subject?
  /// How many minutes it cost.
  package var costMinutes: Int64?
  /// The decision it changed.
  package var changedDecision: String?
  /// The hypothesis it refuted.
  package var refutedHypothesis: String?
  package var known: Known?
  /// Incidents in which it was seen before.
  package var seenBefore: [IncidentID]?
  package var state: State?
  /// What it seeded: `EXP-7k3f`, `FD-2xq9`, the short id of a follow-up, the name of a runbook.
  package var seeded: [String]?
  /// The explanation.
  package var text: String?

  package init(of: EntryID) { self.of = of }

  /// What kind of surprise it was.
  ///
  /// Situational against fundamental: Lanir; automation: Hochstein; luck: Google's template.
  package enum Sort: String, Hashable, Sendable, Codable, CaseIterable {
    /// The model of the system holds; a known possibility happened.
    case situational
    /// The model of the system was wrong.
    case fundamental
    /// Something automatic did what nobody expected of it.
    case automation
    case coordination
    case monitoringGap
    case documentationGap
    /// It went better than it had to.
    case luck
  }

  /// What it is about.
  package struct Subject: Hashable, Sendable, Codable {
    package enum Sort: String, Hashable, Sendable, Codable, CaseIterable {
      case service
      case region
      case dependency
      case alert
      case runbookStep
      case process
    }
    package var sort: Sort
    package var name: String
    package init(sort: Sort, name: String) {
      self.sort = sort
      self.name = name
    }
  }

  /// How many others knew it already.
  package enum Known: String, Hashable, Sendable, Codable, CaseIterable {
    case none
    case one
    case few
    case many
  }

  package enum State: String, Hashable, Sendable, Codable, CaseIterable {
    case open
    case explained
    /// An experiment or a drill has looked at it.
    case tested
  }

  /// Takes over what a later one says; lists grow.
  package mutating func take(_ later: Insight) {
    sort = later.sort ?? sort
    subject = later.subject ?? subject
    costMinutes = later.costMinutes ?? costMinutes
    changedDecision = later.changedDecision ?? changedDecision
    refutedHypothesis = later.refutedHypothesis ?? refutedHypothesis
    known = later.known ?? known
    state = later.state ?? state
    text = later.text ?? text
    seenBefore = Self.joined(seenBefore, later.seenBefore)
    seeded = Self.joined(seeded, later.seeded)
  }

  private static func joined<Item: Hashable>(_ old: [Item]?, _ new: [Item]?) -> [Item]? {
    guard let new else { return old }
    let old = old ?? []
    return old + new.filter { !old.contains($0) }
  }

  /// The same with the texts that a person typed passed through a function, as to store mentions.
  func mappingText(_ map: (String) -> String) -> Insight {
    var insight = self
    insight.text = text.map(map)
    insight.changedDecision = changedDecision.map(map)
    insight.refutedHypothesis = refutedHypothesis.map(map)
    return insight
  }

  /// The line of the timeline.
  func line(_ mentions: (String) -> String) -> String {
    let parts = [
      state?.rawValue, sort?.words, subject.map { "\($0.sort.words) \($0.name)" },
      costMinutes.map { "cost \($0) min" },
      changedDecision.map { "changed the decision \(mentions($0))" },
      refutedHypothesis.map { "refuted \(mentions($0))" },
      known.map { "known before by \($0.rawValue)" },
      seeded.map { "seeded \($0.joined(separator: ", "))" },
      seenBefore.map { "seen in \($0.count) earlier" }, text.map(mentions),
    ]
    return "surprise \(of.shortText): " + parts.compactMap(\.self).joined(separator: " | ")
  }
}

extension Insight.Sort {
  package var words: String { rawValue.splittingWords }
}

extension Insight.Subject.Sort {
  package var words: String { rawValue.splittingWords }
}

extension String {
  /// A name as it is in code, `monitoringGap`, as words: `monitoring gap`.
  package var splittingWords: String { splittingWords(joinedBy: " ") }

  /// A name as it is in code, `monitoringGap`, as it is typed: `monitoring-gap`.
  package var hyphenated: String { splittingWords(joinedBy: "-") }

  private func splittingWords(joinedBy joint: String) -> String {
    reduce(into: "") { words, letter in
      if letter.isUppercase, !words.isEmpty { words.append(joint) }
      words.append(contentsOf: letter.lowercased())
    }
  }
}

/// Finds the case that a person means: in any case, with or without hyphens.
package func named<Value>(_ text: String, among values: [Value]) -> Value?
where Value: RawRepresentable, Value.RawValue == String {
  let folded = { (text: String) in text.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
  }
  return values.first { folded($0.rawValue) == folded(text) }
}
