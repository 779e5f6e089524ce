extension DocumentCheck {
  static let vagueFollowup = DocumentCheck(
    rule: LintRule(
      "B15", "vague-followup", .warn,
      why: "Nobody can tell when it is done, so it never is.",
      instead: "Begin with a verb, say what exactly, when it is done, and who does it.")
  ) { document in
    document.followups.flatMap { list in
      list.items.filter(\.isOpen).compactMap { item in
        if let vague = document.vagueness(of: item) { return vague }
        guard !item.hasOwner, list.hasOwners else { return nil }
        return DocumentMatch(
          range: item.range, message: "Others here have an owner; this has none.")
      }
    }
  }

  static let unownedFollowups = DocumentCheck(
    rule: LintRule(
      "P02", "followups-without-owner", .hint,
      why: "What nobody owns and nobody expects is seldom done.",
      instead: "Give each an owner, a date or a ticket.")
  ) { document in
    let items = document.followups.flatMap(\.items).filter(\.isOpen)
    guard let first = items.first, !items.contains(where: document.isTracked) else { return [] }
    return [
      DocumentMatch(
        range: first.range, message: "None of the follow-ups has an owner, a date or a ticket.")
    ]
  }
}

/// A list or a table of follow-ups.
struct LintFollowups {
  struct Item {
    var block: Int
    /// What is to be done.
    var range: Range<Int>
    var hasOwner: Bool
    var isOpen: Bool
  }

  var items: [Item]
  /// Whether it shows owners, so that one without stands out.
  var hasOwners: Bool
}

extension LintDocument {
  /// The lists and tables of the sections on follow-ups.
  func readFollowups() -> [LintFollowups] {
    let inTables = tables.filter { sections[$0.section].kinds.contains(.followups) }
    return (lists + inTables.compactMap(followups(in:))).filter { !$0.items.isEmpty }
  }

  /// The lists of the sections on follow-ups, one for each section.
  private var lists: [LintFollowups] {
    var bySection: [Int: [Int]] = [:]
    for (index, block) in blocks.enumerated()
    where block.kind == .item && sections[block.section].kinds.contains(.followups) {
      bySection[block.section, default: []].append(index)
    }
    return bySection.sorted { $0.key < $1.key }.map { _, indices in
      let items = indices.filter { !isParent($0) }.map { index in
        let block = blocks[index]
        let text = plain(block.range)
        return LintFollowups.Item(
          block: index, range: trimmed(block.range),
          hasOwner: text.utf8.contains(UInt8(ascii: "@")) || text.hasBytes("owner")
            || text.hasBytes("assign"),
          isOpen: !block.isTicked && !Self.isNothing(text) && !isStruck(block.range))
      }
      let owned = items.count { $0.hasOwner }
      return LintFollowups(items: items, hasOwners: owned >= 2 && owned * 2 >= items.count)
    }
  }

  /// Whether other items stand below an item, or it only announces them.
  private func isParent(_ index: Int) -> Bool {
    let block = blocks[index]
    if text.bytes[trimmed(block.range)].last == UInt8(ascii: ":") { return true }
    guard blocks.indices.contains(index + 1) else { return false }
    let next = blocks[index + 1]
    return next.kind == .item && next.indent > block.indent
  }

  private func isStruck(_ range: Range<Int>) -> Bool {
    text.bytes[trimmed(range)].opens(with: "~~")
  }

  private func followups(in table: LintTable) -> LintFollowups? {
    guard let head = table.head?.cells.map(plain) else { return nil }
    guard let what = head.firstIndex(where: { Self.whatWords.contains($0) }) else { return nil }
    let owner = head.firstIndex { Self.ownerWords.contains($0) }
    let state = head.firstIndex { ["state", "status", "done", "progress"].contains($0) }
    let items = table.rows.compactMap { row -> LintFollowups.Item? in
      guard row.cells.indices.contains(what), !row.cells[what].isEmpty else { return nil }
      func cell(_ index: Int?) -> String {
        index.flatMap { row.cells.indices.contains($0) ? plain(row.cells[$0]) : nil } ?? ""
      }
      let isOver = Self.overWords.contains { cell(state).hasPrefix($0) }
      return LintFollowups.Item(
        block: row.block, range: row.cells[what], hasOwner: !Self.isNothing(cell(owner)),
        isOpen: !isOver && !Self.isNothing(cell(what)) && !isStruck(row.cells[what]))
    }
    let hasOwners = owner != nil && items.contains(where: \.hasOwner)
    return LintFollowups(items: items, hasOwners: hasOwners)
  }

  private static let whatWords: Set<String> = [
    "action", "actions", "action item", "what", "task", "description", "item", "follow-up",
    "followup", "follow up", "todo", "title", "summary",
  ]
  private static let ownerWords: Set<String> = [
    "owner", "owners", "assignee", "assigned to", "responsible", "who", "dri", "owner(s)",
  ]
  private static let overWords = [
    "done", "closed", "complete", "declined", "decided against", "won't", "wont", "cancel", "yes",
    "fixed", "merged", "✅", "rejected", "dropped", "resolved", "shipped", "released", "finished",
  ]

