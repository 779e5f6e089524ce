/// A role somebody can hold in an incident, by its stored name.
package struct RoleName: Hashable, Comparable, Sendable, Codable {
  package let name: String

  package static let commander = RoleName(name: "commander")
  package static let deputy = RoleName(name: "deputy")
  package static let scribe = RoleName(name: "scribe")
  package static let operations = RoleName(name: "operations")
  package static let communications = RoleName(name: "communications")
  package static let customerLiaison = RoleName(name: "customer-liaison")
  package static let internalLiaison = RoleName(name: "internal-liaison")
  package static let planning = RoleName(name: "planning")

  /// The roles in the order in which they are shown; `expert:SERVICE` comes after them.
  package static let standard: [RoleName] = [
    .commander, .deputy, .scribe, .operations, .communications, .customerLiaison,
    .internalLiaison, .planning,
  ]

  private init(name: String) { self.name = name }

  /// Reads a standard role, a short form of one that is unique (`comms`, `ops`), or `expert:SERVICE`.
  package init?(_ text: String) {
    let folded = text.lowercased().replacing(" ", with: "-").replacing("_", with: "-")
    let aliases = ["ic": "commander", "comms": "communications", "ops": "operations"]
    let wanted = aliases[folded] ?? folded
    if wanted.hasPrefix("expert:"), wanted.count > "expert:".count {
      self.init(name: wanted)
    } else if let exact = Self.standard.first(where: { $0.name == wanted }) {
      self = exact
    } else {
      let matches = Self.standard.filter { $0.name.hasPrefix(wanted) }
      guard matches.count == 1, !wanted.isEmpty else { return nil }
      self = matches[0]
    }
  }

  package static func < (left: Self, right: Self) -> Bool {
    let order = { (role: Self) in standard.firstIndex(of: role) ?? standard.count }
    return (order(left), left.name) < (order(right), right.name)
  }

  package init(from decoder: any Decoder) throws {
    name = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }

  /// What the holder does, one duty a line.
  package var duties: [String] {
    switch self {
    case .commander:
      [
        "size up, stabilise, update, verify; then again",
        "gather status, decide, delegate time-boxed tasks to named people",
        "ask for strong objections before a decision",
        "own the cadence of updates; declare the end",
      ]
    case .deputy:
      [
        "stand by to take command", "keep the clocks: call out every ten minutes",
        "bring up what was missed; page and release people",
      ]
    case .scribe:
      [
        "record decisions, actions with their results, status reports",
        "record surprises: what was expected, what was found",
        "keep the log ready to be handed over",
      ]
    case .operations: ["change the system, alone", "report conditions, actions, needs"]
    case .communications: ["write the updates", "keep the summary true"]
    case .customerLiaison: ["draft public messages for the commander to approve"]
    case .internalLiaison: ["page other teams", "update stakeholders about every 30 minutes"]
    case .planning: ["think beyond the hour: shifts, food, what must be reverted later"]
    default: ["diagnose and repair one service", "report conditions, actions, needs"]
    }
  }

  /// What the holder leaves to others.
  package var mustNot: [String] {
    switch self {
    case .commander: ["read graphs or logs, or repair", "hold a second role"]
    case .deputy: ["repair"]
    case .scribe: ["write a transcript word for word"]
    case .operations: ["make changes nobody asked for"]
    case .customerLiaison, .communications: ["promise a time of repair", "guess"]
    case .internalLiaison, .planning: []
    default: ["act without being asked"]
    }
  }
}
