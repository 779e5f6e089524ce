internal import IncidentModel

/// One line of text being typed, edited with the keys of readline, by whole characters.
package struct LineEditor: Equatable, Sendable {
  /// What has been typed.
  package var text: String { String(characters) }
  /// Where the next character goes, in characters from the start.
  package private(set) var cursor: Int
  /// Whether nothing has been typed.
  package var isEmpty: Bool { characters.isEmpty }

  /// Whether the cursor stands behind the last character.
  package var isAtEnd: Bool { cursor == characters.count }

  private(set) var characters: [Character]
  private var killed: [Character] = []
  private var undoable: [Snapshot] = []
  private var isTyping = false

  private struct Snapshot: Equatable, Sendable {
    let characters: [Character]
    let cursor: Int
  }

  /// Undo goes back that many changes.
  private static let undoLimit = 200

  /// Creates a line with the cursor at its end.
  package init(_ text: String = "") {
    characters = Array(text)
    cursor = characters.count
  }

  /// Edits by a key; returns false when the key means nothing to a line.
  package mutating func handle(_ key: Key) -> Bool {
    let before = Snapshot(characters: characters, cursor: cursor)
    let wasTyping = isTyping
    isTyping = false
    guard edit(key) else {
      isTyping = wasTyping
      return false
    }
    if case .control("_") = key { return true }
    // Characters typed in a row are undone together.
    if case .character = key { isTyping = true }
    if characters != before.characters, !(isTyping && wasTyping) {
      undoable.append(before)
      if undoable.count > Self.undoLimit { undoable.removeFirst() }
    }
    return true
  }

  /// Puts text at the cursor, as a completion does.
  package mutating func insert(_ text: String) {
    _ = handle(.paste(text))
  }

  /// Replaces the whole text, as history does; undo brings the old one back.
  package mutating func replace(with text: String) {
    undoable.append(Snapshot(characters: characters, cursor: cursor))
    characters = Array(text)
    cursor = characters.count
    isTyping = false
  }

  /// Puts the cursor at a character, counted from the start; beyond the end it stands at the end.
  package mutating func moveCursor(to index: Int) { cursor = min(max(0, index), characters.count) }

  /// Takes characters out so that undo and Ctrl-Y bring them back.
  mutating func cut(_ range: Range<Int>) {
    undoable.append(Snapshot(characters: characters, cursor: cursor))
    kill(range)
  }

  /// The part of the line that fits, and the column of the cursor in it.
  ///
  /// The text is visible and takes at most `width` columns; the cursor stands within
  /// `0..<max(1, width)` and has a column of its own at the end of the line.
  package func display(width: Int) -> (text: String, cursorColumn: Int) {
    let pieces = characters.map { visible(String($0)) }
    let columns = pieces.map { TextWidth.columns(of: $0) }
    var first = 0
    var before = columns[..<cursor].reduce(0, +)
    let under = cursor < columns.count ? max(1, columns[cursor]) : 1
    while first < cursor, before + under > width {
      before -= columns[first]
      first += 1
    }
    var shown = ""
    var used = 0
    for index in first..<pieces.count {
      guard used + columns[index] <= width else { break }
      shown += pieces[index]
      used += columns[index]
    }
    return (shown, min(before, max(0, width - 1)))
  }

  private mutating func edit(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert([character])
    case .paste(let text): insert(Array(text))
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(characters.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = characters.count
    case .wordLeft, .alt("b"): cursor = wordStart
    case .wordRight, .alt("f"): cursor = wordEnd
    case .backspace, .control("h"): remove(max(0, cursor - 1)..<cursor)
    case .delete, .control("d"): remove(cursor..<min(characters.count, cursor + 1))
    case .control("k"): kill(cursor..<characters.count)
    case .control("u"): kill(0..<cursor)
    case .control("w"): kill(blankDelimitedStart..<cursor)
    case .altBackspace: kill(wordStart..<cursor)
    case .alt("d"): kill(cursor..<wordEnd)
    case .control("y"): insert(killed)
    case .control("t"): transpose()
    case .control("_"): undo()
    case .enter, .altEnter, .escape, .tab, .backTab, .insert, .up, .down, .pageUp, .pageDown,
      .control, .alt, .mouse, .functionKey:
      return false
    }
    return true
  }

  private mutating func insert(_ added: [Character]) {
    // A combining mark joins the character before the cursor: count anew what that makes.
    let tail = characters.count - cursor
    let head = String(characters[..<cursor]) + String(added)
    characters = Array(head) + characters[cursor...]
    cursor = characters.count - tail
  }

  private mutating func remove(_ range: Range<Int>) {
    characters.removeSubrange(range)
    cursor = range.lowerBound
  }

  private mutating func kill(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    killed = Array(characters[range])
    remove(range)
  }

  private mutating func transpose() {
    guard cursor > 0, characters.count > 1 else { return }
    let second = min(cursor, characters.count - 1)
    characters.swapAt(second - 1, second)
    cursor = second + 1
  }

  private mutating func undo() {
    guard let last = undoable.popLast() else { return }
    characters = last.characters
    cursor = last.cursor
  }

  private var wordStart: Int {
    var index = cursor
    while index > 0, !isWord(index - 1) { index -= 1 }
    while index > 0, isWord(index - 1) { index -= 1 }
    return index
  }

  private var wordEnd: Int {
    var index = cursor
    while index < characters.count, !isWord(index) { index += 1 }
    while index < characters.count, isWord(index) { index += 1 }
    return index
  }

  private var blankDelimitedStart: Int {
    var index = cursor
    while index > 0, characters[index - 1].isWhitespace { index -= 1 }
    while index > 0, !characters[index - 1].isWhitespace { index -= 1 }
    return index
  }

  private func isWord(_ index: Int) -> Bool {
    characters[index].isLetter || characters[index].isNumber
  }
}
