internal import IncidentModel

extension AppState {
  /// The role that is offered to whoever sits here, the offers that wait, or a new one.
  mutating func handOff() -> [Effect] {
    if offerToMe != nil {
      askAboutOffer()
      return []
    }
    let mine = incident.state.offers.filter {
      $0.from == setting.me || incident.state.roles[.commander] == setting.me
    }
    guard !mine.isEmpty else { return openForm(.offer(nil)) }
    let keys: [Character] = ["1", "2", "3", "4", "5", "6", "7", "8"]
    enter(
      .asking(
        Question(
          title: "Handoff",
          text: mine.map { offer in
            "\(offer.role.name) is offered to \(handle(of: offer.to)) since \(moment(offer.at)), not answered yet"
          },
          choices: zip(keys, mine).map { key, offer in
            .init(
              key: key, label: "withdraw \(offer.role.name)",
              answer: .save(.command(.withdraw(offer.role), at: nil), "withdrawn"))
          } + [.init(key: "o", label: "offer another", answer: .form(.offer(nil)))])))
    return []
  }

  private mutating func askAboutOffer() {
    guard let offer = offerToMe else { return }
    let brief = shown(offer.brief ?? "").split(separator: "\n", omittingEmptySubsequences: false)
    enter(
      .asking(
        Question(
          title: "\(handle(of: offer.from)) offers you \(offer.role.name)"
            + (offer.because.map { ": \(shown($0))" } ?? ""),
          text: brief.map(String.init),
          choices: [
            .init(
              key: "y", label: "accept",
              answer: .save(.command(.accept(offer.role), at: nil), "accepted")),
            .init(
              key: "n", label: "decline",
              answer: .save(.command(.decline(offer.role, because: nil), at: nil), "declined")),
          ])))
  }

  /// The selected role: what it is about, and who could take it.
  mutating func askAboutRole() {
    let roles = rolesShown
    guard roles.indices.contains(selection(in: Panel.roles.id)) else { return }
    let role = roles[selection(in: Panel.roles.id)]
    let holder = incident.state.roles[role]
    var choices: [Question.Choice] = []
    if setting.readOnly == nil {
      if holder == nil {
        choices.append(.init(key: "a", label: "assign it", answer: .form(.assign(role))))
      } else {
        choices.append(.init(key: "o", label: "hand it over", answer: .form(.offer(role))))
        if role != .commander {
          choices.append(
            .init(
              key: "x", label: "release it",
              answer: .save(.command(.release(role), at: nil), "released")))
        }
      }
    }
    let held = holder.map { "\(role.name): \(handle(of: $0))" }
    enter(
      .asking(
        Question(
          title: held ?? "\(role.name): nobody, so the commander does it",
          text: role.duties.map { "\(setting.glyphs.bullet) \($0)" }
            + role.mustNot.map { "\(setting.glyphs.critical) not: \($0)" },
          choices: choices)))
  }

  /// Every clock that runs, and what can be done about the next update.
  mutating func askAboutTimers() {
    let timers = incident.timers(at: now)
    let rows = timers.map { timer in
      let person = timer.person.map { "\(handle(of: $0)): " } ?? ""
      return "\(moment(timer.due))  \(countdown(timer))  \(person)\(shown(timer.text))"
    }
    var choices: [Question.Choice] = []
    if setting.readOnly == nil, incident.updateDue != nil {
      choices.append(.init(key: "u", label: "write the update", answer: .form(.update)))
      for (key, minutes) in [("1", 10), ("2", 20), ("3", 30)] as [(Character, Int64)] {
        choices.append(
          .init(
            key: key, label: "+\(minutes)m",
            answer: .save(
              .command(.snoozeUpdate(seconds: minutes * 60), at: nil), "put off by \(minutes)m")))
      }
      choices.append(.init(key: "k", label: "leave it out", answer: .form(.skipUpdate)))
    }
    enter(
      .asking(
        Question(
          title: "Timers", text: rows.isEmpty ? ["No clock is running."] : rows, choices: choices)))
  }

  /// The links of the selected entry: opened only when asked to, and the host is shown.
  mutating func askAboutLink() -> [Effect] {
    guard let link = selectedLinks.first else {
      guard let lead = runbookLead else { return [] }
      showRunbookPanel()
      return [.findRunbook(lead)]
    }
    let more = selectedLinks.dropFirst().prefix(5).map { "also there: \($0)" }
    var choices = [Question.Choice(key: "c", label: "copy it", answer: .copy(link))]
    if setting.opensLinks {
      choices.insert(.init(key: "y", label: "open it", answer: .openLink(link)), at: 0)
    }
    if let lead = runbookLead {
      choices.append(.init(key: "r", label: "the runbook for it", answer: .findRunbook(lead)))
    }
    enter(
      .asking(
        Question(
          title: "A link to \(WebLink.host(of: link))",
          text: [link] + more
            + (setting.opensLinks
              ? [] : ["Nothing here can open links: copy it to where a browser is."]),
          choices: choices)))
    return []
  }

  /// Whether the keys are about the board, not about an entry.
  var isAboutHealth: Bool {
    if case .health = mode { return true }
    return mode == .browsing && focus == Panel.health.id && setting.isWatching
  }

  /// Why there is no link to open.
  var linkRefusal: String {
    isAboutHealth
      ? "no link to a guide or runbook here: Enter shows what is known"
      : selectionRefusal ?? "no http or https link in it"
  }

  /// The links in the selected entry and in what is about it.
  var selectedLinks: [String] {
    if isAboutHealth {
      guard let row = selectedHealthRow else { return [] }
      return [row.guide, row.runbook, row.impact].compactMap(\.self).flatMap(WebLink.links)
    }
    guard let line = selectedLine else { return [] }
    var texts = [line.entry.event.text(name: people.handle(of:))]
    if let related, related.id == line.id {
      texts += related.lines.map { $0.entry.event.text(name: people.handle(of:)) }
    }
    return texts.flatMap(WebLink.links)
  }
}
