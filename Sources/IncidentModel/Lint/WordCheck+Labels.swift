// Words that end the search for what happened: human error, carelessness, hindsight.
extension WordCheck {
  static let humanError = WordCheck(
    rule: LintRule(
      "B07", "human-error", .error,
      why: "An error of a person is where the questions begin, and is never a cause.",
      instead: "Name the conditions that made the action possible and likely."),
    triggers: ["error", "errors", "human-error"]
  ) { spot in
    guard let words = spot.humanError, !spot.isDenied, !spot.isTalkOfError else { return nil }
    return LintMatch(words: words, message: "This gives an error of a person as an explanation.")
  }

  static let character = WordCheck(
    rule: LintRule(
      "B08", "character", .error,
      why: "It judges a person, which nobody can learn from.",
      instead: "Leave it out, and write what the person saw and did."),
    triggers: [
      "careless", "carelessly", "carelessness", "negligent", "negligently", "negligence", "sloppy",
      "sloppily", "sloppiness", "lazy", "laziness", "incompetent", "incompetence", "reckless",
      "recklessly", "recklessness", "irresponsible", "irresponsibly", "inattentive", "better",
      "sense", "fault", "blame",
    ]
  ) { spot in
    guard let words = spot.verdict else { return nil }
    return LintMatch(words: words, message: "This judges the character of a person.")
  }

  static let singularRootCause = WordCheck(
    rule: LintRule(
      "B11", "root-cause-singular", .hint, isOnByDefault: false,
      why: "There are always several conditions, and naming one ends the search.",
      instead: "Write of contributing factors or conditions."),
    triggers: ["root"]
  ) { spot in
    let template = spot.options.template?.lowercased()
    guard template != "google", template != "atlassian", spot.previousWord(spot.index) == "the",
      let cause = spot.next(spot.index), spot.word(cause) == "cause", let be = spot.next(cause),
      ["is", "was"].contains(spot.word(be))
    else { return nil }
    return LintMatch(words: spot.index - 1...be, message: "This names one cause.")
  }

  static let hindsight = WordCheck(
    rule: LintRule(
      "B13", "hindsight", .hint,
      why: "What is plain afterwards was not plain then.",
      instead: "Write what was visible, where, and when."),
    triggers: ["obviously", "obvious", "clearly", "course", "hindsight", "known"]
  ) { spot in
    guard let words = spot.hindsight else { return nil }
    return LintMatch(words: words, message: "This takes the view from afterwards.")
  }

  static let outageOutside = WordCheck(
    rule: LintRule(
      "B14", "outage-in-external", .hint,
      why: "To a reader outside an outage means that nothing worked.",
      instead: "Write what was degraded, for whom, unless nothing worked at all."),
    triggers: ["outage", "outages"]
  ) { spot in
    let whole: Set<String> = ["total", "complete", "full", "entire", "completely"]
    guard spot.kinds.contains(.external), !spot.isNear(whole, before: 3, after: 1) else {
      return nil
    }
    return LintMatch(
      words: spot.index...spot.index, message: "This calls it an outage in a text for outsiders.")
  }

  static let passiveHide = WordCheck(
    rule: LintRule(
      "B16", "passive-hide", .hint, isOnByDefault: false,
      why: "It hides both what was done and why it made sense.",
      instead: "Write what was done, by which role, and on which information."),
    triggers: ["mistakes", "mistake", "errors"]
  ) { spot in
    guard let be = spot.next(spot.index), ["was", "were"].contains(spot.word(be)),
      let made = spot.next(be), spot.word(made) == "made"
    else { return nil }
    return LintMatch(words: spot.index...made, message: "This hides what was done.")
  }
}

extension LintSpot {
  /// `human error` around this `error`.
  fileprivate var humanError: ClosedRange<Int>? {
    if word(index) == "human-error" { return index...index }
    guard let who = previous(index) else { return nil }
    let isPlural = word(index) == "errors"
    switch word(who) {
    case "human", "pilot", "engineer": return who...index
    // Errors that users see, and those of a program called operator.
    case "operator", "user":
      let isBlamed = isNear(["due", "because", "caused", "was"], before: 5)
      return isPlural && !isBlamed ? nil : who...index
    default: return nil
    }
  }

  /// Whether errors of people are talked about, or guarded against, instead of given as a cause.
  fileprivate var isTalkOfError: Bool {
    Self.counted.contains(nextWord(index)) || isNear(Self.errorTalk, before: 6, after: 4)
  }

  private static let counted: Set<String> = [
    "rate", "rates", "message", "messages", "log", "logs", "report", "reports", "page", "pages",
    "code",
    "codes", "budget", "count", "counts", "handling", "tracking", "metric", "metrics", "response",
    "responses", "screen", "dialog", "ratio", "volume", "reporting", "logging", "boundary",
    "rate-limit",
  ]

