/// Something that happened to the plan of a drill, or in the drill itself.
package struct DrillStep: Hashable, Sendable, Codable {
  package enum Act: String, Hashable, Sendable, Codable, CaseIterable {
    /// The plan is there: the entry's id is the plan's from here on.
    case planned
    /// It reads as ``DrillStep/plan`` says from here on.
    case edited
    case retired
    /// The drill is begun, by the plan that it carries; in the drill's own timeline.
    case started
    /// A milestone is waited for: somebody has to say when it is reached.
    case awaited
    /// The script that waited for a milestone waits no longer.
    case gaveUp
    case marked
    /// Something was counted that no milestone tells.
    case measured
    /// It was ended before its time.
    case aborted
  }
  package var act: Act
  /// The plan; nil for the entry that makes it.
  package var of: EntryID?
  package var plan: DrillPlan?
  package var milestone: DrillMilestone?
  package var by: DrillMark.Detector?
  /// Records that were missing at the target.
  package var lostRecords: Int?
  /// Seconds of writes that were missing at the target.
  package var lostSeconds: Int64?
  /// Switches of traffic beyond those that were planned.
  package var extraSwitches: Int?
  /// How busy the system was, such as `800 requests a second`.
  package var load: String?
  package var text: String?

  package init(
    act: Act, of: EntryID? = nil, plan: DrillPlan? = nil, milestone: DrillMilestone? = nil,
    by: DrillMark.Detector? = nil, text: String? = nil
  ) {
    self.act = act
    self.of = of
    self.plan = plan
    self.milestone = milestone
    self.by = by
    self.text = text
  }

  /// The same with the texts that a person typed passed through a function, as to store mentions.
  func mappingText(_ map: (String) -> String) -> DrillStep {
    var step = self
    step.text = text.map(map)
    step.load = load.map(map)
    return step
  }

  /// The line of the timeline.
  func line(_ mentions: (String) -> String) -> String {
    let moment = milestone.map { "\($0.label) \($0.words)" } ?? ""
    let counted = [
      lostRecords.map { "\($0) records missing" }, lostSeconds.map { "\($0) s of writes missing" },
      extraSwitches.map { "\($0) switches beyond the plan" }, load.map { "load \(mentions($0))" },
    ]
    let said =
      switch act {
      case .planned, .edited: "\(act.rawValue): \(plan?.title ?? "")"
      case .retired, .aborted: act.rawValue
      case .started: "started: \(plan.map { "\($0.from) to \($0.to)" } ?? "")"
      case .awaited: "waiting for \(moment)"
      case .gaveUp: "no longer waiting for \(moment)"
      case .marked: moment + (by.map { ", by \($0.rawValue)" } ?? "")
      case .measured: counted.compactMap(\.self).joined(separator: ", ")
      }
    let subject = of.map { "\(RegisterID(.drill, $0)) " } ?? ""
    return subject + said + (text.map { ": \(mentions($0))" } ?? "")
  }
}
