internal import IncidentModel

extension AppState {
  /// Takes a key that types.
  mutating func compose(_ key: Key) -> [Effect] {
    switch key {
    case .enter: return commitLine()
    case .escape:
      mode = .browsing
      return []
    case .control("c"):
      if composer.isEmpty {
        say("Esc leaves the line; q quits from there")
      } else {
        composer.clear()
      }
      return [.keepDraft(nil)]
    case .control("g"):
      enter(.help(scroll: 0))
      return []
    case .pageUp:
      scrollTimeline(by: -1)
      return []
    case .pageDown:
      scrollTimeline(by: 1)
      return []
    case .tab, .backTab:
      let choices = composer.complete(completions, backwards: key == .backTab)
      if choices.count > 1 { say(choices.prefix(12).joined(separator: "  ")) }
      if choices.isEmpty {
        let also = (setting.services + setting.regions).isEmpty ? "" : ", services, regions"
        say("Tab completes @names\(also)")
      }
      return [.keepDraft(composer.draft)]
    case .altEnter:
      composer.editor.insert("\n")
      return [.keepDraft(composer.draft)]
    case .paste(let text): return paste(text)
    case .control("e") where composer.editor.isAtEnd:
      return [.edit(composer.editor.text)]
    case .control("r"):
      if !composer.findOlder() { say("no earlier line holds that") }
      return [.keepDraft(composer.draft)]
    default:
      guard composer.handle(key) else { return [] }
      return [.keepDraft(composer.draft)]
    }
  }

  /// What Tab completes: the people, as mentions, by handle or by a part of the name; and the names
  /// of services and regions.
  private var completions: [Completion] {
    people.handles.compactMap { people[handle: $0] }.map { person in
      let names = (person.name ?? "").split(separator: " ").map { "@\($0)" }
      return Completion(text: "@\(person.handle)", begins: ["@\(person.handle)"] + names)
    } + (setting.services + setting.regions).map { Completion(text: $0, begins: [$0]) }
  }

  /// A paste is text and never keys; one of several lines asks what it is to become.
  mutating func paste(_ text: String) -> [Effect] {
    let lines = text.split(separator: "\n").map { String($0.trimmingSpaces()) }
      .filter { !$0.isEmpty }
    if let reason = setting.readOnly {
      say("nothing can be written: \(reason)")
      return []
    }
    guard lines.count > 1 else {
      mode = .composing
      composer.editor.insert(lines.first ?? "")
      return [.keepDraft(composer.draft)]
    }
    enter(
      .asking(
        Question(
          title: "\(lines.count) lines were pasted", text: Array(lines.prefix(8)),
          choices: [
            .init(key: "1", label: "one entry", answer: .pasteAsOne(lines.joined(separator: "\n"))),
            .init(key: "l", label: "an entry a line", answer: .pasteAsLines(lines)),
            .init(key: "n", label: "nothing", answer: .nothing),
          ])))
    return []
  }

  private mutating func commitLine() -> [Effect] {
    let typed = composer.editor.text
    if let expected = composer.expected {
      guard !typed.trimmingSpaces().isEmpty else {
        say("what was found? Ctrl-C gives up")
        return []
      }
      return commit(["\(expected) :: found \(typed)"])
    }
    guard !typed.trimmingSpaces().isEmpty else {
      if !isScribe { mode = .browsing }
      return []
    }
    let composition = Composition(line: typed)
    if composition.kind == .surprise, (try? composition.event { PersonID(rawValue: $0) }) == nil {
      guard !composition.text.trimmingSpaces().isEmpty else {
        say("! what was expected? then Enter, then what was found")
        return []
      }
      composer.expected = typed
      composer.editor = LineEditor()
      return [.keepDraft(composer.draft)]
    }
    return commit([typed])
  }

  /// Sends typed lines to the disk, all or none; what is wrong with one is said and nothing is lost.
  mutating func commit(_ typed: [String]) -> [Effect] {
    var lines: [TypedLine] = []
    for text in typed {
      let composition = Composition(line: text)
      do {
        _ = try composition.event { PersonID(rawValue: $0) }
        var at: Instant?
        if let time = composition.at { at = try parseTime(time, now: now, zone: setting.zone) }
        lines.append(TypedLine(composition, at: at))
      } catch let error as TimeError {
        say(Self.sentence(error, zone: setting.zone), isError: true)
        return []
      } catch {
        say(Self.sentence(composition, error), isError: true)
        return []
      }
    }
    let draft = typed.joined(separator: "\n")
    for text in typed { composer.history.append(text) }
    composer.clear()
    mode = isScribe ? .composing : .browsing
    return save(.lines(lines), what: "saved", draft: draft) + [.keepDraft(draft)]
  }

  static func sentence(_ error: TimeError, zone: Zone) -> String {
    switch error {
    case .notATime(let text): "“\(text)” is no time: 14:02, -5m, yesterday 23:10"
    case .noSuchMoment(let text): "there is no \(text)"
    case .notADuration(let text): "“\(text)” is no duration: 90s, 10m, 1h30m"
    case .inTheFuture(let at, _): "\(zone.civil(at).secondText) has not come yet"
    }
  }

  private static func sentence(_ composition: Composition, _ error: any Error) -> String {
    switch error {
    case TextFormError.empty(let kind): "write what the \(kind.rawValue) is"
    case TextFormError.grammar(let kind, let wanted): "a \(kind.rawValue) is written: \(wanted)"
    default: "that is no \(composition.kind.rawValue)"
    }
  }
}
