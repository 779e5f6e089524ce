/// The words that stand for people.
struct LintPeople: Sendable {
  /// How sure it is that a word stands for a person.
  enum Certainty {
    /// `engineer`, `we`.
    case sure
    /// `operator`, `user`, `they`: a program, or many, may be meant.
    case unsure
    case named
  }

  /// Each name of the roster in words; by the last word of it.
  private var names: [String: [[String]]] = [:]
  /// First names of full names, which only count with a capital.
  private var firstNames: Set<String> = []

  /// Takes in a roster.
  ///
  /// - Parameter roster: handles and full names.
  init(roster: [String]) {
    for entry in roster {
      let bytes = Array(entry.utf8)
      var tokens = LintTokens(bytes, 0..<bytes.count)
      var name: [String] = []
      while let word = tokens.next() { name.append(word.text) }
      guard let last = name.last, let first = name.first else { continue }
      names[last, default: []].append(name)
      if name.count > 1, first.count > 2 { firstNames.insert(first) }
    }
  }

  static let sure: Set<String> = [
    "we", "he", "she", "i", "someone", "somebody", "engineer", "engineers", "developer",
    "developers", "dev", "devs", "admin", "admins", "administrator", "administrators", "team",
    "on-call", "oncall", "staff", "reviewer", "reviewers", "sre", "sres", "dba", "dbas",
    "maintainer", "maintainers", "colleague", "colleagues", "employee", "employees", "contractor",
    "contractors", "contributor", "contributors", "person", "people", "commander",
  ]

  static let unsure: Set<String> = [
    "they", "operator", "operators", "user", "users", "responder", "responders", "teams",
    "manager", "managers",
  ]

  /// Whether a word is a name, or the last word of one.
  func isName(_ word: String) -> Bool { names[word] != nil || firstNames.contains(word) }

  /// How many words the name has that ends with a word; nil when none does.
  func nameLength(endingAt index: Int, in words: ArraySlice<LintWord>) -> Int? {
    let last = words[index].text
    for name in names[last] ?? [] where name.count <= index - words.startIndex + 1 {
      let start = index - name.count + 1
      if words[start...index].map(\.text) == name { return name.count }
    }
    return words[index].isCapital && firstNames.contains(last) ? 1 : nil
  }
}
