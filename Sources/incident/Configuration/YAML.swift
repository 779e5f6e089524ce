internal import IncidentModel
internal import Yams

/// Reads YAML 1.1 into the tree that the model checks; the only place that knows the YAML library.
enum YAML {
  /// Reads one document; nil when there is nothing in it.
  ///
  /// Aliases are refused before anything is expanded: nine lines of them can stand for gigabytes.
  static func tree(of text: String) throws(ConfigurationProblems) -> ConfigurationNode? {
    if let problem = alias(in: text) { throw ConfigurationProblems([problem]) }
    do {
      // No rules: every scalar stays the text that was written.
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      guard let root = try parser.singleRoot() else { return nil }
      var left = text.utf8.count * 4 + 16
      return try converted(root, &left)
    } catch let error as ConfigurationProblems {
      throw error
    } catch let error as YamlError {
      throw ConfigurationProblems([problem(of: error, in: text)])
    } catch {
      throw ConfigurationProblems([ConfigurationProblem(line: 0, .syntax("\(error)"))])
    }
  }

  /// Makes our tree of the library's, but not more of it than a text of that length can hold.
  private static func converted(
    _ node: Node, _ left: inout Int
  ) throws(ConfigurationProblems) -> ConfigurationNode {
    let line = node.mark?.line ?? 0
    left -= 1
    guard left > 0 else {
      throw ConfigurationProblems([ConfigurationProblem(line: line, .alias("…"))])
    }
    switch node {
    case .scalar(let scalar):
      return ConfigurationNode(
        line: line, content: .text(scalar.string, isPlain: scalar.style == .plain))
    case .sequence(let sequence):
      var items: [ConfigurationNode] = []
      for item in sequence { items.append(try converted(item, &left)) }
      return ConfigurationNode(line: line, content: .list(items))
    case .mapping(let mapping):
      var members: [ConfigurationNode.Member] = []
      for (key, value) in mapping {
        members.append(
          ConfigurationNode.Member(
            key: key.scalar?.string ?? "(no text)", line: key.mark?.line ?? line,
            value: try converted(value, &left)))
      }
      return ConfigurationNode(line: line, content: .map(members))
    case .alias: return ConfigurationNode(line: line, content: .text("", isPlain: true))
    }
  }

  /// The first `*name` whose `&name` is there too, each at the start of a word.
  ///
  /// Found in the text, as the library expands aliases while it reads. Either of them alone is part
  /// of a text, or an error that the library notices.
  private static func alias(in text: String) -> ConfigurationProblem? {
    var anchors: Set<[UInt8]> = []
    var aliases: [(name: [UInt8], line: Int)] = []
    let (and, star) = (UInt8(ascii: "&"), UInt8(ascii: "*"))
    // What may stand right before a word; line ends of other scripts are above ASCII.
    let separators = Set(" \t\r\n,[]{}:\"'?".utf8)
    var line = 1
    var last = UInt8(ascii: "\n")
    var sign: UInt8?
    var name: [UInt8] = []
    for byte in Array(text.utf8) + [last] {
      // A name ends where the library ends it: at the first byte that no name has.
      if sign != nil, isAlphanumeric(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      {
        name.append(byte)
      } else {
        if sign == and { anchors.insert(name) }
        if sign == star, !name.isEmpty { aliases.append((name, line)) }
        name = []
        let startsWord = separators.contains(last) || last >= 0x80
        sign = startsWord && (byte == and || byte == star) ? byte : nil
      }
      if byte == UInt8(ascii: "\n") { line += 1 }
      last = byte
    }
    let found = aliases.first { anchors.contains($0.name) }
    return found.map {
      ConfigurationProblem(line: $0.line, .alias(String(decoding: $0.name, as: UTF8.self)))
    }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    let character = Character(Unicode.Scalar(byte))
    return byte < 0x80 && (character.isLetter || character.isNumber)
  }

  private static func problem(of error: YamlError, in text: String) -> ConfigurationProblem {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      if problem.contains("cannot start any token"), isTab(at: mark, in: text) {
        return ConfigurationProblem(line: mark.line, .tab)
      }
      let words = [context?.text, problem].compactMap(\.self).joined(separator: ", ")
      // What is missing at the end is missing in the last line, not in one that is not there.
      let last = text.split(separator: "\n").count
      return ConfigurationProblem(line: min(mark.line, max(1, last)), .syntax(words))
    case .reader(let problem, let offset, _, _):
      let before = text.prefix(offset ?? 0)
      return ConfigurationProblem(line: before.count(where: \.isNewline) + 1, .syntax(problem))
    case .duplicatedKeysInMapping(let keys, let context):
      let key = keys.first ?? ""
      return ConfigurationProblem(
        line: secondLine(of: key, after: context.mark, in: text), .keyTwice(key))
    case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
      return ConfigurationProblem(line: 0, .syntax("the YAML library gave up"))
    }
  }

  private static func line(_ number: Int, of text: String) -> Substring? {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return number >= 1 && number <= lines.count ? lines[number - 1] : nil
  }

  private static func isTab(at mark: Mark, in text: String) -> Bool {
    line(mark.line, of: text)?.dropFirst(mark.column - 1).first == "\t"
  }

  /// The library gives the place of the first key; the second one stands below it in its column.
  private static func secondLine(of key: String, after mark: Mark, in text: String) -> Int {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for index in lines.indices.dropFirst(mark.line) {
      let rest = lines[index].dropFirst(mark.column - 1)
      guard rest.hasPrefix("\(key):") else { continue }
      return index + 1
    }
    return mark.line
  }
}
