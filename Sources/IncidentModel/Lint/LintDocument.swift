/// A text in the parts that rules look at.
struct LintDocument {
  let text: LintText
  /// The bytes with everything covered that is not prose of the author; line ends stay.
  private(set) var masked: [UInt8]
  private(set) var blocks: [LintBlock]
  private(set) var sections: [LintSection] = []
  private(set) var comments: [LintComment]
  private(set) var prose: LintProse
  private(set) var tables: [LintTable] = []
  private(set) var followups: [LintFollowups] = []
  /// The times of each incident that the document tells of; most tell of one.
  private(set) var incidents: [LintIncidentTimes] = []

  /// Reads a Markdown text.
  ///
  /// - Parameters:
  ///   - markdown: the text.
  ///   - people: who is known by name.
  init(markdown: String, people: LintPeople) {
    text = LintText(markdown)
    let reader = LintBlockReader(text)
    blocks = reader.blocks
    comments = reader.comments
    masked = reader.masked
    prose = LintProse(people: people)
    for block in blocks { LintInline.mask(block.range, of: &masked) }
    for index in blocks.indices {
      prose.read(masked, blocks[index].range, block: index)
    }
    arrange()
    tables = readTables()
    followups = readFollowups()
    incidents = readIncidents()
  }

  /// Reads a text that has no structure, such as an entry of the timeline.
  ///
  /// - Parameters:
  ///   - plain: the text.
  ///   - kinds: what it is about.
  ///   - people: who is known by name.
  init(plain: String, kinds: LintSectionKinds, people: LintPeople) {
    text = LintText(plain)
    masked = text.bytes
    comments = []
    let all = 0..<text.bytes.count
    blocks = [LintBlock(kind: .paragraph, lines: 0...text.lines.count - 1, range: all)]
    sections = [LintSection(level: 0, kinds: kinds, ownKinds: kinds, block: 0)]
    prose = LintProse(people: people)
    LintInline.mask(all, of: &masked)
    prose.read(masked, all, block: 0)
  }

  /// Puts every block into its section.
  private mutating func arrange() {
    sections = [LintSection(level: 0, kinds: [], ownKinds: [], block: nil)]
    // The headings that are open, outermost first.
    var path = [0]
    for index in blocks.indices {
      if let level = headingLevel(of: index) {
        while path.count > 1, let last = path.last, sections[last].level >= level {
          path.removeLast()
        }
        let own = isTitle(index, level) ? [] : LintSectionKinds(heading: prose.words(of: index))
        let above = path.last.map { sections[$0].kinds } ?? []
        sections.append(
          LintSection(level: level, kinds: own.union(above), ownKinds: own, block: index))
        path.append(sections.count - 1)
      }
      blocks[index].section = path.last ?? 0
    }
  }

  /// The level of a heading, or of a line that serves as one: bold as a whole, or ending in a colon.
  private func headingLevel(of index: Int) -> Int? {
    let block = blocks[index]
    if case .heading(let level) = block.kind { return level }
    guard block.kind == .paragraph, block.lines.count == 1, prose.words(of: index).count <= 6
    else { return nil }
    let line = text.bytes[block.range].reversed().drop { $0.isBlank }
    if line.first == UInt8(ascii: ":") { return 8 }
    let isBold = line.starts(with: "**".utf8) || line.starts(with: ":**".utf8)
    let opens = text.bytes[block.range].prefix(2)
    return isBold && opens.opens(with: "**") ? 7 : nil
  }

  /// Whether a heading names the document and says nothing about what stands below it.
  private func isTitle(_ index: Int, _ level: Int) -> Bool {
    level == 1 && sections.count == 1 && prose.words(of: index).count > 2
  }

  func kinds(ofBlock index: Int) -> LintSectionKinds { sections[blocks[index].section].kinds }

  /// The text of a block as it stands, without what is covered as a whole.
  func source(_ block: LintBlock) -> String { text.string(block.range) }
}
