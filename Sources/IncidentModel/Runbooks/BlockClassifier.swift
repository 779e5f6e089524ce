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

  /// Makes a block of a fence, of indented code, or of a command within a sentence; nil when it has
  /// nothing to do with a shell.
  package func block(
    _ source: String, language: String, line: Int, attributes: RunbookAttributes = .init()
  ) -> RunbookBlock? {
    let prompted = PromptedText(source)
    let isShell = Self.isShell(language)
    let isUntagged =
      language.isEmpty || language == "text" || language == "plaintext" || language == "txt"
    let commands = ShellText.commands(in: prompted.command)
    let firstWord = commands.first.map { ShellText.named($0).first ?? $0[0] }
    let looksLikeCommand =
      !prompted.prompts.isEmpty || commands.first?.first == "sudo"
      || firstWord.map(CommandWords.isKnown) ?? false
    guard isShell || isUntagged && looksLikeCommand else { return nil }
    var block = RunbookBlock(
      line: line, language: language, source: source, command: prompted.command, use: .command)
    block.sample = prompted.output
    block.attributes = attributes
    block.use = use(of: block, prompted, commands)
    guard block.use == .command else { return block }
    block.placeholders = ShellText.placeholders(in: block.command, declared: declared)
    return block
  }

  private func use(
    of block: RunbookBlock, _ prompted: PromptedText, _ commands: [[String]]
  ) -> RunbookBlock.Use {
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
    if let opener = CommandWords.session(in: Self.filled(text, declared)) {
      return .session(
        because:
          "\(opener) opens a session of its own: what follows is meant for that, not for this machine"
      )
    }
    if prompted.prompts.contains(.root) {
      return .session(because: "its prompt is that of root, on a machine that one has logged in to")
    }
    if commands.isEmpty {
      return .shown(because: "there is no command in it, only comments")
    }
    return .command
  }

  /// Why a text is plainly in another language, whatever the fence says; nil when it is not.
  static func foreign(_ text: String) -> String? {
    guard let first = firstLine(of: text) else { return nil }
    if first.hasPrefix("{") && !first.hasPrefix("{ ") || first == "[" {
      return "it is JSON, not a command"
    }
    let word = first.prefix(while: { $0 != " " && $0 != "\t" })
    if first.hasPrefix("apiVersion") || first.hasPrefix("---")
      || (word.hasSuffix(":") && word.count > 1)
    {
      return "it is YAML, not a command"
    }
    if isQuery(first) { return "it is a query of Prometheus, not a command" }
    if word.utf8.count < min(8, first.utf8.count), sqlVerbs.contains(word.lowercased()) {
      return "it is SQL, not a command"
    }
    return nil
  }

  /// The first line that is neither empty nor a comment.
  private static func firstLine(of text: String) -> Substring? {
    var rest = text[...]
    while !rest.isEmpty {
      let end = rest.utf8.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
      let line = rest[..<end]
      let start = line.utf8.firstIndex { $0 > 0x20 }
      if let start, line.utf8[start] != UInt8(ascii: "#") {
        return line[start...].trimmingSpaces()
      }
      rest = end == rest.endIndex ? "" : rest[rest.utf8.index(after: end)...]
    }
    return nil
  }

  /// The text as it would be with its placeholders filled in: they read as redirections.
  private static func filled(_ text: String, _ declared: [String]) -> String {
    let open = ShellText.placeholders(in: text, declared: declared)
    let values = Dictionary(open.map { ($0.name, "x") }, uniquingKeysWith: { $1 })
    return ShellText.filling(open, in: text, with: values)
  }

  /// Why a text that is about to be run cannot be, now that its placeholders are filled in.
  package static func refusal(ofFilled text: String) -> String? {
    if let opener = CommandWords.session(in: text) {
      return
        "\(opener) opens a session of its own: what follows is meant for that, not for this machine"
    }
    return foreign(text)
  }

  private static let sqlVerbs: Set<String> = [
    "select", "insert", "update", "delete", "alter", "create", "explain",
  ]

  /// Whether a line is a query: a function of the language, a metric with labels, a comparison.
  private static func isQuery(_ line: some StringProtocol) -> Bool {
    let bytes = Array(line.utf8)
    let isNameByte = { (byte: UInt8) in isWordByte(byte) || byte == UInt8(ascii: ":") }
    let name = bytes.prefix(while: isNameByte)
    guard let first = name.first, !isDigitByte(first) else { return false }
    let rest = bytes[name.count...]
    if queryFunctions.contains(String(decoding: name, as: UTF8.self)) {
      let next = rest.drop { $0 == UInt8(ascii: " ") }
      let word = String(decoding: next.prefix(while: isLetterByte), as: UTF8.self)
      if next.first == UInt8(ascii: "(") || word == "by" || word == "without" { return true }
    }
    if rest.first == UInt8(ascii: "{") {
      let labels = rest.prefix { $0 != UInt8(ascii: "}") }
      return labels.count < rest.count && labels.contains(UInt8(ascii: "="))
    }
    var tail = rest
    if tail.first == UInt8(ascii: "[") {
      tail = tail.drop { $0 != UInt8(ascii: "]") }.dropFirst()
    }
    tail = tail.drop { $0 == UInt8(ascii: " ") }
    let sign = tail.prefix { "=!<>".utf8.contains($0) }
    let isSign = ["==", "!=", ">=", "<=", ">", "<"].contains(String(decoding: sign, as: UTF8.self))
    let number = tail[(tail.startIndex + sign.count)...].drop { $0 == UInt8(ascii: " ") }
    return isSign && !number.isEmpty
      && number.allSatisfy { isDigitByte($0) || $0 == UInt8(ascii: ".") }
  }

  private static let queryFunctions: Set<String> = [
    "sum", "avg", "min", "max", "count", "rate", "irate", "increase", "delta", "histogram_quantile",
    "topk", "bottomk", "absent", "quantile", "predict_linear", "label_replace", "clamp_min",
    "clamp_max", "vector",
  ]

  private static let outputCues = [
    "looks like", "look like", "returns", "return:", "outputs", "output:", "output is",
    "output should", "output will", "output similar", "similar to", "should see", "should get",
    "should return", "should print", "should show", "will see", "will get", "will print",
    "will return", "example output", "sample output", "the result is", "responds with",
    "respond with",
  ]

  /// Of a fence that says what it is, only a sentence that ends in a colon says otherwise.
  private func isCueOfOutput(for block: RunbookBlock) -> Bool {
    guard !cue.isEmpty, block.attributes == RunbookAttributes() else { return false }
    if Self.isShell(block.language), !cue.hasSuffix(":") { return false }
    let end = cue.suffix(160).lowercased()
    return Self.outputCues.contains { end.hasBytes($0) }
  }
}
