/// A piece of a document that is read by itself: what stands in two of them is never one sentence.
struct LintBlock {
  enum Kind: Hashable {
    case heading(level: Int)
    case paragraph
    case item
    case row
  }

  var kind: Kind
  /// The lines it covers.
  var lines: ClosedRange<Int>
  /// Its bytes, without the mark that makes it a heading or an item.
  var range: Range<Int>
  /// How far the mark of an item is indented.
  var indent = 0
  /// Whether a box before it is ticked.
  var isTicked = false
  /// Whether a row is the head of its table.
  var isHead = false
  /// The index of its section in the document.
  var section = 0
}

/// A heading and what it says about the text below it.
struct LintSection {
  var level: Int
  var kinds: LintSectionKinds
  /// The heading's own kinds, without those of the headings above.
  var ownKinds: LintSectionKinds
  /// The block of the heading; nil for what stands before the first one.
  var block: Int?
}

/// What a section is about, as far as a rule asks.
struct LintSectionKinds: OptionSet, Hashable {
  let rawValue: Int

  /// What is to be done, as a list.
  static let followups = LintSectionKinds(rawValue: 1)
  /// What could be done better, in whatever form.
  static let proposals = LintSectionKinds(rawValue: 2)
  static let lucky = LintSectionKinds(rawValue: 4)
  static let impact = LintSectionKinds(rawValue: 8)
  static let nearMiss = LintSectionKinds(rawValue: 16)
  static let timeline = LintSectionKinds(rawValue: 32)
  /// Text for readers outside.
  static let external = LintSectionKinds(rawValue: 64)
  static let causes = LintSectionKinds(rawValue: 128)

  /// What was said at the time, word for word.
  static let verbatim = LintSectionKinds(rawValue: 1024)

  /// Sections in which what did not happen is told for good reason.
  static let alternatives: LintSectionKinds = [.lucky, .impact, .nearMiss]
}

extension LintSectionKinds {
  /// What the words of a heading, in lower case, say.
  init(heading words: [String]) {
    self = []
    let words = words.prefix(20)
    for start in words.indices {
      var phrase = ""
      for end in start..<min(start + 4, words.endIndex) {
        phrase += phrase.isEmpty ? words[end] : " \(words[end])"
        formUnion(Self.phrases[phrase] ?? [])
      }
    }
    // "actions taken" tells of what was done; "external dependencies" are no message.
    if words.contains("taken") { subtract([.followups, .proposals]) }
    if !contains([.outside, .message]) { remove(.external) }
  }

  /// Half of what makes a text external: whom it is for, and that it is a message.
  private static let outside = LintSectionKinds(rawValue: 256 | 64)
  private static let message = LintSectionKinds(rawValue: 512)

  private static let phrases: [String: LintSectionKinds] = {
    var phrases: [String: LintSectionKinds] = [:]
    for (kinds, words) in wordsOfKinds {
      for word in words { phrases[word, default: []].formUnion(kinds) }
    }
    return phrases
  }()

  private static let wordsOfKinds: [(LintSectionKinds, [String])] = [
    (
      [.followups, .proposals],
      [
        "follow-up", "follow-ups", "follow up", "follow ups", "followup", "followups",
        "action item", "action items", "actions", "action points", "next steps", "todo", "to-do",
        "todos",
      ]
    ),
    (
      .proposals,
      [
        "recommendation", "recommendations", "improvement", "improvements", "remediation",
        "remediations", "corrective", "preventative", "preventive", "prevention", "future work",
        "what we will do", "what are we doing", "what we are doing", "proposals", "ideas",
      ]
    ),
    (.lucky, ["lucky", "luck"]),
    (.impact, ["impact", "impacts", "impacted", "affected", "blast"]),
    (.nearMiss, ["near miss", "near misses", "near-miss", "near-misses", "risk", "risks"]),
    (.timeline, ["timeline", "timelines", "chronology", "key events", "sequence of events"]),
    (
      .verbatim,
      ["chat log", "chat logs", "chat", "transcript", "transcripts", "irc log", "slack log"]
    ),
    (.causes, ["cause", "causes", "contributing", "analysis", "trigger", "whys"]),
    (.outside, ["external", "public", "customer", "customers", "customer-facing", "status page"]),
    (
      .message,
      [
        "message", "messages", "communication", "communications", "statement", "update", "updates",
        "notice", "announcement", "announcements", "status page", "post", "email",
      ]
    ),
  ]
}