  private static func isNothing(_ text: String) -> Bool {
    let nothing: Set<String> = [
      "", "-", "–", "—", "?", "tbd", "tba", "n/a", "none", "unassigned", "nobody", "todo", "...",
      "…", "unknown",
    ]
    return nothing.contains(text) || text.hasPrefix("not written") || text.hasPrefix("none ")
      || text.hasPrefix("none.") || text.hasPrefix("no action")
  }

  /// Whether anything says who does it, by when, or where it is tracked.
  fileprivate func isTracked(_ item: LintFollowups.Item) -> Bool {
    let range = blocks[item.block].range
    return item.hasOwner || range.contains { masked[$0] == .masked }
      || text.bytes[range].contains { isDigitByte($0) || "@([#".utf8.contains($0) }
  }
}

// What is vague.
extension LintDocument {
  fileprivate func vagueness(of item: LintFollowups.Item) -> DocumentMatch? {
    let all = prose.range(ofBlock: item.block)
    var words = all.filter { item.range.contains(prose.words[$0].range.lowerBound) }[...]
    // "OPS-12: …", "Monitoring: …": what is to be done comes after the label.
    if let label = words.prefix(4).dropFirst().lastIndex(where: isAfterColon) {
      words = words[label...]
    }
    words = words.drop { Self.urging.contains(prose.words[$0].text) }
    words = words.drop { prose.words[$0].text.utf8.contains(where: isDigitByte) }
    guard let first = words.first, prose.words[first].gap.isDisjoint(with: .masked) else {
      return nil
    }
    return vagueness(
      of: words.map { prose.words[$0].text }, isSpecific: isSpecific(item.block, words),
      range: prose.words[first].range.lowerBound..<item.range.upperBound)
  }

  private func isAfterColon(_ word: Int) -> Bool {
    guard word > 0 else { return false }
    return text.bytes[prose.words[word - 1].range.upperBound..<prose.words[word].range.lowerBound]
      .contains(UInt8(ascii: ":"))
  }

  /// Whether an item says where it is tracked, or how far it goes.
  private func isSpecific(_ block: Int, _ words: ArraySlice<Int>) -> Bool {
    let range = blocks[block].range
    if range.contains(where: { masked[$0] == .masked || isDigitByte(text.bytes[$0]) }) {
      return true
    }
    return words.count > 12
      || words.dropFirst(3).contains { Self.boundWords.contains(prose.words[$0].text) }
  }

  private func vagueness(
    of words: [String], isSpecific: Bool, range: Range<Int>
  ) -> DocumentMatch? {
    func opens(_ phrases: [[String]]) -> Bool { phrases.contains { words.starts(with: $0) } }
    if opens(Self.appeals) {
      return DocumentMatch(range: range, message: "This asks people to be different, not a system.")
    }
    guard !isSpecific else { return nil }
    if opens(Self.openEnded) {
      return DocumentMatch(range: range, message: "This begins with a word that has no end.")
    }
    guard words.count <= 5, let first = words.first, Self.nouns.contains(first),
      !words.contains(where: Self.verbs.contains)
    else { return nil }
    return DocumentMatch(range: range, message: "This names a thing and not what is done with it.")
  }

  /// What can stand before the verb: "we need to be more careful".
  private static let urging: Set<String> = ["we", "need", "should", "must", "to", "have", "all"]

  private static let appeals: [[String]] = [
    ["be", "more", "careful"], ["be", "careful"], ["be", "more"], ["remind"], ["pay", "more"],
    ["pay", "closer"], ["pay", "attention"], ["take", "more", "care"], ["try", "harder"],
    ["try", "to"],
  ]
  private static let openEnded: [[String]] = [
    ["investigate"], ["improve"], ["make", "sure"], ["ensure"], ["train"], ["look", "into"],
    ["think", "about"],
  ]
  private static let nouns: Set<String> = [
    "better", "more", "additional", "fewer", "less", "improved", "stronger", "proper", "monitoring",
    "documentation", "training", "testing", "alerting", "communication", "automation", "awareness",
  ]
  private static let verbs: Set<String> = [
    "should", "will", "must", "need", "needs", "is", "are", "be", "has", "have", "to",
  ]
  private static let boundWords: Set<String> = [
    "so", "until", "by", "within", "when", "which", "whenever", "before", "after", "via", "using",
    "per", "where", "if", "unless", "every", "each", "instead", "whether", "from",
  ]

  /// What is vague about the text of an entry that records a follow-up.
  func vagueFollowup(_ event: Event) -> DocumentMatch? {
    guard case .followup(let followup) = event, (followup.act ?? .added) == .added,
      let type = text.bytes.firstIndex(of: UInt8(ascii: ":"))
    else { return nil }
    let item = LintFollowups.Item(
      block: 0, range: trimmed(type + 1..<text.bytes.count), hasOwner: followup.owner != nil,
      isOpen: true)
    return followup.due != nil || followup.link != nil ? nil : vagueness(of: item)
  }
}
