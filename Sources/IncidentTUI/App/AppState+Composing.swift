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
        let also = setting.words.isEmpty ? "" : ", services, regions"
        say("Tab completes @names\(also)")
      }
      return [.keepDraft(composer.draft)]
    case .altEnter:
      composer.editor.insert("\n")
      return [.keepDraft(composer.draft)]
    case .paste(let text): return paste(text)
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
    } + setting.words.map { Completion(text: $0, begins: [$0]) }
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

  private static func sentence(_ error: TimeError, zone: Zone) -> String {
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

  /// Takes a key in a form.
  mutating func fill(_ key: Key, _ form: Form) -> [Effect] {
    var form = form
    switch key {
    case .escape, .control("c"):
      leaveMode()
      return []
    case .tab, .down: form.focus = (form.focus + 1) % form.fields.count
    case .backTab, .up: form.focus = (form.focus + form.fields.count - 1) % form.fields.count
    case .enter: return submit(form)
    default:
      _ = form.fields[form.focus].editor.handle(key)
      form.problem = nil
    }
    mode = .form(form)
    return []
  }

  private mutating func submit(_ form: Form) -> [Effect] {
    var form = form
    do throws(Problem) {
      switch form.purpose {
      case .retract(let line):
        let because = String(form.fields[0].editor.text.trimmingSpaces())
        guard !because.isEmpty else { throw Problem("say why: the reason stays in the record") }
        leaveMode()
        return save(.retract(line.id, because: because), what: "retracted")
      case .correct(let line):
        let request = try correction(form, line)
        leaveMode()
        guard let request else {
          say("nothing was changed")
          return []
        }
        return save(request, what: "corrected")
      }
    } catch {
      form.problem = error.text
      mode = .form(form)
      return []
    }
  }

  /// What is wrong with a filled-in form.
  private struct Problem: Error {
    var text: String
    init(_ text: String) { self.text = text }
  }

  private func correction(_ form: Form, _ line: TimelineLine) throws(Problem) -> SaveRequest? {
    let (text, time, kindName) =
      (form.fields[0].changed, form.fields[1].changed, form.fields[2].changed)
    var at: Instant?
    if let time {
      do throws(TimeError) {
        at = try parseTime(time, now: now, zone: setting.zone)
      } catch { throw Problem(Self.sentence(error, zone: setting.zone)) }
    }
    var kind: Kind?
    if let kindName {
      let word = kindName.lowercased().trimmingSpaces()
      guard let known = Kind(rawValue: String(word)), known.isRemark else {
        throw Problem(
          "a kind is \(words(Kind.allCases.filter(\.isRemark).map(\.rawValue)))")
      }
      kind = known
    }
    guard text != nil || at != nil || kind != nil else { return nil }
    return .correct(line.id, text: text, at: at, kind: kind)
  }
}
