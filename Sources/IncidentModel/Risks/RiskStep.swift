/// Something that happened to a risk of the register.
package struct RiskStep: Hashable, Sendable, Codable {
  package enum Act: String, Hashable, Sendable, Codable, CaseIterable {
    /// It is there: the entry's id is the risk's from here on.
    case added
    /// It reads as ``RiskStep/risk`` says from here on.
    case estimated
    case retired
    /// An experiment, a drill or a follow-up would change its inputs.
    case changeProposed
  }
  package var act: Act
  /// The risk; nil for the entry that adds it.
  package var of: EntryID?
  package var risk: RegisteredRisk?
  package var change: RiskChange?
  package var because: String?

  package init(
    act: Act, of: EntryID? = nil, risk: RegisteredRisk? = nil, change: RiskChange? = nil,
    because: String? = nil
  ) {
    self.act = act
    self.of = of
    self.risk = risk
    self.change = change
    self.because = because
  }

  /// The line of the timeline.
  func line(_ mentions: (String) -> String) -> String {
    let subject = of.map { "\(RegisterID(.risk, $0)) " } ?? ""
    return "\(subject)\(act.rawValue.splittingWords)" + (change.map { " by \($0.by)" } ?? "")
      + (risk.map { ": \($0.title)" } ?? "")
      + (because.map { ": \(mentions($0))" } ?? "")
  }
}

/// What the inputs of a risk would be once something is done.
package struct RiskChange: Hashable, Sendable, Codable {
  /// What would change it: `EXP-7k3f`, `FD-2xq9`, the short id of a follow-up.
  package var by: String
  package var detectMinutes: Double?
  package var repairMinutes: Double?
  package var impact: Double?
  package var daysBetween: Double?

  package init(by: String) { self.by = by }

  /// The inputs that would be others.
  package var inputs: [RiskQuantity: Double] {
    let all: [(RiskQuantity, Double?)] = [
      (.detectMinutes, detectMinutes), (.repairMinutes, repairMinutes), (.impact, impact),
      (.daysBetween, daysBetween),
    ]
    return all.reduce(into: [:]) { inputs, pair in inputs[pair.0] = pair.1 }
  }
}
