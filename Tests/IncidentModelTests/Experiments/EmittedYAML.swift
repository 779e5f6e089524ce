@testable import IncidentModel

/// Reads the little YAML that experiments are written in, as the YAML library would.
///
/// Maps and lists by indentation, texts in double quotes, words, `[1, 2]` and `{}`.
struct EmittedYAML {
  struct Unreadable: Error {
    let line: Int
  }

  private struct Line {
    let number: Int
    let indent: Int
    let text: Substring
  }

  private var lines: [Line] = []
  private var index = 0

  static func node(of text: String) throws -> ConfigurationNode {
    var reader = EmittedYAML()
    for (offset, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      var indent = line.prefix { $0 == " " }.count
      var rest = line.dropFirst(indent)
      // A hyphen begins an item; the key behind it stands two further.
      while rest.hasPrefix("- ") {
        reader.lines.append(Line(number: offset + 1, indent: indent, text: "-"))
        indent += 2
        rest = rest.dropFirst(2)
      }
      reader.lines.append(Line(number: offset + 1, indent: indent, text: rest))
    }
    let node = try reader.block()
    guard reader.index == reader.lines.count else {
      throw Unreadable(line: reader.lines[reader.index].number)
    }
    return node
  }

  private mutating func block() throws -> ConfigurationNode {
    guard index < lines.count else {
      return ConfigurationNode(line: 1, content: .text("", isPlain: true))
    }
    let first = lines[index]
    if first.text == "-" { return try list(first) }
    if Self.key(first.text) != nil { return try map(first) }
    index += 1
    return try scalar(first.text, first.number)
  }

  private mutating func list(_ first: Line) throws -> ConfigurationNode {
    var items: [ConfigurationNode] = []
    while index < lines.count, lines[index].indent == first.indent, lines[index].text == "-" {
      index += 1
      items.append(try block())
    }
    return ConfigurationNode(line: first.number, content: .list(items))
  }

  private mutating func map(_ first: Line) throws -> ConfigurationNode {
    var members: [ConfigurationNode.Member] = []
    while index < lines.count, lines[index].indent == first.indent,
      let key = Self.key(lines[index].text)
    {
      let line = lines[index]
      let rest = line.text.dropFirst(key.count + 1).drop { $0 == " " }
      index += 1
      let isNested = rest.isEmpty && index < lines.count && lines[index].indent > first.indent
      let value = try isNested ? block() : scalar(rest, line.number)
      members.append(.init(key: String(key), line: line.number, value: value))
    }
    return ConfigurationNode(line: first.number, content: .map(members))
  }

  private static func key(_ text: Substring) -> Substring? {
    let key = text.prefix { $0.isLetter || $0 == "_" }
    return !key.isEmpty && text.dropFirst(key.count).first == ":" ? key : nil
  }

  private func scalar(_ text: Substring, _ line: Int) throws -> ConfigurationNode {
    if text == "{}" { return ConfigurationNode(line: line, content: .map([])) }
    if text.hasPrefix("[") {
      let items = text.dropFirst().dropLast().split(separator: ", ").map {
        ConfigurationNode(line: line, content: .text(String($0), isPlain: true))
      }
      return ConfigurationNode(line: line, content: .list(items))
    }
    guard text.hasPrefix("\"") else {
      return ConfigurationNode(line: line, content: .text(String(text), isPlain: true))
    }
    guard case .text(let string) = try JSONDocument(Array(text.utf8)) else {
      throw Unreadable(line: line)
    }
    return ConfigurationNode(line: line, content: .text(string, isPlain: false))
  }
}
