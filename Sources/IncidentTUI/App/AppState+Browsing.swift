internal import IncidentModel

extension AppState {
  /// Takes a key that commands; the key table says what it means.
  mutating func browse(_ key: Key) -> [Effect] {
    if case .paste(let text) = key { return paste(text) }
    guard let binding = KeyTable.binding(for: key) else { return [] }
    if let reason = binding.unavailable(self) {
      say("\(binding.label): \(reason)")
      return []
    }
    return perform(binding.action)
  }

  mutating func perform(_ action: Action) -> [Effect] {
    switch action {
    case .up: move(by: -1)
    case .down: move(by: 1)
    case .pageUp: move(by: -page)
    case .pageDown: move(by: page)
    case .first:
      guard focus == Panel.timeline.id else {
        selectedWork = 0
        return []
      }
      guard timeline.reachesStart, let first = timeline.lines.first else {
        return reload(.first(TimelineView.step))
      }
      timeline.select(first.id, row: 0)
    case .last:
      guard focus == Panel.timeline.id else {
        selectedWork = max(0, workItems.count - 1)
        return []
      }
      guard timeline.reachesEnd else { return reload(.last(TimelineView.step)) }
      timeline.follow()
    case .open:
      guard let line = selectedLine else { return [] }
      enter(.details(line.id, scroll: 0))
    case .back:
      if isZoomed {
        isZoomed = false
      } else if !timeline.isFollowing {
        return perform(.last)
      } else {
        say("q quits, ? shows the keys")
      }
    case .compose: mode = .composing
    case .toggleScribe:
      isScribe.toggle()
      mode = isScribe ? .composing : .browsing
      say(isScribe ? "scribe mode: every key types; Esc, then s, leaves" : "commander mode")
    case .find: mode = .finding(LineEditor())
    case .findNext: return findNext(forward: true)
    case .findPrevious: return findNext(forward: false)
    case .filter:
      let authors = people.handles.compactMap { people[handle: $0]?.id }.map(Author.person)
      mode = .filtering(FilterMenu(filter: timeline.filter, authors: authors))
    case .correct: openCorrection()
    case .retract: openRetraction()
    case .answerOffer: askAboutOffer()
    case .copy:
      guard let line = selectedLine else { return [] }
      let entry = line.entry
      let text =
        "\(entry.happenedAt.rfc3339) \(people.label(of: entry.author)) \(entry.event.kindName): "
        + entry.event.text(name: people.handle(of:))
      say("copied \(text.utf8.count) bytes")
      return [.copy(text)]
    case .toggleZone:
      setting.isUTC.toggle()
      say("times in \(setting.zone.name)")
    case .zoom: isZoomed.toggle()
    case .nextPanel: turnFocus(by: 1)
    case .previousPanel: turnFocus(by: -1)
    case .panel(let number):
      if let panel = Panel.focusable.first(where: { $0.number == number }) { focus = panel.id }
    case .help: enter(.help(scroll: 0))
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .quit:
      guard let draft = composer.draft else { return quit() }
      enter(
        .asking(
          Question(
            title: "Quit with a half-typed entry?",
            text: [draft, "", "It is kept and offered again next time."],
            choices: [
              .init(key: "y", label: "quit", answer: .quit),
              .init(key: "n", label: "stay", answer: .nothing),
            ])))
    }
    return []
  }

  /// Lines that a page key moves by.
  private var page: Int { max(1, timelineSize.rows - 2) }

  private mutating func move(by count: Int) {
    guard focus == Panel.timeline.id else {
      selectedWork = min(max(0, selectedWork + count), max(0, workItems.count - 1))
      return
    }
    let layout = lineLayout
    timeline.move(by: count, height: timelineSize.rows) { layout.rowCount($0) }
  }

  mutating func scrollTimeline(by pages: Int) {
    let layout = lineLayout
    timeline.move(by: pages * page, height: timelineSize.rows) { layout.rowCount($0) }
  }

  private mutating func turnFocus(by step: Int) {
    let ids = Panel.focusable.map(\.id)
    let current = ids.firstIndex(of: focus) ?? 0
    focus = ids[(current + step + ids.count) % ids.count]
  }

  /// The entry that is open, else the one under the eye of the panel in focus.
  var selectedEntry: EntryID? {
    // While one is read, news may already have moved the end that the timeline follows.
    if case .details(let id, _) = mode { return id }
    if focus == Panel.timeline.id { return timeline.selected?.id }
    let items = workItems
    return items.isEmpty ? nil : items[min(selectedWork, items.count - 1)].id
  }

  /// The line of that entry; nil when it lies outside of what is loaded.
  var selectedLine: TimelineLine? {
    selectedEntry.flatMap(timeline.index(of:)).map { timeline.lines[$0] }
  }

  /// Why nothing can be done with what is selected; nil when something can.
  var selectionRefusal: String? {
    if selectedEntry == nil {
      return focus == Panel.timeline.id ? "there is no entry yet" : "there is nothing open"
    }
    return selectedLine == nil ? "that entry is further up: find it with /" : nil
  }

  private mutating func openCorrection() {
    guard let line = selectedLine else { return }
    let entry = line.entry
    guard let text = entry.event.editableText else {
      say("e: an entry of kind \(entry.event.kindName) cannot be rewritten")
      return
    }
    let civil = setting.zone.civil(entry.happenedAt)
    let time = "\(civil.dateText) \(civil.shortestTimeText)"
    enter(
      .form(
        Form(
          .correct(line), title: "Correct \(line.id.shortText)",
          fields: [
            .init("text", people.showingMentions(in: text)), .init("time", time),
            .init("kind", entry.event.kindName),
          ])))
  }

  private mutating func openRetraction() {
    guard let line = selectedLine else { return }
    enter(
      .form(
        Form(
          .retract(line),
          title: "Retract \(line.id.shortText): \(line.entry.event.text(name: people.handle(of:)))",
          fields: [.init("because", "")])))
  }

  private mutating func askAboutOffer() {
    guard let offer = offerToMe else { return }
    let brief = people.showingMentions(in: offer.brief ?? "").split(
      separator: "\n", omittingEmptySubsequences: false)
    enter(
      .asking(
        Question(
          title: "\(handle(of: offer.from)) offers you \(offer.role.name)"
            + (offer.because.map { ": \(people.showingMentions(in: $0))" } ?? ""),
          text: brief.map(String.init),
          choices: [
            .init(key: "y", label: "accept", answer: .accept(offer)),
            .init(key: "n", label: "decline", answer: .decline(offer)),
          ])))
  }
}
