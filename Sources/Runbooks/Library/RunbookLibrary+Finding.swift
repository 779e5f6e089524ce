internal import IncidentModel

extension RunbookLibrary {
  /// What a runbook was found for, and the heading that is meant.
  package struct Match: Hashable, Sendable {
    package var item: Item
    /// The slug of the heading; nil for all of it.
    package var heading: String?

    package init(item: Item, heading: String? = nil) {
      self.item = item
      self.heading = heading
    }
  }

  /// The runbook that a person calls by a name: exactly, by its last part, or by a unique beginning.
  ///
  /// - Returns: all that could be meant.
  package func items(named name: String) -> [Item] {
    let wanted = Self.stem(of: name).lowercased()
    let exact = items.filter { $0.name.lowercased() == wanted }
    if !exact.isEmpty { return exact }
    let last = items.filter { Self.lastPart(of: $0.name).lowercased() == wanted }
    if !last.isEmpty { return last }
    return items.filter {
      $0.name.lowercased().hasPrefix(wanted)
        || Self.lastPart(of: $0.name).lowercased().hasPrefix(wanted)
    }
  }

  /// What an alert leads to, by the labels and annotations it came with.
  ///
  /// In this order: its `runbook_url`, the names of alerts that runbooks give, file names, headings.
  package func match(alert name: String, labels: [String: String]) -> Match? {
    if let link = labels["runbook_url"] ?? labels["runbook"],
      let match = match(link: Self.expanded(link, labels))
    {
      return match
    }
    guard !name.isEmpty else { return nil }
    if let item = items.first(where: { item in
      item.front.alerts.contains { Self.matches($0, name) }
    }) {
      return Match(item: item)
    }
    let folded = name.lowercased()
    if let item = items.first(where: { Self.lastPart(of: $0.name).lowercased() == folded }) {
      return Match(item: item)
    }
    for item in items {
      for (index, heading) in item.headings.enumerated() {
        let title = heading.title.filter { $0 != "\"" && $0 != "'" && $0 != "`" }.lowercased()
        if title == folded || title.hasSuffix(" \(folded)") || title.hasSuffix(":\(folded)") {
          return Match(item: item, heading: index == 0 ? nil : heading.slug)
        }
      }
    }
    return nil
  }

  /// What a link to a runbook means here: the longest part of its path that is one of ours.
  package func match(link: String) -> Match? {
    let fragment = link.firstIndex(of: "#").map { String(link[link.index(after: $0)...]) }
    var path = link.prefix { $0 != "#" && $0 != "?" }
    if let scheme = path.firstRange(of: "://") { path = path[scheme.upperBound...] }
    let parts = Self.stem(of: String(path)).lowercased().split(separator: "/")
    for start in parts.indices {
      let suffix = parts[start...].joined(separator: "/")
      if let item = items.first(where: { $0.name.lowercased() == suffix }) {
        return Match(item: item, heading: fragment)
      }
    }
    guard let last = parts.last else { return nil }
    return items.first { Self.lastPart(of: $0.name).lowercased() == last }.map {
      Match(item: $0, heading: fragment)
    }
  }

  /// The runbooks that say they are for a service.
  package func items(forService service: String) -> [Item] {
    items.filter { item in item.front.services.contains { Self.matches($0, service) } }
  }

  /// The runbooks whose text holds every word of a query; those that hold them in their title first.
  package func items(containing query: String) -> [Item] {
    let words = query.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
    guard !words.isEmpty else { return items }
    func rank(_ item: Item) -> Int? {
      let head = "\(item.name) \(item.title) \(item.front.alerts.joined(separator: " "))"
        .lowercased()
      if words.allSatisfy(head.contains) { return 0 }
      guard let bytes = try? Self.bytes(of: item.path) else { return nil }
      let text = String(decoding: bytes, as: UTF8.self).lowercased()
      return words.allSatisfy(text.contains) ? 1 : nil
    }
    let ranked = items.compactMap { item in rank(item).map { (item, $0) } }
    return ranked.filter { $0.1 == 0 }.map(\.0) + ranked.filter { $0.1 == 1 }.map(\.0)
  }

  // MARK: Texts

  private static func stem(of path: String) -> String {
    var path = path[...]
    while path.hasSuffix("/") { path.removeLast() }
    for end in [".md", ".markdown", ".html", ".htm"] where path.hasSuffix(end) {
      path = path.dropLast(end.count)
    }
    if path.hasSuffix("/README") || path.hasSuffix("/index") {
      path = path[..<(path.lastIndex(of: "/") ?? path.endIndex)]
    }
    return String(path)
  }

  private static func lastPart(of name: String) -> String {
    String(name.split(separator: "/").last ?? "")
  }

  /// Whether a name matches a pattern in which `*` stands for any characters.
  private static func matches(_ pattern: String, _ name: String) -> Bool {
    let parts = pattern.lowercased().split(separator: "*", omittingEmptySubsequences: false)
    var rest = name.lowercased()[...]
    guard parts.count > 1, let first = parts.first, let last = parts.last else {
      return pattern.lowercased() == rest
    }
    guard rest.hasPrefix(first) else { return false }
    rest = rest.dropFirst(first.count)
    guard rest.hasSuffix(last), rest.count >= last.count else { return false }
    rest = rest.dropLast(last.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let range = rest.firstRange(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return true
  }

  /// A link with what `{{ $labels.name }}` stands for.
  private static func expanded(_ link: String, _ labels: [String: String]) -> String {
    link.replacing(/\{\{-?\s*\$?\.?[Ll]abels\.(\w+)\s*-?\}\}/) { labels[String($0.1)] ?? "" }
  }
}
