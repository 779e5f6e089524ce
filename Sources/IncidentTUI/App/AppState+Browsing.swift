internal import IncidentModel

extension AppState {
  /// Takes a key that commands; the key table says what it means.
  mutating func browse(_ key: Key) -> [Effect] {
    if case .paste(let text) = key { return paste(text) }
    guard let binding = KeyTable.binding(for: key, in: focus) else { return [] }
    if let reason = binding.unavailable(self) {
      say("\(binding.label): \(reason)")
      return []
    }
    return perform(binding.action)
  }

  mutating func perform(_ action: Action) -> [Effect] {
    switch action {
    case .up: move(by: -1, in: focus)
    case .down: move(by: 1, in: focus)
    case .pageUp: move(by: -page, in: focus)
    case .pageDown: move(by: page, in: focus)
    case .first: return goToStart()
    case .last: return goToEnd()
    case .open: return open()
    case .back: return goBack()
    case .compose: mode = .composing
    case .command:
      command.clear()
      mode = .commanding
      return catalog == nil ? [.loadCatalog] : []
    case .toggleScribe:
      isScribe.toggle()
      mode = isScribe ? .composing : .browsing
      say(isScribe ? "scribe mode: every key types; Esc, then s, leaves" : "commander mode")
    case .find: mode = .finding(LineEditor(focus == Panel.health.id ? health.filter.text : ""))
    case .findNext: return findNext(forward: true)
    case .findPrevious: return findNext(forward: false)
    case .filter where focus == Panel.health.id && setting.isWatching: askAboutHealthFilter()
    case .filter:
      let authors = people.handles.compactMap { people[handle: $0]?.id }.map(Author.person)
      mode = .filtering(FilterMenu(filter: timeline.filter, authors: authors))
    case .toggleSystem:
      var filter = timeline.filter
      filter.hidesSystem.toggle()
      say(filter.hidesSystem ? "only what people wrote: F shows the rest" : "all entries")
      return show(only: filter)
    case .correct:
      guard let line = selectedLine else { return [] }
      guard line.entry.event.editableText != nil else {
        say("e: an entry of kind \(line.entry.event.kindName) cannot be rewritten")
        return []
      }
      return openForm(.correct(line))
    case .retract: return selectedLine.map { openForm(.retract($0)) } ?? []
    case .settle: return settling.map { openForm(.settle($0)) } ?? []
    case .severity: return openForm(.severity)
    case .status: return openForm(.status)
    case .milestone: return openForm(.milestone)
    case .writeUpdate: return openForm(.update)
    case .markDrill: return openForm(.drill)
    case .learning: return [.listLearning]
    case .handoff: return handOff()
    case .timers: askAboutTimers()
    case .postmortem: return [.previewPostmortem]
    case .incidents: return [.listIncidents(all: !incident.isDeclared)]
    case .openLink: return askAboutLink()
    case .acknowledge: return selectedHealthRow.map { openForm(.acknowledge($0.subject)) } ?? []
    case .refreshHealth:
      say("asking every source")
      return [.refreshHealth]
    case .runStep: return runStep()
    case .undoStep: return runStep(undo: true)
    case .tickStep: return tickStep()
    case .skipStep: return selectedStep.map { openForm(.skipStep($0.id)) } ?? []
    case .noteStep: return selectedStep.map { openForm(.noteStep($0.id)) } ?? []
    case .runbooks: return listRunbooks()
    case .values: return openForm(.values(book.runbook?.front.parameters ?? [], nil))
    case .meaning:
      guard let runbook = book.runbook else { return [] }
      let text = runbook.reference.joined(separator: "\n")
      mode = .reading(Document(title: runbook.title, text: text, width: dialogWidth))
    case .walkAgain: askToWalkAgain()
    case .endLeftRunning: askToEndLeftRunning()
    case .approve: askAboutRequest()
    case .copy: return copySelected()
    case .toggleZone:
      setting.isUTC.toggle()
      say("times in \(setting.zone.name)")
    case .zoom:
      isZoomed.toggle()
      if !isZoomed, layout(size).rect(of: focus).map({ $0.height < 2 }) ?? true {
        focus = Panel.timeline.id
      }
      showAllHealthIfZoomed()
    case .nextPanel: turnFocus(by: 1)
    case .previousPanel: turnFocus(by: -1)
    case .panel(let number): focus(onPanel: number)
    case .help: enter(.help(scroll: 0))
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .quit: return askToQuit()
    }
    return []
  }

  /// Lines that a page key moves by.
  var page: Int { max(1, timelineSize.rows - 2) }

  private mutating func goToStart() -> [Effect] {
    guard focus == Panel.timeline.id else {
      selections[focus] = 0
      return []
    }
    guard timeline.reachesStart, let first = timeline.lines.first else {
      return reload(.first(TimelineView.step))
    }
    timeline.select(first.id, row: 0)
    return []
  }

  private mutating func goToEnd() -> [Effect] {
    guard focus == Panel.timeline.id else {
      selections[focus] = max(0, (Panel.named(focus)?.items(self) ?? 1) - 1)
      return []
    }
    guard timeline.reachesEnd else { return reload(.last(TimelineView.step)) }
    timeline.follow()
    return []
  }

