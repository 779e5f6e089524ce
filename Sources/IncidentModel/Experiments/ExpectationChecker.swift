/// Looks for expectations that a measurement cannot meet, or cannot fail to meet.
enum ExpectationChecker {
  static func problems(of activity: Experiment.Activity) -> [ExperimentProblem.What] {
    guard let expect = activity.expect, !expect.isEmpty else { return [] }
    if activity.isAction { return [.expectationOfAction] }
    var problems = statusProblems(expect, isRequest: activity.url != nil)
    problems += boundProblems(expect)
    if let pattern = expect.matches { problems += patternProblems(pattern) }
    if let path = expect.jsonPath, !isJSONPath(path) { problems.append(.badJSONPath(path)) }
    let looksInside =
      expect.matches != nil || expect.jsonPath != nil || expect.atLeast != nil
      || expect.atMost != nil
    if activity.manual != nil, looksInside || expect.status.map({ $0 != [0] }) ?? false {
      problems.append(.expectationOfPerson)
    }
    return problems
  }

  private static func statusProblems(
    _ expect: Experiment.Expectation, isRequest: Bool
  ) -> [ExperimentProblem.What] {
    guard let statuses = expect.status else { return [] }
    if statuses.isEmpty { return [.neverMet(.noStatus)] }
    // A program that a signal has ended has the number of the signal below zero.
    let possible = isRequest ? 100...599 : -64...255
    return statuses.filter { !possible.contains($0) }.map { .neverMet(.status($0)) }
  }

  private static func boundProblems(
    _ expect: Experiment.Expectation
  ) -> [ExperimentProblem.What] {
    let bounds = [expect.atLeast, expect.atMost].compactMap(\.self)
    if bounds.contains(where: { !$0.isFinite }) { return [.neverMet(.noNumber)] }
    if let least = expect.atLeast, let most = expect.atMost, least > most {
      return [.neverMet(.bounds)]
    }
    return []
  }

  private static func patternProblems(_ pattern: String) -> [ExperimentProblem.What] {
    guard pattern.utf8.count <= ShapeChecker.longestPattern, isPythonPattern(pattern),
      let regex = try? Regex(pattern)
    else { return [.badPattern(pattern)] }
    return (try? regex.firstMatch(in: "")) == nil ? [] : [.alwaysMet(pattern: pattern)]
  }

  /// Whether Python's `re` reads what Swift reads too: it knows fewer escapes, and takes flags for
  /// the whole pattern only at its start.
  ///
  /// Source: <https://docs.python.org/3/library/re.html>.
  private static func isPythonPattern(_ pattern: String) -> Bool {
    let bytes = Array(pattern.utf8)
    let known = Set("0123456789AbBdDsSwWZafnrtvxuUN".utf8)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 1
        guard index < bytes.count else { return false }
        let isLetter = Character(Unicode.Scalar(bytes[index])).isLetter && bytes[index] < 0x80
        if isLetter, !known.contains(bytes[index]) { return false }
      } else if index > 0, bytes[index...].starts(with: "(?".utf8) {
        let flags = bytes[(index + 2)...].prefix { "aiLmsux".utf8.contains($0) }
        if !flags.isEmpty, bytes[flags.endIndex...].first == UInt8(ascii: ")") { return false }
      }
      index += 1
    }
    return true
  }

  /// Whether it begins with `$` and goes on like a path: names of ASCII letters, and closed brackets.
  ///
  /// The tool reads it with `jsonpath2`, which knows no quotes but `"`, and names with other letters
  /// only in brackets and quotes. What stands in brackets is not looked at closely.
  static func isJSONPath(_ path: String) -> Bool {
    guard path.utf8.first == UInt8(ascii: "$") else { return false }
    var depth = 0
    var isQuoted = false
    var bare = ""
    for scalar in path.unicodeScalars {
      if scalar == "\"" { isQuoted.toggle() }
      if isQuoted { continue }
      switch scalar {
      case "'": return false
      case "[", "(": depth += 1
      case "]", ")": depth -= 1
      default: break
      }
      if depth < 0 || (depth == 0 && scalar == ")") { return false }
      if depth == 0 { bare.unicodeScalars.append(scalar) }
    }
    let isClosed = depth == 0 && !isQuoted
    return isClosed && bare.wholeMatch(of: /\$(?:\]|\.?\.[A-Za-z_][A-Za-z0-9_]*|\.?\.\*)*/) != nil
  }
}
