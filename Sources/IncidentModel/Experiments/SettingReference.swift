/// `${name}` in a text, which stands for the value of a setting.
///
/// The Chaos Toolkit reads it with Python's `string.Template`: a name is ASCII letters, digits and `_`,
/// `$$` stands for `$`, and `$name` means the same as `${name}`.
enum SettingReference {
  static func isName(_ text: String) -> Bool {
    text.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil
  }

  /// The names of all references, in order.
  static func names(in text: String) -> [String] {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return [] }
    return text.matches(of: /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/).map { String($0.output.1) }
  }

  static func removing(from text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
    return text.replacing(/\$\{[A-Za-z_][A-Za-z0-9_]*\}/, with: "")
  }

  /// The text so that the tool makes of it what stands here: only references to `settings` are left.
  ///
  /// - Parameters:
  ///   - text: what is meant.
  ///   - settings: the names that are put in.
  ///   - isSparing: whether a `$` is doubled only where the tool would take it for something, as in
  ///     patterns and paths, which it checks before it puts anything in.
  /// - Returns: the text for the tool.
  static func escaping(
    _ text: String, settings: Set<String> = [], isSparing: Bool = false
  ) -> String {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
    let scalars = Array(text.unicodeScalars)
    var output = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      output.append(scalar)
      guard scalar == "$" else { continue }
      let rest = scalars[(index + 1)...]
      if !isReference(rest, settings), !isSparing || isTaken(rest.first) { output.append("$") }
    }
    return String(output)
  }

  private static func isReference(
    _ rest: ArraySlice<Unicode.Scalar>, _ settings: Set<String>
  ) -> Bool {
    guard rest.first == "{", let end = rest.firstIndex(of: "}") else { return false }
    return settings.contains(
      String(String.UnicodeScalarView(rest[(rest.startIndex + 1)..<end])))
  }

  private static func isTaken(_ next: Unicode.Scalar?) -> Bool {
    guard let next else { return false }
    return next == "$" || next == "{" || next == "_"
      || (next.isASCII && next.properties.isAlphabetic)
  }
}
