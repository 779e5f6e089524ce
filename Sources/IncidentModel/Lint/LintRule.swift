/// How much a finding matters; none of them stops anything by itself.
package enum LintLevel: String, Sendable, Comparable, Codable, CaseIterable {
  case hint
  case warn
  case error

  package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .hint: 0
    case .warn: 1
    case .error: 2
    }
  }
}

/// One thing that the lint looks for.
package struct LintRule: Hashable, Sendable {
  /// What is typed to name it, such as `B01`.
  package let id: String
  package let name: String
  package let level: LintLevel
  package let isOnByDefault: Bool
  /// Why it is worth a second look, in one sentence.
  package let why: String
  /// How it can be put instead, in one sentence.
  package let instead: String

  init(
    _ id: String, _ name: String, _ level: LintLevel, isOnByDefault: Bool = true, why: String,
    instead: String
  ) {
    self.id = id
    self.name = name
    self.level = level
    self.isOnByDefault = isOnByDefault
    self.why = why
    self.instead = instead
  }

  /// Every rule: those on words, those on a whole document.
  package static let all: [LintRule] =
    (WordCheck.all.map(\.rule) + DocumentCheck.all.map(\.rule)).sorted { $0.id < $1.id }
}

/// A place where a rule applies.
package struct LintFinding: Hashable, Sendable {
  package var rule: LintRule
  /// The rule's level, or less where less is to be said.
  package var level: LintLevel
  /// From 1; a line ends with LF, CRLF or CR.
  package var line: Int
  /// From 1, in characters as a reader counts them.
  package var column: Int
  /// The words in question as they stand in the text, not made safe for a screen.
  package var excerpt: String
  /// What was found here; no word of the text is in it.
  package var message: String
}

/// A finding in the text of a timeline entry.
package struct LintTimelineFinding: Hashable, Sendable {
  package var entry: EntryID
  /// Its line and column count in the text form of the entry's event.
  package var finding: LintFinding
}

/// What is looked for.
package struct LintOptions: Hashable, Sendable {
  /// Ids of rules to use although they are off by default.
  package var turnedOn: Set<String>
  /// Ids of rules not to use.
  package var turnedOff: Set<String>
  /// The postmortem template the document was made with, where that is known.
  package var template: String?

  package init(
    turnedOn: Set<String> = [], turnedOff: Set<String> = [], template: String? = nil
  ) {
    self.turnedOn = turnedOn
    self.turnedOff = turnedOff
    self.template = template
  }

  func uses(_ rule: LintRule) -> Bool {
    !turnedOff.contains(rule.id) && (rule.isOnByDefault || turnedOn.contains(rule.id))
  }
}
