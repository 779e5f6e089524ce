extension SectionRole {
  /// What a heading says by its own words; nil when they say nothing.
  package init?(heading: String) {
    let text = heading.lowercased()
    let matches: (SectionRole) -> Bool = { role in
      role.words.contains { Self.holds(text, $0) }
    }
    // What undoes and what checks is named by the act that it undoes or checks.
    let order: [SectionRole] = [
      .rollback, .verify, .escalate, .prepare, .diagnose, .mitigate, .reference, .do,
    ]
    guard let role = order.first(where: matches) else {
      guard Self.isInstruction(text) else { return nil }
      self = .do
      return
    }
    self = role
  }

  var words: [String] {
    switch self {
    case .prepare: ["prerequisite", "preparation", "prepare", "before you"]
    case .diagnose: ["diagnos", "investigat", "troubleshoot", "possible checks"]
    case .mitigate:
      [
        "mitigat", "resol", "remedi", "fix", "recover", "restor", "workaround", "failover",
        "fail over",
      ]
    case .verify: ["verif", "validat", "post check", "post-check"]
    case .rollback: ["roll back", "rollback", "revert", "undo", "failback", "fail back"]
    case .escalate: ["escalat"]
    case .do: ["step", "procedure", "how to", "phase"]
    case .reference:
      [
        "meaning", "impact", "overview", "symptom", "architecture", "background", "summary",
        "severity", "reference", "further reading", "see also", "link", "note", "glossary",
      ]
    }
  }

  /// Whether a word of the text begins so.
  private static func holds(_ text: String, _ beginning: String) -> Bool {
    let bytes = Array(text.utf8)
    var start = 0
    while let index = text.firstByte(of: beginning, from: start) {
      if index == 0 || !isLetterByte(bytes[index - 1]) { return true }
      start = index + 1
    }
    return false
  }

  /// Whether the heading begins as an instruction does: `Restarting the queue`, `Drain eu`, `1. Check`.
  private static func isInstruction(_ text: String) -> Bool {
    let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "-" }
    guard let first = words.first else { return false }
    if first.allSatisfy(\.isNumber), words.count > 1 { return true }
    if first.count > 5, first.hasSuffix("ing"), words.count > 1 { return true }
    return words.count > 1 && imperatives.contains(String(first))
  }

  private static let imperatives: Set<String> = [
    "add", "apply", "block", "check", "clear", "collect", "confirm", "create", "delete", "deploy",
    "disable", "drain", "enable", "ensure", "find", "get", "identify", "increase", "install",
    "kill",
    "log", "login", "make", "move", "open", "pause", "promote", "reboot", "rebuild", "reduce",
    "remove",
    "replace", "reset", "restart", "resume", "rotate", "run", "scale", "send", "set", "shut",
    "start",
    "stop", "switch", "take", "tell", "test", "turn", "update", "upgrade", "use", "wait",
  ]
}
