internal import IncidentModel

/// What is known of one objective.
struct SLOReport {
  let slo: Configuration.SLO
  let counts: SLOQuestion.Counts
  let state: BurnState
  /// What the incident that is meant took of its budget.
  var spent: (ref: String, budget: BudgetSpent)?

  init(_ slo: Configuration.SLO, _ counts: SLOQuestion.Counts) {
    self.slo = slo
    self.counts = counts
    var windows: [BurnWindow: EventCount] = [:]
    for window in BurnWindow.allCases { windows[window] = counts.events[window.seconds] }
    state = BurnState(
      slo.objective, whole: counts.events[slo.objective.window], counts: windows,
      minEvents: slo.minEvents)
  }

  var pages: Bool { state.alert == .page }

  /// How many times as fast as allowed the budget is spent over a window; nil without events.
  func burn(_ window: BurnWindow) -> Double? {
    guard let ratio = counts.events[window.seconds]?.errorRatio else { return nil }
    return ratio / slo.objective.budget
  }

  var word: String {
    switch state.alert {
    case .page: "page"
    case .ticket: "ticket"
    case .none: "none"
    case .noEvents: "unknown"
    case .fewEvents: "can wait"
    }
  }

  // MARK: Text

  var lines: [String] {
    let percent = slo.objective.percent
    let shown = percent == percent.rounded() ? "\(Int64(percent))" : "\(percent)"
    let about = slo.service.map { " of \($0)" } ?? ""
    let window = slo.objective.window
    let days = window % 86_400 == 0 ? "\(window / 86_400)d" : compactDuration(window)
    var lines = ["\(slo.name)\(about): \(shown) % over \(days)"]
    lines.append(text)
    let burns = BurnWindow.allCases.map { window in
      "\(window.rawValue) \(burn(window).map { "\(oneDigit($0))x" } ?? "no events")"
    }
    if counts.events.values.contains(where: { $0.total > 0 }) {
      lines.append("burn over \(burns.joined(separator: " · "))")
    }
    if let spent { lines.append("\(spent.ref): \(spent.budget.text(slo.objective))") }
    if let problem = counts.problem { lines.append("not all is known: \(problem)") }
    return lines.map { visible($0) }
  }

  private var text: String {
    if state.alert == .noEvents {
      return counts.problem == nil
        ? "0 events in the last hour: nothing to say" : "nothing is known"
    }
    let events = state.events.map { "\(oneDigit($0.total)) events in the last hour" } ?? ""
    return "\(state.text); \(events)"
  }

  // MARK: JSON

  var json: JSON {
    var left: Int64?
    if case .hours(let hours) = state.life, hours < 1e9 { left = Int64(hours * 3600) }
    var burns: [String: JSON] = [:]
    for window in BurnWindow.allCases { burns[window.rawValue] = .optional(burn(window)) }
    return .object([
      "name": .string(slo.name), "service": .optional(slo.service),
      "objectivePercent": .decimal(slo.objective.percent),
      "windowSeconds": .number(slo.objective.window), "alert": .string(alert),
      "status": .string(state.status.rawValue), "burns": .object(burns),
      "budgetLeft": .optional(state.budget?.left), "leftSeconds": .optional(left),
      "isExhausted": .bool(state.life == .exhausted),
      "eventsInHour": .optional(state.events?.total),
      "badEventsInHour": .optional(state.events?.bad), "problem": .optional(counts.problem),
      "incident": spent.map { spent in
        .object([
          "ref": .string(spent.ref), "budgetMinutes": .decimal(spent.budget.minutes),
          "budgetShare": .decimal(spent.budget.share),
        ])
      } ?? .null,
    ])
  }

  private var alert: String {
    switch state.alert {
    case .page: "page"
    case .ticket: "ticket"
    case .none: "none"
    case .noEvents: "noEvents"
    case .fewEvents: "fewEvents"
    }
  }
}

/// A number with one digit after the point below ten, and none above.
private func oneDigit(_ number: Double) -> String {
  guard number.isFinite, number < 1e15 else { return "∞" }
  if number >= 10 { return String(Int64(number.rounded())) }
  let tenths = Int64((number * 10).rounded())
  return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
}
