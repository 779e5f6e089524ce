/// Links in text from outside: only those of the web, and nothing that could mean something else.
enum WebLink {
  /// The `http` and `https` links in a text, in order.
  static func links(in text: String) -> [String] {
    text.split { $0.isWhitespace || "<>\"'`|".contains($0) }.compactMap { word in
      guard let start = word.firstRange(of: "http") else { return nil }
      var link = word[start.lowerBound...]
      while let last = link.last, ".,;:!?)]}".contains(last) { link = link.dropLast() }
      return isSafe(link) ? String(link) : nil
    }
  }

  /// The machine that a link leads to, with its port.
  static func host(of link: String) -> String {
    guard let scheme = link.firstRange(of: "://") else { return "" }
    let authority = link[scheme.upperBound...].prefix { !"/?#".contains($0) }
    // What stands before an @ is a name and password, and often a lie about the host.
    return String(authority.split(separator: "@").last ?? "")
  }

  private static func isSafe(_ link: Substring) -> Bool {
    let isWeb = link.hasPrefix("http://") || link.hasPrefix("https://")
    return isWeb && !host(of: String(link)).isEmpty
      && link.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F && $0.isASCII }
  }
}
