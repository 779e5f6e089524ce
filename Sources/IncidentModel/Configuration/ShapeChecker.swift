/// Compares a configuration with its shape and notes every mistake.
struct ShapeChecker {
  private(set) var problems: [ConfigurationProblem] = []

  private mutating func note(_ line: Int, _ what: ConfigurationProblem.What) {
    problems.append(ConfigurationProblem(line: line, what))
  }

  /// Checks a value, the one of `key`; a key without a value is as good as none.
  mutating func check(_ node: ConfigurationNode, _ shape: Shape, key: String) {
    switch shape {
    case .list(let item):
      guard case .list(let items) = node.content else {
        if !node.isEmpty { wrong(node, shape, key: key) }
        return
      }
      for node in items {
        if node.isEmpty { wrong(node, item, key: key) } else { check(node, item, key: key) }
      }
    case .map(let noun, let fields):
      guard case .map(let members) = node.content else {
        if !node.isEmpty { wrong(node, shape, key: key) }
        return
      }
      check(members, fields, of: noun, line: node.line)
    case .named(let value), .worded(let value):
      guard case .map(let members) = node.content else {
        if !node.isEmpty { wrong(node, shape, key: key) }
        return
      }
      for member in members {
        if case .named = shape, !Self.isName(member.key) {
          note(member.line, .wrong(key: key, found: member.key, wanted: .name))
        }
        if member.value.isEmpty {
          wrong(member.value, value, key: member.key)
        } else {
          check(member.value, value, key: member.key)
        }
      }
    case .text, .name, .role, .duration, .number, .integer, .flag, .word, .url, .pattern, .secret,
      .threshold, .memberRule, .officeHours:
      guard !node.isEmpty else { return }
      guard case .text(let text, _) = node.content else { return wrong(node, shape, key: key) }
      check(text, shape, key: key, line: node.line)
    }
  }

  private mutating func check(
    _ members: [ConfigurationNode.Member], _ fields: [Shape.Field], of noun: String, line: Int
  ) {
    for member in members {
      if let field = fields.first(where: { $0.key == member.key }) {
        check(member.value, field.shape, key: field.key)
      } else {
        let known = fields.map(\.key)
        let nearest = nearest(to: member.key, among: known)
        note(member.line, .unknownKey(member.key, of: noun, nearest: nearest, known: known))
      }
    }
    for field in fields where field.isRequired {
      let member = members.first { $0.key == field.key }
      if member?.value.isEmpty ?? true {
        note(member?.line ?? line, .missingKey(field.key, of: noun))
      }
    }
  }

  private mutating func wrong(_ node: ConfigurationNode, _ shape: Shape, key: String) {
    let found: String? =
      switch node.content {
      case .text(let text, _): node.isEmpty ? "nothing" : text
      case .list: "a list"
      case .map: "a map"
      }
    note(node.line, .wrong(key: key, found: found, wanted: shape))
  }

  private mutating func check(_ text: String, _ shape: Shape, key: String, line: Int) {
    let isRight: Bool
    switch shape {
    case .text: isRight = !text.trimmingSpaces().isEmpty
    case .name: isRight = Self.isName(text)
    case .role: isRight = RoleName(text) != nil
    case .duration(let range, let orNone):
      isRight =
        (orNone && text == "none") || (try? parseDuration(text)).map(range.contains) ?? false
    case .number(let above, let below):
      isRight = Double(text).map { $0 > Double(above) && $0 < Double(below) } ?? false
    case .integer(let range): isRight = Int(text).map(range.contains) ?? false
    case .flag: isRight = ["true", "false"].contains(text)
    case .word(let words): isRight = words.contains(text)
    case .url:
      if text.contains(/:\/\/[^\/?#]*:[^\/?#]*@/) { return note(line, .plainSecret(key: key)) }
      isRight = text.wholeMatch(of: /(?:https?|tcp):\/\/[^\s\/][^\s]*/) != nil
    case .pattern:
      if let problem = Self.patternProblem(text) { note(line, .badPattern(text, problem)) }
      return
    case .secret:
      if text.wholeMatch(of: /env:[A-Za-z_][A-Za-z0-9_]*|file:.+/) == nil {
        note(line, .plainSecret(key: key))
      }
      return
    case .threshold: isRight = Threshold(text) != nil
    case .memberRule: isRight = MemberRule(text) != nil
    case .officeHours: isRight = OfficeHours(text) != nil
    case .list, .map, .named, .worded: return
    }
    if !isRight { note(line, .wrong(key: key, found: text, wanted: shape)) }
  }

  static func isName(_ text: String) -> Bool { People.isHandle(text) }

  /// Longer ones are no pattern that anybody could read.
  static let longestPattern = 500

  private static func patternProblem(_ text: String) -> ConfigurationProblem.PatternProblem? {
    guard text.utf8.count <= longestPattern else { return .tooLong }
    guard let regex = try? Regex(text) else { return .notRegular }
    return (try? regex.wholeMatch(in: "")) == nil ? nil : .matchesNothing
  }
}
