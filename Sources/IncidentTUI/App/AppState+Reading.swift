internal import IncidentModel

extension AppState {
  /// Takes a key while help or the details of an entry are read.
  mutating func read(_ key: Key, _ scroll: Int, _ mode: (Int) -> Mode) -> [Effect] {
    if self.mode.isStep, let binding = KeyTable.binding(for: key, in: Panel.runbook.id),
      binding.panel != nil, binding.action != .open
    {
      leaveMode()
      return browse(key)
    }
    if let moved = Self.scrolled(scroll, by: key, limit: scrollLimit, page: dialogHeight - 1) {
      self.mode = mode(moved)
      return []
    }
    switch key {
    case .character("e"), .character("x"), .character("y"), .character("o"), .character("d"):
      guard case .details = self.mode else {
        if case .health = self.mode, key == .character("o") { return browse(key) }
        return []
      }
      return browse(key)
    case .character("a"), .character("r"):
      guard case .health = self.mode else { return [] }
      return browse(key)
    case .escape, .enter, .character("q"), .character("?"), .control("c"), .control("g"):
      leaveMode()
    default: break
    }
    return []
  }

  /// Takes a key while a longer text is read.
  mutating func read(_ key: Key, _ document: Document) -> [Effect] {
    var document = document
    if var editor = document.finding {
      switch key {
      case .enter:
        document.finding = nil
        document.found = editor.text
        if !document.find(forward: true, height: dialogHeight) {
          say("nothing found for \(editor.text)")
        }
      case .escape, .control("c"): document.finding = nil
      default:
        _ = editor.handle(key)
        document.finding = editor
      }
      mode = .reading(document)
      return []
    }
    let limit = max(0, document.rows.count - dialogHeight)
    if let moved = Self.scrolled(document.scroll, by: key, limit: limit, page: dialogHeight - 1) {
      document.scroll = moved
      mode = .reading(document)
      return []
    }
    switch key {
    case .character("/"): document.finding = LineEditor()
    case .character("n"), .character("N"):
      if !document.find(forward: key == .character("n"), height: dialogHeight) {
        say(document.found.isEmpty ? "/ finds in this text" : "nothing found for \(document.found)")
      }
    case .character(":"):
      leaveMode()
      let effects = perform(.command)
      command.editor = LineEditor(document.command)
      return effects
    case .escape, .enter, .character("q"), .control("c"):
      // What a step writes can be read again while it runs.
      if let running = book.running, document.commandID == running.id { book.output = document }
      leaveMode()
      return []
    default: break
    }
    mode = .reading(document)
    return []
  }

  /// Where a key scrolls to; nil when it does not scroll.
  private static func scrolled(_ scroll: Int, by key: Key, limit: Int, page: Int) -> Int? {
    let wanted: Int
    switch key {
    case .up, .character("k"): wanted = scroll - 1
    case .down, .character("j"): wanted = scroll + 1
    case .pageUp, .control("b"): wanted = scroll - page
    case .pageDown, .control("f"), .character(" "): wanted = scroll + page
    case .home, .character("g"): wanted = 0
    case .end, .character("G"): wanted = limit
    default: return nil
    }
    return min(max(0, wanted), limit)
  }

  /// Rows that the text in the dialog is longer than the dialog.
  var scrollLimit: Int {
    // Answers stand under the text of a question; a few rows too many do no harm.
    max(0, dialogText(width: dialogWidth).count - dialogHeight + (mode.isAsking ? 4 : 0))
  }

  // MARK: Finding in the timeline

  mutating func find(_ key: Key, _ editor: LineEditor) -> [Effect] {
    if isFindingHealth { return findHealth(key, editor) }
    switch key {
    case .enter:
      leaveMode()
      let text = String(editor.text.trimmingSpaces())
      guard !text.isEmpty else { return [] }
      search = Search(text: text)
      return [.find(text, timeline.filter)]
    case .escape, .control("c"):
      leaveMode()
      return []
    default:
      var editor = editor
      _ = editor.handle(key)
      mode = .finding(editor)
      return []
    }
  }

  /// Whether what is typed narrows the board, not the timeline.
  private var isFindingHealth: Bool { focus == Panel.health.id && setting.isWatching }

