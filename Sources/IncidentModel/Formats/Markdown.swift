/// Text from outside as Markdown for GitHub: it shows as it reads and cannot become anything else.
///
/// The one border to Markdown. Text goes through ``visible(_:multiline:)``, line ends become spaces,
/// and every mark that could start a heading, a list, a cell, emphasis, code, HTML, an image or a
/// link is escaped. Addresses of http and https become autolinks; no others do. `@name` becomes code,
/// which is what keeps GitHub from calling a stranger: it looks for names in the rendered text, so
/// an escape would not help.
///
/// - Parameter text: what stands in a paragraph, a list item or a table cell.
/// - Returns: one line of Markdown, empty when the text is.
package func markdown(_ text: String) -> String {
  let line = visible(text, multiline: true).replacing("\n", with: " ")
  var writer = MarkdownLine(String(line.trimmingSpaces()))
  return writer.written()
}

/// An address as Markdown: an autolink for http and https, plain text for all others.
///
/// - Parameter url: an address from outside.
/// - Returns: Markdown on one line.
package func markdownLink(_ url: String) -> String {
  let scalars = Array(visible(url.trimmingSpaces().description).unicodeScalars)
  guard isWebAddress(scalars[...]), !scalars.contains(where: \.properties.isWhitespace) else {
    return markdown(url)
  }
  return autolink(scalars[...])
}

private struct MarkdownLine {
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var output = ""

  init(_ line: String) { scalars = Array(line.unicodeScalars) }

  mutating func written() -> String {
    writeStart()
    while index < scalars.count {
      let rest = scalars[index...]
      if isWebAddress(rest), !isWord(before: index) {
        let address = rest.prefix(address(in: rest))
        output += autolink(address)
        index += address.count
      } else if let name = mention(in: rest) {
        output += "`\(String(String.UnicodeScalarView(name)))`"
        index += name.count
      } else {
        write(scalars[index])
      }
    }
    return output
  }

  /// Escapes what only means something at the start of a line.
  private mutating func writeStart() {
    guard let first = scalars.first else { return }
    if "-+=".unicodeScalars.contains(first) {
      output += "\\"
      output.unicodeScalars.append(first)
      index = 1
      return
    }
    let digits = scalars.prefix { ("0"..."9").contains($0) }
    guard !digits.isEmpty, digits.count < scalars.count else { return }
    let end = scalars[digits.count]
    guard end == "." || end == ")" else { return }
    output.unicodeScalars.append(contentsOf: digits)
    output += "\\"
    output.unicodeScalars.append(end)
    index = digits.count + 1
  }

  private mutating func write(_ scalar: Unicode.Scalar) {
    let isEscaped =
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "&", "#", "|", "~", "$": true
      case "!": next == "["
      // `www.` and other schemes would become links.
      case ".": index >= 3 && scalars[index - 3..<index].allSatisfy { $0 == "w" || $0 == "W" }
      case ":": next == "/" || isMailScheme
      default: false
      }
    if isEscaped { output += "\\" }
    output.unicodeScalars.append(scalar)
    index += 1
  }

  private var next: Unicode.Scalar? { index + 1 < scalars.count ? scalars[index + 1] : nil }

  private var isMailScheme: Bool {
    let before = String(String.UnicodeScalarView(scalars[max(0, index - 6)..<index])).lowercased()
    return before.hasSuffix("mailto") || before.hasSuffix("xmpp")
  }

  private func isWord(before index: Int) -> Bool {
    index > 0 && (scalars[index - 1].properties.isAlphabetic || scalars[index - 1] == "_")
  }

  /// How much of the text is the address: up to a space, without the punctuation after it.
  private func address(in rest: ArraySlice<Unicode.Scalar>) -> Int {
    var address = rest.prefix { !$0.properties.isWhitespace && $0 != "<" && $0 != ">" }
    while let last = address.last, ".,;:!?'\"*_~)]}|`".unicodeScalars.contains(last) {
      let opened = address.count { $0 == "(" }
      if last == ")", opened >= address.count(where: { $0 == ")" }) { break }
      address = address.dropLast()
    }
    return address.count
  }

  /// `@name` as GitHub finds it, in front of which no letter stands.
  private func mention(in rest: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>? {
    guard rest.first == "@" else { return nil }
    if rest.startIndex > 0 {
      let before = scalars[rest.startIndex - 1]
      // The local part of a mail address: GitHub calls nobody there.
      if before.isASCII, before.properties.isAlphabetic || ("0"..."9").contains(before) {
        return nil
      }
    }
    let name = rest.dropFirst().prefix {
      $0.isASCII
        && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-" || $0 == "/")
    }
    return name.isEmpty || name.first == "-" || name.first == "/"
      ? nil : rest.prefix(name.count + 1)
  }
}

private func isWebAddress(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
  let start = String(String.UnicodeScalarView(scalars.prefix(9))).lowercased()
  for scheme in ["http://", "https://"] where start.hasPrefix(scheme) {
    let host = scalars.dropFirst(scheme.count).first
    if let host, host.properties.isAlphabetic || ("0"..."9").contains(host) || host == "[" {
      return true
    }
  }
  return false
}

/// `<address>`, where nothing is an escape and a pipe would end a cell.
private func autolink(_ address: ArraySlice<Unicode.Scalar>) -> String {
  var output = "<"
  for scalar in address {
    if "<>|\\`\"".unicodeScalars.contains(scalar) {
      output += "%" + String(scalar.value, radix: 16, uppercase: true)
    } else {
      output.unicodeScalars.append(scalar)
    }
  }
  return output + ">"
}
