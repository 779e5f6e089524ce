/// Why a text is not an event of a kind.
package enum TextFormError: Error, Hashable, Sendable {
  case unknownKind(String)
  /// The kind has no text form; JSON Lines carries it.
  case noTextForm(Kind)
  case empty(Kind)
  case unknownWord(Kind, word: String, known: [String])
  /// What the text has to look like.
  case grammar(Kind, wanted: String)
}

extension Event {
  /// The text of the event in the text form of a timeline, on one line or several.
  ///
  /// - Parameter name: turns a person's id into what is shown.
  /// - Returns: what stands after the kind.
  package func text(name: (PersonID) -> String) -> String {
    func mentions(_ text: String) -> String { People().showingMentions(in: text, as: name) }
    return switch self {
    case .declared(let declaration): mentions(declaration.title)
    case .titled(let titling): mentions(titling.title)
    case .severity(let change): labelled(change.to.rawValue, change.because.map(mentions))
    case .status(let change):
      labelled(change.to.rawValue, change.because.map(mentions))
        + (change.exitCriteria.map { " [exit criteria: \(mentions($0))]" } ?? "")
    case .milestone(let reached): labelled(reached.name.rawValue, reached.text.map(mentions))
    case .role(let change):
      labelled(
        "\(change.role.name) = \(change.person.map(name) ?? "-")", change.text.map(mentions))
    case .handoff(let handoff): handoffText(handoff, name, mentions)
    case .observation(let remark), .note(let remark): mentions(remark.text)
    case .hypothesis(let hypothesis):
      switch hypothesis.act {
      case .raised: mentions(hypothesis.text ?? "")
      case .supported: labelled("supported", hypothesis.text.map(mentions))
      case .ruledOut: labelled("ruled out", hypothesis.text.map(mentions))
      }
    case .decision(let decision):
      mentions(decision.text)
        + (decision.objections.map { " | objections: \(mentions($0))" } ?? "")
        + (decision.alternatives.map { " | alternatives: \(mentions($0))" } ?? "")
    case .action(let action):
      if action.act == .ended {
        labelled("ended", (action.result ?? action.text).map(mentions))
      } else {
        addressed(
          to: action.who.map(name), within: action.timeBoxSeconds, action.text.map(mentions))
          + (action.result.map { " | result: \(mentions($0))" } ?? "")
      }
    case .task(let task):
      if task.act == .done {
        labelled("done", (task.result ?? task.text).map(mentions))
      } else {
        addressed(to: task.owner.map(name), within: nil, task.text.map(mentions))
      }
    case .question(let question):
      question.act == .answered
        ? labelled("answered", question.text.map(mentions)) : mentions(question.text ?? "")
    case .surprise(let surprise):
      "expected: \(mentions(surprise.expected)) | found: \(mentions(surprise.found))"
        + (surprise.cue.map { " | cue: \(mentions($0))" } ?? "")
    case .update(let update):
      switch update.act {
      case nil, .posted: labelled(update.audience.rawValue, update.text.map(mentions))
      case .snoozed:
        "\(update.audience.rawValue): snoozed for \(durationText(update.nextSeconds ?? 0))"
      case .skipped: labelled("\(update.audience.rawValue): skipped", update.text.map(mentions))
      }
    case .health(let change): change.shown
    case .alert(let alert): labelled(alert.source, alert.text)
    case .acknowledgement(let step): step.text(mentions)
    case .runbook(let step): step.line(mentions)
    case .command(let run):
      "\(run.argv.joined(separator: " ")) -> exit \(run.exitStatus) after "
        + (run.milliseconds < 1000
          ? "\(run.milliseconds)ms" : durationText(run.milliseconds / 1000))
    case .followup(let followup):
      switch followup.act {
      case nil, .added: labelled(followup.type?.rawValue ?? "prevent", followup.text.map(mentions))
      case .done: labelled("done", followup.text.map(mentions))
      case .declined: labelled("decided against", followup.because.map(mentions))
      }
    case .reference(let reference): labelled(reference.url, reference.text.map(mentions))
    case .insight(let insight): insight.line(mentions)
    case .review(let step): step.line(name, mentions)
    case .experiment(let step): step.line(mentions)
    case .drill(let step): step.line(mentions)
    case .risk(let step): step.line(mentions)
    case .correction(let correction): correction.text.map(mentions) ?? ""
    case .retraction(let withdrawal), .redaction(let withdrawal): mentions(withdrawal.because)
    case .redacted: "[redacted]"
    case .unknown(_, let body): body
    }
  }

