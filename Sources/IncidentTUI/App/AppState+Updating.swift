internal import IncidentModel

extension AppState {
  /// The whole behaviour of the console: state and message in, state and effects out.
  package mutating func update(_ message: Message) -> [Effect] {
    switch message {
    case .key(let key): return handle(key) + loadMissing()
    case .resized(let size):
      self.size = size
      if case .reading(var document) = mode {
        document.wrap(to: dialogWidth)
        mode = .reading(document)
      }
      return []
    case .tick: return callForTimers() + lookAfterLost() + retryUnsaved()
    case .page(let page, let lines, let total, let generation):
      timeline.take(page, lines, generation: generation)
      if generation == timeline.generation { timeline.total = total }
      return loadMissing()
    case .changed(let changes): return take(changes)
    case .found(let text, let places): return take(places, for: text)
    case .saved(let token, let ids): return takeSaved(token, ids)
    case .outside(let count):
      outside = count
      return []
    case .closed(let rows):
      leaveIncident()
      return take(rows, all: true)
    case .unsaved(let token, let why): return keepUnsaved(token, because: why)
    case .refused(let token, let sentence):
      giveBack(saving.removeValue(forKey: token), because: sentence)
      return []
    case .failed(let token, let sentence):
      giveBack(saving.removeValue(forKey: token), because: "NOT SAVED: \(sentence)")
      return []
    case .opened(let opening): return take(opening)
    case .incidents(let rows, let all): return take(rows, all: all)
    case .related(let id, let lines):
      related = Related(id: id, lines: lines)
      return []
    case .brief(let brief):
      if case .form(let form) = mode, case .offer = form.purpose { takeBrief(brief, form) }
      return []
    case .board(let outline):
      take(outline)
      if case .health(let subject, _) = mode { return [.loadChecks(subject)] }
      return []
    case .checks(let subject, let rows):
      if case .health(subject, _) = mode { checks = rows }
      return []
    case .acknowledged(let subject, let made): return keep(made, of: subject)
    case .document(let title, let text, let command):
      // Never over something that is being typed.
      guard mode == .browsing else { return [] }
      mode = .reading(Document(title: title, text: text, width: dialogWidth, command: command))
      return []
    case .learning(let rows):
      take(rows)
      return []
    case .catalog(let catalog):
      self.catalog = catalog
      return []
    case .output(let id, let text):
      takeOutput(text, of: id)
      return []
    case .ended(let id, let status):
      takeEnd(of: id, status: status)
      return []
    case .runbooks(let rows, let words):
      take(rows, for: words)
      return []
    case .runbook(let runbook, let heading): return take(runbook, heading: heading)
    case .preview(let preview): return take(preview)
    case .stepRefused(let choice, let refusal): return take(refusal, of: choice)
    case .stepOutput(let id, let text):
      takeStepOutput(text, of: id)
      return []
    case .stepEnded(let id, let end):
      takeStepEnd(of: id, end)
      return []
    case .fates(let fates):
      book.fates.merge(fates) { $1 }
      return []
    case .edited(let text): return takeEdited(text)
    case .notice(let text, let isError):
      say(text, isError: isError)
      return []
    }
  }

  private mutating func take(_ changes: Changes) -> [Effect] {
    incident.apply(changes.entries)
    for entry in changes.entries
    where entry.author == .person(setting.me) && entry.event.body.contains(SecretMask.sign) {
      masked.insert(entry.id)
    }
    people = changes.people
    surprises = changes.surprises
    timeline.total = changes.total
    timeline.merge(changes.lines, fresh: changes.fresh)
    reports.take(changes.lines)
    findWork()
    let calls =
      callForOffer() + callForRequests(changes.entries) + callForDrill() + openWalked()
      + lookAfterLost(anew: true)
    if case .details(let id, _) = mode, changes.entries.contains(where: { $0.event.target == id }) {
      return calls + [.loadRelated(id)]
    }
    return calls
  }

