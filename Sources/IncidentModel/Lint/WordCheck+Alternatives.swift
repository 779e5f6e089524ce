// What was not done is compared with what was: should have, could have, would have, if … had.
extension WordCheck {
  static let counterfactualShould = WordCheck(
    rule: LintRule(
      "B01", "counterfactual-should", .warn,
      why: "What should have been done is only known afterwards, and explains nothing.",
      instead:
        "Write what was done and what made that sensible at the time, and move the idea to the follow-ups."
    ),
    triggers: ["have"]
  ) { spot in
    guard let modal = spot.modal(["should", "shouldn't", "ought"]),
      !spot.kinds.contains(.proposals), !spot.isExpectation(modal)
    else { return nil }
    return spot.perfect(
      from: modal, "This compares what was done with what would have been right afterwards.")
  }

  static let counterfactualCould = WordCheck(
    rule: LintRule(
      "B02", "counterfactual-could", .warn,
      why: "What could have been done did not happen, and explains nothing that did.",
      instead:
        "Write what was done and what made that sensible at the time, and move the idea to the follow-ups."
    ),
    triggers: ["have"]
  ) { spot in
    guard let modal = spot.modal(["could", "couldn't"]),
      spot.kinds.isDisjoint(with: .alternatives.union(.proposals)), !spot.isHarmThatWasNot(modal)
    else { return nil }
    return spot.perfect(from: modal, "This tells of something that did not happen.")
  }

  static let counterfactualWould = WordCheck(
    rule: LintRule(
      "B03", "counterfactual-would", .hint,
      why: "What would have happened is a guess beside the record.",
      instead: "Keep the account to what happened, and put the idea into the follow-ups."),
    triggers: ["have"]
  ) { spot in
    guard let modal = spot.modal(["would", "wouldn't"]),
      spot.kinds.isDisjoint(with: .alternatives), !spot.isWish
    else { return nil }
    return spot.perfect(from: modal, "This tells of something that did not happen.")
  }

  static let ifHad = WordCheck(
    rule: LintRule(
      "B04", "if-had", .warn,
      why: "An alternative past reads as an explanation, but is none of what happened.",
      instead: "Write what was there and what was not, and move the idea to the follow-ups."),
    triggers: ["had"]
  ) { spot in
    guard spot.kinds.isDisjoint(with: .alternatives.union(.proposals)),
      spot.sentenceHas(["would", "wouldn't", "could", "couldn't", "might"])
    else { return nil }
    guard let words = spot.conditional ?? spot.invertedConditional else { return nil }
    return LintMatch(words: words, message: "This explains by a past that did not happen.")
  }
}

extension LintSpot {
  /// The modal verb that this `have` belongs to.
  fileprivate func modal(_ modals: Set<String>) -> Int? {
    var place = previous(index)
    while let before = place,
      LintGrammar.isAdverb(word(before)) || ["to", "not"].contains(word(before))
    {
      place = previous(before)
    }
    guard let place, modals.contains(word(place)) else { return nil }
    return place
  }

  /// The words from a modal verb to the participle after this `have`.
  fileprivate func perfect(from modal: Int, _ message: String) -> LintMatch? {
    guard let participle = skippingAdverbs(from: next(index)),
      LintGrammar.isParticiple(word(participle), before: nextWord(participle))
    else { return nil }
    // "should have been": the word that says what.
    let isBe = word(participle) == "been"
    let last = isBe ? skippingAdverbs(from: next(participle)) ?? participle : participle
    return LintMatch(words: modal...last, message: message)
  }

  private var participle: String { skippingAdverbs(from: next(index)).map(word) ?? "" }

  /// `should` that says what is likely, or what was designed: "you should have received a mail".
  fileprivate func isExpectation(_ modal: Int) -> Bool {
    if ["you", "who"].contains(previousWord(modal)) { return true }
    if isNear(["now"], after: 8) || word(index + 1) == "already" { return true }
    let told: Set<String> = ["affected", "impacted", "noticed", "seen", "experienced"]
    return isNear(told, after: 3) && sentenceHas(Self.outsiders)
  }

  /// Harm that did not come, what somebody outside was able to do, and what nobody was able to do.
  fileprivate func isHarmThatWasNot(_ modal: Int) -> Bool {
    if sentenceHas(Self.outsiders) { return true }
    if isNear(Self.worse, after: 6)
      || isNear(["nobody", "nothing", "anyone", "anybody", "any"], before: 6)
    {
      return true
    }
    if previousWord(modal) == "that", isNear(["no", "none"], before: 12) { return true }
    if word(modal - 1) == "one" || word(modal) == "couldn't" || word(modal + 1) == "not" {
      return true
    }
    let who = person(endingAt: modal - 1)
    return who == nil && Self.harms.contains(participle)
  }

  private static let outsiders: Set<String> = [
    "attacker", "attackers", "adversary", "intruder", "intruders", "hacker", "hackers", "malicious",
    "customer", "customers", "visitor", "visitors", "user", "users", "clients", "subscribers",
  ]

  private static let worse: Set<String> = [
    "worse", "severe", "catastrophic", "larger", "longer", "bigger",
  ]

  private static let harms: Set<String> = [
    "caused", "led", "resulted", "affected", "impacted", "exposed", "leaked", "corrupted", "lost",
    "broken", "spread", "contributed", "triggered", "happened", "occurred",
  ]

  fileprivate var isWish: Bool {
    ["liked", "loved", "preferred", "wished", "hoped"].contains(participle)
  }

  /// `if … had <participle>` around this `had`.
  fileprivate var conditional: ClosedRange<Int>? {
    guard let participle = skippingAdverbs(from: next(index)),
      LintGrammar.isParticiple(word(participle), before: nextWord(participle))
    else { return nil }
    let start = clauseStart(of: index)
    guard word(start - 1) == "if", index - start <= 10, !isAsked(start - 1),
      !isOutside(start..<index)
    else { return nil }
    return start - 1...participle
  }

  /// `Had <noun> been` that opens a clause.
  fileprivate var invertedConditional: ClosedRange<Int>? {
    let opens = index == sentence.words.lowerBound || !prose.words[index].gap.isEmpty
    guard opens else { return nil }
    var place = next(index)
    for _ in 0..<6 {
      guard let here = place else { return nil }
      if word(here) == "been", here > index + 1, !isOutside(index..<here) { return index...here }
      place = next(here)
    }
    return nil
  }

  /// An `if` that asks instead of supposing: "to see if anybody had …".
  private func isAsked(_ condition: Int) -> Bool {
    (1...2).contains { Self.asking.contains(word(condition - $0)) }
  }

  private func isOutside(_ words: Range<Int>) -> Bool {
    words.contains { Self.outsiders.contains(word($0)) }
  }

  private static let asking: Set<String> = [
    "see", "check", "checked", "checking", "checks", "determine", "determined", "verify",
    "verified",
    "know", "knew", "known", "tell", "ask", "asked", "wonder", "wondered", "confirm", "confirmed",
    "clear", "unclear", "sure", "unsure", "out", "investigate", "investigated", "learn", "evaluate",
    "test", "as", "even", "discuss", "discussed", "understand", "identify",
  ]
}