  private func handoffText(
    _ handoff: Handoff, _ name: (PersonID) -> String, _ mentions: (String) -> String
  ) -> String {
    let people = [handoff.from, handoff.to].compactMap { $0.map(name) }.joined(separator: " -> ")
    return labelled(
      "\(handoff.act.rawValue) \(handoff.role.name)\(people.isEmpty ? "" : " \(people)")",
      handoff.because.map(mentions))
  }

  /// Reads the text form of an event.
  ///
  /// - Parameters:
  ///   - kind: the kind of the event.
  ///   - text: what stands after the kind.
  ///   - person: finds or makes the person with a handle.
  /// - Throws: what is wrong with the text.
  package init(
    kind: Kind, text: String, person: (String) -> PersonID
  ) throws(TextFormError) {
    let text = String(text.trimmingSpaces())
    if text.isEmpty { throw .empty(kind) }
    switch kind {
    case .declared: self = .declared(Declaration(title: text))
    case .titled: self = .titled(Titling(title: text))
    case .status:
      let (word, why) = split(text, at: ":")
      guard let status = Status(word) else {
        throw .unknownWord(kind, word: word, known: Status.allCases.map(\.rawValue))
      }
      self = .status(StatusChange(to: status, because: why))
    case .severity:
      let (word, why) = split(text, at: ":")
      guard let severity = Severity(word) else {
        throw .unknownWord(kind, word: word, known: Severity.allCases.map(\.rawValue))
      }
      self = .severity(SeverityChange(to: severity, because: why))
    case .milestone:
      let (word, why) = split(text, at: ":")
      guard let name = Milestone(word) else {
        throw .unknownWord(kind, word: word, known: Milestone.allCases.map(\.rawValue))
      }
      self = .milestone(MilestoneReached(name: name, text: why))
    case .role:
      let (word, rest) = split(text, at: "=")
      guard let rest else { throw .grammar(kind, wanted: "ROLE = PERSON: text") }
      guard let role = RoleName(word) else {
        throw .unknownWord(kind, word: word, known: RoleName.standard.map(\.name))
      }
      let (handle, why) = split(rest, at: ":")
      if handle != "-", !People.isHandle(handle) {
        throw .grammar(kind, wanted: "ROLE = PERSON: text, with one word for the person")
      }
      self = .role(RoleChange(role: role, person: handle == "-" ? nil : person(handle), text: why))
    case .followup:
      let (word, rest) = split(text, at: ":")
      guard let rest, let type = Followup.Sort(rawValue: word.lowercased()) else {
        throw .grammar(
          kind, wanted: "TYPE: text, with TYPE \(words(Followup.Sort.allCases.map(\.rawValue)))")
      }
      self = .followup(Followup(text: rest, type: type))
    case .update:
      let (word, rest) = split(text, at: ":")
      guard let rest, let audience = Update.Audience(rawValue: word.lowercased()) else {
        throw .grammar(
          kind,
          wanted: "AUDIENCE: text, with AUDIENCE \(words(Update.Audience.allCases.map(\.rawValue)))"
        )
      }
      self = .update(Update(audience: audience, text: rest))
    case .health:
      guard let change = HealthChange(text) else {
        throw .grammar(kind, wanted: "SUBJECT: FROM -> TO (what was found)")
      }
      self = .health(change)
    case .alert:
      let (source, rest) = split(text, at: ":")
      self = .alert(Alert(source: rest == nil ? "import" : source, text: rest ?? text))
    case .reference:
      guard let found = text.wholeMatch(of: /(\S+?)(?::\s+(.*))?/.dotMatchesNewlines()) else {
        throw .grammar(kind, wanted: "URL: text")
      }
      self = .reference(Reference(url: String(found.1), text: found.2.map(String.init)))
    case .observation, .hypothesis, .decision, .action, .task, .question, .surprise, .note:
      self = try Event(remark: kind, text: text, person: person)
    case .acknowledgement:
      guard let step = AcknowledgementStep(text) else {
        throw .grammar(kind, wanted: "SERVICE REGION for 1h: why, or SERVICE REGION ended: why")
      }
      self = .acknowledgement(step)
    case .handoff, .runbook, .command, .insight, .review, .experiment, .drill, .risk, .correction,
      .retraction, .redaction:
      throw .noTextForm(kind)
    }
  }

