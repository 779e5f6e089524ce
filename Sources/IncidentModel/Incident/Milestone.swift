/// A named moment of an incident; metrics are the times between two of them.
package enum Milestone: String, CaseIterable, Sendable, Codable {
  case impactStarted
  case detected
  case acknowledged
  case declared
  /// The first responder beyond the declarer.
  case engaged
  /// The action that ends the harm is applied.
  case mitigated
  /// The impact is no longer visible.
  case recovered
  case resolved
  case closed
  case firstPublicUpdate

  /// Reads the name in any case, with or without hyphens.
  package init?(_ text: String) {
    let folded = text.lowercased().replacing("-", with: "").replacing("_", with: "")
    guard let match = Milestone.allCases.first(where: { $0.rawValue.lowercased() == folded }) else {
      return nil
    }
    self = match
  }

  /// The milestones that cannot come later than this one.
  package var predecessors: [Milestone] {
    switch self {
    case .impactStarted: []
    case .detected: [.impactStarted]
    case .acknowledged: [.impactStarted, .detected]
    case .declared: [.impactStarted, .detected]
    case .engaged: [.impactStarted, .detected]
    case .mitigated: [.impactStarted, .detected]
    case .recovered: [.impactStarted, .detected, .mitigated]
    case .resolved: [.impactStarted, .detected, .declared, .mitigated, .recovered]
    case .closed: [.impactStarted, .detected, .declared, .mitigated, .recovered, .resolved]
    case .firstPublicUpdate: [.impactStarted, .detected]
    }
  }

  package var successors: [Milestone] {
    Milestone.allCases.filter { $0.predecessors.contains(self) }
  }

  /// The name in words, such as "impact started".
  package var words: String {
    rawValue.reduce(into: "") { words, letter in
      if letter.isUppercase { words.append(" ") }
      words.append(contentsOf: letter.lowercased())
    }
  }
}
