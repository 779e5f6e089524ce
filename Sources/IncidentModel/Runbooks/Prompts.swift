/// A block as a terminal shows it: prompts, what was typed after them, and what came back.
struct PromptedText {
  enum Prompt: Hashable {
    /// `$ `, `% `, `user@host:~$ `.
    case shell
    /// `# `, `sh-4.4# `: on a machine that one has become root on.
    case root
    /// `> `, `name=#`, `name>`: of another program.
    case program
  }

  /// What was typed, line by line.
  var command: String
  /// What came back; nil for nothing.
  var output: String?
  /// The prompts that were seen, in order; empty when it is plain text.
  var prompts: [Prompt]

  init(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      (text: line, found: Self.prompt(of: line))
    }
    let isPrompted = lines.contains { $0.found.map { !$0.isPlainHash } ?? false }
    if isPrompted {
      self.init(lines)
    } else if Self.isRoots(lines) {
      self.init(command: text, output: nil, prompts: [.root])
    } else {
      self.init(command: text, output: nil, prompts: [])
    }
  }

  private init(command: String, output: String?, prompts: [Prompt]) {
    (self.command, self.output, self.prompts) = (command, output, prompts)
  }

  /// Takes lines apart of which some have a prompt: those without are what came back.
  private init(_ lines: [(text: Substring, found: Found?)]) {
    var (typed, returned): ([Substring], [Substring]) = ([], [])
    var prompts: [Prompt] = []
    var (isContinued, isInShell) = (false, false)
    var end: Substring?
    for (line, found) in lines {
      if let word = end {
        // What `<<WORD` gives to a command.
        typed.append(line.hasPrefix("> ") ? line.dropFirst(2) : line)
        if typed.last?.trimmingSpaces() == word { end = nil }
        continue
      }
      if isContinued {
        typed.append(line.hasPrefix("> ") ? line.dropFirst(2) : line)
      } else if let found {
        // A comment, unless a shell of root was opened above.
        if found.isPlainHash, !isInShell { continue }
        prompts.append(found.prompt)
        typed.append(found.rest)
        if CommandWords.session(in: String(found.rest)) != nil { isInShell = true }
      } else {
        if !line.trimmingSpaces().isEmpty { returned.append(line) }
        continue
      }
      let last = typed.last?.trimmingSpaces() ?? ""
      isContinued = ["\\", "|", "&&", "||"].contains { last.hasSuffix($0) }
      end = ShellText.hereDocumentEnd(in: last)
    }
    self.init(
      command: typed.joined(separator: "\n"),
      output: returned.isEmpty ? nil : returned.joined(separator: "\n"), prompts: prompts)
  }

  /// Whether `#` is the prompt of root, although a shell would take the lines as comments: when nothing
  /// else stands there, or when one of them opens a shell.
  private static func isRoots(_ lines: [(text: Substring, found: Found?)]) -> Bool {
    let hashed = lines.compactMap(\.found)
    guard !hashed.isEmpty else { return false }
    if hashed.contains(where: { CommandWords.session(in: String($0.rest)) != nil }) { return true }
    return hashed.contains { isCommand($0.rest) }
      && lines.allSatisfy { $0.found != nil || $0.text.trimmingSpaces().isEmpty }
  }

  private static func isCommand(_ text: Substring) -> Bool {
    CommandWords.isKnown(String(text.split(separator: " ").first ?? ""))
  }

  private struct Found {
    var prompt: Prompt
    var rest: Substring
    /// `# ` alone, which may as well begin a comment.
    var isPlainHash = false
  }

  /// The prompt that a line begins with.
  private static func prompt(of line: Substring) -> Found? {
    let text = line.drop { $0 == " " || $0 == "\t" }
    guard let first = text.utf8.first else { return nil }
    for (sign, prompt) in signs where text.hasPrefix(sign) {
      return Found(prompt: prompt, rest: text.dropFirst(sign.count))
    }
    if text.hasPrefix("# ") {
      return Found(prompt: .root, rest: text.dropFirst(2), isPlainHash: true)
    }
    // Anything else has its sign among its first words.
    guard isWordByte(first) || first == UInt8(ascii: "[") else { return nil }
    return longPrompt(of: text)
  }

  /// `user@host:~$ `, `[user@host ~]# `, `sh-4.4# `, `name=# `, `127.0.0.1:6379> `.
  private static func longPrompt(of text: Substring) -> Found? {
    let bytes = Array(text.utf8.prefix(80))
    let signs = bytes.indices.dropLast().first { index in
      bytes[index + 1] == UInt8(ascii: " ") && "$#%>".utf8.contains(bytes[index])
    }
    guard let sign = signs, sign > 0 else { return nil }
    let head = bytes[..<sign]
    let start = text.utf8.index(text.startIndex, offsetBy: sign + 2)
    func found(_ prompt: Prompt) -> Found { Found(prompt: prompt, rest: text[start...]) }
    let isPlain = head.allSatisfy { isWordByte($0) || ".:-=".utf8.contains($0) }
    if bytes[sign] == UInt8(ascii: ">") { return isPlain ? found(.program) : nil }
    let prompt: Prompt = bytes[sign] == UInt8(ascii: "#") ? .root : .shell
    if head.last == UInt8(ascii: "="), isPlain { return found(.program) }
    let version = String(decoding: head, as: UTF8.self)
    if version.hasPrefix("sh-") || version.hasPrefix("bash-"),
      version.drop(while: { $0 != "-" }).dropFirst().allSatisfy({ $0.isNumber || $0 == "." })
    {
      return found(prompt)
    }
    // A name at a host, then a folder.
    guard let at = head.firstIndex(of: UInt8(ascii: "@")), at > 0,
      head[..<at].drop(while: { $0 == UInt8(ascii: "[") }).allSatisfy({
        isWordByte($0) || ".-".utf8.contains($0)
      })
    else { return nil }
    let spaces = head.count { $0 == UInt8(ascii: " ") }
    return spaces <= (head.last == UInt8(ascii: " ") ? 2 : 1) ? found(prompt) : nil
  }

  private static let signs: [(String, Prompt)] = [
    ("$ ", .shell), ("❯ ", .shell), ("% ", .shell), ("> ", .program), (">>> ", .program),
  ]
}
