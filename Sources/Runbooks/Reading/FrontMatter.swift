internal import IncidentModel

/// Reads what stands between two lines of `---` in front of a text: a strict part of YAML.
///
/// Scalars, lists on one line, and maps of two levels; anything else is pointed out and left out, so
/// that no file of another program becomes unreadable.
struct FrontMatterReader {
  private(set) var front = Runbook.FrontMatter()
  private(set) var problems: [Runbook.Problem] = []
  /// The number of lines it takes, with both of its edges; 0 when there is none.
  private(set) var lineCount = 0

  init(_ lines: [String]) {
    guard lines.first?.trimmingSpaces() == "---" else { return }
    guard
      let end = lines.dropFirst().prefix(500).firstIndex(where: { $0.trimmingSpaces() == "---" })
    else { return }
    lineCount = end + 1
    var index = 1
    while index < end {
      let line = index + 1
      let (key, value, indent) = Self.entry(lines[index])
      index += 1
      guard let key else { continue }
      guard indent == 0 else {
        problem(line, "'\(key)' is indented below nothing that takes more lines")
        continue
      }
      var inner: [(line: Int, text: String)] = []
      while index < end,
        lines[index].hasPrefix(" ") || lines[index].trimmingSpaces().isEmpty
          || (value.isEmpty && lines[index].hasPrefix("- "))
      {
        inner.append((index + 1, lines[index]))
        index += 1
      }
      take(key, value, inner.filter { !$0.text.trimmingSpaces().isEmpty }, line)
    }
  }

  private mutating func problem(_ line: Int, _ text: String) {
    problems.append(Runbook.Problem(line: line, text))
  }

  /// The key and value of a line; without a key it is empty, a comment, or nothing we read.
  private static func entry(_ line: String) -> (key: String?, value: Substring, indent: Int) {
    let indent = line.prefix { $0 == " " }.count
    let text = line.dropFirst(indent)
    guard !text.isEmpty, !text.hasPrefix("#"), let colon = text.firstIndex(of: ":") else {
      return (nil, "", indent)
    }
    return (
      String(text[..<colon].trimmingSpaces()),
      text[text.index(after: colon)...].trimmingSpaces()[...], indent
    )
  }

  private mutating func take(
    _ key: String, _ value: Substring, _ inner: [(line: Int, text: String)], _ line: Int
  ) {
    switch key {
    case "title": front.title = Self.scalar(value)
    case "owner": front.owner = Self.scalar(value)
    case "reviewed": front.reviewed = Self.scalar(value)
    case "review_after":
      let days = value.last == "d" ? Int(value.dropLast()) : nil
      guard let days, days > 0 else {
        return problem(line, "review_after is a number of days such as 90d")
      }
      front.reviewAfterDays = days
    case "alerts": front.alerts = list(value, inner, line)
    case "services": front.services = list(value, inner, line)
    case "cwd": front.folder = Self.scalar(value)
    case "params": takeParameters(value, inner, line)
    default: break  // Keys of other programs: weight, draft, tags.
    }
  }

  /// A list on one line, or one item a line.
  private mutating func list(
    _ value: Substring, _ inner: [(line: Int, text: String)], _ line: Int
  ) -> [String] {
    if value.isEmpty {
      return inner.compactMap { row in
        let text = row.text.trimmingSpaces()
        guard text.hasPrefix("- ") else {
          problem(row.line, "an item of a list is wanted: - name")
          return nil
        }
        return Self.scalar(text.dropFirst(2))
      }
    }
    guard value.hasPrefix("["), value.hasSuffix("]") else {
      return [Self.scalar(value)].compactMap(\.self)
    }
    return Self.parts(value.dropFirst().dropLast()).compactMap(Self.scalar)
  }

