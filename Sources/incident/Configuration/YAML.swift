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
      return try parser.singleRoot().map(converted)
    } catch let error as YamlError {
      throw ConfigurationProblems([problem(of: error, in: text)])
    } catch {
      throw ConfigurationProblems([ConfigurationProblem(line: 0, .syntax("\(error)"))])
    }
  }

  private static func converted(_ node: Node) -> ConfigurationNode {
    let line = node.mark?.line ?? 0
    switch node {
    case .scalar(let scalar):
      return ConfigurationNode(
        line: line, content: .text(scalar.string, isPlain: scalar.style == .plain))
    case .sequence(let sequence):
      return ConfigurationNode(line: line, content: .list(sequence.map(converted)))
    case .mapping(let mapping):
      let members = mapping.map { key, value in
        ConfigurationNode.Member(
          key: key.scalar?.string ?? "(no text)", line: key.mark?.line ?? line,
          value: converted(value))
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
    var anchors: Set<Substring> = []
    var aliases: [(name: Substring, line: Int)] = []
    let separators: Set<Character> = [" ", "\t", ",", "[", "]", "{", "}"]
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      guard line.utf8.contains(where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "*") }) else {
        continue
      }
      for word in line.split(whereSeparator: separators.contains) {
        // A name ends where the library ends it: at the first character that no name has.
        let name = word.dropFirst().prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
        if word.first == "&" { anchors.insert(name) }
        if word.first == "*", !name.isEmpty { aliases.append((name, index + 1)) }
      }
    }
    let found = aliases.first { anchors.contains($0.name) }
    return found.map { ConfigurationProblem(line: $0.line, .alias(String($0.name))) }
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
      return ConfigurationProblem(line: mark.line, .syntax(words))
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
