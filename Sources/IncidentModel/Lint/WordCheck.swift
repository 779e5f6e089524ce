/// A rule on words: it is asked at each of its trigger words and sees the sentence around it.
struct WordCheck: Sendable {
  let rule: LintRule
  let triggers: Set<String>
  let match: @Sendable (LintSpot) -> LintMatch?

  /// In the order in which the first of two that overlap on the same level wins.
  static let all: [WordCheck] = [
    counterfactualShould, counterfactualCould, counterfactualWould, ifHad, personNegative,
    personDidNot, humanError, character, nameNegative, normative, singularRootCause, whyWho,
    hindsight, outageOutside, passiveHide,
  ]

  /// The checks of each trigger word.
  static let byTrigger: [String: [WordCheck]] = all.reduce(into: [:]) { table, check in
    for word in check.triggers { table[word, default: []].append(check) }
  }
}

/// What a check found: the words from the first to the last, and a sentence about them.
struct LintMatch {
  var words: ClosedRange<Int>
  var message: String
}

/// A word of a sentence, from where a check looks around.
struct LintSpot {
  let prose: LintProse
  let sentence: LintSentence
  /// What the section is about.
  let kinds: LintSectionKinds
  let options: LintOptions
  let index: Int

  /// How far a check looks in either direction: far enough for a clause, and bounded for any text.
  static let reach = 40

  private var first: Int { max(sentence.words.lowerBound, index - Self.reach) }
  private var end: Int { min(sentence.words.upperBound, index + Self.reach) }

  /// The word at an index, in lower case; empty outside the sentence.
  func word(_ index: Int) -> String {
    sentence.words.contains(index) ? prose.words[index].text : ""
  }

  /// The next word, when nothing but space stands between; nil at the end.
  func next(_ index: Int) -> Int? {
    let next = index + 1
    guard sentence.words.contains(next), prose.words[next].gap.isEmpty else { return nil }
    return next
  }

  /// The word before, when nothing but space stands between; nil at the start.
  func previous(_ index: Int) -> Int? {
    guard sentence.words.contains(index - 1), prose.words[index].gap.isEmpty else { return nil }
    return index - 1
  }

  func nextWord(_ index: Int) -> String { next(index).map(word) ?? "" }
  func previousWord(_ index: Int) -> String { previous(index).map(word) ?? "" }

  /// The first index at or after `index` whose word is no adverb.
  func skippingAdverbs(from index: Int?) -> Int? {
    var index = index
    while let place = index, place < end, LintGrammar.isAdverb(word(place)) { index = next(place) }
    return index
  }

  /// The first word of the clause of a word: after a mark, or a word that starts a new clause.
  func clauseStart(of index: Int) -> Int {
    var place = index
    while place > first {
      if !prose.words[place].gap.isEmpty { return place }
      if LintGrammar.clauseOpeners.contains(word(place - 1)) { return place }
      place -= 1
    }
    return place
  }

  /// Whether one of the words stands in the sentence near this one.
  ///
  /// - Parameters:
  ///   - words: the words.
  ///   - before: how many words before this one count.
  ///   - after: how many words after it count.
  /// - Returns: whether one does.
  func isNear(_ words: Set<String>, before: Int = 0, after: Int = 0) -> Bool {
    let low = max(first, index - before)
    let high = min(end, index + after + 1)
    return (low..<max(low, high)).contains { words.contains(word($0)) }
  }

  /// Whether a word stands anywhere in reach within the sentence.
  func sentenceHas(_ words: Set<String>) -> Bool {
    (first..<end).contains { words.contains(word($0)) }
  }

  var isDenied: Bool { isNear(LintGrammar.negations, before: 6, after: 6) }
}

// People in a sentence.
extension LintSpot {
  /// Who stands at a word: the words of it, and how sure it is that they mean a person.
  func person(endingAt index: Int) -> (words: ClosedRange<Int>, certainty: LintPeople.Certainty)? {
    guard sentence.words.contains(index) else { return nil }
    let inside = prose.words[sentence.words.lowerBound...index]
    if let length = prose.people.nameLength(endingAt: index, in: inside) {
      let start = index - length + 1
      // "the max": no name.
      guard !LintGrammar.articles.contains(word(start - 1)) else { return nil }
      return (start...index, .named)
    }
    let text = word(index)
    if LintPeople.sure.contains(text) { return (index...index, .sure) }
    return LintPeople.unsure.contains(text) ? (index...index, .unsure) : nil
  }

  /// Who does what the verb at a word says.
  ///
  /// Either right before it, but for adverbs and auxiliaries, or at the start of the clause when
  /// `and` joins the verb to another one.
  func subject(ofVerb verb: Int) -> (words: ClosedRange<Int>, certainty: LintPeople.Certainty)? {
    var place = previous(verb)
    while let index = place, index >= first {
      if let found = person(endingAt: index) { return isNegated(found.words) ? nil : found }
      if ["and", "then"].contains(word(index)) { return coordinated(before: index) }
      guard LintGrammar.isAdverb(word(index)) || ["had", "has", "have"].contains(word(index)),
        !LintGrammar.deliberate.contains(word(index))
      else { return nil }
      place = previous(index)
    }
    return nil
  }

  private func coordinated(
    before index: Int
  ) -> (words: ClosedRange<Int>, certainty: LintPeople.Certainty)? {
    let start = clauseStart(of: index)
    for place in start..<min(start + 4, index) {
      if let found = person(endingAt: place) {
        let isSubject = found.certainty != .unsure && !isNegated(found.words)
        return isSubject && !LintGrammar.prepositions.contains(word(place + 1)) ? found : nil
      }
      if LintGrammar.prepositions.contains(word(place)) { return nil }
    }
    return nil
  }

  private func isNegated(_ words: ClosedRange<Int>) -> Bool {
    (1...3).contains {
      ["no", "not", "none", "neither", "nor", "never"].contains(word(words.lowerBound - $0))
    }
  }

  /// Whether a person, and surely one, stands before this word in the sentence or right after it.
  var hasPersonNear: Bool {
    for place in max(
      sentence.words.lowerBound, index - 12)..<min(sentence.words.upperBound, index + 4)
    {
      if let found = person(endingAt: place), found.certainty != .unsure { return true }
    }
    return false
  }

  /// Whether `they` follows somebody whom it can mean, in the same sentence.
  var hasAntecedent: Bool {
    (max(sentence.words.lowerBound, index - 25)..<index).contains { place in
      guard let found = person(endingAt: place) else { return false }
      return found.certainty != .unsure && word(place) != "we" && word(place) != "i"
    }
  }
}
