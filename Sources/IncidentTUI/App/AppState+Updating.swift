internal import IncidentModel

extension AppState {
  /// The whole behaviour of the console: state and message in, state and effects out.
  package mutating func update(_ message: Message) -> [Effect] {
    switch message {
    case .key(let key): return handle(key) + loadMissing()
    case .resized(let size):
      self.size = size
      return []
    case .tick: return []
    case .page(let page, let lines, let total, let generation):
      timeline.take(page, lines, generation: generation)
      if generation == timeline.generation { timeline.total = total }
      return loadMissing()
    case .changed(let changes):
      incident.apply(changes.entries)
      people = changes.people
      surprises = changes.surprises
      timeline.total = changes.total
      timeline.merge(changes.lines, fresh: changes.fresh)
      return []
    case .found(let text, let places): return take(places, for: text)
    case .saved(let token, let ids):
      guard let pending = saving.removeValue(forKey: token) else { return [] }
      if notice?.isError != true {
        say("\(pending.what) \(ids.map(\.shortText).joined(separator: " "))")
      }
      return [.keepDraft(composer.draft)]
    case .refused(let token, let sentence):
      giveBack(saving.removeValue(forKey: token))
      say(sentence, isError: true)
      return []
    case .failed(let token, let sentence):
      giveBack(saving.removeValue(forKey: token))
      say("NOT SAVED: \(sentence)", isError: true)
      return []
    case .notice(let text, let isError):
      say(text, isError: isError)
      return []
    }
  }

  /// Puts the text of a failed request back into the input line, or before what stands there now.
  private mutating func giveBack(_ pending: Pending?) {
    guard let draft = pending?.draft else { return }
    if composer.isEmpty {
      composer.restore(draft)
      if mode == .browsing { mode = .composing }
    } else {
      composer.history.append(draft)
    }
  }

  /// Shows the first request of the console: the newest lines.
  package mutating func open() -> [Effect] { reload(.last(TimelineView.step)) }

  mutating func reload(_ page: Page) -> [Effect] {
    let generation = timeline.reload()
    return [.load(page, timeline.filter, generation: generation)]
  }

  private mutating func loadMissing() -> [Effect] {
    guard let page = timeline.missingPage() else { return [] }
    return [.load(page, timeline.filter, generation: timeline.generation)]
  }

  private mutating func handle(_ key: Key) -> [Effect] {
    if notice?.isError == true { notice = nil }
    switch key {
    case .control("z"): return [.suspend]
    case .control("l"): return [.redraw]
    default: break
    }
    // Typed before what asks for it was on the screen: it was meant for something else.
    if !isModeShown, mode.needsToBeSeen { return [] }
    switch mode {
    case .browsing: return browse(key)
    case .composing: return compose(key)
    case .finding(let editor): return find(key, editor)
    case .filtering(let menu): return choose(key, menu)
    case .form(let form): return fill(key, form)
    case .asking(let question): return answer(key, question)
    case .help(let scroll): return read(key, scroll) { .help(scroll: $0) }
    case .details(let id, let scroll): return read(key, scroll) { .details(id, scroll: $0) }
    }
  }

  private mutating func read(_ key: Key, _ scroll: Int, _ mode: (Int) -> Mode) -> [Effect] {
    switch key {
    case .up, .character("k"): self.mode = mode(max(0, scroll - 1))
    case .down, .character("j"): self.mode = mode(min(scrollLimit, scroll + 1))
    case .pageUp: self.mode = mode(max(0, scroll - 10))
    case .pageDown, .character(" "): self.mode = mode(min(scrollLimit, scroll + 10))
    case .character("e"), .character("x"):
      guard case .details = self.mode else { return [] }
      return browse(key)
    case .escape, .enter, .character("q"), .character("?"), .control("c"), .control("g"):
      leaveMode()
    default: break
    }
    return []
  }

  /// Rows that the text in the dialog is longer than the dialog.
  private var scrollLimit: Int { max(0, dialogText(width: dialogWidth).count - dialogHeight) }

  private mutating func find(_ key: Key, _ editor: LineEditor) -> [Effect] {
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

  private mutating func take(_ places: [TimelinePlace], for text: String) -> [Effect] {
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
    if timeline.index(of: next.id) != nil {
      timeline.select(next.id, row: timelineSize.rows / 3)
      return []
    }
    timeline.select(next.id, row: timelineSize.rows / 3)
    return reload(.around(next.id, 2 * TimelineView.step))
  }

  private mutating func choose(_ key: Key, _ menu: FilterMenu) -> [Effect] {
    var menu = menu
    switch key {
    case .up, .character("k"): menu.selected = max(0, menu.selected - 1)
    case .down, .character("j"): menu.selected = min(menu.rows.count - 1, menu.selected + 1)
    case .character(" "): menu.toggle()
    case .character("a"): menu.filter = LineFilter()
    case .escape, .control("c"), .character("q"):
      leaveMode()
      return []
    case .enter:
      leaveMode()
      guard menu.filter != timeline.filter else { return [] }
      timeline.filter = menu.filter
      guard case .entry(let id, _) = timeline.eye, let line = timeline.selected,
        menu.filter.matches(line)
      else {
        timeline.follow()
        return reload(.last(TimelineView.step))
      }
      return reload(.around(id, 2 * TimelineView.step))
    default: break
    }
    mode = .filtering(menu)
    return []
  }

  private mutating func answer(_ key: Key, _ question: Question) -> [Effect] {
    if key == .escape || key == .control("c") {
      leaveMode()
      return []
    }
    guard case .character(let letter) = key,
      let choice = question.choices.first(where: { $0.key == letter })
    else { return [] }
    leaveMode()
    switch choice.answer {
    case .nothing: return []
    case .quit: return quit()
    case .pasteAsOne(let text):
      mode = .composing
      composer.editor.insert(text)
      return [.keepDraft(composer.draft)]
    case .pasteAsLines(let lines): return commit(lines)
    case .accept(let offer):
      return save(.answerOffer(offer.id, offer.role, accept: true), what: "accepted")
    case .decline(let offer):
      return save(.answerOffer(offer.id, offer.role, accept: false), what: "declined")
    }
  }

  mutating func quit() -> [Effect] {
    isRunning = false
    return [.keepDraft(composer.draft), .quit]
  }
}

extension Mode {
  /// Whether keys typed before it was on the screen must not reach it.
  var needsToBeSeen: Bool {
    switch self {
    case .asking, .form: true
    case .browsing, .composing, .finding, .filtering, .help, .details: false
    }
  }
}
