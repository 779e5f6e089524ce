/// A value to be written as YAML.
package indirect enum YAMLValue: Hashable, Sendable {
  /// Any text; always in quotes.
  case text(String)
  /// A word, a number or a duration; in quotes only when it would read as something else without.
  case word(String)
  case list([YAMLValue])
  case map([YAMLField])
}

/// One key of a map, and what stands above it for whoever edits the file.
package struct YAMLField: Hashable, Sendable {
  package var key: String
  package var value: YAMLValue
  package var comment: String?

  package init(_ key: String, _ value: YAMLValue, comment: String? = nil) {
    self.key = key
    self.value = value
    self.comment = comment
  }
}

/// Writes YAML in a form that YAML 1.1 and 1.2 read alike: blocks, and text in double quotes.
///
/// Text from outside can become no key, comment, anchor, alias or second document, and commands no
/// terminal: what cannot be seen is written as an escape.
package enum YAMLEmitter {
  /// Writes a document.
  ///
  /// - Parameters:
  ///   - fields: in the order in which they are to stand.
  ///   - comment: what stands above all of them; may have several lines.
  /// - Returns: the document, ended with a line end.
  package static func document(_ fields: [YAMLField], comment: String? = nil) -> String {
    let head = comment.map(comments) ?? []
    let body = fields.isEmpty ? ["{}"] : lines(of: fields)
    return (head + body).map { "\($0)\n" }.joined()
  }

  /// A text in double quotes.
  package static func quoted(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var output = "\""
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      output += escape(scalar, before: next)
    }
    return output + "\""
  }

  private static func lines(of fields: [YAMLField]) -> [String] {
    fields.flatMap { field in
      (field.comment.map(comments) ?? []) + lines(of: field)
    }
  }

  private static func lines(of field: YAMLField) -> [String] {
    let key = word(field.key)
    if let scalar = scalar(field.value) { return ["\(key): \(scalar)"] }
    return ["\(key):"] + block(field.value).map { "  \($0)" }
  }

  /// The value on one line; nil for a list or a map in which there is something.
  private static func scalar(_ value: YAMLValue) -> String? {
    switch value {
    case .text(let text): quoted(text)
    case .word(let text): word(text)
    case .list(let items): items.isEmpty ? "[]" : nil
    case .map(let fields): fields.isEmpty ? "{}" : nil
    }
  }

  private static func block(_ value: YAMLValue) -> [String] {
    switch value {
    case .text, .word: [scalar(value) ?? ""]
    case .list(let items): items.flatMap(item)
    case .map(let fields): lines(of: fields)
    }
  }

  /// One item of a list: a comment stays above the dash, the rest is indented to it.
  private static func item(_ value: YAMLValue) -> [String] {
    let all = scalar(value).map { [$0] } ?? block(value)
    let start = all.firstIndex { !$0.hasPrefix("#") } ?? 0
    return all.enumerated().map { index, line in
      index < start ? line : (index == start ? "- \(line)" : "  \(line)")
    }
  }

  private static func comments(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var safe = String.UnicodeScalarView()
      for scalar in line.unicodeScalars {
        // Readers that look for aliases in the text itself must not find one in a comment either.
        if safe.last == "*", isNamePart(scalar) { safe.append(" ") }
        safe.append(isSeen(scalar) ? scalar : " ")
      }
      return safe.isEmpty ? "#" : "# \(String(safe))"
    }
  }

  /// A word as it is where that is safe, else in quotes.
  private static func word(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "."): true
      case UInt8(ascii: "-"): true
      default: false
      }
    }
    let isWord = isPlain && !text.isEmpty && !text.hasPrefix("-") && !text.hasPrefix(".")
    return isWord && text.lowercased() != "null" ? text : quoted(text)
  }

  private static func escape(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) -> String {
    switch scalar {
    case "\"": "\\\""
    case "\\": "\\\\"
    case "\n": "\\n"
    case "\t": "\\t"
    // Readers that look for aliases in the text itself must not find one here.
    case "*": next.map(isNamePart) == true ? "\\x2A" : "*"
    default: isSeen(scalar) ? String(scalar) : escape(scalar.value)
    }
  }

  private static func escape(_ value: UInt32) -> String {
    let (letter, count) = value <= 0xFF ? ("x", 2) : value <= 0xFFFF ? ("u", 4) : ("U", 8)
    let hex = String(value, radix: 16, uppercase: true)
    return "\\\(letter)\(String(repeating: "0", count: max(0, count - hex.count)))\(hex)"
  }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar == "-"
      || scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
  }

  /// Whether the scalar shows and may stand in YAML: no control, no format, no line end.
  private static func isSeen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned,
      .privateUse:
      // The joiner holds many emoji together.
      scalar == "\u{200D}"
    default: true
    }
  }
}
