package import IncidentModel

/// What the timeline panel looks at: a window of loaded lines, and the place of the eye in it.
///
/// The place is an entry and its row on the screen, never a number of lines: entries that arrive,
/// are corrected or retracted by others cannot move it.
package struct TimelineView: Equatable, Sendable {
  /// Where the eye rests.
  package enum Eye: Hashable, Sendable {
    /// At the newest line, wherever that is: the panel follows.
    case end
    /// On an entry, whose first row is that many rows below the top of the panel.
    case entry(EntryID, row: Int)
  }

  /// Loaded lines without a gap, in order.
  package private(set) var lines: [TimelineLine] = []
  /// Whether the line before the first loaded one is known not to exist.
  package private(set) var reachesStart = false
  package private(set) var reachesEnd = false
  /// All lines of the incident that pass the filter.
  package var total = 0
  package private(set) var eye = Eye.end
  /// Lines that arrived while the eye was not at the end.
  package private(set) var unseen = 0
  package var filter = LineFilter()
  /// Counts the requests, so that the answer to an old one is not mistaken for a new one.
  package private(set) var generation = 0
  private var isLoading = false

  /// More lines are asked for when the eye is nearer than this to the edge of the window.
  static let margin = 80
  /// Lines asked for at a time.
  package static let step = 300
  private static let limit = 1200

  package init() {}

  /// Creates the view of another incident: answers to what the old one asked for do not count.
  init(after old: TimelineView) { generation = old.generation }

  package var isFollowing: Bool { eye == .end }

  package var selectedIndex: Int? {
    switch eye {
    case .end: lines.isEmpty ? nil : lines.count - 1
    case .entry(let id, _): index(of: id)
    }
  }

  /// The line under the eye; at the end that is the newest.
  package var selected: TimelineLine? { selectedIndex.map { lines[$0] } }

  package func index(of id: EntryID) -> Int? { lines.lastIndex { $0.id == id } }

  // MARK: Moving the eye

  /// Moves by that many lines, up when negative; past the newest line the panel follows again.
  ///
  /// - Parameters:
  ///   - count: lines to move by.
  ///   - height: rows of the panel.
  ///   - rows: how many rows a line takes.
  package mutating func move(by count: Int, height: Int, rows: (TimelineLine) -> Int) {
    guard let current = selectedIndex else { return }
    var row = self.row(height: height, rows: rows)
    var index = current
    let step = count < 0 ? -1 : 1
    for _ in 0..<count.magnitude {
      let next = index + step
      if next >= lines.count {
        if reachesEnd { follow() }
        return
      }
      guard next >= 0 else { break }
      row += step > 0 ? rows(lines[index]) : -rows(lines[next])
      index = next
    }
    let tallest = max(0, height - min(height, rows(lines[index])))
    eye = .entry(lines[index].id, row: min(max(0, row), tallest))
  }

  /// Returns to the newest line.
  package mutating func follow() {
    eye = .end
    unseen = 0
  }

  package mutating func select(_ id: EntryID, row: Int) { eye = .entry(id, row: max(0, row)) }

  /// The row of the selected line, counted from the top of the panel.
  func row(height: Int, rows: (TimelineLine) -> Int) -> Int {
    switch eye {
    case .entry(_, let row): min(row, max(0, height - 1))
    case .end: max(0, min(height, rowsUpTo(height, rows)) - (lines.last.map(rows) ?? 0))
    }
  }

  private func rowsUpTo(_ height: Int, _ rows: (TimelineLine) -> Int) -> Int {
    var total = 0
    for line in lines.reversed() where total < height { total += rows(line) }
    return total
  }

  // MARK: Loading

  /// The page that is missing for the eye to go on, if any; asked for once.
  package mutating func missingPage() -> Page? {
    guard !isLoading else { return nil }
    let index = selectedIndex ?? 0
    if !reachesStart, index < Self.margin, let first = lines.first {
      isLoading = true
      return .before(first.entry.position, Self.step)
    }
    if !reachesEnd, index >= lines.count - Self.margin, let last = lines.last {
      isLoading = true
      return .after(last.entry.position, Self.step)
    }
    return nil
  }

  /// Forgets the window and starts anew; the answer comes with the returned generation.
  package mutating func reload() -> Int {
    generation += 1
    isLoading = true
    return generation
  }

  /// Takes in a page that was asked for.
  package mutating func take(_ page: Page, _ loaded: [TimelineLine], generation: Int) {
    guard generation == self.generation else { return }
    isLoading = false
    switch page {
    case .first(let count):
      lines = loaded
      reachesStart = true
      reachesEnd = loaded.count < count
      if let first = loaded.first { eye = .entry(first.id, row: 0) }
    case .last(let count):
      lines = loaded
      reachesStart = loaded.count < count
      reachesEnd = true
      follow()
    case .around(let id, let count):
      lines = loaded
      let index = loaded.firstIndex { $0.id == id }
      reachesStart = index.map { $0 < count / 2 } ?? false
      reachesEnd = index.map { loaded.count - $0 <= count / 2 } ?? false
      if index != nil, case .entry(let current, _) = eye, current == id { return }
      if index != nil { eye = .entry(id, row: 4) } else { follow() }
    case .before(let position, let count):
      guard lines.first?.entry.position == position else { return }
      lines.insert(contentsOf: loaded, at: 0)
      reachesStart = loaded.count < count
      if lines.count > Self.limit {
        lines.removeLast(lines.count - Self.limit)
        reachesEnd = false
      }
    case .after(let position, let count):
      guard lines.last?.entry.position == position else { return }
      lines.append(contentsOf: loaded)
      reachesEnd = loaded.count < count
      if lines.count > Self.limit {
        lines.removeFirst(lines.count - Self.limit)
        reachesStart = false
      }
    }
  }

  /// Takes in lines that are new or have changed; neither the eye nor the scroll position moves.
  ///
  /// - Parameters:
  ///   - changed: lines that have another content, place or visibility, or are new.
  ///   - fresh: the ids among them that had no line before.
  package mutating func merge(_ changed: [TimelineLine], fresh: Set<EntryID>) {
    for line in changed {
      let old = index(of: line.id)
      if let old { lines.remove(at: old) }
      guard filter.matches(line) else {
        if old != nil { leave(line.id, near: old ?? 0) }
        continue
      }
      insert(line)
      if fresh.contains(line.id), !isFollowing { unseen += 1 }
    }
    if lines.count > Self.limit * 2, isFollowing {
      lines.removeFirst(lines.count - Self.limit)
      reachesStart = false
    }
  }

  private mutating func insert(_ line: TimelineLine) {
    let position = line.entry.position
    var index = lines.count
    while index > 0, position < lines[index - 1].entry.position { index -= 1 }
    // What lies outside the window is loaded when the eye gets there.
    if index == lines.count, !reachesEnd, !lines.isEmpty { return }
    if index == 0, !reachesStart, !lines.isEmpty { return }
    lines.insert(line, at: index)
  }

  /// The selected line has gone: the eye rests on its neighbour.
  private mutating func leave(_ id: EntryID, near index: Int) {
    guard case .entry(id, let row) = eye else { return }
    if lines.isEmpty {
      follow()
    } else {
      eye = .entry(lines[min(index, lines.count - 1)].id, row: row)
    }
  }
}
