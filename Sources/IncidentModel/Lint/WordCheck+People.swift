// A person did, or did not do, something that is judged.
extension WordCheck {
  static let personNegative = WordCheck(
    rule: LintRule(
      "B05", "person-negative", .warn,
      why: "It says what somebody left out, not what they did and knew.",
      instead: "Write the action that was taken and the information that was there."),
    triggers: LintSpot.failures
  ) { spot in
    guard let words = spot.failure(of: [.sure, .unsure]) else { return nil }
    return LintMatch(words: words, message: "This says what a person left out.")
  }

  static let personDidNot = WordCheck(
    rule: LintRule(
      "B06", "person-did-not", .hint,
      why: "What somebody did not do was not on their mind; it hides what they did.",
      instead: "Write what they looked at and did, and what made that sensible."),
    triggers: ["did", "didn't"]
  ) { spot in
    let negation = spot.word(spot.index) == "did" ? spot.next(spot.index) : spot.index
    guard let negation, ["not", "didn't"].contains(spot.word(negation)),
      let verb = spot.skippingAdverbs(from: spot.next(negation)),
      LintGrammar.duties.contains(spot.word(verb)), let who = spot.subject(ofVerb: spot.index),
      spot.word(who.words.upperBound) != "they" || spot.hasAntecedent
    else { return nil }
    return LintMatch(
      words: who.words.lowerBound...verb, message: "This says what a person did not do.")
  }

  static let nameNegative = WordCheck(
    rule: LintRule(
      "B09", "name-negative", .error,
      why: "A name beside a fault makes a culprit of somebody.",
      instead: "Name the role, such as the on-call engineer, and what was known at the time."),
    triggers: LintSpot.failures.union(LintSpot.harmVerbs)
  ) { spot in
    guard let words = spot.failure(of: [.named]) ?? spot.harm else { return nil }
    return LintMatch(words: words, message: "This ties a fault to a person by name.")
  }

  static let normative = WordCheck(
    rule: LintRule(
      "B10", "normative", .warn,
      why: "It judges by a rule that the author applies afterwards.",
      instead: "Write what was done, and what it was expected to do."),
    triggers: [
      "improper", "improperly", "inappropriate", "inappropriately", "incorrectly", "wrongly",
      "judgement", "judgment", "mistakenly",
    ]
  ) { spot in
    guard let words = spot.judgement else { return nil }
    return LintMatch(words: words, message: "This judges what a person did.")
  }

  static let whyWho = WordCheck(
    rule: LintRule(
      "B12", "why-who", .hint,
      why: "Asking why somebody did it, or who it was, asks for a justification.",
      instead: "Ask what was seen and how it looked at the time."),
    triggers: ["why", "who"]
  ) { spot in
    guard let verb = spot.next(spot.index) else { return nil }
    if spot.word(spot.index) == "who" {
      let isQuestion = spot.sentence.end == UInt8(ascii: "?")
      guard isQuestion, spot.index == spot.sentence.words.lowerBound,
        ["caused", "broke", "did"].contains(spot.word(verb))
      else { return nil }
    } else {
      guard ["did", "didn't"].contains(spot.word(verb)), spot.asksPerson(after: verb) else {
        return nil
      }
    }
    return LintMatch(
      words: spot.index...verb, message: "This asks a person to answer for what happened.")
  }
}

extension LintSpot {
  fileprivate static let failures: Set<String> = [
    "failed", "forgot", "forgotten", "neglected", "ignored", "misjudged", "mishandled",
    "mismanaged", "overlooked",
  ]

  fileprivate static let harmVerbs: Set<String> = [
    "caused", "broke", "crashed", "deleted", "took", "broken",
  ]

  /// What people try and what may not work, whoever tries.
  private static let attempts: Set<String> = [
    "log", "login", "sign", "connect", "load", "access", "reach", "authenticate", "reproduce",
    "join", "download", "upload", "open", "restore", "recover", "meet", "receive", "see", "get",
    "complete", "register", "submit", "find", "fix", "resolve", "mitigate", "build", "deploy",
    "start",
    "replicate", "establish", "obtain",
  ]

  /// A person and a verb of failing, with this word as the verb.
  fileprivate func failure(of wanted: [LintPeople.Certainty]) -> ClosedRange<Int>? {
    let verb = word(index)
    guard Self.failures.contains(verb) else { return nil }
    let end = verb == "failed" ? next(index) : index
    guard let end, verb != "failed" || word(end) == "to" else { return nil }
    guard let who = subject(ofVerb: index) else { return verb == "failed" ? nil : agent(wanted) }
    guard wanted.contains(who.certainty) else { return nil }
    let isDone =
      verb == "failed" ? failsDuty(who, after: end) : isOwnFault(verb, who)
    let last = verb == "failed" ? next(end) ?? end : end
    return isDone ? who.words.lowerBound...last : nil
  }

  private func failsDuty(
    _ who: (words: ClosedRange<Int>, certainty: LintPeople.Certainty), after end: Int
  ) -> Bool {
    let what = nextWord(end)
    if word(who.words.upperBound) == "they", !hasAntecedent { return false }
    return who.certainty == .unsure
      ? LintGrammar.duties.contains(what) : !Self.attempts.contains(what)
  }

  private func isOwnFault(
    _ verb: String, _ who: (words: ClosedRange<Int>, certainty: LintPeople.Certainty)
  ) -> Bool {
    guard who.certainty == .unsure else { return true }
    // A program ignores and is called a manager or an operator; it never forgets.
    return verb != "ignored" && verb != "mishandled" && verb != "mismanaged"
      && (word(who.words.upperBound) != "they" || hasAntecedent || verb == "forgot")
  }