  private static let errorTalk: Set<String> = [
    "prone", "risk", "possibility", "room", "potential", "reduce", "reduces", "reducing", "prevent",
    "prevents", "preventing", "eliminate", "eliminates", "guard", "guards", "protect", "protects",
    "minimise", "minimize", "minimises", "minimizes", "chance", "likelihood", "susceptible",
    "scope",
    "limit", "limits", "symptom", "starting", "stop", "beyond", "rather", "instead", "myth",
    "label",
    "labelled", "labeled", "so-called", "blame", "mitigate", "safeguard", "safeguards", "against",
    "without", "tolerant", "resilient", "catch", "catches", "opportunity", "vulnerable", "removes",
    "remove", "unlike", "stopping",
  ]

  /// A word on somebody's character at this word.
  fileprivate var verdict: ClosedRange<Int>? {
    switch word(index) {
    case "better":
      guard let know = previous(index), ["know", "known"].contains(word(know)) else { return nil }
      let isHave = previousWord(know) == "have"
      let modal = isHave ? know - 2 : know - 1
      return word(modal) == "should" ? modal...index : nil
    case "sense":
      guard previousWord(index) == "common", hasPersonNear,
        isNear(Self.lacking, before: 5, after: 5)
      else { return nil }
      return index - 1...index
    case "fault":
      // "the operator's fault", and not the fault of a disk.
      guard let owner = previous(index),
        word(owner).hasSuffix("'s") || Self.theirs.contains(word(owner)),
        Self.theirs.contains(word(owner)) || isPerson(owning: owner),
        !isNear(Self.denials, before: 6)
      else { return nil }
      return owner...index
    case "blame":
      // "somebody is to blame".
      guard let to = previous(index), word(to) == "to", let be = previous(to),
        ["is", "was", "are", "were"].contains(word(be)), let who = subject(ofVerb: be),
        who.certainty != .unsure
      else { return nil }
      return who.words.lowerBound...index
    case "lazy", "sloppy":
      guard hasPersonNear, isOfPerson else { return nil }
    default: break
    }
    return isNear(Self.denials, before: 6) || isOfSoftware ? nil : index...index
  }

  private static let theirs: Set<String> = ["his", "her", "their", "my", "our"]

  /// Whether the word of an owner, as in `bo's`, is that of a person.
  private func isPerson(owning index: Int) -> Bool {
    let name = String(word(index).dropLast(2))
    return LintPeople.sure.contains(name) || prose.people.isName(name)
  }

  private static let lacking: Set<String> = [
    "lack", "lacked", "lacking", "ignored", "used", "show", "shown",
  ]

  private static let denials: Set<String> = LintGrammar.negations.union([
    "nobody", "none", "without", "than", "rather", "blame", "blameless", "call", "called",
  ])

  /// `the team was lazy`, `a lazy engineer`.
  private var isOfPerson: Bool {
    if let after = next(index), let who = person(endingAt: after) {
      return who.certainty != .unsure
    }
    guard let be = previous(index) else { return false }
    var place = be
    while LintGrammar.isAdverb(word(place)) || ["so", "too", "very"].contains(word(place)),
      let before = previous(place)
    {
      place = before
    }
    let isBe = ["was", "were", "is", "are", "been", "got", "being"].contains(word(place))
    return isBe
      && previous(place).flatMap(person(endingAt:)).map { $0.certainty != .unsure } ?? false
  }

  private var isOfSoftware: Bool {
    isNear(Self.software, after: 1)
      || isNear(Self.software, before: 4)
        && isNear(["is", "was", "are", "were", "be", "being"], before: 3)
  }

  private static let software: Set<String> = [
    "script", "scripts", "code", "software", "parser", "job", "jobs", "process", "service", "query",
    "queries", "regex", "loop", "program", "tool", "client", "clients", "server", "servers",
    "daemon",
    "algorithm", "loader", "loading", "scheduler", "config", "configuration", "default", "defaults",
    "library", "cron", "function", "plugin", "quorum", "evaluation", "initialisation",
    "initialization", "retry", "retries", "caching", "cache", "mode", "monitor", "check", "checks",
  ]

  fileprivate var hindsight: ClosedRange<Int>? {
    let here = word(index)
    switch here {
    case "obviously": return index...index
    case "obvious":
      return isNear(["it", "was", "were"], before: 2) && !isDenied ? index...index : nil
    case "clearly":
      let before = previousWord(index)
      let opens = index == sentence.words.lowerBound || ["was", "were", "had"].contains(before)
      return opens && !isDenied ? index...index : nil
    case "course":
      return previousWord(index) == "of" && word(index - 2) != "matter" && opensClause(index - 1)
        ? index - 1...index : nil
    case "hindsight":
      guard let before = previous(index), ["in", "with"].contains(word(before)) else { return nil }
      return before...index
    default:
      guard nextWord(index) == "that", previousWord(index) == "was", word(index - 2) == "it" else {
        return nil
      }
      return index - 2...index + 1
    }
  }

  /// Whether a word opens its clause, or a comma stands before it: "of course", not "the course of".
  private func opensClause(_ index: Int) -> Bool {
    let before = word(index - 1)
    return !["the", "because", "out", "instead"].contains(before)
      && !["action", "events", "treatment", "study"].contains(nextWord(index + 1))
  }
}
