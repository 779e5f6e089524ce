/// Where the incident stands; going back is allowed and keeps every earlier time.
package enum Status: String, CaseIterable, Sendable, Codable {
  case triage
  case investigating
  case identified
  case monitoring
  case resolved
  case closed
  case canceled
  case duplicate
  case falseAlarm = "false-alarm"

  package init?(_ text: String) {
    let folded = text.lowercased().replacing(" ", with: "-").replacing("_", with: "-")
    switch folded {
    case "cancelled": self = .canceled
    case "falsealarm": self = .falseAlarm
    default: self.init(rawValue: folded)
    }
  }

  /// Whether people still work on it.
  package var isActive: Bool {
    switch self {
    case .triage, .investigating, .identified, .monitoring: true
    case .resolved, .closed, .canceled, .duplicate, .falseAlarm: false
    }
  }

  /// Whether nothing more is expected of it; a resolved incident is open until it is closed.
  package var isEnded: Bool {
    switch self {
    case .triage, .investigating, .identified, .monitoring, .resolved: false
    case .closed, .canceled, .duplicate, .falseAlarm: true
    }
  }

  /// Whether the step there must say why.
  package var needsReason: Bool {
    switch self {
    case .canceled, .duplicate, .falseAlarm: true
    case .triage, .investigating, .identified, .monitoring, .resolved, .closed: false
    }
  }
}

/// Whether it is real: drills and tests never enter the metrics of incidents.
package enum Mode: String, CaseIterable, Sendable, Codable {
  case live
  case drill
  case test
}
