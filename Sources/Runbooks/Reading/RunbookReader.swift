package import IncidentModel

/// Why a file is no runbook.
package enum RunbookFailure: Error, Hashable, Sendable {
  case tooLarge(limit: Int)
  case notText
}

/// Makes a runbook of the bytes of a Markdown file, by the rules R1 to R9 of `docs/runbooks.md`.
package struct RunbookReader {
  var runbook: Runbook
  let tree: MarkdownTree
  let declared: [String]
  /// The headings that the text at hand stands below, the outermost first.
  private var headings: [(level: Int, section: Int, role: SectionRole?)] = []
  /// The number of the section at hand.
  var section: Int?
  /// What the section at hand is for; nil when its heading says nothing.
  var role: SectionRole?
  /// The paragraph that stands right before, and its line.
  var lead: (text: String, line: Int)?
  /// The line of the first paragraph of a section that has no step yet.
  private var prose: Int?
  private var slugs: [String: Int] = [:]
  /// The step that an ordered list left open, while only code has come since.
  var lastOrdered: Int?
  /// The step of the item that stands right before.
  var lastItem: Int?

  /// Reads the bytes of a file at `path`; `name` is its path within its folder, without `.md`.
  package static func read(
    _ bytes: [UInt8], name: String, path: String
  ) throws(RunbookFailure) -> Runbook {
    guard bytes.count <= MarkdownGuard.longestFile else {
      throw .tooLarge(limit: MarkdownGuard.longestFile)
    }
    guard !bytes.contains(0) else { throw .notText }
    var reader = RunbookReader(bytes, name: name, path: path)
    reader.readBlocks()
    reader.finish()
    return reader.runbook
  }

  private init(_ original: [UInt8], name: String, path: String) {
    runbook = Runbook(name: name, path: path, digest: digest(of: original))
    // The parser takes a lone carriage return for the end of a line: so does everything here.
    let bytes = original.indices.map { index in
      let isLone =
        original[index] == 0x0D && (index + 1 == original.count || original[index + 1] != 0x0A)
      return isLone ? UInt8(ascii: "\n") : original[index]
    }
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    runbook.lines = bytes[start...].split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    ).map { String(decoding: $0.last == 0x0D ? $0.dropLast() : $0, as: UTF8.self) }
    let front = FrontMatterReader(runbook.lines)
    runbook.front = front.front
    runbook.problems = front.problems
    declared = front.front.parameters.map(\.name)
    // Blank lines stand for it, so that the numbers of lines stay true.
    var body = bytes
    if front.lineCount > 0 {
      var line = 0
      for index in body.indices {
        if body[index] == UInt8(ascii: "\n") {
          line += 1
          if line >= front.lineCount { break }
        } else {
          body[index] = UInt8(ascii: " ")
        }
      }
    }
    let tooWide = MarkdownGuard.excessiveTable(in: body)
    if let tooWide {
      runbook.problems.append(
        Runbook.Problem(
          line: tooWide, "a table with too many columns: tables of this file are shown as text"))
    }
    tree = MarkdownTree(body, hasTables: tooWide == nil)
  }

  // MARK: Blocks

  private mutating func readBlocks() {
    // Quotes and the like are looked into; what nests deeper than a person writes is not.
    var waiting: [(block: Int, depth: Int)] = tree.children(of: -1).reversed().map { ($0, 0) }
    while let (index, depth) = waiting.popLast() {
      let block = tree.blocks[index]
      takeLinks(block)
      switch block.kind {
      case .heading(let level): takeHeading(block, level)
      case .paragraph: takeParagraph(block)
      case .list(let isOrdered, let start): takeList(index, isOrdered: isOrdered, start: start)
      case .code(let text, let isFenced):
        takeCode(
          text, isFenced: isFenced, line: block.line, next: waiting.last?.block)
      case .html(let text): takeComment(text, line: block.line)
      case .quote where depth < 4:
        waiting += tree.children(of: index).reversed().map { ($0, depth + 1) }
      case .quote, .table, .item, .other: (lastOrdered, lastItem) = (nil, nil)
      }
    }
    closeSection()
  }

  private mutating func takeHeading(_ block: MarkdownTree.Block, _ level: Int) {
    closeSection()
    let title = block.text
    if runbook.title.isEmpty { runbook.title = title }
    headings.removeAll { $0.level >= level }
    // The first title names the runbook: it may well be called after what it does.
    let isTitle = level == 1 && !runbook.sections.contains { $0.level == 1 }
    let own = isTitle ? nil : SectionRole(heading: title)
    let inherited = headings.last?.role
    role = own.map { $0 == .do ? inherited ?? .do : $0 } ?? inherited
    let slug = slug(of: title)
    var new = Runbook.Section(
      title: title, level: level, line: block.line, role: role ?? .reference, slug: slug)
    for text in Self.comments(in: block.inlines) { read(text, into: &new.attributes, block.line) }
    runbook.sections.append(new)
    section = runbook.sections.count - 1
    headings.append((level, runbook.sections.count - 1, role))
    (lead, prose, lastOrdered, lastItem) = (nil, nil, nil, nil)
  }

  /// GitHub's name of a heading: lower case, hyphens for spaces, no signs; a number from the second on.
  private mutating func slug(of title: String) -> String {
    let base = String(
      title.lowercased().compactMap { character -> Character? in
        if character == " " { return "-" }
        return character.isLetter || character.isNumber || character == "-" || character == "_"
          ? character : nil
      })
    let count = slugs[base, default: 0]
    slugs[base] = count + 1
    return count == 0 ? base : "\(base)-\(count)"
  }

  /// R7: a section that says what to do and has only prose is one thing to read and do.
  private mutating func closeSection() {
    defer { (prose, lead) = (nil, nil) }
    guard let section, let prose, let role, role != .reference,
      runbook.steps.last?.section != section
    else { return }
    let title = runbook.sections[section].title
    runbook.steps.append(
      Runbook.Step(
        title: title, depth: 0, role: role, section: section, lines: prose..<prose + 1))
  }

  private mutating func takeParagraph(_ block: MarkdownTree.Block) {
    let text = block.text
    (lastOrdered, lastItem) = (nil, nil)
    guard !text.isEmpty else {
      for text in Self.comments(in: block.inlines) { takeComment(text, line: block.line) }
      return
    }
    for text in Self.comments(in: block.inlines) { takeComment(text, line: block.line) }
    lead = (text, block.line)
    let word = text.prefix(8).uppercased()
    if prose == nil, !["TODO", "TBD", "N/A", "NONE"].contains(where: word.hasPrefix) {
      prose = block.line
    }
    // R9: a command within a sentence that says what to do.
    guard let role, role != .reference else { return }
    let blocks = inlineCommands(in: block)
    guard !blocks.isEmpty else { return }
    var step = newStep(Self.title(of: text), line: block.line)
    step.blocks = blocks
    runbook.steps.append(step)
  }

  func inlineCommands(in block: MarkdownTree.Block) -> [RunbookBlock] {
    block.inlines.compactMap { inline in
      guard case .code(let text) = inline, let space = text.firstIndex(of: " "),
        CommandWords.isKnown(String(text[..<space]))
      else { return nil }
      var found = BlockClassifier(declared: declared).block(text, language: "sh", line: block.line)
      found?.isInline = true
      return found
    }
  }

  func newStep(_ title: String, line: Int, depth: Int = 0) -> Runbook.Step {
    Runbook.Step(
      title: title, depth: depth, role: role.map { $0 == .reference ? .do : $0 } ?? .do,
      section: section, lines: line..<line + 1)
  }

  /// The first sentence of a text, as a title.
  static func title(of text: String) -> String {
    var title = text[...]
    let bytes = Array(text.utf8)
    // A sign and a space end it, but not those of `e.g. ` at its start.
    let end = bytes.indices.dropLast().first { index in
      index > 8 && ".!?:".utf8.contains(bytes[index]) && bytes[index + 1] == UInt8(ascii: " ")
        && !(bytes[index - 2] == UInt8(ascii: ".") || bytes[index - 2] == UInt8(ascii: " "))
    }
    if let end { title = text[..<text.utf8.index(text.startIndex, offsetBy: end)] }
    while let last = title.last, last == ":" || last == "." || last.isWhitespace {
      title.removeLast()
    }
    return title.count > 120 ? "\(title.prefix(119))…" : String(title)
  }

  /// The last sentence of a paragraph: what is said right before a command is about it.
  static func lastSentence(of text: String) -> String {
    let bytes = Array(text.utf8)
    let end = bytes.indices.dropLast(3).last { index in
      ".!?".utf8.contains(bytes[index]) && bytes[index + 1] == UInt8(ascii: " ")
    }
    guard let end else { return text }
    return String(text[text.utf8.index(text.startIndex, offsetBy: end + 2)...])
  }

  // MARK: Attributes

  /// What comments among inlines tell this program.
  static func comments(in inlines: [MarkdownTree.Inline]) -> [String] {
    inlines.compactMap { inline in
      guard case .html(let text) = inline, text.hasPrefix("<!--") else { return nil }
      return text
    }
  }

  /// Takes a comment for this program that stands on a line of its own, right below a step or heading.
  mutating func takeComment(_ text: String, line: Int) {
    guard text.contains("incident:") else { return }
    let isNear = { (other: Int) in line - other <= 2 }
    let heading = section.map { runbook.sections[$0].line } ?? 0
    if let step = runbook.steps.indices.last, runbook.steps[step].lines.lowerBound > heading,
      isNear(runbook.steps[step].lines.upperBound - 1)
    {
      var attributes = runbook.steps[step].attributes
      read(text, into: &attributes, line)
      runbook.steps[step].attributes = attributes
    } else if let section, isNear(runbook.sections[section].line) {
      var attributes = runbook.sections[section].attributes
      read(text, into: &attributes, line)
      runbook.sections[section].attributes = attributes
    } else {
      runbook.problems.append(
        Runbook.Problem(line: line, "this comment stands below no step and no heading"))
    }
  }

  /// Reads `<!-- incident: key=value … -->`; other comments are none of our business.
  mutating func read(_ comment: String, into attributes: inout RunbookAttributes, _ line: Int) {
    guard let match = comment.firstMatch(of: /<!--\s*incident:(.*?)-->/.dotMatchesNewlines()) else {
      return
    }
    for problem in attributes.read(String(match.1)) {
      runbook.problems.append(Runbook.Problem(line: line, problem))
    }
  }

  private mutating func takeLinks(_ block: MarkdownTree.Block) {
    for case .link(let target) in block.inlines {
      runbook.links.append(Runbook.Link(line: block.line, target: target))
    }
  }

  // MARK: The end

  /// Gives steps their numbers, their names, and the lines they reach to.
  private mutating func finish() {
    if let title = runbook.front.title { runbook.title = title }
    if runbook.title.isEmpty {
      runbook.title = String(runbook.name.split(separator: "/").last ?? "runbook")
    }
    runbook.steps.sort { $0.lines.lowerBound < $1.lines.lowerBound }
    var numbers: [Int] = []
    var seen: [String: Int] = [:]
    for index in runbook.steps.indices {
      let depth = min(runbook.steps[index].depth, numbers.count)
      runbook.steps[index].depth = depth
      numbers = Array(numbers.prefix(depth + 1))
      if numbers.count > depth { numbers[depth] += 1 } else { numbers.append(1) }
      runbook.steps[index].number = numbers.map(String.init).joined(separator: ".")
      let title = runbook.steps[index].title
      let heading = runbook.steps[index].section.map { runbook.sections[$0].slug } ?? ""
      let key = "\(heading)/\(title)"
      let count = seen[key, default: 0]
      seen[key] = count + 1
      runbook.steps[index].id = digest(of: "\(key)/\(count)".utf8, length: 12)
      runbook.steps[index].lines = runbook.steps[index].lines.lowerBound..<end(ofStep: index)
      inheritAttributes(index)
    }
    checkNames()
  }

  /// The line after the last one that is about a step.
  private func end(ofStep index: Int) -> Int {
    let start = runbook.steps[index].lines.lowerBound
    let next = index + 1 < runbook.steps.count ? runbook.steps[index + 1].lines.lowerBound : .max
    let section = runbook.steps[index].section.map { $0 + 1 } ?? 0
    let heading = section < runbook.sections.count ? runbook.sections[section].line : .max
    return max(start + 1, min(next, heading, runbook.lines.count + 1))
  }

  /// What is written at a heading holds for its steps, what is written at a step for its blocks.
  private mutating func inheritAttributes(_ index: Int) {
    if let section = runbook.steps[index].section {
      let above = runbook.sections[section].attributes
      runbook.steps[index].attributes.role = runbook.steps[index].attributes.role ?? above.role
      runbook.steps[index].attributes.risk = runbook.steps[index].attributes.risk ?? above.risk
    }
    let step = runbook.steps[index].attributes
    for block in runbook.steps[index].blocks.indices {
      var own = runbook.steps[index].blocks[block].attributes
      own.risk = own.risk ?? step.risk
      own.confirm = own.confirm ?? step.confirm
      own.undo = own.undo ?? step.undo
      own.approvals = max(own.approvals, step.approvals)
      runbook.steps[index].blocks[block].attributes = own
      // What could not be read may have asked for an approval.
      if step.isBroken, runbook.steps[index].blocks[block].refusal == nil {
        runbook.steps[index].blocks[block].use = .shown(
          because: "what is written at its step cannot be understood")
      }
    }
  }

  private mutating func checkNames() {
    var names: [String: Int] = [:]
    for block in runbook.steps.flatMap(\.blocks) {
      guard let name = block.attributes.name else { continue }
      if let first = names[name] {
        runbook.problems.append(
          Runbook.Problem(
            line: block.line, "the name '\(name)' is that of the block in line \(first), too"))
      }
      names[name] = names[name] ?? block.line
    }
    for step in runbook.steps {
      let undos = [step.attributes.undo] + step.blocks.map(\.attributes.undo)
      for undo in Set(undos.compactMap(\.self))
      where names[undo] == nil && !runbook.sections.contains(where: { $0.slug == undo }) {
        runbook.problems.append(
          Runbook.Problem(
            line: step.lines.lowerBound, "undo=\(undo): no block and no heading has that name"))
      }
    }
  }
}
