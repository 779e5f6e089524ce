/// Decides what can be done with a block of code.
package struct BlockClassifier {
  /// Names of the parameters that the runbook declares.
  package var declared: [String]
  /// What stands before the block: it may say that the block is output.
  package var cue: String

  package init(declared: [String] = [], cue: String = "") {
    self.declared = declared
    self.cue = cue
  }

  /// Whether a fence in that language is meant for a shell.
  package static func isShell(_ language: String) -> Bool {
    let word = language.lowercased()
    // `8sh`, `shel`: slips that are in real files.
    return shells.contains { word == $0 || (word.hasPrefix("shel") && $0 == "shell") }
      || word == "8sh"
  }

  private static let shells = [
    "sh", "bash", "shell", "zsh", "ksh", "console", "terminal", "shell-session", "shellsession",
    "sh-session",
  ]

  /// Makes a block of a fence, of indented code, or of a command within a sentence.
  ///
  /// - Parameter attributes: as they were written at it.
  package func block(
    _ source: String, language: String, line: Int, attributes: RunbookAttributes = .init()
  ) -> RunbookBlock? {
    let prompted = PromptedText(source)
    let isShell = Self.isShell(language)
    let isUntagged =
      language.isEmpty || language == "text" || language == "plaintext" || language == "txt"
    let firstWord = ShellText.commands(in: prompted.command).first.map {
      ShellText.named($0).first ?? $0[0]
    }
    let looksLikeCommand =
      prompted.prompts.contains(.shell) || prompted.prompts.contains(.root)
      || firstWord.map(CommandWords.isKnown) ?? false
    guard isShell || isUntagged && looksLikeCommand else { return nil }
    var block = RunbookBlock(
      line: line, language: language, source: source, command: prompted.command, use: .command)
    block.sample = prompted.output
    block.attributes = attributes
    block.use = use(of: block, prompted)
    guard block.use == .command else { return block }
    block.placeholders = ShellText.placeholders(in: block.command, declared: declared)
    return block
  }

  private func use(of block: RunbookBlock, _ prompted: PromptedText) -> RunbookBlock.Use {
    let text = block.command
    if block.attributes.isIgnored { return .shown(because: "it is marked to be shown only") }
    if block.attributes.isBroken {
      return .shown(because: "what is written at it cannot be understood")
    }
    if let reason = Self.foreign(block.source) { return .shown(because: reason) }
    if prompted.prompts.contains(.program) {
      return .shown(because: "its prompt is that of another program, not of a shell")
    }
    if prompted.prompts.isEmpty, isCueOfOutput(for: block) {
      return .shown(because: "what stands before it says that it is output")
    }
    if let opener = CommandWords.session(in: text) {
      return .session(
        because:
          "\(opener) opens a session of its own: what follows is meant for that, not for this machine"
      )
    }
    if prompted.prompts.contains(.root) {
      return .session(because: "its prompt is that of root, on a machine that one has logged in to")
    }
    if ShellText.commands(in: text).isEmpty {
      return .shown(because: "there is no command in it, only comments")
    }
    return .command
  }

  /// Why a text is plainly in another language, whatever the fence says; nil when it is not.
  static func foreign(_ text: String) -> String? {
    let lines = text.split(separator: "\n").map { $0.trimmingSpaces() }.filter { !$0.isEmpty }
    guard let first = lines.first(where: { !$0.hasPrefix("#") }) else { return nil }
    if first.hasPrefix("{") && !first.hasPrefix("{ ") || first == "[" {
      return "it is JSON, not a command"
    }
    let word = first.split(whereSeparator: \.isWhitespace).first ?? ""
    if first.hasPrefix("apiVersion") || first.hasPrefix("---")
      || (word.hasSuffix(":") && word.count > 1)
    {
      return "it is YAML, not a command"
    }
    if first.firstMatch(
      of:
        /^(?:sum|avg|min|max|count|rate|irate|increase|delta|histogram_quantile|topk|bottomk|absent|quantile|predict_linear|label_replace|clamp_min|clamp_max|time|vector)\s*(?:by\s*|without\s*)?\(/
    )
      != nil
      || first.firstMatch(of: /^[a-zA-Z_:][\w:]*\{[^}]*[=~][^}]*\}/) != nil
      || first.firstMatch(
        of: /^[a-zA-Z_:][\w:]*(?:\[[0-9]+[smhdwy]\])?\s*(?:==|!=|>=|<=|>|<)\s*[0-9.]+$/) != nil
    {
      return "it is a query of Prometheus, not a command"
    }
    if first.firstMatch(
      of: /(?i)^(?:select|insert into|update|delete from|alter table|create table|explain)\s/)
      != nil
    {
      return "it is SQL, not a command"
    }
    return nil
  }

  /// Of a fence that says what it is, only a sentence that ends in a colon says otherwise.
  private func isCueOfOutput(for block: RunbookBlock) -> Bool {
    guard !cue.isEmpty, block.attributes == RunbookAttributes() else { return false }
    if Self.isShell(block.language), !cue.hasSuffix(":") { return false }
    let pattern =
      /(?i)(?:looks? like|returns?:|outputs?:|output (?:is|should|will|looks|like|similar)|similar to|should (?:see|get|return|print|show)|will (?:see|get|print|return)|example output|sample output|the result is|responds? with)/
    return cue.suffix(160).firstMatch(of: pattern) != nil
  }
}