  /// Shows another incident; what was half-typed stays with the one it was typed for.
  private mutating func take(_ opening: Opening) -> [Effect] {
    setting.ref = opening.ref
    incident = opening.incident
    people = opening.people
    surprises = opening.surprises
    timeline = TimelineView(after: timeline)
    let generation = timeline.reload()
    timeline.take(opening.page, opening.lines, generation: generation)
    timeline.total = opening.total
    (reports, related, search, selections) = (Reports(), nil, Search(), [:])
    let running = book.running
    book = RunbookView()
    book.running = running
    composer = Composer(history: History(opening.lines.compactMap(typedLine)))
    reports.take(opening.reports)
    findWork()
    leaveMode()
    if let draft = opening.draft {
      composer.restore(draft)
      say("a half-typed entry was kept: i goes on with it")
    }
    return callForOffer() + loadMissing() + openWalked() + lookAfterLost(anew: true)
  }

  /// Shows nothing: the incident that was shown is gone.
  private mutating func leaveIncident() {
    setting.ref = ""
    incident = Incident(id: IncidentID(bits: 0))
    surprises = 0
    timeline = TimelineView(after: timeline)
    (reports, related, search, selections) = (Reports(), nil, Search(), [:])
    book = RunbookView()
    findWork()
    mode = .browsing
  }

  /// Opens the runbook that was walked last here, or that the drill's plan names, unless one is open.
  private mutating func openWalked() -> [Effect] {
    let walked = incident.state.walks.max { $0.lastAt < $1.lastAt }?.name
    guard book.runbook == nil, let name = walked ?? incident.state.drill?.plan.runbook,
      called.insert(.runbook(name)).inserted
    else { return [] }
    return [.openRunbook(name)]
  }

  /// Asks now and then what became of commands that have no end.
  private func lookAfterLost(anew: Bool = false) -> [Effect] {
    let lost = lostStarts
    guard !lost.isEmpty, anew || now.milliseconds / 1000 % 5 == 0 else { return [] }
    return [.lookAfterSteps(lost)]
  }

  /// A line as whoever sits here typed it; nil for lines of others and for what no sign stands for.
  ///
  /// Earlier lines come from the record itself: what is redacted there is gone here too.
  private func typedLine(_ line: TimelineLine) -> String? {
    let entry = line.entry
    guard entry.author == .person(setting.me), entry.event.target == nil, !line.isHidden,
      line.redaction == nil, let kind = entry.event.kind
    else { return nil }
    let text = entry.event.text(name: people.handle(of:))
    if let sigil = Composition.sigils.first(where: { $0.kind == kind })?.sigil {
      return "\(sigil) \(text)"
    }
    return kind == .observation ? text : nil
  }

  private mutating func take(_ rows: [IncidentRow], all: Bool) -> [Effect] {
    var menu = IncidentMenu(rows: rows, showsAll: all)
    if case .choosing(let old) = mode, old.rows.indices.contains(old.selected) {
      menu.selected = rows.firstIndex { $0.id == old.rows[old.selected].id } ?? 0
      mode = .choosing(menu)
    } else if mode == .browsing || (mode == .composing && composer.isEmpty) {
      menu.selected = rows.firstIndex { $0.id == incident.id } ?? 0
      enter(.choosing(menu))
    }
    return []
  }

  /// Puts what a failed request was made of back to where it was typed, and says why.
  private mutating func giveBack(_ pending: Pending?, because sentence: String) {
    let isFree = mode == .browsing || (mode == .composing && composer.isEmpty)
    if var form = pending?.form, isFree {
      form.problem = sentence
      enter(.form(form))
      return
    }
    if case .update = pending?.form?.purpose, let form = pending?.form {
      composer.history.append(updateDraft(of: form))
    }
    say(sentence, isError: true)
    guard let draft = pending?.draft else { return }
    if composer.isEmpty {
      composer.restore(draft)
      if mode == .browsing { mode = .composing }
    } else {
      composer.history.append(draft)
    }
  }

