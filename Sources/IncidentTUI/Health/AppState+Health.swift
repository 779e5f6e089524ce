package import IncidentModel

extension AppState {
  /// Takes a newer board; the selected row stays the selected one, wherever it now stands.
  package mutating func take(_ outline: HealthOutline) {
    let before = selectedHealthSubject
    health.take(outline)
    if let before { selectHealth(before) }
  }

  /// Looks at more or less of the board; the selected row stays the selected one.
  mutating func changeHealthView(_ change: (inout HealthView) -> Void) {
    let before = selectedHealthSubject
    change(&health)
    if let before { selectHealth(before) }
  }

  private mutating func selectHealth(_ subject: HealthSubject) {
    let index = health.items.firstIndex { health.row($0)?.subject == subject }
    if let index { selections[Panel.health.id] = index }
  }

  /// The item under the eye in the panel of health.
  var selectedHealthItem: HealthView.Item? {
    let index = selections[Panel.health.id] ?? 0
    return health.items.indices.contains(index) ? health.items[index] : health.items.last
  }

  var selectedHealthRow: HealthRow? {
    if case .health(let subject, _) = mode { return health.outline?.board.row(subject) }
    return selectedHealthItem.flatMap { health.row($0) }
  }

  private var selectedHealthSubject: HealthSubject? {
    selectedHealthItem.flatMap { health.row($0)?.subject }
  }

  /// Opens what there is to know about the selected row, or what to do about advice.
  mutating func openHealth() -> [Effect] {
    switch selectedHealthItem {
    case nil: return []
    case .blindness(let blindness):
      enter(
        .asking(
          Question(
            title: "This console is blind",
            text: [
              blindness.text, "Since \(moment(blindness.since)).",
              "What is shown may be our own network: look from another place before anything is moved.",
            ], choices: [])))
      return []
    case .advice(let advice):
      askAbout(advice)
      return []
    case .line(let index):
      guard let row = health.row(.line(index)) else { return [] }
      enter(.health(row.subject, scroll: 0))
      checks = []
      return [.loadChecks(row.subject)]
    }
  }

  private mutating func askAbout(_ advice: RegionAdvice) {
    var text = [advice.text]
    text.append(
      advice.runbook.map { "The runbook: \($0)" }
        ?? "No runbook is named: runbook: at the region in incident.yaml")
    var choices: [Question.Choice] = []
    if let name = advice.runbook {
      choices.append(.init(key: "r", label: "open the runbook", answer: .findRunbook(.name(name))))
    }
    if let link = advice.runbook.flatMap({ WebLink.links(in: $0).first }) {
      choices.append(.init(key: "c", label: "copy the link", answer: .copy(link)))
    }
    let decision =
      switch advice.what {
      case .failOver: "= fail over \(advice.region) to \(advice.partner)"
      case .failBack: "= fail back \(advice.partner) to \(advice.region)"
      case .doNotFailOver, .cannotVerify, .blind: "= do not fail over \(advice.region)"
      }
    if setting.readOnly == nil, incident.isDeclared {
      choices.append(.init(key: "d", label: "log the decision", answer: .compose(decision)))
    }
    if case .failBack = advice.what {
      choices.append(
        .init(key: "x", label: "traffic is where it should be", answer: .settle(advice.region)))
    }
    enter(.asking(Question(title: "Regions", text: text, choices: choices)))
  }

  /// Why the selected row cannot be acknowledged; nil when it can.
  var acknowledgeRefusal: String? {
    if let reason = setting.readOnly { return reason }
    guard setting.isWatching else { return Self.howToWatch }
    if case .health = mode {
    } else if focus != Panel.health.id {
      return "1 goes to the health of the services first"
    }
    guard let row = selectedHealthRow else { return "no service is selected" }
    return row.status.isBad ? nil : "nothing is wrong with \(row.subject.text)"
  }

  /// What to do where nothing is watched yet, in a line.
  static let howToWatch = "not watched: give services a health: in incident.yaml"