  /// `overlooked by PERSON`.
  private func agent(_ wanted: [LintPeople.Certainty]) -> ClosedRange<Int>? {
    guard let by = next(index), word(by) == "by", !isNear(["not", "never"], before: 3) else {
      return nil
    }
    var place = next(by)
    for _ in 0..<3 {
      guard let here = place else { return nil }
      if let who = longestName(from: here) {
        let isWhole = who.certainty == .named || !LintGrammar.isCompound(nextWord(who.end))
        return wanted.contains(who.certainty) && who.certainty != .unsure && isWhole
          ? index...who.end : nil
      }
      place = next(here)
    }
    return nil
  }

  /// The person whose words start at an index, up to two words long.
  private func longestName(from index: Int) -> (end: Int, certainty: LintPeople.Certainty)? {
    for end in [next(index), index].compactMap(\.self) {
      if let found = person(endingAt: end), found.words.lowerBound == index {
        return (end, found.certainty)
      }
    }
    return nil
  }

  /// A name and a verb of doing harm, with this word as the verb.
  fileprivate var harm: ClosedRange<Int>? {
    let verb = word(index)
    guard Self.harmVerbs.contains(verb) else { return nil }
    let end = verb == "took" ? next(index) : index
    guard let end, verb != "took" || word(end) == "down", !isNeutral(verb, after: end) else {
      return nil
    }
    if verb == "deleted" || verb == "broken" || verb == "caused", let found = agent([.named]) {
      return found
    }
    guard verb != "broken", let who = subject(ofVerb: index), who.certainty == .named else {
      return nil
    }
    return who.words.lowerBound...end
  }

  /// Whether the verb tells of work, as in "deleted the stale lock", or of notes taken.
  private func isNeutral(_ verb: String, after end: Int) -> Bool {
    // "broke down the numbers", "broke the glass": no harm is done.
    if verb == "broke" {
      return ["down", "out", "off", "even"].contains(word(end + 1)) || word(end + 2) == "glass"
    }
    guard verb == "deleted" || verb == "took" else { return false }
    if kinds.contains(.timeline) { return true }
    return (1...5).contains { Self.tidied.contains(word(end + $0)) }
  }

  private static let tidied: Set<String> = [
    "stale", "old", "unused", "temporary", "temp", "orphaned", "stuck", "corrupt", "corrupted",
    "bad", "lock", "pod", "pods", "branch", "obsolete", "duplicate", "duplicates", "test", "notes",
    "minutes", "names", "details",
  ]

  /// A person and an adverb of judgement: `we wrongly assumed`, `the team set it up incorrectly`.
  fileprivate var judgement: ClosedRange<Int>? {
    let word = word(index)
    if isNear(["not", "never", "nobody"], before: 3) { return nil }
    if word == "judgement" || word == "judgment" {
      guard previousWord(index) == "poor", hasPersonNear else { return nil }
      return index - 1...index
    }
    guard word.hasSuffix("ly") else { return inappropriate }
    if let who = subject(ofVerb: index), isJudged(who) {
      let verb = next(index) ?? index
      return Self.suffered.contains(self.word(verb)) ? nil : who.words.lowerBound...verb
    }
    guard next(index) == nil || LintGrammar.prepositions.contains(nextWord(index)) else {
      return nil
    }
    let start = clauseStart(of: index)
    guard index - start <= 8,
      !(start..<index).contains(where: { Self.beings.contains(self.word($0)) })
    else { return nil }
    for place in start..<min(start + 4, index) {
      if let who = person(endingAt: place), isJudged(who) {
        return isVerbLike(after: place) ? place...index : nil
      }
    }
    return nil
  }

  /// `PERSON was inappropriate`, `inappropriate of PERSON`.
  private var inappropriate: ClosedRange<Int>? {
    guard let be = previous(index), ["was", "were", "acted"].contains(word(be)),
      let who = person(endingAt: be - 1), isJudged(who), previous(be) != nil
    else { return nil }
    return who.words.lowerBound...index
  }

  private func isJudged(
    _ who: (words: ClosedRange<Int>, certainty: LintPeople.Certainty)
  ) -> Bool {
    who.certainty != .unsure || (word(who.words.upperBound) == "they" && hasAntecedent)
      || ["operator", "operators"].contains(word(who.words.upperBound))
  }

  /// Whether the word after a person can be what they did: "engineer accounts" cannot.
  private func isVerbLike(after person: Int) -> Bool {
    let verb = skippingAdverbs(from: next(person)).map(word) ?? ""
    return verb.hasSuffix("ed") || Self.pasts.contains(verb)
  }

  private static let pasts: Set<String> = [
    "had", "set", "ran", "put", "made", "did", "sent", "wrote", "gave", "took", "read",
    "understood",
    "built", "left", "cut", "thought", "went", "chose",
  ]

  /// Verbs of what happens to somebody.
  private static let suffered: Set<String> = [
    "received", "saw", "got", "were", "was", "see", "receive", "get", "had", "charged", "denied",
  ]

  private static let beings: Set<String> = [
    "is", "are", "was", "were", "be", "been", "being", "that", "which", "to", "noticed", "found",
    "discovered", "saw", "reported", "observed",
  ]

  fileprivate func asksPerson(after verb: Int) -> Bool {
    var place = next(verb)
    for _ in 0..<4 {
      guard let here = place else { return false }
      if let found = person(endingAt: here), found.certainty != .unsure { return true }
      place = next(here)
    }
    return false
  }
}

extension LintGrammar {
  /// Whether the word after a person makes something else of it: `engineer tooling`.
  static func isCompound(_ next: String) -> Bool {
    ["tooling", "tool", "tools", "account", "accounts", "script", "scripts", "role"].contains(next)
  }
}
