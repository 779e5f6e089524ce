/// A comment of the document, in the order of the text.
struct LintComment {
  /// Its bytes with the marks around it.
  var range: Range<Int>
  var lines: ClosedRange<Int>
  /// What stands between the marks.
  var text: String
}

/// Finds the blocks of a Markdown text, and covers what is code, quotation or comment as a whole.
///
/// Not all of CommonMark: enough to know what is prose, what is a list or a table, and which heading
/// stands above it.
struct LintBlockReader {
  private let text: LintText
  private(set) var masked: [UInt8]
  private(set) var blocks: [LintBlock] = []
  private(set) var comments: [LintComment] = []

  private var open: LintBlock?
  private var fence: (mark: UInt8, length: Int)?
  private var commentStart: Int?
  /// Where the last end of a comment stands; what opens after it is text.
  private let lastCommentEnd: Int
  private var isInQuote = false
  private var isInTable = false
  private var wasBlank = true
  /// How far the text of the list item above is indented; nil outside a list.
  private var itemIndent: Int?

  init(_ text: LintText) {
    self.text = text
    masked = text.bytes
    lastCommentEnd =
      text.bytes.indices.last {
        text.bytes[$0] == UInt8(ascii: "-") && text.bytes[$0...].prefix(3).opens(with: "-->")
      } ?? -1
    var first = frontMatter()
    while first < text.lines.count {
      read(first)
      first += 1
    }
    close()
  }

  /// Covers what stands between two lines of hyphens or plus signs at the very start.
  ///
  /// - Returns: the index of the first line after it.
  private mutating func frontMatter() -> Int {
    let mark = text.string(text.lines[0].prefix(3))
    guard text.lines.count > 1, text.lines[0].count == 3, mark == "---" || mark == "+++" else {
      return 0
    }
    let limit = min(text.lines.count, 200)
    for line in 1..<limit where [mark, "..."].contains(text.string(text.lines[line])) {
      for index in 0...line { cover(text.lines[index]) }
      return line + 1
    }
    return 0
  }

  private mutating func read(_ line: Int) {
    let whole = text.lines[line]
    if let fence {
      if isEnd(of: fence, whole) { self.fence = nil }
      cover(whole)
      return
    }
    let isCommented = commentStart != nil
    if !isCommented, openFence(at: skippingBlanks(whole)) {
      close()
      cover(whole)
      return
    }
    readComments(line)
    let rest = skippingBlanks(whole)
    if rest.allSatisfy({ masked[$0] == .masked || masked[$0].isBlank }) {
      close()
      isInQuote = false
      isInTable = false
      wasBlank = true
      return
    }
    readContent(line, rest, indent: indent(of: whole))
    wasBlank = false
  }

  private mutating func readContent(_ line: Int, _ rest: Range<Int>, indent: Int) {
    let first = masked[rest.lowerBound]
    if first == UInt8(ascii: ">") {
      close()
      isInQuote = true
      return cover(text.lines[line])
    }
    if isIndentedCode(indent) { return cover(text.lines[line]) }
    if let level = headingLevel(rest) {
      close()
      leaveList()
      return add(.heading(level: level), line, heading(rest, level))
    }
    if underlines(line, rest) { return }
    if isRule(rest) {
      close()
      return leaveList()
    }
    if isDelimiterRow(rest) {
      if let open, open.kind == .paragraph, open.lines.count == 1 { self.open?.kind = .row }
      if open?.kind == .row { open?.isHead = true }
      close()
      if let last = blocks.last, last.kind == .row, last.lines.upperBound == line - 1 {
        blocks[blocks.count - 1].isHead = true
      }
      isInTable = true
      return
    }
    if first == .pipe || isInTable {
      close()
      return add(.row, line, rest)
    }
    if let marker = itemMarker(rest) {
      close()
      isInQuote = false
      return readItem(line, rest, marker, indent)
    }
    if isInQuote { return cover(text.lines[line]) }
    if var block = open {
      block.range = block.range.lowerBound..<rest.upperBound
      block.lines = block.lines.lowerBound...line
      open = block
      return
    }
    if indent == 0 { leaveList() }
    open = LintBlock(kind: .paragraph, lines: line...line, range: rest)
  }

