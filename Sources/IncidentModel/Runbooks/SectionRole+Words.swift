extension SectionRole {
  /// What a heading says by its own words; nil when they say nothing.
  package init?(heading: String) {
    let text = heading.lowercased()
    let bytes = Array(text.utf8)
    let starts = bytes.indices.filter { $0 == 0 || !isLetterByte(bytes[$0 - 1]) }
    let role = Self.beginnings.first { _, beginnings in
      beginnings.contains { wanted in starts.contains { bytes[$0...].starts(with: wanted) } }
    }?.role
    guard let role = role ?? (Self.isInstruction(text) ? .do : nil) else { return nil }
    self = role
  }

  /// How words of a heading begin that say what it is for.
  ///
  /// In this order: what undoes and what checks is named by the act that it undoes or checks.
  private static let beginnings: [(role: SectionRole, beginnings: [[UInt8]])] = [
    SectionRole.rollback, .verify, .escalate, .prepare, .diagnose, .mitigate, .reference, .do,
  ].map { role in (role, role.words.map { Array($0.utf8) }) }

  private var words: [String] {
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