  func acknowledgeForm(_ subject: HealthSubject) -> Form {
    Form(
      .acknowledge(subject), title: "Acknowledge \(subject.text)",
      hint:
        "It keeps its colour and wakes nobody until it ends, recovers, or gets worse. Enter says so.",
      fields: [
        Field("because", example: "what is done about it"),
        Field("for", durationText(Acknowledgement.standardSpan)),
      ])
  }

  func acknowledgeRequest(
    _ form: Form, _ subject: HealthSubject
  ) throws(FormProblem) -> Effect {
    guard let because = form.fields[0].given else {
      throw FormProblem("say what is done about it: others rely on it", field: 0)
    }
    var span = Acknowledgement.standardSpan
    if let typed = form.fields[1].given {
      do throws(TimeError) { span = try parseDuration(typed) } catch {
        throw FormProblem(Self.sentence(error, zone: setting.zone), field: 1)
      }
    }
    guard span <= Acknowledgement.longestSpan else {
      throw FormProblem("a day at the most: what lasts longer is no incident", field: 1)
    }
    return .acknowledge(subject, because: people.storingMentions(in: because), seconds: span)
  }

  /// Writes an acknowledgement into the timeline.
  mutating func keep(_ made: Acknowledgement?, of subject: HealthSubject) -> [Effect] {
    guard let made else {
      say("nothing is wrong with \(subject.text) any more")
      return []
    }
    guard incident.isDeclared else {
      say("acknowledged on this screen only: no incident is open to keep it")
      return []
    }
    return save(.command(.log(made.event), at: nil), what: "acknowledged \(subject.text)")
  }

  /// A whole screen has room for what is well, too.
  mutating func showAllHealthIfZoomed() {
    let all = isZoomed && focus == Panel.health.id
    if health.showsAll != all { changeHealthView { $0.showsAll = all } }
  }

  /// What the board leaves out, and its order.
  mutating func askAboutHealthFilter() {
    let filter = health.filter
    func state(_ isOn: Bool) -> String { isOn ? "on" : "off" }
    var choices: [Question.Choice] = [
      .init(key: "o", label: "hide ok (\(state(filter.hidesOK)))", answer: .healthFilter(.hidesOK)),
      .init(
        key: "w", label: "fold what can wait (\(state(filter.foldsWhatCanWait)))",
        answer: .healthFilter(.foldsWhatCanWait)),
      .init(
        key: "c", label: "fold consequences (\(state(filter.foldsConsequences)))",
        answer: .healthFilter(.foldsConsequences)),
      .init(
        key: "s", label: health.isByName ? "the worst first" : "by name",
        answer: .healthFilter(.isByName)),
    ]
    for (key, region) in zip("123456789", setting.regions) {
      choices.append(
        .init(
          key: key, label: filter.region == region ? "every region" : "only \(region)",
          answer: .healthFilter(.region(filter.region == region ? nil : region))))
    }
    choices.append(.init(key: "a", label: "all", answer: .healthFilter(.all)))
    enter(
      .asking(
        Question(
          title: "Which rows of health",
          text: ["/ narrows by text: name, status, owner, what it says."], choices: choices)))
  }

  mutating func change(_ part: HealthFilterPart) {
    changeHealthView { view in
      switch part {
      case .hidesOK: view.filter.hidesOK.toggle()
      case .foldsWhatCanWait: view.filter.foldsWhatCanWait.toggle()
      case .foldsConsequences: view.filter.foldsConsequences.toggle()
      case .isByName: view.isByName.toggle()
      case .region(let region): view.filter.region = region
      case .all: (view.filter, view.isByName) = (HealthBoard.Filter(), false)
      }
    }
  }
}

/// A part of the filter of the board that a key changes.
package enum HealthFilterPart: Equatable, Sendable {
  case hidesOK
  case foldsWhatCanWait
  case foldsConsequences
  case isByName
  case region(String?)
  case all
}