  private mutating func readItem(_ line: Int, _ rest: Range<Int>, _ marker: Int, _ indent: Int) {
    var content = skippingBlanks(rest.lowerBound + marker..<rest.upperBound)
    itemIndent = indent + content.lowerBound - rest.lowerBound
    if openFence(at: content) { return cover(rest) }
    var isTicked = false
    let box = text.bytes[content].prefix(4)
    if box.opens(with: "[ ] ") || box.opens(with: "[x] ") || box.opens(with: "[X] ") {
      isTicked = !box.opens(with: "[ ] ")
      content = skippingBlanks(content.lowerBound + 3..<content.upperBound)
    }
    open = LintBlock(
      kind: .item, lines: line...line, range: content, indent: indent, isTicked: isTicked)
  }

  private mutating func add(_ kind: LintBlock.Kind, _ line: Int, _ range: Range<Int>) {
    open = LintBlock(kind: kind, lines: line...line, range: range)
    if kind != .row { close() }
  }

  private mutating func close() {
    if let open { blocks.append(open) }
    open = nil
  }

  private mutating func leaveList() { itemIndent = nil }

  private mutating func cover(_ range: Range<Int>) {
    for index in range where masked[index] != .lineFeed && masked[index] != .carriageReturn {
      masked[index] = .masked
    }
  }
}

// What a line is.
extension LintBlockReader {
  private func skippingBlanks(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    while start < range.upperBound, masked[start].isBlank || masked[start] == .masked { start += 1 }
    return start..<range.upperBound
  }

  private func indent(of line: Range<Int>) -> Int {
    var columns = 0
    for index in line {
      switch masked[index] {
      case UInt8(ascii: " "): columns += 1
      case UInt8(ascii: "\t"): columns += 4
      default: return columns
      }
    }
    return columns
  }

  private func isIndentedCode(_ indent: Int) -> Bool {
    wasBlank && open == nil && indent >= (itemIndent ?? 0) + 4
  }

  private func count(of byte: UInt8, from start: Int, in range: Range<Int>) -> Int {
    var end = start
    while end < range.upperBound, masked[end] == byte { end += 1 }
    return end - start
  }

  private mutating func openFence(at range: Range<Int>) -> Bool {
    guard let first = range.first.map({ masked[$0] }),
      first == .backtick || first == UInt8(ascii: "~")
    else { return false }
    let length = count(of: first, from: range.lowerBound, in: range)
    guard length >= 3 else { return false }
    // Backticks after backticks are code within a sentence.
    let info = masked[range.lowerBound + length..<range.upperBound]
    if first == .backtick, info.contains(.backtick) { return false }
    fence = (first, length)
    return true
  }

  private func isEnd(of fence: (mark: UInt8, length: Int), _ line: Range<Int>) -> Bool {
    let rest = skippingBlanks(line)
    let length = count(of: fence.mark, from: rest.lowerBound, in: rest)
    return length >= fence.length
      && masked[rest.lowerBound + length..<rest.upperBound].allSatisfy(\.isBlank)
  }

  private func headingLevel(_ range: Range<Int>) -> Int? {
    let level = count(of: UInt8(ascii: "#"), from: range.lowerBound, in: range)
    guard (1...6).contains(level) else { return nil }
    let next = range.lowerBound + level
    return next == range.upperBound || masked[next].isBlank ? level : nil
  }

  private func heading(_ range: Range<Int>, _ level: Int) -> Range<Int> {
    var end = range.upperBound
    let start = min(end, range.lowerBound + level)
    while end > start, masked[end - 1] == UInt8(ascii: "#") || masked[end - 1].isBlank { end -= 1 }
    return start..<end
  }