  private mutating func open() -> [Effect] {
    if focus == Panel.roles.id {
      askAboutRole()
      return []
    }
    if focus == Panel.health.id, setting.isWatching { return openHealth() }
    if focus == Panel.runbook.id {
      if selectedStep == nil { return listRunbooks() }
      openStep()
      return []
    }
    guard let line = selectedLine else { return [] }
    enter(.details(line.id, scroll: 0))
    related = nil
    return [.loadRelated(line.id)]
  }

  private mutating func goBack() -> [Effect] {
    if isZoomed {
      isZoomed = false
      showAllHealthIfZoomed()
      // Keys do nothing that cannot be seen.
      if layout(size).rect(of: focus).map({ $0.height < 2 }) ?? true { focus = Panel.timeline.id }
    } else if !timeline.isFollowing {
      focus = Panel.timeline.id
      return goToEnd()
    } else {
      say("q quits, ? shows the keys")
    }
    return []
  }

  private mutating func copySelected() -> [Effect] {
    guard let line = selectedLine else { return [] }
    let entry = line.entry
    let text =
      "\(entry.happenedAt.rfc3339) \(people.label(of: entry.author)) \(entry.event.kindName): "
      + entry.event.text(name: people.handle(of:))
    say("copied \(text.utf8.count) bytes")
    return [.copy(text)]
  }

  private mutating func askToQuit() -> [Effect] {
    var text: [String] = []
    if let draft = composer.draft {
      text += [draft, "", "It is kept and offered again next time."]
    }
    if !saving.isEmpty {
      text.append(
        "NOT SAVED yet; what could be kept elsewhere is taken in later, the rest is lost:")
      text += texts.map { "  \(maskingSecrets(in: $0))" }
    }
    if let running { text.append(":\(running.line) is still running, and is ended.") }
    if let running = book.running {
      text.append("\(running.label) is still running, and is ended.")
    }
    guard !text.isEmpty else { return quit() }
    enter(
      .asking(
        Question(
          title: composer.draft == nil ? "Quit?" : "Quit with a half-typed entry?", text: text,
          choices: [
            .init(key: "y", label: "quit", answer: .quit),
            .init(key: "n", label: "stay", answer: .nothing),
          ])))
    return []
  }

  // MARK: Moving

  mutating func move(by count: Int, in panel: String) {
    guard panel == Panel.timeline.id else {
      let last = max(0, (Panel.named(panel)?.items(self) ?? 0) - 1)
      selections[panel] = min(max(0, selection(in: panel) + count), last)
      return
    }
    let layout = lineLayout
    timeline.move(by: count, height: timelineSize.rows) { layout.rowCount($0) }
  }

  mutating func scrollTimeline(by pages: Int) { move(by: pages * page, in: Panel.timeline.id) }

  /// The selected row of a panel that has some; what is gone from its end does not count.
  func selection(in panel: String) -> Int {
    min(selections[panel] ?? 0, max(0, (Panel.named(panel)?.items(self) ?? 0) - 1))
  }

  /// The first row that a panel draws, so that its selected one can be seen.
  func firstRow(of panel: Panel, height: Int) -> Int {
    // From elsewhere one sees what is next in the runbook, and the start of the others.
    let eye =
      focus == panel.id ? selection(in: panel.id) : panel.id == Panel.runbook.id ? nextStep ?? 0 : 0
    return max(0, min(eye - height / 2, panel.items(self) - height))
  }

  private mutating func turnFocus(by step: Int) {
    let shown = isZoomed ? Panel.focusable : layout(size).shown
    let ids = shown.map(\.id)
    // On a tiny screen there is none.
    guard !ids.isEmpty else { return }
    let current = ids.firstIndex(of: focus) ?? 0
    focus = ids[(current + step + ids.count) % ids.count]
  }

  /// Goes to a panel; one that has no room on this screen gets all of it.
  private mutating func focus(onPanel number: Int) {
    guard let panel = Panel.focusable.first(where: { $0.number == number }) else { return }
    focus = panel.id
    if !isZoomed, layout(size).rect(of: panel.id).map({ $0.height < 2 }) ?? true { isZoomed = true }
    showAllHealthIfZoomed()
  }

  // MARK: What is selected

  /// The entry that is open, else the one under the eye of the panel in focus.
  var selectedEntry: EntryID? {
    // While one is read, news may already have moved the end that the timeline follows.
    if case .details(let id, _) = mode { return id }
    if focus == Panel.timeline.id { return timeline.selected?.id }
    return Panel.named(focus)?.entry(self, selection(in: focus))
  }

  /// The line of that entry; nil when it lies outside of what is loaded.
  var selectedLine: TimelineLine? {
    selectedEntry.flatMap(timeline.index(of:)).map { timeline.lines[$0] }
  }

  /// Why nothing can be done with what is selected; nil when something can.
  var selectionRefusal: String? {
    if selectedEntry == nil {
      return focus == Panel.timeline.id ? "there is no entry yet" : "no entry is selected here"
    }
    return selectedLine == nil ? "that entry is further up: find it with /" : nil
  }
}
