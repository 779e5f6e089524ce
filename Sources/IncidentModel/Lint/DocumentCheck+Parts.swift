extension DocumentCheck {
  static let missingParts = DocumentCheck(
    rule: LintRule(
      "P01", "missing-parts", .hint,
      why: "Without the impact, the timeline and the follow-ups a reader cannot learn from it.",
      instead: "Add the part, or say why there is none.")
  ) { document in
    guard let title = document.postmortemTitle else { return [] }
    let there = document.parts
    let missing: [(LintSectionKinds, String)] = [
      (.impact, "the impact"), (.timeline, "a timeline"), (.proposals, "follow-ups"),
    ]
    let names = missing.filter { there.isDisjoint(with: $0.0) }.map(\.1)
    guard !names.isEmpty else { return [] }
    return [
      DocumentMatch(range: title, message: "This postmortem lacks \(listed(names)).")
    ]
  }
}

private func listed(_ names: [String]) -> String {
  guard let last = names.last, names.count > 1 else { return names.first ?? "" }
  return names.dropLast().joined(separator: ", ") + " and " + last
}

extension LintDocument {
  /// The heading by which the document is seen to be a postmortem; nil when it is none.
  fileprivate var postmortemTitle: Range<Int>? {
    let headings = sections.compactMap(\.block)
    guard let first = headings.first else { return nil }
    let text = " \(prose.words(of: first).joined(separator: " ")) "
    let isNamed = Self.titles.contains { text.hasBytes(" \($0) ") }
    let known: [LintSectionKinds] = [.impact, .timeline, .followups, .causes]
    let count = known.count { kind in sections.contains { $0.ownKinds.contains(kind) } }
    return isNamed && headings.count > 1 || count >= 2 ? trimmed(blocks[first].range) : nil
  }

  private static let titles = [
    "postmortem", "post-mortem", "post mortem", "incident report", "incident review",
    "post-incident review", "post-incident report", "learning review",
  ]

  /// What the headings, the labels of lists and the first cells of rows speak of.
  fileprivate var parts: LintSectionKinds {
    sections.reduce(into: labels) { all, section in all.formUnion(section.ownKinds) }
  }

  private var labels: LintSectionKinds {
    blocks.indices.reduce(into: []) { all, index in
      guard case .heading = blocks[index].kind else {
        let words = prose.range(ofBlock: index).prefix(3)
        return all.formUnion(LintSectionKinds(heading: words.map { prose.words[$0].text }))
      }
    }
  }
}