  /// Makes the paragraph above a heading when the line underlines it.
  private mutating func underlines(_ line: Int, _ range: Range<Int>) -> Bool {
    guard let open, open.kind == .paragraph, let first = range.first.map({ masked[$0] }) else {
      return false
    }
    guard first == UInt8(ascii: "=") || first == UInt8(ascii: "-"),
      masked[range].allSatisfy({ $0 == first || $0.isBlank }), range.count >= 2
    else { return false }
    self.open?.kind = .heading(level: first == UInt8(ascii: "=") ? 1 : 2)
    close()
    leaveList()
    return true
  }

  private func isRule(_ range: Range<Int>) -> Bool {
    guard let first = range.first.map({ masked[$0] }), "-*_".utf8.contains(first) else {
      return false
    }
    return range.count >= 3 && masked[range].allSatisfy { $0 == first || $0.isBlank }
  }

  private func isDelimiterRow(_ range: Range<Int>) -> Bool {
    let row = masked[range]
    return row.contains(.pipe) && row.contains(UInt8(ascii: "-"))
      && row.allSatisfy { "|-: \t".utf8.contains($0) }
  }

  /// How long the mark of a list item is; nil when there is none.
  private func itemMarker(_ range: Range<Int>) -> Int? {
    guard let first = range.first.map({ masked[$0] }) else { return nil }
    var length = 1
    if isDigitByte(first) {
      while length < min(10, range.count), isDigitByte(masked[range.lowerBound + length]) {
        length += 1
      }
      guard length < range.count, ".)".utf8.contains(masked[range.lowerBound + length]) else {
        return nil
      }
      length += 1
    } else if !"-*+".utf8.contains(first) {
      return nil
    }
    let next = range.lowerBound + length
    return next < range.upperBound && masked[next].isBlank ? length : nil
  }
}

// Comments.
extension LintBlockReader {
  /// Covers the comments of a line; one that starts within code is none.
  private mutating func readComments(_ line: Int) {
    let range = text.lines[line]
    var index = range.lowerBound
    if let start = commentStart {
      guard let end = endOfComment(from: index, in: range) else { return cover(range) }
      finishComment(start..<end)
      index = end
    }
    var codeEnds: [Int: Int]?
    while index < range.upperBound {
      if masked[index] == .backtick {
        let length = count(of: .backtick, from: index, in: range)
        let ends = codeEnds ?? lastRuns(in: range)
        codeEnds = ends
        index = endOfCode(index + length, length, ends, in: range)
      } else if masked[index] == UInt8(ascii: "<"), index < lastCommentEnd,
        masked[index..<range.upperBound].opens(with: "<!--")
      {
        guard let end = endOfComment(from: index + 4, in: range) else {
          commentStart = index
          return cover(index..<range.upperBound)
        }
        finishComment(index..<end)
        index = end
      } else {
        index += 1
      }
    }
  }

  /// Where the last run of backticks of each length starts.
  private func lastRuns(in range: Range<Int>) -> [Int: Int] {
    var runs: [Int: Int] = [:]
    var index = range.lowerBound
    while index < range.upperBound {
      let length = count(of: .backtick, from: index, in: range)
      if length > 0 { runs[length] = index }
      index += max(1, length)
    }
    return runs
  }

  private func endOfCode(
    _ start: Int, _ length: Int, _ last: [Int: Int], in range: Range<Int>
  ) -> Int {
    guard let end = last[length], end >= start else { return start }
    var index = start
    while index <= end {
      let found = count(of: .backtick, from: index, in: range)
      if found == length { return index + length }
      index += max(1, found)
    }
    return start
  }

  private func endOfComment(from start: Int, in range: Range<Int>) -> Int? {
    var index = start
    while index + 2 < range.upperBound {
      if masked[index] == UInt8(ascii: "-"), masked[index..<range.upperBound].opens(with: "-->") {
        return index + 3
      }
      index += 1
    }
    return nil
  }

  private mutating func finishComment(_ range: Range<Int>) {
    commentStart = nil
    let first = text.line(at: range.lowerBound)
    comments.append(
      LintComment(
        range: range, lines: first...max(first, text.line(at: range.upperBound - 1)),
        text: text.string(range.lowerBound + 4..<max(range.lowerBound + 4, range.upperBound - 3))))
    cover(range)
  }
}
