internal import IncidentModel

extension Panel {
  private static let noTitle: @Sendable (AppState) -> String = { _ in "" }

  /// Who holds which role, what is offered, how many surprises there are.
  static let header: Panel = Panel(id: "header", number: nil, title: noTitle) { state, canvas in
    guard state.incident.isDeclared else { return }
    var column = 1
    let width = canvas.size.columns
    func add(_ text: String, _ role: Role) {
      let needed = TextWidth.columns(of: text)
      guard column + needed + 3 <= width else {
        column = width
        return
      }
      if column > 1 {
        column = canvas.write(
          " \(state.setting.glyphs.separator) ", column: column, row: 0, role: .dim)
      }
      column = canvas.write(text, column: column, row: 0, role: role)
    }
    if state.isNarrow { for timer in state.headerTimers() { add(timer.text, timer.role) } }
    for offer in state.incident.state.offers {
      add(
        "offer: \(offer.role.name) \(state.setting.glyphs.right) \(state.handle(of: offer.to))",
        offer.to == state.setting.me ? .warning : .notice)
    }
    let roles = state.incident.state.roles
    let wanted = state.incident.policy.wantedRoles
    for role in Set(roles.keys).union(wanted).sorted() {
      if let holder = roles[role] {
        add(
          "\(role.name) \(state.handle(of: holder))", holder == state.setting.me ? .accent : .text)
      } else if role == .commander {
        add("no commander", .critical)
      } else if role == .scribe || !state.isNarrow {
        add(
          "\(role.name) -(\(state.handle(of: roles[.commander])))",
          role == .scribe ? .warning : .dim)
      }
    }
    if let commander = roles[.commander], roles[.operations] == commander {
      add("\(state.setting.glyphs.warning) commander also operates", .warning)
    }
    if state.surprises > 0 {
      let text =
        "\(state.setting.glyphs.surprise) \(state.surprises) surprise\(state.surprises == 1 ? "" : "s")"
      let needed = TextWidth.columns(of: text)
      if column + needed + 2 <= width {
        canvas.write(text, column: width - needed - 1, row: 0, role: .surprise)
      }
    }
  }
}

extension AppState {
  /// The parts of the top edge, the most important first; what does not fit is left out from the end.
  func headline() -> [(text: String, role: Role)] {
    let incident = incident.state
    var parts: [(String, Role)] = []
    if !unsaved.isEmpty { parts.append(("NOT SAVED \(unsaved.count)", .critical)) }
    if outside > 0 { parts.append(("NOT SAVED elsewhere", .critical)) }
    if incident.mode != .live { parts.append((incident.mode.rawValue.uppercased(), .notice)) }
    let isActive = incident.status.isActive
    parts.append(
      (
        "\(incident.severity.rawValue) \(isActive ? setting.glyphs.bullet : setting.glyphs.done)",
        self.incident.policy.isMajor && isActive ? .critical : .label
      ))
    parts.append((incident.title, .title))
    parts.append((incident.status.rawValue, isActive ? .warning : .ok))
    if let declaredAt = incident.declaredAt, isActive {
      parts.append(("T+\(stopwatch(now.seconds(since: declaredAt)))", .text))
    }
    return parts
  }

  /// Whether the clocks have to stand beside the roles, as the top edge has no room for them.
  var isNarrow: Bool { size.columns < 110 }

  /// The clocks of the header: the next update and the next call-out.
  func headerTimers() -> [(text: String, role: Role)] {
    drillClocks()
      + incident.timers(at: now).compactMap { timer in
        guard timer.purpose == .update || timer.purpose == .callOut else { return nil }
        let left = timer.due.seconds(since: now)
        let short = timer.purpose == .update ? "update" : "call"
        let text = isNarrow ? "\(short) \(clockText(left))" : "\(timer.text) \(countdown(timer))"
        return (text, timer.urgency(at: now).role)
      }
  }

  func countdown(_ timer: IncidentTimer) -> String {
    let left = timer.due.seconds(since: now)
    return left >= 0 ? clockText(left) : "\(clockText(-left)) overdue"
  }

  private func stopwatch(_ seconds: Int64) -> String {
    let all = Int(max(0, seconds))
    let days = all / 86_400
    let clock = "\(digits(all / 3600 % 24, 2)):\(digits(all / 60 % 60, 2)):\(digits(all % 60, 2))"
    return days > 0 ? "\(days)d \(clock)" : clock
  }
}

extension IncidentTimer.Urgency {
  var role: Role {
    switch self {
    case .calm: .text
    case .soon: .warning
    case .overdue: .overdue
    }
  }
}
