/// As much of English as the rules need.
enum LintGrammar {
  static let articles: Set<String> = ["the", "a", "an", "this", "that", "each", "every"]

  static let negations: Set<String> = [
    "never", "not", "isn't", "wasn't", "aren't", "weren't", "avoid", "avoids", "avoided", "nor",
    "neither", "cannot", "can't", "don't", "doesn't", "didn't", "no",
  ]

  /// Words after which another clause begins.
  static let clauseOpeners: Set<String> = [
    "that", "which", "who", "when", "while", "because", "but", "after", "before", "so", "if", "as",
    "since", "where", "although", "though", "until", "whether", "unless",
  ]

  static let prepositions: Set<String> = [
    "of", "for", "to", "in", "on", "at", "by", "from", "with", "about", "into", "over",
  ]

  /// Adverbs that say that it was meant, and was no slip, or that it was not done.
  static let deliberate: Set<String> = [
    "never", "not", "deliberately", "intentionally", "safely", "correctly", "rightly", "purposely",
    "knowingly",
  ]

  private static let adverbs: Set<String> = [
    "also", "then", "just", "still", "again", "even", "both", "all", "perhaps", "already", "always",
    "ever", "only", "instead", "too", "maybe", "soon", "first", "often", "later", "not", "never",
    "probably", "twice", "once", "therefore", "thus",
  ]

  static func isAdverb(_ word: String) -> Bool {
    adverbs.contains(word)
      || (word.hasSuffix("ly") && !["reply", "apply", "supply"].contains(word))
  }

  private static let irregularParticiples: Set<String> = [
    "been", "become", "begun", "bound", "broken", "brought", "built", "bought", "caught", "chosen",
    "come", "cut", "dealt", "done", "drawn", "driven", "fallen", "fed", "felt", "fought",
    "forgotten",
    "found", "frozen", "given", "gone", "got", "gotten", "grown", "had", "heard", "held", "hidden",
    "hit", "kept", "known", "laid", "led", "left", "let", "lost", "made", "meant", "met",
    "overridden",
    "overwritten", "paid", "put", "read", "rebuilt", "reset", "rerun", "risen", "run", "said",
    "seen",
    "sent", "set", "shown", "shut", "slept", "spent", "split", "spoken", "spread", "stood", "stuck",
    "sought", "taken", "taught", "thought", "thrown", "told", "torn", "understood", "undone",
    "woken",
    "withdrawn", "won", "written",
  ]

  private static let notParticiples: Set<String> = [
    "need", "speed", "feed", "seed", "embed", "shed", "bed", "indeed", "exceed", "proceed",
    "hundred",
  ]

  /// Participles that often stand before a noun: `should have automated tests`.
  private static let adjectives: Set<String> = [
    "read", "set", "cut", "split", "written", "known", "automated", "dedicated", "limited",
    "detailed",
    "documented", "increased", "improved", "defined", "shared", "restricted", "updated", "named",
    "agreed", "scheduled", "expected", "advanced", "required", "associated", "designated",
    "assigned",
    "isolated", "separated", "distributed", "established", "trusted", "tested", "reduced",
    "enhanced",
    "standardised", "standardized", "centralised", "centralized", "managed", "supported",
    "hardcoded",
    "encrypted", "fixed", "simplified", "qualified", "experienced", "trained", "replicated", "paid",
    "unified", "coordinated", "extended", "verified", "proven", "monitored", "cached",
  ]

  /// Words that can follow a participle and cannot follow an adjective before its noun.
  private static let afterVerb: Set<String> = [
    "the", "a", "an", "this", "that", "it", "them", "our", "us", "their", "its", "his", "her",
    "these",
    "those", "all", "any", "every", "each", "by", "in", "on", "at", "to", "for", "from", "with",
    "before", "after", "earlier", "sooner", "when", "if", "and", "or", "as", "so", "immediately",
    "up",
    "out", "off", "down", "into", "how", "what", "whether", "about", "again", "first", "instead",
    "during", "until", "but", "because", "without", "through", "correctly", "properly", "manually",
  ]

  /// Whether a word, before another one, is the participle of a verb.
  static func isParticiple(_ word: String, before next: String) -> Bool {
    let isRegular = word.hasSuffix("ed") && word.utf8.count > 3 && !notParticiples.contains(word)
    guard isRegular || irregularParticiples.contains(word) else { return false }
    return !adjectives.contains(word) || next.isEmpty || afterVerb.contains(next)
  }

  /// What somebody on duty does: not having done it reads as blame.
  static let duties: Set<String> = [
    "check", "notice", "verify", "follow", "test", "review", "communicate", "escalate", "realise",
    "realize", "inform", "tell", "ask", "document", "monitor", "update", "consider", "understand",
    "recognise", "recognize", "read", "validate", "confirm", "page", "respond", "act",
    "investigate",
    "remember", "double-check", "coordinate", "announce", "warn", "anticipate", "acknowledge",
    "identify", "pay", "think", "ensure", "report", "alert", "account",
  ]
}
