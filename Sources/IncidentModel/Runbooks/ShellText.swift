/// What can be seen in the text of a shell command without running it.
package enum ShellText {
  /// The single commands of a text, each as its words: split at line ends, `;`, `|`, `&` and `$(`.
  ///
  /// Quotes keep their words together; comments and continued lines are taken as a shell takes them.
  static func commands(in text: String) -> [[String]] { pipeline(of: text).map(\.words) }

  private static let restOfOuter = "\u{0}"

  /// The same, with whether each reads what another one writes.
  static func pipeline(of text: String) -> [(words: [String], isPiped: Bool)] {
    let text = withoutHereDocuments(text)
    var commands: [(words: [String], isPiped: Bool)] = [([], false)]
    var separators: [UInt8] = []
    // Quotes that are left for a command within them: "$(…)".
    var outer: [UInt8] = []
    var last: UInt8 = 0
    var word: [UInt8] = []
    // A quoted text is a word although it is empty.
    var hasWord = false
    var quote: UInt8?
    var isEscaped = false
    var isComment = false
    func endWord() {
      if hasWord {
        if commands[commands.count - 1].words.isEmpty {
          commands[commands.count - 1].isPiped = separators == [UInt8(ascii: "|")]
        }
        commands[commands.count - 1].words.append(String(decoding: word, as: UTF8.self))
        separators = []
      }
      word.removeAll(keepingCapacity: true)
      hasWord = false
    }
    for byte in text.utf8 {
      defer { last = byte }
      let isLineEnd = byte == UInt8(ascii: "\n")
      if isComment {
        guard isLineEnd else { continue }
        isComment = false
      }
      if isEscaped {
        isEscaped = false
        if !isLineEnd {
          word.append(byte)
          hasWord = true
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\\") where quote != UInt8(ascii: "'"): isEscaped = true
      case quote: quote = nil
      case UInt8(ascii: "(") where quote == UInt8(ascii: "\"") && last == UInt8(ascii: "$"):
        outer.append(UInt8(ascii: "\""))
        quote = nil
        endWord()
        separators.append(byte)
        if commands.last?.words.isEmpty == false { commands.append(([], false)) }
      case UInt8(ascii: ")") where quote == nil && !outer.isEmpty:
        endWord()
        quote = outer.removeLast()
        // What follows belongs to the command around it, whose name is known already.
        if commands.last?.words.isEmpty == true { commands.removeLast() }
        commands.append(([restOfOuter], false))
      case _ where quote != nil: word.append(byte)
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        quote = byte
        hasWord = true
      case UInt8(ascii: "#") where !hasWord: isComment = true
      case UInt8(ascii: "&") where word.last == UInt8(ascii: ">"): word.append(byte)
      case UInt8(ascii: "\n"), UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "&"),
        UInt8(ascii: "`"), UInt8(ascii: "("), UInt8(ascii: ")"):
        endWord()
        separators.append(byte)
        if commands.last?.words.isEmpty == false { commands.append(([], false)) }
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): endWord()
      default:
        word.append(byte)
        hasWord = true
      }
    }
    endWord()
    if commands.last?.words.isEmpty == true { commands.removeLast() }
    return commands.filter { $0.words.first != restOfOuter }
  }

  /// The text without the lines that `<<WORD` gives to a command to read.
  private static func withoutHereDocuments(_ text: String) -> String {
    guard text.hasBytes("<<") else { return text }
    var rows: [Substring] = []
    var end: Substring?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let word = end {
        if line.trimmingSpaces() == word { end = nil }
        continue
      }
      rows.append(line)
      end = hereDocumentEnd(in: line)
    }
    // What never ends is no such text: all of it counts.
    return end == nil ? rows.joined(separator: "\n") : text
  }

  /// The word that ends the lines below, which `<<WORD` gives to a command; not that of `<<<`, of a
  /// comment, or within quotes or arithmetic.
  static func hereDocumentEnd(in line: some StringProtocol) -> Substring? {
    let text = String(line)
    guard text.hasBytes("<<"), !text.hasBytes("((") else { return nil }
    let bytes = Array(text.utf8)
    let sign = UInt8(ascii: "<")
    var quote: UInt8?
    for (index, byte) in bytes.enumerated() {
      if let open = quote {
        if byte == open { quote = nil }
        continue
      }
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") { quote = byte }
      if byte == UInt8(ascii: "#"), index == 0 || bytes[index - 1] <= 0x20 { return nil }
      guard byte == sign, index + 2 < bytes.count, bytes[index + 1] == sign,
        bytes[index + 2] != sign, index == 0 || bytes[index - 1] != sign
      else { continue }
      let rest = bytes[(index + 2)...].drop { "- '\"\\".utf8.contains($0) }
      let word = rest.prefix(while: isWordByte)
      guard let first = word.first, !isDigitByte(first),
        // `<<pod>>` is a placeholder.
        bytes[word.endIndex...].first != UInt8(ascii: ">")
      else { continue }
      return Substring(String(decoding: word, as: UTF8.self))
    }
    return nil
  }

  /// Whether it writes to a file: `>` to another descriptor, or to nowhere, does not.
  static func writesFile(_ text: String) -> Bool {
    guard text.utf8.contains(UInt8(ascii: ">")) else { return false }
    let bytes = Array(text.utf8)
    var quote: UInt8?
    for (index, byte) in bytes.enumerated() {
      if let open = quote {
        if byte == open { quote = nil }
        continue
      }
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") { quote = byte }
      guard byte == UInt8(ascii: ">") else { continue }
      if index > 0, "-=<".utf8.contains(bytes[index - 1]) { continue }
      let target = bytes[(index + 1)...].drop { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: " ") }
      if target.first == UInt8(ascii: "&") { continue }
      let name = String(
        decoding: target.prefix { isWordByte($0) || "./-$~\"{}".utf8.contains($0) }, as: UTF8.self)
      if !["", "/dev/null", "/dev/stderr", "/dev/stdout"].contains(name) { return true }
    }
    return false
  }

  /// The name of the first command of a text.
  package static func firstCommand(of text: String) -> String? {
    commands(in: text).lazy.compactMap { named($0).first }.first
  }

  /// The words of a command from its name on: without `sudo`, keywords, and variables set for it alone.
  static func named(_ words: [String]) -> ArraySlice<String> {
    var rest = words[...]
    while let first = rest.first {
      let isAssignment =
        first.firstIndex(of: "=").map { equals in
          equals != first.startIndex && first[..<equals].utf8.allSatisfy(isWordByte)
        } ?? false
      if isAssignment || keywords.contains(first) {
        rest = rest.dropFirst()
      } else if let valued = prefixes[first] {
        rest = withoutOptions(rest.dropFirst(), valued: valued)
        // `timeout 5 command`
        if first == "timeout" { rest = rest.dropFirst() }
      } else {
        return rest
      }
    }
    return rest
  }

  /// What remains behind options, some of which take a value of their own.
  static func withoutOptions(
    _ words: ArraySlice<String>, valued: Set<Character>
  ) -> ArraySlice<String> {
    var rest = words
    while let word = rest.first, word.hasPrefix("-"), word != "-" {
      rest = rest.dropFirst()
      if word == "--" { break }
      // `-u name`, `-iu name`; `-uname` and `--user=name` have it with them.
      if !word.hasPrefix("--"), let last = word.last, valued.contains(last) {
        rest = rest.dropFirst()
      }
    }
    return rest
  }

  private static let keywords: Set<String> = [
    "then", "do", "else", "if", "while", "until", "!", "{", "$", "elif", "export", "local",
    "readonly",
    "declare",
  ]

  /// Commands that run the one behind them, and their options that take a value.
  private static let prefixes: [String: Set<Character>] = [
    "sudo": ["u", "g", "h", "p", "C", "r", "t", "T", "U", "D", "R"], "doas": ["u", "C"],
    "env": ["u", "C", "S"], "nice": ["n"], "ionice": ["c", "n", "p"], "nohup": [],
    "time": ["o", "f"],
    "exec": ["a"], "command": [], "timeout": ["k", "s"], "stdbuf": ["i", "o", "e"],
    "xargs": ["I", "n", "P", "L", "d", "a", "E", "s"], "setsid": [], "watch": ["n"],
  ]

  /// Places that a value belongs into: `<pod>`, `{{pod}}`, CHANGEME, and declared names in `[ ]`.
  package static func placeholders(
    in text: String, declared: [String] = []
  ) -> [RunbookBlock.Placeholder] {
    var found: [RunbookBlock.Placeholder] = []
    func add(_ text: Substring, _ name: Substring) {
      let new = RunbookBlock.Placeholder(text: String(text), name: String(name))
      if !found.contains(new) { found.append(new) }
    }
    let bytes = Array(text.utf8)
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "<"), index == 0 || bytes[index - 1] != byte {
        let signs = bytes[index...].prefix { $0 == byte }.count
        let inside = bytes[(index + signs)...].prefix { !"<>\"'`$();&\n".utf8.contains($0) }
        let end = bytes[inside.endIndex...]
        // A redirection has a space before what follows it, or a descriptor: `<in >out`, `<in 2>err`.
        let isEnded =
          end.prefix { $0 == UInt8(ascii: ">") }.count >= signs && signs <= 2
          && inside.last.map { $0 > 0x20 } ?? false
          && !(inside.dropLast().last == UInt8(ascii: " ") && inside.last.map(isDigitByte) ?? false)
        if isEnded, let first = inside.first, first > 0x20, first != UInt8(ascii: "=") {
          let name = String(decoding: inside, as: UTF8.self)
          let whole = bytes[index..<inside.endIndex + signs]
          add(String(decoding: whole, as: UTF8.self)[...], name[...])
        }
      } else if byte == UInt8(ascii: "[") {
        // `[POD_NAME]`: in capitals it is no pattern of files.
        let inside = bytes[(index + 1)...].prefix {
          $0 == UInt8(ascii: "_") || isDigitByte($0)
            || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
        }
        if inside.count > 2, bytes[inside.endIndex...].first == UInt8(ascii: "]") {
          let name = String(decoding: inside, as: UTF8.self)
          add("[\(name)]", name[...])
        }
      } else if byte == UInt8(ascii: "{"), bytes[(index + 1)...].first == byte {
        let rest = bytes[(index + 2)...].drop { $0 == UInt8(ascii: " ") }
        let inside = rest.prefix { isWordByte($0) || $0 == UInt8(ascii: "-") }
        let end = bytes[inside.endIndex...].drop { $0 == UInt8(ascii: " ") }
        let name = String(decoding: inside, as: UTF8.self)
        if end.starts(with: "}}".utf8), let first = inside.first, !isDigitByte(first),
          !["end", "else", "json", "range"].contains(name)
        {
          let whole = bytes[index..<end.startIndex + 2]
          add(String(decoding: whole, as: UTF8.self)[...], name[...])
        }
      }
    }
    for word in ["CHANGEME", "CHANGE_ME", "REPLACE_ME", "REPLACEME", "FIXME", "XXXX"]
    where text.hasBytes(word) {
      add(word[...], word[...])
    }
    for name in declared where text.hasBytes("[\(name)]") { add("[\(name)]", name[...]) }
    return found
  }

  /// The text with values where placeholders stood.
  package static func filling(
    _ placeholders: [RunbookBlock.Placeholder], in text: String, with values: [String: String]
  ) -> String {
    var text = text
    for placeholder in placeholders {
      if let value = values[placeholder.name] {
        text = text.replacing(placeholder.text, with: value)
      }
    }
    return text
  }

  /// The text with the values of the variables that it names.
  static func naming(_ values: [String: String], in text: String) -> String {
    var text = text
    for (name, value) in values.sorted(by: { ($0.key.count, $0.key) > ($1.key.count, $1.key) }) {
      text = text.replacing("${\(name)}", with: value).replacing("$\(name)", with: value)
    }
    return text
  }

  /// The variables that a text sets, and those that it uses before.
  package static func variables(in text: String) -> (assigned: [String], needed: [String]) {
    var assigned: [String] = []
    func assign(_ name: Substring) {
      if !assigned.contains(String(name)) { assigned.append(String(name)) }
    }
    if text.contains("=") {
      // At the start of a word; `--name=value` is an option.
      let pattern = /(?m)(?:^|[\s;&|(])([A-Za-z_][A-Za-z0-9_]*)\+?=(?!=)/
      for match in text.matches(of: pattern) { assign(match.1) }
    }
    for match in text.matches(of: /\bfor[ \t]+([A-Za-z_][A-Za-z0-9_]*)[ \t]+in\b/) {
      assign(match.1)
    }
    for match in text.matches(of: /\bread[ \t]+(?:-\w+[ \t]+)*([A-Za-z_][A-Za-z0-9_ ]*)/) {
      for name in match.1.split(separator: " ") { assign(name) }
    }
    guard text.contains("$") else { return (assigned, []) }
    var needed: [String] = []
    // What stands between single quotes is no variable, nor what has a standard value.
    let bare = withoutSingleQuotes(text)
    for match in bare.matches(of: /\$(?:\{([A-Za-z_][A-Za-z0-9_]*)\}?|([A-Za-z_][A-Za-z0-9_]*))/) {
      guard let name = match.1 ?? match.2 else { continue }
      let rest = bare[match.range.upperBound...]
      if match.1 != nil, !match.0.hasSuffix("}"), let next = rest.first, ":-+".contains(next) {
        continue
      }
      let word = String(name)
      if !assigned.contains(word), !needed.contains(word) { needed.append(word) }
    }
    return (assigned, needed)
  }

  private static func withoutSingleQuotes(_ text: String) -> String {
    guard text.contains("'") else { return text }
    var result = ""
    var (isSingle, isDouble, isEscaped) = (false, false, false)
    for character in text {
      if isEscaped {
        isEscaped = false
      } else if character == "\\", !isSingle {
        isEscaped = true
      } else if character == "'", !isDouble {
        isSingle.toggle()
        continue
      } else if character == "\"", !isSingle {
        isDouble.toggle()
      }
      if !isSingle { result.append(character) }
    }
    return result
  }
}