  private mutating func takeEdited(_ text: String?) -> [Effect] {
    guard let text else { return [] }
    let written = String(text.trimmingSpaces())
    switch mode {
    case .form(let form):
      takeEdited(written, form)
      return form.purpose == .update ? [.keepDraft(updateDraft(of: form))] : []
    case .composing:
      composer.editor.replace(with: written)
      return [.keepDraft(composer.draft)]
    default: return []
    }
  }

  mutating func reload(_ page: Page) -> [Effect] {
    let generation = timeline.reload()
    return [.load(page, timeline.filter, generation: generation)]
  }

  private mutating func loadMissing() -> [Effect] {
    guard incident.isDeclared, let page = timeline.missingPage() else { return [] }
    return [.load(page, timeline.filter, generation: timeline.generation)]
  }

  private mutating func handle(_ key: Key) -> [Effect] {
    if notice?.isError == true { notice = nil }
    switch key {
    case .control("z"): return [.suspend]
    case .control("l"): return [.redraw]
    case .mouse(let event): return handle(event)
    case .control("c"):
      // What runs is what is meant, unless something is being typed.
      if let running, !mode.isTyping { return [.stop(id: running.id)] }
      if let running = book.running, !mode.isTyping { return [.stopStep(id: running.id)] }
    default: break
    }
    // Typed before what asks for it was on the screen: it was meant for something else.
    if !isModeShown, mode.needsToBeSeen { return [] }
    if let since = settlesBefore {
      // A paste without brackets is many keys at once: none of them runs anything.
      if mode.isAsking, now.milliseconds - since.milliseconds < 300, key != .escape { return [] }
      settlesBefore = nil
    }
    switch mode {
    case .browsing: return browse(key)
    case .composing: return compose(key)
    case .commanding: return command(key)
    case .finding(let editor): return find(key, editor)
    case .filtering(let menu): return choose(key, menu)
    case .form(let form): return fill(key, form)
    case .asking(let question): return answer(key, question)
    case .choosing(let menu): return choose(key, menu)
    case .help(let scroll): return read(key, scroll) { .help(scroll: $0) }
    case .details(let id, let scroll): return read(key, scroll) { .details(id, scroll: $0) }
    case .health(let subject, let scroll):
      return read(key, scroll) { .health(subject, scroll: $0) }
    case .step(let id, let scroll): return read(key, scroll) { .step(id, scroll: $0) }
    case .shelf(let menu): return choose(key, menu)
    case .learning(let menu): return choose(key, menu)
    case .reading(let document): return read(key, document)
    }
  }

  private mutating func answer(_ key: Key, _ question: Question) -> [Effect] {
    if key == .escape || key == .control("c") {
      leaveMode()
      return []
    }
    if key == .up || key == .down || key == .pageUp || key == .pageDown {
      var question = question
      let step =
        key == .up ? -1 : key == .down ? 1 : key == .pageUp ? -dialogHeight / 2 : dialogHeight / 2
      question.scroll = min(max(0, question.scroll + step), scrollLimit)
      mode = .asking(question)
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
    case .save(let request, let what): return save(request, what: what)
    case .form(let purpose): return openForm(purpose)
    case .compose(let text):
      mode = .composing
      composer.restore(text)
      return [.keepDraft(composer.draft)]
    case .healthFilter(let part):
      change(part)
      return []
    case .settle(let region): return [.settleFailover(region)]
    case .openLink(let link): return [.openLink(link)]
    case .findRunbook(let lead):
      showRunbookPanel()
      return [.findRunbook(lead)]
    case .planStep(let choice): return plan(choice)
    case .runStep(let preview, let way): return begin(preview, way)
    case .terminal(let step, let text):
      return [.openTerminal(step: step, text: text, values: book.values)]
    case .endLeftRunning(let id): return [.endLeftRunning(id)]
    case .copy(let text):
      say("copied \(text.utf8.count) bytes")
      return [.copy(text)]
    }
  }

  mutating func quit() -> [Effect] {
    isRunning = false
    return [.keepDraft(composer.draft)] + (running.map { [.stop(id: $0.id)] } ?? [])
      + (book.running.map { [.stopStep(id: $0.id)] } ?? []) + [.quit]
  }
}