  /// Narrows the board with every key; Esc shows all of it again.
  private mutating func findHealth(_ key: Key, _ editor: LineEditor) -> [Effect] {
    var editor = editor
    switch key {
    case .enter: leaveMode()
    case .escape, .control("c"):
      editor = LineEditor()
      leaveMode()
    default:
      _ = editor.handle(key)
      mode = .finding(editor)
    }
    changeHealthView { $0.filter.text = String(editor.text.trimmingSpaces()) }
    return []
  }

  mutating func take(_ places: [TimelinePlace], for text: String) -> [Effect] {
    guard text == search.text else { return [] }
    search.places = places.sorted { $0.position < $1.position }
    guard !places.isEmpty else {
      say("nothing found for \(text)")
      return []
    }
    return findNext(forward: false)
  }

  /// Goes to the next match after, or before, the selected entry; round at the end.
  mutating func findNext(forward: Bool) -> [Effect] {
    guard let here = timeline.selected?.entry.position else { return [] }
    let places = search.places
    let isAtEnd = timeline.isFollowing && !forward
    let next =
      forward
      ? places.first { $0.position > here } ?? places.first
      : places.last { isAtEnd ? $0.position <= here : $0.position < here } ?? places.last
    guard let next else {
      say("nothing found for \(search.text)")
      return []
    }
    let number = (places.firstIndex(of: next) ?? 0) + 1
    say("\(search.text): \(number) of \(places.count)")
    timeline.select(next.id, row: timelineSize.rows / 3)
    if timeline.index(of: next.id) != nil { return [] }
    return reload(.around(next.id, 2 * TimelineView.step))
  }

  // MARK: Choosing what to show

  mutating func choose(_ key: Key, _ menu: FilterMenu) -> [Effect] {
    var menu = menu
    switch key {
    case .up, .character("k"): menu.selected = max(0, menu.selected - 1)
    case .down, .character("j"): menu.selected = min(menu.rows.count - 1, menu.selected + 1)
    case .home, .character("g"): menu.selected = 0
    case .end, .character("G"): menu.selected = menu.rows.count - 1
    case .character(" "): menu.toggle()
    case .character("a"): menu.filter = LineFilter()
    case .escape, .control("c"), .character("q"):
      leaveMode()
      return []
    case .enter:
      leaveMode()
      return show(only: menu.filter)
    default: break
    }
    mode = .filtering(menu)
    return []
  }

  /// Shows only the lines that pass a filter; the selected one stays when it does.
  mutating func show(only filter: LineFilter) -> [Effect] {
    guard filter != timeline.filter else { return [] }
    timeline.filter = filter
    guard case .entry(let id, _) = timeline.eye, let line = timeline.selected, filter.matches(line)
    else {
      timeline.follow()
      return reload(.last(TimelineView.step))
    }
    return reload(.around(id, 2 * TimelineView.step))
  }

  // MARK: Choosing an incident

  mutating func choose(_ key: Key, _ menu: IncidentMenu) -> [Effect] {
    var menu = menu
    let last = max(0, menu.rows.count - 1)
    switch key {
    case .up, .character("k"): menu.selected = max(0, menu.selected - 1)
    case .down, .character("j"): menu.selected = min(last, menu.selected + 1)
    case .home, .character("g"): menu.selected = 0
    case .end, .character("G"): menu.selected = last
    case .character("a"): return [.listIncidents(all: !menu.showsAll)]
    case .character("D"):
      if let reason = setting.readOnly {
        say("D: \(reason)")
        return []
      }
      return openForm(.declare)
    case .character("q") where !incident.isDeclared: return quit()
    case .escape, .control("c"), .character("q"):
      if incident.isDeclared {
        leaveMode()
      } else {
        say("Enter opens one, D declares one, q quits")
      }
      return []
    case .enter:
      guard menu.rows.indices.contains(menu.selected) else { return [] }
      let chosen = menu.rows[menu.selected].id
      if chosen == incident.id {
        leaveMode()
        return []
      }
      return [.keepDraft(composer.draft), .open(chosen)]
    default: break
    }
    mode = .choosing(menu)
    return []
  }
}
