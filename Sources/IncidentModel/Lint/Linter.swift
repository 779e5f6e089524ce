/// Looks for words that blame, for follow-ups that nobody can finish, and for times that contradict
/// each other.
///
/// It changes nothing and decides nothing. Precision comes before recall: what it cannot read or is
/// not sure of it leaves alone.
package struct Linter: Sendable {
  private let roster: [String]
  private let people: LintPeople
  private let options: LintOptions

  /// Creates a lint.
  ///
  /// - Parameters:
  ///   - roster: handles and full names of people who are known by name.
  ///   - options: which rules are used.
  package init(roster: [String] = [], options: LintOptions = LintOptions()) {
    self.roster = roster
    people = LintPeople(roster: roster)
    self.options = options
  }

  /// Looks at a Markdown document.
  ///
  /// - Parameter text: the document.
  /// - Returns: what was found, in order of position.
  package func findings(inMarkdown text: String) -> [LintFinding] {
    let document = LintDocument(markdown: text, people: people)
    var found = wordFindings(in: document)
    for check in DocumentCheck.all where options.uses(check.rule) {
      found += check.find(document).map { LintPlace(check.rule, $0.range, $0.message) }
    }
    let waived = document.waivedLines
    if !waived.isEmpty {
      found.removeAll { place in
        guard place.rule != DocumentCheck.bareWaiver.rule else { return false }
        let first = document.text.line(at: place.range.lowerBound)
        let last = document.text.line(at: max(place.range.lowerBound, place.range.upperBound - 1))
        return (first...max(first, last)).contains(where: waived.contains)
      }
    }
    return placed(found, in: document.text)
  }

  /// Looks at a timeline: only at what people wrote, not at alerts, commands or health.
  ///
  /// - Parameters:
  ///   - lines: the timeline.
  ///   - people: whom the logbook knows; they join the roster.
  ///   - isLive: whether the incident goes on; then nothing is more than a hint.
  /// - Returns: what was found, in the order of the lines.
  package func findings(
    in lines: [TimelineLine], people: People, isLive: Bool = false
  ) -> [LintTimelineFinding] {
    let known = people.handles.flatMap { [$0, people[handle: $0]?.name].compactMap(\.self) }
    let all = LintPeople(roster: roster + known)
    return lines.filter { !$0.isHidden }.flatMap { line in
      guard let kinds = LintSectionKinds(entry: line.entry.event) else {
        return [LintTimelineFinding]()
      }
      let text = line.entry.event.text(name: people.handle(of:))
      let document = LintDocument(plain: text, kinds: kinds, people: all)
      var found = wordFindings(in: document)
      if options.uses(DocumentCheck.vagueFollowup.rule),
        let vague = document.vagueFollowup(line.entry.event)
      {
        found.append(LintPlace(DocumentCheck.vagueFollowup.rule, vague.range, vague.message))
      }
      return placed(found, in: document.text).map { finding in
        var finding = finding
        if isLive { finding.level = .hint }
        return LintTimelineFinding(entry: line.id, finding: finding)
      }
    }
  }

  private func wordFindings(in document: LintDocument) -> [LintPlace] {
    var found: [LintPlace] = []
    let table = WordCheck.byTrigger
    for sentence in document.prose.sentences
    where !document.kinds(ofBlock: sentence.block).contains(.verbatim) {
      var inSentence: [(rule: LintRule, words: ClosedRange<Int>, message: String)] = []
      for index in sentence.words {
        guard let checks = table[document.prose.words[index].text] else { continue }
        let spot = LintSpot(
          prose: document.prose, sentence: sentence, kinds: document.kinds(ofBlock: sentence.block),
          options: options, index: index)
        for check in checks where options.uses(check.rule) {
          guard let match = check.match(spot) else { continue }
          inSentence.append((check.rule, match.words, match.message))
        }
      }
      found += Self.strongest(inSentence).map { match in
        let words = document.prose.words
        let start = words[match.words.lowerBound].range.lowerBound
        let end = words[match.words.upperBound].range.upperBound
        return LintPlace(match.rule, start..<max(start, end), match.message)
      }
    }
    return found
  }

  /// One finding for one thought: of those that overlap the strongest, and beside an alternative past
  /// not also the consequence that it would have had.
  private static func strongest(
    _ matches: [(rule: LintRule, words: ClosedRange<Int>, message: String)]
  ) -> [(rule: LintRule, words: ClosedRange<Int>, message: String)] {
    guard matches.count > 1 else { return matches }
    let supposes = matches.contains { $0.rule == WordCheck.ifHad.rule }
    let consequences = [
      WordCheck.counterfactualShould, .counterfactualCould, .counterfactualWould,
    ].map(\.rule)
    var kept: [(rule: LintRule, words: ClosedRange<Int>, message: String)] = []
    for match in matches where !(supposes && consequences.contains(match.rule)) {
      // Only the ones before can overlap: they come in order of their triggers.
      if let last = kept.last, last.words.overlaps(match.words) {
        if match.rule.level > last.rule.level { kept[kept.count - 1] = match }
      } else {
        kept.append(match)
      }
    }
    return kept
  }

  private func placed(_ places: [LintPlace], in text: LintText) -> [LintFinding] {
    var counter = ColumnCounter(text)
    return places.sorted {
      ($0.range.lowerBound, $0.rule.id) < ($1.range.lowerBound, $1.rule.id)
    }.map { place in
      let (line, column) = counter.position(of: place.range.lowerBound)
      return LintFinding(
        rule: place.rule, level: place.rule.level, line: line, column: column,
        excerpt: text.string(place.range), message: place.message)
    }
  }
}

/// A finding before its line and column are known.
private struct LintPlace {
  var rule: LintRule
  var range: Range<Int>
  var message: String

  init(_ rule: LintRule, _ range: Range<Int>, _ message: String) {
    self.rule = rule
    self.range = range
    self.message = message
  }
}

extension LintSectionKinds {
  /// What an entry is about; nil when no person wrote its text.
  fileprivate init?(entry event: Event) {
    switch event {
    case .health, .alert, .command, .runbook, .reference, .redacted, .unknown, .correction,
      .retraction, .redaction:
      return nil
    case .followup: self = [.timeline, .followups, .proposals]
    case .task: self = [.timeline, .proposals]
    case .update(let update):
      self = update.audience == .public ? [.timeline, .external] : .timeline
    default: self = .timeline
    }
  }
}
