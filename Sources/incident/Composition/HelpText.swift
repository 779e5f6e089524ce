/// Breaks the usage line of a help text, which the parser wraps nowhere.
///
/// - Parameters:
///   - help: a help text, or a message that ends in a usage line.
///   - columns: the longest line, in characters.
/// - Returns: the text, in which what stands in brackets is never broken.
func wrappingUsage(_ help: String, columns: Int = 80) -> String {
  help.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    let isUsage = line.hasPrefix("USAGE: ") || line.hasPrefix("Usage: ")
    return isUsage && line.count > columns ? broken(line, columns: columns) : String(line)
  }.joined(separator: "\n")
}

private func broken(_ usage: Substring, columns: Int) -> String {
  var lines: [String] = []
  var line = ""
  for part in usageParts(usage) {
    if line.isEmpty {
      line = part
    } else if line.count + 1 + part.count <= columns {
      line += " " + part
    } else {
      lines.append(line)
      line = String(repeating: " ", count: 9) + part
    }
  }
  return (lines + [line]).joined(separator: "\n")
}

/// The words of a usage line; what stands in brackets is one, and so is `<text> ...`.
private func usageParts(_ usage: Substring) -> [String] {
  var parts: [String] = []
  var isOpen = false
  for word in usage.split(separator: " ") {
    if let last = parts.last, isOpen || word == "..." {
      parts[parts.count - 1] = last + " " + word
    } else {
      parts.append(String(word))
    }
    if word.hasPrefix("[") { isOpen = true }
    if word.hasSuffix("]") { isOpen = false }
  }
  return parts
}
