/// The places of a document where people write.
///
/// Shape: a region between `<!-- write: NAME — what to write -->` and `<!-- end: NAME -->`, each on
/// a line of its own. What stands between them is kept when the document is made again.
package struct WritePlaces: Hashable, Sendable {
  /// What stands in a place where nobody has written.
  package static let unwritten = "*Not written yet.*"

  private var kept: [String: String] = [:]
  /// The names of the places of an earlier version, in order.
  private var earlier: [String] = []
  private var used: Set<String> = []
  /// How many places the document had when it was made the first time, and how many were written.
  package private(set) var total = 0
  package private(set) var written = 0

  package init(keeping previous: String = "") {
    var open: String?
    var text: [Substring] = []
    let lines = previous.replacing("\r\n", with: "\n").split(
      separator: "\n", omittingEmptySubsequences: false)
    for line in lines {
      let trimmed = line.trimmingSpaces()
      if let name = open {
        if trimmed == Self.end(name) {
          keep(text.joined(separator: "\n"), name)
          open = nil
        } else if let next = Self.place(trimmed) {
          // An end that somebody removed: what was written stands before the next heading.
          keep(text.prefix { !$0.hasPrefix("#") }.joined(separator: "\n"), name)
          (open, text) = (next, [])
        } else {
          text.append(line)
        }
      } else if let next = Self.place(trimmed) {
        (open, text) = (next, [])
      }
    }
    // An end that somebody removed: nothing of what follows is lost.
    if let open { keep(text.joined(separator: "\n"), open) }
  }

  /// The name of the place that a line begins; nil for any other line.
  private static func place(_ line: some StringProtocol) -> String? {
    let pattern = /<!-- write: ([a-z-]+)(?: .*)?-->/
    return String(line).wholeMatch(of: pattern).map { String($0.1) }
  }

  private mutating func keep(_ text: String, _ name: String) {
    let text = String(text.trimmingSpaces())
    guard !text.isEmpty, text != Self.unwritten else { return }
    if kept[name] == nil {
      earlier.append(name)
      kept[name] = text
    } else if kept[name] != text {
      kept[name]? += "\n\n\(text)"
    }
  }

  mutating func startOver() {
    (total, written) = (used.count, used.filter { kept[$0] != nil }.count)
    used = []
  }

  /// A place with what a person wrote there, or with nothing yet.
  package mutating func place(_ name: String, _ what: String) -> String {
    used.insert(name)
    return """
      <!-- write: \(name) — \(what) -->

      \(kept[name] ?? Self.unwritten)

      \(Self.end(name))

      """
  }

  /// What stood in places that this document does not have.
  var leftOver: String {
    let names = earlier.filter { !used.contains($0) }
    guard !names.isEmpty else { return "" }
    var text = "\n## Kept from an earlier version\n"
    for name in names {
      text += "\n<!-- write: \(name) — a place this template does not have -->\n\n"
      text += "\(kept[name] ?? "")\n\n\(Self.end(name))\n"
    }
    return text
  }

  private static func end(_ name: String) -> String { "<!-- end: \(name) -->" }
}