  private mutating func takeParameters(
    _ value: Substring, _ inner: [(line: Int, text: String)], _ line: Int
  ) {
    guard value.isEmpty else {
      return problem(line, "params is a map, one parameter a line below it")
    }
    let indent = inner.first?.text.prefix { $0 == " " }.count ?? 0
    for row in inner {
      let (name, whole, depth) = Self.entry(row.text)
      guard let name else { continue }
      guard depth == indent else {
        problem(row.line, "'\(name)' is too deep: a parameter is one line, NAME: {prompt: …}")
        continue
      }
      // What stands behind a map is a comment.
      var text = whole
      if text.hasPrefix("{"), let end = text.lastIndex(of: "}"),
        text[text.index(after: end)...].trimmingSpaces().hasPrefix("#")
      {
        text = text[...end]
      }
      guard RunbookParameter.isAllowed(name) else {
        problem(
          row.line,
          "no command can get a parameter named '\(name)': letters, digits and _, and none that a shell obeys"
        )
        continue
      }
      var parameter = RunbookParameter(name: name)
      if text.hasPrefix("{"), text.hasSuffix("}") {
        for part in Self.parts(text.dropFirst().dropLast()) { take(part, &parameter, row.line) }
      } else if !text.isEmpty {
        parameter.standard = Self.scalar(text)
      }
      front.parameters.append(parameter)
    }
  }

  private mutating func take(_ part: Substring, _ parameter: inout RunbookParameter, _ line: Int) {
    guard let colon = part.firstIndex(of: ":") else {
      return problem(line, "'\(part.trimmingSpaces())' has no value: key: value")
    }
    let key = part[..<colon].trimmingSpaces()
    let value = part[part.index(after: colon)...].trimmingSpaces()[...]
    switch key {
    case "prompt": parameter.prompt = Self.scalar(value)
    case "pattern":
      parameter.pattern = Self.scalar(value)
      if let pattern = parameter.pattern, (try? Regex(pattern)) == nil {
        parameter.pattern = nil
        problem(line, "the pattern of \(parameter.name) is no regular expression")
      }
    case "choices":
      guard value.hasPrefix("["), value.hasSuffix("]") else {
        return problem(line, "choices are a list: [eu, us]")
      }
      parameter.choices = Self.parts(value.dropFirst().dropLast()).compactMap(Self.scalar)
    case "default": parameter.standard = Self.scalar(value)
    case "secret":
      let text = Self.scalar(value)?.lowercased()
      // In doubt it is one.
      parameter.isSecret = text != "false" && text != "no"
      if text != "true", text != "false" {
        problem(line, "secret is true or false; \(parameter.name) is taken for one")
      }
    case "env": parameter.source = Self.scalar(value)
    default:
      problem(line, "a parameter has no '\(key)': prompt, pattern, choices, default, secret, env")
    }
  }

  // MARK: Texts

  /// A text without its quotes and the comment behind it; nil when there is none.
  private static func scalar(_ text: Substring) -> String? {
    let text = text.trimmingSpaces()
    if let quote = text.first, quote == "\"" || quote == "'" {
      let rest = text.dropFirst()
      guard let end = rest.lastIndex(of: quote) else { return nil }
      let inside = String(rest[..<end])
      return quote == "'"
        ? inside.replacing("''", with: "'")
        : inside.replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
    }
    let plain = text.firstRange(of: " #").map { text[..<$0.lowerBound].trimmingSpaces() } ?? text
    return plain.isEmpty ? nil : String(plain)
  }

  /// Parts at commas that stand in no quotes, brackets or braces.
  private static func parts(_ text: Substring) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    var depth = 0
    var quote: Character?
    for index in text.indices {
      let character = text[index]
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == "[" || character == "{" {
        depth += 1
      } else if character == "]" || character == "}" {
        depth -= 1
      } else if character == ",", depth == 0 {
        parts.append(text[start..<index])
        start = text.index(after: index)
      }
    }
    parts.append(text[start...])
    return parts.filter { !$0.trimmingSpaces().isEmpty }
  }
}
