/// A block of code in a runbook, or a command within a sentence.
package struct RunbookBlock: Hashable, Sendable {
  /// What can be done with it.
  package enum Use: Hashable, Sendable {
    /// It can be run, when nothing in ``RunbookBlock/placeholders`` is left open.
    case command
    /// Part of it is meant for another machine or program: it is copied, or a terminal opened for it.
    case session(because: String)
    /// It is shown and can be copied, and is never run.
    case shown(because: String)
  }

  /// The line its first character stands in.
  package var line: Int
  package var language: String
  /// What stands in the file.
  package var source: String
  /// What is run: without prompts, and without the output shown with them.
  package var command: String
  /// Output that the file shows with the command.
  package var sample: String?
  package var use: Use
  /// What has to be filled in before it can be run: `<pod>` gives `pod`.
  package var placeholders: [Placeholder] = []
  package var attributes = RunbookAttributes()
  /// Whether it stands within a sentence.
  package var isInline = false

  /// A place in a command that a value belongs into.
  package struct Placeholder: Hashable, Sendable {
    /// As it is written, `<my-namespace>`.
    package var text: String
    package var name: String

    package init(text: String, name: String) {
      self.text = text
      self.name = name
    }
  }

  package init(line: Int, language: String, source: String, command: String, use: Use) {
    self.line = line
    self.language = language
    self.source = source
    self.command = command
    self.use = use
  }

  /// Why it cannot be run as it stands; nil when it can.
  package var refusal: String? {
    switch use {
    case .session(let reason), .shown(let reason): reason
    case .command: nil
    }
  }

  /// What running it may do: what is written, else what its words say.
  package var risk: Risk {
    if let written = attributes.risk { return written }
    // A placeholder is no redirection, but the word that it stands for.
    let values = Dictionary(placeholders.map { ($0.name, "x") }, uniquingKeysWith: { $1 })
    let risk = CommandWords.risk(of: ShellText.filling(placeholders, in: command, with: values))
    // A check only looks, whatever words it uses for that; but none of them takes anything away.
    return attributes.isCheck && risk == .change ? .read : risk
  }
}

/// What a command may do to the system it is run on.
package enum Risk: String, Hashable, Sendable, CaseIterable, Comparable, Codable {
  /// It looks.
  case read
  /// It changes something that can be changed back.
  case change
  /// It takes something away or moves what customers see.
  case destructive

  package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .read: 0
    case .change: 1
    case .destructive: 2
    }
  }
}