  /// Reads a kind that a person writes as one line; `@name` and `/10m` may open a task or an action.
  package init(
    remark kind: Kind, text: String, person: (String) -> PersonID
  ) throws(TextFormError) {
    switch kind {
    case .observation: self = .observation(Remark(text: text))
    case .note: self = .note(Remark(text: text))
    case .hypothesis: self = .hypothesis(Hypothesis(text: text))
    case .decision: self = .decision(Decision(text: text))
    case .question: self = .question(QuestionStep(text: text))
    case .action:
      let addressed = Addressed(text)
      self = .action(
        Action(
          text: addressed.text, who: addressed.handle.map(person),
          timeBoxSeconds: addressed.timeBox))
    case .task:
      let addressed = Addressed(text)
      self = .task(TaskStep(text: addressed.text, owner: addressed.handle.map(person)))
    case .followup:
      let (word, rest) = split(text, at: ":")
      let type = rest == nil ? nil : Followup.Sort(rawValue: word.lowercased())
      self = .followup(Followup(text: type == nil ? text : rest, type: type))
    case .surprise:
      guard let surprise = Surprise(text) else {
        throw .grammar(kind, wanted: "expected: … | found: … | cue: …")
      }
      self = .surprise(surprise)
    default: throw .noTextForm(kind)
    }
  }
}

extension Surprise {
  /// Reads `expected: … | found: … | cue: …`, or `expected … :: found …`.
  package init?(_ text: String) {
    let pattern =
      /(?:expected:?\s+)?(.*?)\s*(?:\||::)\s*(?:found:?\s+)(.*?)(?:\s*(?:\||::)\s*cue:?\s+(.*))?/
      .ignoresCase().dotMatchesNewlines()
    guard let found = text.wholeMatch(of: pattern), !found.1.isEmpty, !found.2.isEmpty else {
      return nil
    }
    self.init(
      expected: String(found.1), found: String(found.2), cue: found.3.map { String($0) })
  }
}

/// A text whose first words say who does it and how long it may take: `@cy /10m check the lag`.
struct Addressed {
  var handle: String?
  /// Seconds.
  var timeBox: Int64?
  var text: String

  init(_ text: String) {
    var rest = text[...]
    while rest.hasPrefix("@") || rest.hasPrefix("/"),
      let word = rest.prefixMatch(of: /(@[^\s@{}]+|\/\w+)\s+(?=\S)/)?.1
    {
      if word.hasPrefix("@"), handle == nil, People.isHandle(String(word.dropFirst())) {
        handle = String(word.dropFirst())
      } else if word.hasPrefix("/"), timeBox == nil,
        let seconds = try? parseDuration(String(word.dropFirst()))
      {
        timeBox = seconds
      } else {
        break
      }
      rest = rest[word.endIndex...].drop { $0.isWhitespace }
    }
    self.text = String(rest)
  }
}

private func addressed(to name: String?, within seconds: Int64?, _ text: String?) -> String {
  (name.map { "@\($0) " } ?? "") + (seconds.map { "/\(compactDuration($0)) " } ?? "")
    + (text ?? "")
}

/// A duration as it is typed: `90s`, `10m`, `1h30m`.
package func compactDuration(_ seconds: Int64) -> String {
  if seconds % 60 != 0 || seconds == 0 { return "\(seconds)s" }
  if seconds % 3600 == 0 { return "\(seconds / 3600)h" }
  return seconds > 3600 ? "\(seconds / 3600)h\(seconds / 60 % 60)m" : "\(seconds / 60)m"
}

private func labelled(_ label: String, _ text: String?) -> String {
  text.map { $0.isEmpty ? label : "\(label): \($0)" } ?? label
}

/// `word: rest` at the first separator; nil for the rest when there is none.
private func split(_ text: String, at separator: Character) -> (String, String?) {
  guard let index = text.firstIndex(of: separator) else { return (text, nil) }
  let rest = text[text.index(after: index)...].trimmingSpaces()
  return (String(text[..<index].trimmingSpaces()), rest.isEmpty ? nil : String(rest))
}

/// The words as one list, such as `a, b or c`.
package func words(_ list: [String]) -> String {
  guard let last = list.last, list.count > 1 else { return list.first ?? "" }
  return list.dropLast().joined(separator: ", ") + " or " + last
}
