/// Lines committed before, browsed with Up and Down; the half-typed one is kept at the end.
package struct History: Equatable, Sendable {
  /// From the oldest to the newest, without duplicates.
  package private(set) var lines: [String]

  private var index: Int?
  private var draft = ""
  private let limit: Int

  /// Creates a history of earlier lines, from the oldest to the newest.
  package init(_ lines: [String] = [], limit: Int = 500) {
    self.limit = max(1, limit)
    self.lines = []
    for line in lines { append(line) }
  }

  /// Adds a committed line as the newest, and ends browsing.
  package mutating func append(_ line: String) {
    index = nil
    draft = ""
    guard !line.isEmpty else { return }
    lines.removeAll { $0 == line }
    lines.append(line)
    if lines.count > limit { lines.removeFirst(lines.count - limit) }
  }

  /// The line before the one shown, which is kept as a draft when browsing starts; nil at the end.
  package mutating func older(than current: String) -> String? {
    let next = (index ?? lines.count) - 1
    guard lines.indices.contains(next) else { return nil }
    if index == nil { draft = current }
    index = next
    return lines[next]
  }

  /// The newest line before the one shown that holds a text; nil when none does.
  package mutating func older(than current: String, holding text: String) -> String? {
    let wanted = text.lowercased()
    let end = index ?? lines.count
    guard
      let found = lines[..<end].lastIndex(where: {
        $0 != current && $0.lowercased().contains(wanted)
      })
    else { return nil }
    if index == nil { draft = current }
    index = found
    return lines[found]
  }

  /// The line after the one shown, in the end the draft; nil when not browsing.
  package mutating func newer() -> String? {
    guard let current = index else { return nil }
    guard lines.indices.contains(current + 1) else {
      index = nil
      return draft
    }
    index = current + 1
    return lines[current + 1]
  }
}
